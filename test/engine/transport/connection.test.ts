import nock from 'nock';
import { accepted, sent, textMessage } from '../fixtures';
import { credential, PHONE, runNode, TOKEN } from '../harness';
import { cut, half, json, localServer, silent, type LocalServer } from '../localServer';

const SEND = `POST /v25.0/${PHONE}/messages`;
const one = [{ json: { phone: '49151000', text: 'x' } }];

let server: LocalServer | undefined;

beforeAll(() => nock.restore());
afterEach(async () => {
	await server?.close();
	server = undefined;
});
afterAll(() => nock.activate());

const at = (baseUrl: string) => ({ ...credential, baseUrl });

async function send(target: LocalServer, network = {}) {
	return await runNode({ parameters: textMessage({ network }), input: one, credential: at(target.url) });
}

test.each([
	['cut after the message was sent', cut],
	['cut in the middle of the response', half('{"messaging_product":"whatsapp"')],
])('does not retry a send whose connection is %s, and reports an unknown outcome', async (_name, handler) => {
	server = await localServer(handler);
	const { error, run } = await send(server);
	expect(run.status).toBe('error');
	expect(server.requests).toEqual([SEND]);
	expect(error.context.outcome).toBe('unknown');
	expect(error.description).toContain('On Unknown Outcome');
	expect(JSON.stringify(error)).not.toContain(TOKEN);
});

test('does not retry a send after a timeout', async () => {
	server = await localServer(silent);
	const { error } = await send(server, { timeout: 3 });
	expect(server.requests).toEqual([SEND]);
	expect(error.context.outcome).toBe('unknown');
});

const retrying = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };

test('Retry On Fail does not retry a message that may have been accepted', async () => {
	server = await localServer(cut);
	const { error } = await runNode({
		parameters: textMessage(),
		input: one,
		credential: at(server.url),
		node: retrying,
	});
	expect(server.requests).toEqual([SEND]);
	expect(error.context.outcome).toBe('unknown');
	expect(error.description).toContain('On Unknown Outcome');
});

test('retries after a dropped connection when On Unknown Outcome is Send Again', async () => {
	server = await localServer(cut, json(accepted('49151000', 'wamid.3')));
	const { output } = await send(server, { onUnknownOutcome: 'sendAgain' });
	expect(server.requests).toEqual([SEND, SEND]);
	expect(output).toEqual([{ json: sent('49151000', 'wamid.3'), pairedItem: { item: 0 } }]);
});

test('reports an unreachable server without an unknown outcome', async () => {
	const closed = await localServer(cut);
	await closed.close();
	const { error } = await send(closed, { maxRetries: 1 });
	expect(error.context.outcome).not.toBe('unknown');
	expect(error.message).toContain('127.0.0.1');
});

test('retries a read request after a dropped connection', async () => {
	server = await localServer(cut, json({ id: '77' }));
	const { output } = await runNode({
		parameters: { resource: 'media', operation: 'mediaUrlGet', mediaGetId: '77' },
		credential: at(server.url),
	});
	expect(server.requests).toEqual(['GET /v25.0/77', 'GET /v25.0/77']);
	expect(output?.[0].json).toEqual({ id: '77' });
});
