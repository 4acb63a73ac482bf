import nock from 'nock';
import { announceQuestion } from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/announced';
import { parseWebhookUser } from '../../../nodes/WhatsAppBusinessCloud/shared/input/recipient';
import { messagesChange, payload, text, type Json } from '../../unit/trigger/payloads';
import { Host, type Reply } from './host';
import {
	callbackOf,
	PERSON,
	PHONE,
	RESUMED,
	resumeUrlOf,
	running as runningReply,
	shortenDelays,
	statusOf,
	TIME_FOR_RESPONSE,
	until,
	type ResumeReply,
} from './openQuestions';

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

const callback = (answer: string, recipient = PERSON): string => callbackOf(execution, answer, recipient);
const status = statusOf;
const waiting = (answer: string, ...replies: ResumeReply[]): Json[] => resumeUrlOf(execution, answer, ...replies);
const running = (): ResumeReply => runningReply(execution);

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

describe('while n8n does not take a status', () => {
	const refused: ResumeReply = 'refused';

	test.each<[string, () => ResumeReply[], ResumeReply]>([
		['the execution runs', () => Array.from({ length: 9 }, running), RESUMED],
		['n8n refuses connections', () => Array.from({ length: 9 }, () => refused), RESUMED],
	])('continues its attempts after the response to WhatsApp while %s', async (_name, failures, last) => {
		shortenDelays();
		const posted = waiting('delivery', ...failures(), last);
		const { warnings } = await trigger().deliver(payload(status(callback('delivery'))));
		expect(warnings).toHaveLength(1);
		await until(() => posted.length === failures().filter((one) => one !== refused).length + 1);
		expect(posted.at(-1)).toMatchObject({ update: { status: { status: 'delivered' } } });
	});

	test('tries once before the response to WhatsApp if n8n refuses connections', async () => {
		const asked = shortenDelays();
		const posted = waiting('delivery', refused, RESUMED);
		const { warnings } = await trigger().deliver(payload(status(callback('delivery'))));
		expect(warnings).toEqual([
			'WhatsApp Trigger: an answer or status for Send and Wait has not resumed its execution yet, and is passed on again for ten minutes: this n8n could not reach its own address for waiting executions',
		]);
		await until(() => posted.length === 1);
		expect(asked).toEqual([TIME_FOR_RESPONSE, 2000]);
	});

	test('responds to WhatsApp after five seconds if n8n does not respond, and starts with the message beside it', async () => {
		const asked = shortenDelays(true);
		let respond: (reply: [number, Json]) => void = () => {};
		const hanging = new Promise<[number, Json]>((resolve) => (respond = resolve));
		const posted = waiting('delivery', hanging, RESUMED, RESUMED);
		const data = callback('delivery');
		const statuses = ['sent', 'delivered', 'read'].map((one) => status(data, { status: one }));
		const hello = messagesChange(text('Hello', { id: 'wamid.hello' }));
		const { items, warnings } = await trigger().deliver(payload(...statuses, hello));
		expect([items?.map(({ json }) => json.text), warnings.length]).toEqual([['Hello'], 3]);
		respond([200, { result: 'resumed' }]);
		await until(() => posted.length === 3);
		const names = posted.map(({ update }) => ((update as Json).status as Json).status);
		expect([names, asked]).toEqual([['sent', 'delivered', 'read'], [TIME_FOR_RESPONSE]]);
	});
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
