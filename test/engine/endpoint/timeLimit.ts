// On a busy machine a workflow may exceed the trigger's default time limit: only the timeout tests set a limit (1 s).
jest.mock('n8n-workflow', () => {
	const actual = jest.requireActual<typeof import('n8n-workflow')>('n8n-workflow');
	return { ...actual, sleep: async (ms: number) => await actual.sleep(ms === 8000 ? 100_000 : ms) };
});

export {};
