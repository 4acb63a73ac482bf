import { openStore, type FakeDeduplicator } from '../campaign/fakeDeduplicator';
import { people, PoolEnvironment, template } from './environment';

let env: PoolEnvironment;
let store: FakeDeduplicator;

beforeAll(async () => {
	store = await openStore();
	env = await PoolEnvironment.start();
});
beforeEach(() => {
	store.rows = new Map();
	store.onCall = () => {};
	env.emulator.reset();
});
afterAll(async () => await env.emulator.close());

const run = async (pool: string[], count: number) =>
	await env.send({
		parameters: template(pool, { largeRuns: { campaign: 'Spring sale' } }),
		input: people(count),
		executionId: String(Math.random()),
	});

test('sends a message once although the numbers of the pool changed and another number took over', async () => {
	const [first, second, third] = env.numbers(0, 2, 3);
	await run([first, second], 20);
	env.emulator.changeNumber(first, { blockedWith: 131031 });
	const { output } = await run([first, second, third], 30);
	const again = await run([third, second], 30);

	const reached = env.emulator.state().perRecipient;
	expect(Object.keys(reached)).toHaveLength(30);
	expect(new Set(Object.values(reached))).toEqual(new Set([1]));
	expect(output?.filter(({ json }) => json.acceptedEarlier)).toHaveLength(20);
	expect(output?.filter(({ json }) => json.movedFrom === first).length).toBeGreaterThan(0);
	// Which number sent it is not recorded.
	expect(again.output?.map(({ json }) => json)).toEqual(
		people(30).map(({ json }) => ({ to: json.phone, status: 'accepted', acceptedEarlier: true })),
	);
});
