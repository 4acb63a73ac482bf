import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import nock from 'nock';
import type { IDataObject } from 'n8n-workflow';
import { passTap, resumeExecution, timeForResponse } from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/passOn';
import { decodeReply } from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/replyToken';
import { QuestionCipher } from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/questionCipher';
import { APP_SECRET, PHONE } from '../harness';
import { sendQuestion, PERSON, question, withSecret } from './question';
import { openPage, webhookContext } from './openPage';

/** Fakes n8n's resume endpoint: sends the responses in order, and records the requests. */
async function endpoint(...responses: Array<{ status: number; body: unknown; type?: string } | 'cut'>) {
	const requests: Array<{ method: string; url: string; type: string; body: unknown }> = [];
	const server = createServer((request: IncomingMessage, response) => {
		const chunks: Buffer[] = [];
		request
			.on('data', (chunk: Buffer) => chunks.push(chunk))
			.on('end', () => {
				const planned = responses[Math.min(requests.length, responses.length - 1)];
				const text = Buffer.concat(chunks).toString();
				requests.push({
					method: request.method!,
					url: request.url!,
					type: request.headers['content-type']!,
					body: text && JSON.parse(text),
				});
				if (planned === 'cut') {
					request.socket.destroy();
					return;
				}
				const isText = typeof planned.body === 'string';
				response.writeHead(planned.status, {
					'content-type': planned.type ?? (isText ? 'text/html' : 'application/json'),
					...(planned.status === 302 && { location: 'http://127.0.0.1:9/elsewhere' }),
				});
				response.end(isText ? planned.body : JSON.stringify(planned.body));
			});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const close = () => new Promise<void>((resolve) => (server.close(() => resolve()), server.closeAllConnections()));
	return { url, requests, close };
}

/** The trigger's context while it handles WhatsApp's webhook: no execution yet, URLs of this instance. */
const trigger = (url: string, path = '/webhook-waiting') =>
	webhookContext(
		{},
		undefined,
		{ method: 'POST' },
		{},
		{},
		{ executionId: undefined, webhookWaitingBaseUrl: `${url}${path}` },
	);

const forward = async (url: string, message: IDataObject, path?: string) =>
	await passTap(trigger(url, path), message, { timeUp: timeForResponse(), onLate: () => {} });

async function asked() {
	const parameters = { answerBy: 'buttons' };
	const { run, bodies } = await sendQuestion(parameters);
	const { action } = bodies[0].interactive as { action: { buttons: Array<{ reply: { id: string; title: string } }> } };
	return { run, parameters, reply: action.buttons[0].reply };
}
const tap = (reply: IDataObject, kind = 'button_reply'): IDataObject => ({
	from: PERSON,
	id: 'wamid.tap',
	type: 'interactive',
	interactive: { type: kind, [kind]: reply },
});

beforeEach(() => {
	nock.disableNetConnect();
	nock.enableNetConnect('127.0.0.1');
});
afterEach(() => nock.cleanAll());
afterAll(() => nock.enableNetConnect());

test.each(['button_reply', 'list_reply'])(
	"forwards a tap (%s) to the resume URL of this n8n with n8n's signature",
	async (kind) => {
		const { reply } = await asked();
		const n8n = await endpoint({ status: 200, body: { result: 'resumed' } });
		const message = tap(reply, kind);
		expect(await forward(n8n.url, message, '/base/webhook-waiting')).toEqual({ resumed: true });
		const signature = decodeReply(reply.id)!.signature;
		expect(n8n.requests).toEqual([
			{
				method: 'POST',
				url: `/base/webhook-waiting/1/node-id?answer=approve&run=0&signature=${signature}`,
				type: 'application/json',
				body: { message },
			},
		]);
		await n8n.close();
	},
);

test('the waiting node accepts the forwarded tap as an answer', async () => {
	const { reply, run, parameters } = await asked();
	const n8n = await endpoint({ status: 200, body: { result: 'resumed' } });
	await forward(n8n.url, tap(reply));
	const [{ url, body }] = n8n.requests;
	const query = Object.fromEntries(new URL(url, n8n.url).searchParams);
	const { items } = await openPage(question(parameters), run, { method: 'POST', query, body });
	expect(items?.[0].json).toMatchObject({ data: { approved: true } });
	await n8n.close();
});

describe('a tap that does not resume an execution', () => {
	const page = '<html>No action required</html>';
	test.each([
		['the question was answered before or too late, and n8n shows a page', { status: 200, body: page }, 'settled'],
		['the execution was deleted', { status: 404, body: { message: 'The execution "1" does not exist.' } }, 'settled'],
		[
			'the question was tapped twice, and the execution is running',
			{ status: 409, body: { message: 'The execution "1" is running already.' } },
			'settled',
		],
		['the question is of an earlier iteration of a loop', { status: 410, body: { result: 'outdated' } }, 'settled'],
		['the signature was altered', { status: 401, body: { error: 'Invalid token' } }, 'forged'],
		['another user tapped', { status: 403, body: { result: 'senderMismatch' } }, 'senderMismatch'],
		['a proxy rejects the request', { status: 403, body: page }, 'unreachable'],
		['n8n is starting', { status: 503, body: page }, 'unreachable'],
		['n8n is starting, and says so', { status: 200, body: 'n8n is starting up. Please wait' }, 'unreachable'],
		['a proxy does not know n8n', { status: 404, body: '404 page not found' }, 'unreachable'],
		['the request is redirected', { status: 302, body: page }, 'unreachable'],
		['the connection breaks', 'cut' as const, 'unreachable'],
	])('reports the reason: %s', async (_name, planned, reason) => {
		const { reply } = await asked();
		const n8n = await endpoint(planned);
		expect(await forward(n8n.url, tap(reply as unknown as IDataObject))).toEqual({
			resumed: false,
			reason,
			...(reason === 'unreachable' && { isRetried: true }),
		});
		expect(n8n.requests).toHaveLength(1);
		await n8n.close();
	});
});

test.each([
	['a text message', { from: PERSON, type: 'text', text: { body: 'n8nwait:1:node-id:approve:0:00' } }],
	['a button of another message', tap({ id: 'yes', title: 'Yes' })],
	['a button whose ID contains a host', tap({ id: 'n8nwait:1:evil.example/x:approve:0:00', title: 'Yes' })],
	['a button whose ID contains ".."', tap({ id: 'n8nwait:1:..:approve:0:00', title: 'Yes' })],
	['a token for the next message', tap({ id: 'n8nwait:1:node-id:message:0:00', title: 'Yes' })],
	[
		'a submitted form',
		{ from: PERSON, type: 'interactive', interactive: { type: 'nfm_reply', nfm_reply: { response_json: '{}' } } },
	],
])('does not forward %s, and passes it to the trigger', async (_name, message) => {
	const n8n = await endpoint({ status: 200, body: { result: 'resumed' } });
	expect(await forward(n8n.url, message)).toBeUndefined();
	expect(n8n.requests).toEqual([]);
	await n8n.close();
});

test('forwards a next message with the token of the question', async () => {
	const nextMessage = { responseType: 'freeText', answerBy: 'nextMessage' };
	const { bodies } = await sendQuestion(nextMessage, undefined, { credential: withSecret });
	const cipher = new QuestionCipher(APP_SECRET);
	const parts = decodeReply(cipher.decryptCallback(String(bodies[0].biz_opaque_callback_data), PHONE)?.token)!;
	const n8n = await endpoint({ status: 200, body: { result: 'resumed' } });
	const message = { from: PERSON, id: 'wamid.next', type: 'text', text: { body: 'Yes' } };
	expect(await resumeExecution(trigger(n8n.url), parts, message)).toEqual({ resumed: true });
	expect(n8n.requests).toMatchObject([
		{ url: `/webhook-waiting/1/node-id?answer=message&run=0&signature=${parts.signature}`, body: { message } },
	]);
	await n8n.close();
});
