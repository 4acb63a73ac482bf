import nock from 'nock';
import { waitFor } from '../../../scripts/n8n/wait';
import { accepted, metaError, sent, textMessage } from '../fixtures';
import { GRAPH, PHONE, runNode, TOKEN } from '../harness';

const PATH = `/v25.0/${PHONE}/messages`;
const one = [{ json: { phone: '49151000', text: 'x' } }];

beforeAll(() => nock.disableNetConnect());
beforeEach(() => {
	// The engine waits in real time: make the random part of each delay as short as possible.
	jest.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
	jest.restoreAllMocks();
	expect(nock.pendingMocks()).toEqual([]);
	nock.cleanAll();
});
afterAll(() => nock.enableNetConnect());

test('retries an error code that means rejected for now', async () => {
	nock(GRAPH).post(PATH).reply(400, metaError(130429, '(#130429) Rate limit hit'));
	nock(GRAPH).post(PATH).reply(200, accepted('49151000', 'wamid.2'));
	const { output } = await runNode({ parameters: textMessage(), input: one });
	expect(output).toEqual([{ json: sent('49151000', 'wamid.2'), pairedItem: { item: 0 } }]);
});

test('does not retry an error code that requires a change, and returns advice', async () => {
	nock(GRAPH)
		.post(PATH)
		.once()
		.reply(400, metaError(131030, '(#131030) Recipient phone number not in allowed list', 'Add it'));
	const { error, run } = await runNode({ parameters: textMessage(), input: one });
	expect(run.status).toBe('error');
	expect(error.context).toMatchObject({ itemIndex: 0, metaCode: 131030, fbtraceId: 'TRACE1' });
	expect(error.description).toContain('Add it');
	expect(error.description).toContain('131030');
	expect(error.description).toContain('TRACE1');
});

test('sends a single request when Retries is 0', async () => {
	nock(GRAPH).post(PATH).once().reply(400, metaError(130429, 'slow down'));
	const { error } = await runNode({ parameters: textMessage({ network: { maxRetries: 0 } }), input: one });
	expect(error.context.metaCode).toBe(130429);
});

test('sends a request with an invalid token only once', async () => {
	const responses = jest.fn(() => [401, metaError(190, 'Error validating access token')]);
	const scope = nock(GRAPH)
		.persist()
		.post(PATH)
		.reply(responses as never);
	const { error } = await runNode({ parameters: textMessage(), input: one });
	scope.persist(false);
	nock.cleanAll();
	expect(responses).toHaveBeenCalledTimes(1);
	expect(error.context.metaCode).toBe(190);
	expect(JSON.stringify(error)).not.toContain(TOKEN);
});

test.each([
	['a gateway page', 502, '<html><head><title>502 Bad Gateway</title></head></html>'],
	['a success status with a truncated body', 200, '{"messaging_product":"whatsapp","contacts":[{"inp'],
	['a success status with an empty body', 200, ''],
])('reports an unknown outcome without a retry after %s', async (_name, status, body) => {
	nock(GRAPH).post(PATH).once().reply(status, body, { 'content-type': 'text/html' });
	const { error } = await runNode({ parameters: textMessage(), input: one });
	expect(error.context.outcome).toBe('unknown');
});

test('waits for the time in Retry-After', async () => {
	const times: number[] = [];
	const note =
		(status: number, body: unknown, headers = {}) =>
		() => {
			times.push(Date.now());
			return [status, body, headers];
		};
	nock(GRAPH)
		.post(PATH)
		.once()
		.reply(note(400, metaError(130429, 'slow down'), { 'Retry-After': '2' }) as never);
	nock(GRAPH)
		.post(PATH)
		.once()
		.reply(note(200, accepted('49151000', 'wamid.5')) as never);
	const { output } = await runNode({ parameters: textMessage(), input: one });
	expect(output?.[0].json).toEqual(sent('49151000', 'wamid.5'));
	expect(times[1] - times[0]).toBeGreaterThanOrEqual(2000);
});

test('fails instead of waiting when Meta requires more than five minutes', async () => {
	const usage = JSON.stringify({ '1': [{ type: 'messages', call_count: 100, estimated_time_to_regain_access: 42 }] });
	nock(GRAPH).post(PATH).once().reply(400, metaError(80007, 'limit'), { 'X-Business-Use-Case-Usage': usage });
	const { error } = await runNode({ parameters: textMessage(), input: one });
	expect(error.context.metaCode).toBe(80007);
});

test('does not follow a redirect, and does not expose the token', async () => {
	nock(GRAPH).post(PATH).once().reply(302, '', { Location: 'https://elsewhere.example/steal' });
	const { error } = await runNode({ parameters: textMessage(), input: one });
	expect(`${error.message} ${error.description}`).toContain('elsewhere.example');
	expect(JSON.stringify(error)).not.toContain(TOKEN);
});

test('ends the run without another request when cancelled during a wait', async () => {
	const waiting = jest.spyOn(jest.requireActual<typeof import('n8n-workflow')>('n8n-workflow'), 'sleep');
	nock(GRAPH).post(PATH).once().reply(400, metaError(130429, 'slow down'), { 'Retry-After': '60' });
	const onStart = (cancel: () => void) => void waitFor('the wait', () => waiting.mock.calls[0]).then(cancel);
	const { run } = await runNode({ parameters: textMessage(), input: one, onStart });
	expect(run.status).toBe('canceled');
});
