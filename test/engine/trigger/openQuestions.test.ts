import { announceQuestion } from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/announced';
import { parseWebhookUser } from '../../../nodes/WhatsAppBusinessCloud/shared/input/recipient';
import { messagesChange, payload, text, type Json } from '../../unit/trigger/payloads';
import { Host, type Reply } from './host';
import { mockAllRequests } from './mockedRequests';
import { callbackOf, GONE, PERSON, PHONE, RESUMED, resumeUrlOf, statusOf } from './openQuestions';

mockAllRequests();

const texts = ({ items }: Reply): unknown[] | undefined => items?.map(({ json }) => json.text);
const trigger = (): Host => new Host({ updates: ['messages'] });
/** Seconds since 1970. */
const now = (): number => Math.floor(Date.now() / 1000);

/** Each test has executions of its own: a process remembers what it passed on. */
let execution = 700;
beforeEach(() => void (execution += 10));

const announce = (data: string): void => announceQuestion(PHONE, parseWebhookUser(PERSON)!, data);
const statusAt = (data: string, status: string, timestamp = now(), more: Json = {}): Json =>
	payload(statusOf(data, { status, timestamp: String(timestamp), ...more }));
let messages = 0;
const messageAt = (body: string, timestamp = now() + 60, more: Json = {}): Json =>
	payload(messagesChange(text(body, { id: `wamid.m${messages++}`, timestamp: String(timestamp), ...more })));
const sentTexts = (posted: Json[]): unknown[] =>
	posted.map(({ message }) => ((message as Json).text as Json | undefined)?.body);

describe('a question that was not delivered', () => {
	test('starts the workflow with the next message if this process has asked', async () => {
		const data = callbackOf(execution, 'message');
		announce(data);
		const host = trigger();
		await host.deliver(statusAt(data, 'failed'));
		const reply = await host.deliver(messageAt('Are you open today?'));
		// No request to its execution: it would fail, and be logged.
		expect([texts(reply), reply.warnings]).toEqual([['Are you open today?'], []]);
	});

	test('is not open again when its status `sent` arrives after `failed`', async () => {
		const data = callbackOf(execution, 'message');
		const host = trigger();
		await host.deliver(statusAt(data, 'failed'));
		await host.deliver(statusAt(data, 'sent'));
		const reply = await host.deliver(messageAt('Are you open today?'));
		// No request to its execution: it would fail, and be logged.
		expect([texts(reply), reply.warnings]).toEqual([['Are you open today?'], []]);
	});

	test('is open when it was delivered after all', async () => {
		const data = callbackOf(execution, 'message');
		const host = trigger();
		await host.deliver(statusAt(data, 'failed'));
		await host.deliver(statusAt(data, 'delivered'));
		const posted = resumeUrlOf(execution, 'message');
		expect((await host.deliver(messageAt('At noon'))).items).toBeUndefined();
		expect(sentTexts(posted)).toEqual(['At noon']);
	});

	test('is not open in another process, and not again with an old copy of static data', async () => {
		const data = callbackOf(execution, 'message');
		const [host, other] = [trigger(), trigger()];
		await host.deliver(statusAt(data, 'sent'));
		const old = host.staticData;
		other.staticData = old;
		await other.deliver(statusAt(data, 'sent'));
		await host.deliver(statusAt(data, 'failed'));
		other.staticData = host.staticData;
		expect(texts(await other.deliver(messageAt('Are you open today?')))).toEqual(['Are you open today?']);
		host.staticData = old;
		const reply = await host.deliver(messageAt('And tomorrow?'));
		expect([texts(reply), reply.warnings]).toEqual([['And tomorrow?'], []]);
	});

	test('leaves the reply to its fallback message, which resumes the same execution', async () => {
		const [data, fallback] = [callbackOf(execution, 'reply'), callbackOf(execution, 'reply')];
		const host = trigger();
		const posted = resumeUrlOf(execution, 'reply', RESUMED, RESUMED, RESUMED, RESUMED);
		announce(data);
		await host.deliver(statusAt(data, 'failed'));
		announce(fallback);
		await host.deliver(statusAt(fallback, 'sent', now(), { id: 'wamid.fallback' }));
		// WhatsApp delivers the first status again, to another process.
		const other = trigger();
		other.staticData = host.staticData;
		await other.deliver(statusAt(data, 'failed'));
		expect((await other.deliver(messageAt('See you'))).items).toBeUndefined();
		expect(posted[3]).toMatchObject({ update: { reply: { text: 'See you' } } });
	});

	test('leaves the reply to an announced fallback message', async () => {
		const [data, fallback] = [callbackOf(execution, 'reply'), callbackOf(execution, 'reply')];
		const host = trigger();
		const posted = resumeUrlOf(execution, 'reply', RESUMED, RESUMED);
		announce(data);
		await host.deliver(statusAt(data, 'failed'));
		announce(fallback);
		expect((await host.deliver(messageAt('See you'))).items).toBeUndefined();
		expect(posted[1]).toMatchObject({ update: { reply: { text: 'See you' } } });
	});

	test('of another recipient with copied callback data says nothing about it', async () => {
		const data = callbackOf(execution, 'message');
		const host = trigger();
		await host.deliver(statusAt(data, 'sent'));
		await host.deliver(statusAt(data, 'failed', now(), { id: 'wamid.copy', recipient_id: '447911123456' }));
		const posted = resumeUrlOf(execution, 'message');
		expect((await host.deliver(messageAt('At noon'))).items).toBeUndefined();
		expect(sentTexts(posted)).toEqual(['At noon']);
	});
});

describe('several questions to the same person', () => {
	/** The first question has its status, the second one is only announced. */
	async function askTwice(host: Host): Promise<void> {
		await host.deliver(statusAt(callbackOf(execution, 'message'), 'sent', now() - 600));
		announce(callbackOf(execution + 1, 'message'));
	}

	test('a reply before the first status of the latest one answers that one', async () => {
		const host = trigger();
		await askTwice(host);
		const second = resumeUrlOf(execution + 1, 'message');
		expect((await host.deliver(messageAt('Blue'))).items).toBeUndefined();
		expect(sentTexts(second)).toEqual(['Blue']);
		const first = resumeUrlOf(execution, 'message');
		expect((await host.deliver(messageAt('At noon'))).items).toBeUndefined();
		expect(sentTexts(first)).toEqual(['At noon']);
	});

	test('a reply that quotes the first one answers that one, and the other one stays open', async () => {
		const host = trigger();
		await askTwice(host);
		const first = resumeUrlOf(execution, 'message');
		await host.deliver(messageAt('At noon', now() + 60, { context: { from: '1', id: 'wamid.q' } }));
		expect(sentTexts(first)).toEqual(['At noon']);
		const second = resumeUrlOf(execution + 1, 'message');
		await host.deliver(messageAt('Blue'));
		expect(sentTexts(second)).toEqual(['Blue']);
	});

	test('an announced question that is older than an open one is answered after it', async () => {
		const host = trigger();
		announce(callbackOf(execution, 'message'));
		await host.deliver(statusAt(callbackOf(execution + 1, 'message'), 'sent', now() + 30));
		const latest = resumeUrlOf(execution + 1, 'message');
		await host.deliver(messageAt('Blue'));
		expect(sentTexts(latest)).toEqual(['Blue']);
		const older = resumeUrlOf(execution, 'message');
		await host.deliver(messageAt('At noon'));
		expect(sentTexts(older)).toEqual(['At noon']);
	});

	test('a message from before the latest one answers the first one', async () => {
		const host = trigger();
		await askTwice(host);
		const first = resumeUrlOf(execution, 'message');
		await host.deliver(messageAt('At noon', now() - 300));
		expect(sentTexts(first)).toEqual(['At noon']);
		const second = resumeUrlOf(execution + 1, 'message');
		await host.deliver(messageAt('Blue'));
		expect(sentTexts(second)).toEqual(['Blue']);
	});

	test('if the execution of the latest one no longer waits, the reply answers the one before', async () => {
		const host = trigger();
		await askTwice(host);
		resumeUrlOf(execution + 1, 'message', GONE);
		const first = resumeUrlOf(execution, 'message');
		expect((await host.deliver(messageAt('At noon'))).items).toBeUndefined();
		expect(sentTexts(first)).toEqual(['At noon']);
		expect(texts(await host.deliver(messageAt('And thanks')))).toEqual(['And thanks']);
	});

	test('a reply that quotes one whose execution no longer waits starts the workflow', async () => {
		const host = trigger();
		await host.deliver(statusAt(callbackOf(execution, 'message'), 'sent', now() - 600));
		await host.deliver(statusAt(callbackOf(execution + 1, 'message'), 'sent', now() - 300, { id: 'wamid.q2' }));
		resumeUrlOf(execution + 1, 'message', GONE);
		const quoting = messageAt('Blue', now() + 60, { context: { from: '1', id: 'wamid.q2' } });
		expect(texts(await host.deliver(quoting))).toEqual(['Blue']);
	});
});
