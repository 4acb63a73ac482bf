import nock from 'nock';
import { message, messagesChange, payload, statusesChange, text, type Json } from '../../unit/trigger/payloads';
import { BASE, Host, type Reply } from './host';

const tapToken = 'n8nwait:12:ask:approve:0:5e1f';
const messageToken = 'n8nwait:13:ask:message:0:77ab';
const tap = payload(messagesChange(message({ id: 'wamid.tap', type: 'interactive', interactive: { type: 'button_reply', button_reply: { id: tapToken, title: 'Yes' } } })));
/** The status that tells the trigger whom a question went to. */
const asked = payload(statusesChange({ id: 'wamid.q', status: 'sent', timestamp: '1749416000', recipient_id: '16505551234', biz_opaque_callback_data: messageToken }));
const answer = payload(messagesChange(text('At noon', { id: 'wamid.a' })));
const later = payload(messagesChange(text('And thanks', { id: 'wamid.b' })));

const trigger = (options: object = {}, filters: object = {}): Host => new Host({ updates: ['messages'], options, filters } as never);
const texts = ({ items }: Reply): unknown[] | undefined => items?.map(({ json }) => json.text);

/** n8n's answer to the resume URL of an execution. @returns the messages that it was sent */
function waiting(execution: string, query: Json, status = 200, body: Json = { result: 'resumed' }): unknown[] {
	const sent: unknown[] = [];
	nock(BASE)
		.post(`/webhook-waiting/${execution}/ask`, (received: { message: Json }) => sent.push(received.message.id) > 0)
		.query(query as never)
		.reply(status, body);
	return sent;
}
const onTap = (status?: number, body?: Json): unknown[] => waiting('12', { answer: 'approve', run: '0', signature: '5e1f' }, status, body);
const onMessage = (status?: number, body?: Json): unknown[] => waiting('13', { answer: 'message', run: '0', signature: '77ab' }, status, body);

beforeEach(() => nock.disableNetConnect());
afterAll(() => {
	nock.enableNetConnect();
	nock.restore();
});
afterEach(() => {
	const pending = nock.pendingMocks();
	nock.cleanAll();
	expect(pending).toEqual([]);
});

describe('a tap on a button of Send and Wait', () => {
	test('resumes its execution, whatever the filters say, and starts nothing', async () => {
		const sent = onTap();
		const { status, items } = await trigger({}, { senders: '4', messageTypes: ['image'] }).deliver(tap);
		expect({ status, items, sent }).toEqual({ status: 200, items: undefined, sent: ['wamid.tap'] });
	});

	test('starts the workflow too where that is wanted', async () => {
		onTap();
		expect(texts(await trigger({ answers: 'resumeAndStart' }).deliver(tap))).toEqual(['Yes']);
	});

	test('delivered again resumes once', async () => {
		const sent = onTap();
		const host = trigger();
		await host.deliver(tap);
		expect((await host.deliver(tap)).items).toBeUndefined();
		expect(sent).toEqual(['wamid.tap']);
	});

	test.each<[string, number, Json, number]>([
		['too late', 404, {}, 0],
		['by somebody else', 403, { result: 'somebodyElse' }, 1],
		['with a signature that is not of this n8n', 401, {}, 1],
		['when n8n cannot be reached', 502, {}, 1],
	])('%s starts nothing', async (_, status, body, lines) => {
		onTap(status, body);
		const reply = await trigger().deliver(tap);
		expect([reply.status, reply.items, reply.warnings.length]).toEqual([200, undefined, lines]);
	});
});

describe('the next message of somebody who was asked', () => {
	test('resumes its execution; the one after it starts the workflow', async () => {
		const sent = onMessage();
		const host = trigger();
		expect((await host.deliver(asked)).items).toBeUndefined();
		expect((await host.deliver(answer)).items).toBeUndefined();
		expect(texts(await host.deliver(later))).toEqual(['And thanks']);
		expect((await host.deliver(answer)).items).toBeUndefined();
		expect(sent).toEqual(['wamid.a']);
	});

	test('also after a restart', async () => {
		const host = trigger();
		await host.deliver(asked);
		const restarted = trigger();
		restarted.staticData = host.staticData;
		onMessage();
		expect((await restarted.deliver(answer)).items).toBeUndefined();
	});

	test('an old copy of static data does not bring the question back', async () => {
		const host = trigger();
		await host.deliver(asked);
		const old = host.staticData;
		onMessage();
		await host.deliver(answer);
		host.staticData = old;
		expect(texts(await host.deliver(later))).toEqual(['And thanks']);
	});

	test('starts the workflow when nothing waits any more, and is asked about no more', async () => {
		onMessage(404, {});
		const host = trigger();
		await host.deliver(asked);
		expect(texts(await host.deliver(answer))).toEqual(['At noon']);
		expect(texts(await host.deliver(later))).toEqual(['And thanks']);
	});
});
