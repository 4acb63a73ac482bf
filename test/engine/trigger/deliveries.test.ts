import nock from 'nock';
import { announceQuestion } from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/announced';
import { QuestionCipher } from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/questionCipher';
import { parseWebhookUser } from '../../../nodes/WhatsAppBusinessCloud/shared/input/recipient';
import { messagesChange, payload, statusesChange, text, type Json } from '../../unit/trigger/payloads';
import { BASE, Host, SECRET, type Reply } from './host';

const PHONE = '106540352242922';
const PERSON = '16505551234';
const texts = ({ items }: Reply): unknown[] | undefined => items?.map(({ json }) => json.text ?? json.status);
const trigger = (options: object = {}): Host => new Host({ updates: ['messages'], options } as never);

/** Each test has an execution of its own: a process remembers what it passed on. */
let execution = 500;
beforeEach(() => {
	execution++;
	nock.disableNetConnect();
});
afterEach(() => {
	jest.restoreAllMocks();
	const pending = nock.pendingMocks();
	nock.cleanAll();
	expect(pending).toEqual([]);
});
afterAll(() => {
	nock.enableNetConnect();
	nock.restore();
});

const callback = (answer: string, recipient = PERSON): string =>
	new QuestionCipher(SECRET).encryptCallback(
		{ token: `n8nwait:${execution}:send:${answer}:0:5e1f`, recipient, expires: Date.now() / 1000 + 3600 },
		PHONE,
	);
const status = (data: string, more: Json = {}): Json =>
	statusesChange({
		id: 'wamid.q',
		status: 'delivered',
		timestamp: '1749416000',
		recipient_id: PERSON,
		biz_opaque_callback_data: data,
		...more,
	});

/** n8n's resume URL. @returns the updates posted to it */
function waiting(answer: string, ...replies: Array<[status: number, body: Json]>): Json[] {
	const posted: Json[] = [];
	nock(BASE)
		.post(`/webhook-waiting/${execution}/send`)
		.query({ answer, run: '0', signature: '5e1f' })
		.times(Math.max(1, replies.length))
		.reply((_uri, body) => {
			posted.push(body as Json);
			return replies[posted.length - 1] ?? [200, { result: 'resumed' }];
		});
	return posted;
}
/** Delays between attempts, in ms. */
const WAITS = [100, 200, 400, 800, 1500, 2000, 3000, 5000];
const running = (): [number, Json] => [409, { message: `The execution "${execution}" is running already.` }];

test('passes a status to its execution, with price and error, and starts nothing', async () => {
	const posted = waiting('delivery');
	const failed = status(callback('delivery'), {
		status: 'failed',
		pricing: { billable: false, category: 'utility', pricing_model: 'PMP', type: 'regular' },
		errors: [{ code: 131026, title: 'Message undeliverable', error_data: { details: 'Message Undeliverable.' } }],
	});
	expect((await trigger().deliver(payload(failed))).items).toBeUndefined();
	expect(posted).toEqual([
		{
			update: {
				status: {
					messageId: 'wamid.q',
					status: 'failed',
					timestamp: '2025-06-08T20:53:20.000Z',
					billable: false,
					pricingModel: 'PMP',
					pricingType: 'regular',
					pricingCategory: 'utility',
					errorCode: 131026,
					errorTitle: 'Message undeliverable',
					errorDetails: 'Message Undeliverable.',
					errorClass: expect.any(String) as string,
				},
			},
		},
	]);
});

test('starts the workflow with the status, too, if it listens for statuses', async () => {
	waiting('delivery');
	const host = trigger({ messageStatusUpdates: ['all'] });
	expect(texts(await host.deliver(payload(status(callback('delivery')))))).toEqual(['delivered']);
});

test('passes the statuses of one execution on in order, each after the response to the one before', async () => {
	const posted = waiting('delivery', [200, { result: 'resumed' }], running(), [200, { result: 'resumed' }]);
	const data = callback('delivery');
	const both = payload(status(data, { status: 'sent' }), status(data, { status: 'read' }));
	expect((await trigger().deliver(both)).warnings).toEqual([]);
	const names = posted.map(({ update }) => ((update as Json).status as Json).status);
	expect(names).toEqual(['sent', 'read', 'read']);
});

test('continues its attempts after the response to WhatsApp while the execution runs', async () => {
	const { setTimeout: real } = globalThis;
	jest
		.spyOn(globalThis, 'setTimeout')
		.mockImplementation(((work: () => void, ms = 0) => real(work, WAITS.includes(ms) ? 1 : ms)) as never);
	const posted = waiting('delivery', ...Array.from({ length: 9 }, running), [200, { result: 'resumed' }]);
	const { warnings } = await trigger().deliver(payload(status(callback('delivery'))));
	expect(warnings).toHaveLength(1);
	for (let turn = 0; turn < 200 && posted.length < 10; turn++) await new Promise((resolve) => real(resolve, 5));
	expect(posted).toHaveLength(10);
});

test('does not pass on a status of a message to another recipient that copied the callback data', async () => {
	const data = callback('delivery', '447911123456');
	expect((await trigger().deliver(payload(status(data)))).status).toBe(200);
});

test('passes the next message of the recipient on to an execution that waits for a reply', async () => {
	const posted = waiting('reply', [200, { result: 'resumed' }], [200, { result: 'resumed' }]);
	const host = trigger();
	await host.deliver(payload(status(callback('reply'))));
	const { items } = await host.deliver(payload(messagesChange(text('See you', { id: 'wamid.a' }))));
	expect(items).toBeUndefined();
	const { reply } = posted[1].update as { reply: Json };
	expect(reply).toMatchObject({ messageId: 'wamid.a', text: 'See you', from: PERSON });
	expect(reply).not.toHaveProperty('message');
	// The message after it starts the workflow.
	expect(texts(await host.deliver(payload(messagesChange(text('Hi', { id: 'wamid.b' })))))).toEqual(['Hi']);
});

test('a message does not answer one whose statuses alone are awaited', async () => {
	waiting('delivery');
	const host = trigger();
	await host.deliver(payload(status(callback('delivery'))));
	expect(texts(await host.deliver(payload(messagesChange(text('Hi', { id: 'wamid.c' })))))).toEqual(['Hi']);
});

describe('a reply before the first status of its question', () => {
	const answer = (id: string): Json =>
		payload(messagesChange(text('At noon', { id, timestamp: String(Math.floor(Date.now() / 1000) + 3) })));

	test('resumes the execution at once if this process has asked', async () => {
		const posted = waiting('message');
		announceQuestion(PHONE, parseWebhookUser(PERSON)!, callback('message'));
		const host = trigger();
		expect((await host.deliver(answer('wamid.d'))).items).toBeUndefined();
		expect(posted).toMatchObject([{ message: { id: 'wamid.d' } }]);
		// Its question is answered.
		const { items } = await host.deliver(answer('wamid.e'));
		expect(items).toHaveLength(1);
	});

	test('resumes the execution when the status arrives if another process has asked', async () => {
		const host = trigger();
		expect(texts(await host.deliver(answer('wamid.f')))).toEqual(['At noon']);
		const posted = waiting('message');
		const sent = { status: 'sent', timestamp: String(Math.floor(Date.now() / 1000)) };
		await host.deliver(payload(status(callback('message'), sent)));
		expect(posted).toMatchObject([{ message: { id: 'wamid.f' } }]);
		await host.deliver(payload(status(callback('message'), { ...sent, status: 'delivered' })));
		expect(posted).toHaveLength(1);
	});

	test('a message before the question does not answer it', async () => {
		const host = trigger();
		const before = String(Math.floor(Date.now() / 1000));
		await host.deliver(payload(messagesChange(text('Hello', { id: 'wamid.g', timestamp: before }))));
		await host.deliver(payload(status(callback('message'), { status: 'sent', timestamp: before })));
	});
});
