import nock from 'nock';
import { message, messagesChange, payload, statusesChange, text, type Json } from '../../unit/trigger/payloads';
import { QuestionCipher } from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/questionCipher';
import { BASE, Host, metaJson, SECRET, sign, type Reply } from './host';
import { mockAllRequests } from './mockedRequests';

const tapToken = 'n8nwait:12:ask:approve:0:5e1f';
const messageToken = 'n8nwait:13:ask:message:0:77ab';
const PERSON = '16505551234';
/** Callback data as created by Send and Wait. */
const callback = (token: string, secret = SECRET, expires = Date.now() / 1000 + 3600): string =>
	new QuestionCipher(secret).encryptCallback({ token, recipient: PERSON, expires }, '106540352242922');
const tap = payload(
	messagesChange(
		message({
			id: 'wamid.tap',
			type: 'interactive',
			interactive: { type: 'button_reply', button_reply: { id: tapToken, title: 'Yes' } },
		}),
	),
);
/** Status webhook from which the trigger learns the recipient of a question. */
const asked = payload(
	statusesChange({
		id: 'wamid.q',
		status: 'sent',
		timestamp: '1749416000',
		recipient_id: '16505551234',
		biz_opaque_callback_data: callback(messageToken),
	}),
);
const answer = payload(messagesChange(text('At noon', { id: 'wamid.a' })));
const later = payload(messagesChange(text('And thanks', { id: 'wamid.b' })));

const trigger = (options: object = {}, filters: object = {}): Host =>
	new Host({ updates: ['messages'], options, filters } as never);
/** The trigger in a new process, with the static data that n8n has saved. */
const restart = ({ staticData }: Host, options: object = {}): Host => Object.assign(trigger(options), { staticData });
const texts = ({ items }: Reply): unknown[] | undefined => items?.map(({ json }) => json.text);

/** Mocks the resume URL of an execution. @returns the IDs of the messages sent to it */
function waiting(
	execution: string,
	query: Json,
	status = 200,
	body: Json = { result: 'resumed' },
	times = 1,
): unknown[] {
	const sent: unknown[] = [];
	nock(BASE)
		.post(`/webhook-waiting/${execution}/ask`, ({ message: { id } }: { message: Json }) => id !== undefined)
		.query(query as never)
		.times(times)
		.reply((_uri, received) => {
			sent.push((received as { message: Json }).message.id);
			return [status, body];
		});
	return sent;
}
const onTap = (status?: number, body?: Json): unknown[] =>
	waiting('12', { answer: 'approve', run: '0', signature: '5e1f' }, status, body);
const onMessage = (status?: number, body?: Json): unknown[] =>
	waiting('13', { answer: 'message', run: '0', signature: '77ab' }, status, body);

mockAllRequests();

describe('a tap on a button of Send and Wait', () => {
	test('resumes its execution on a tap regardless of the filters, without starting the workflow', async () => {
		const sent = onTap();
		const { status, items } = await trigger({}, { senders: '16505550000', messageTypes: ['image'] }).deliver(tap);
		expect({ status, items, sent }).toEqual({ status: 200, items: undefined, sent: ['wamid.tap'] });
	});

	test("resumes its execution and starts the workflow with 'resumeAndStart'", async () => {
		onTap();
		expect(texts(await trigger({ answers: 'resumeAndStart' }).deliver(tap))).toEqual(['Yes']);
	});

	test('resumes once when a tap is delivered twice', async () => {
		const sent = onTap();
		const host = trigger();
		await host.deliver(tap);
		expect((await host.deliver(tap)).items).toBeUndefined();
		expect(sent).toEqual(['wamid.tap']);
	});

	test.each<[string, number, Json, number]>([
		['is too late', 404, {}, 0],
		['is from another user', 403, { result: 'senderMismatch' }, 1],
	])('does not start the workflow when the tap %s', async (_, status, body, lines) => {
		onTap(status, body);
		const reply = await trigger().deliver(tap);
		expect([reply.status, reply.items, reply.warnings.length]).toEqual([200, undefined, lines]);
	});
});

test('starts the workflow when a button ID has an invalid signature', async () => {
	onTap(401, {});
	const reply = await trigger().deliver(tap);
	expect([reply.status, texts(reply), reply.warnings.length]).toEqual([200, ['Yes'], 1]);
	expect(reply.items?.[0].json.buttonId).toBe(tapToken);
});

test('sends the taps on one question one after the other, each after the response to the previous one', async () => {
	const sent: unknown[] = [];
	let underWay = 0;
	let most = 0;
	nock(BASE)
		.post(/^\/webhook-waiting\/3\d\/ask/)
		.query(true)
		.times(5)
		.reply(async (uri, received) => {
			if (uri.includes('/30/')) most = Math.max(most, ++underWay);
			sent.push((received as { message: Json }).message.id);
			await new Promise((resolve) => setTimeout(resolve, 20));
			if (uri.includes('/30/')) underWay--;
			return sent.length <= 2 ? [200, { result: 'resumed' }] : [404, {}];
		});
	const tapped = (id: string, execution: number, answer: string) =>
		message({
			id,
			type: 'interactive',
			interactive: {
				type: 'button_reply',
				button_reply: { id: `n8nwait:${execution}:ask:${answer}:0:5e1f`, title: 'Yes' },
			},
		});
	const taps = [
		tapped('w.1', 30, 'approve'),
		tapped('w.2', 30, 'decline'),
		tapped('w.3', 30, 'approve'),
		tapped('w.4', 30, 'decline'),
		tapped('w.5', 31, 'approve'),
	];
	expect((await trigger().deliver(payload(messagesChange(...taps)))).items).toBeUndefined();
	expect([sent.slice(0, 2), sent.slice(2), most]).toEqual([['w.1', 'w.5'], ['w.2', 'w.3', 'w.4'], 1]);
});

describe('the next message of a user with a pending question', () => {
	test('resumes its execution with the next message, and starts the workflow with the message after it', async () => {
		const sent = onMessage();
		const host = trigger();
		expect((await host.deliver(asked)).items).toBeUndefined();
		expect((await host.deliver(answer)).items).toBeUndefined();
		expect(texts(await host.deliver(later))).toEqual(['And thanks']);
		expect((await host.deliver(answer)).items).toBeUndefined();
		expect(sent).toEqual(['wamid.a']);
	});

	test('resumes its execution with the next message after a restart', async () => {
		const host = trigger();
		await host.deliver(asked);
		const restarted = restart(host);
		onMessage();
		expect((await restarted.deliver(answer)).items).toBeUndefined();
	});

	test('resumes its execution after a restart if another process has overwritten the question', async () => {
		const host = trigger();
		await host.deliver(asked);
		host.staticData = {};
		await host.deliver(asked);
		const restarted = restart(host);
		onMessage();
		expect((await restarted.deliver(answer)).items).toBeUndefined();
	});

	test('does not start the workflow with an answer that is delivered again after a restart', async () => {
		const host = trigger();
		await host.deliver(asked);
		const sent = onMessage();
		await host.deliver(answer);
		const restarted = restart(host);
		const again = onMessage(404, {});
		expect((await restarted.deliver(answer)).items).toBeUndefined();
		expect([sent, again]).toEqual([['wamid.a'], []]);
		nock.cleanAll();
	});

	test('records an answer that also starts the workflow only after the response', async () => {
		const options = { answers: 'resumeAndStart' };
		const host = trigger(options);
		await host.deliver(asked);
		onMessage();
		// n8n dies before it has stored the execution.
		expect(texts(await host.deliver(answer, 'saved'))).toEqual(['At noon']);
		const restarted = restart(host, options);
		expect(texts(await restarted.deliver(answer))).toEqual(['At noon']);
	});

	test('does not match a question again with an old copy of static data', async () => {
		const host = trigger();
		await host.deliver(asked);
		const old = host.staticData;
		onMessage();
		await host.deliver(answer);
		host.staticData = old;
		expect(texts(await host.deliver(later))).toEqual(['And thanks']);
	});

	test('starts the workflow when the execution no longer waits, and removes the question', async () => {
		onMessage(404, {});
		const host = trigger();
		await host.deliver(asked);
		expect(texts(await host.deliver(answer))).toEqual(['At noon']);
		expect(texts(await host.deliver(later))).toEqual(['And thanks']);
	});
});

describe('data of a question in static data and items', () => {
	const withStatuses = (output: string): Host =>
		new Host({ updates: ['messages'], output, options: { messageStatusUpdates: ['all'] } });
	const storedOf = ({ staticData }: Host): unknown => (staticData['node:WhatsApp Trigger'] as Json).pendingQuestions;
	const SECRETS = ['77ab', 'n8nwait', PERSON, 'wamid'];

	/** Without the hashes of those that were settled. */
	const openIn = (host: Host): string[] => Object.keys(storedOf(host) as Json).filter((key) => key.includes('.'));

	test('stores no token, phone number or message ID of a question, and only its hash after the response', async () => {
		const host = trigger();
		await host.deliver(asked);
		expect(Object.keys(storedOf(host) as Json)).toHaveLength(1);
		for (const secret of SECRETS) expect(JSON.stringify(host.staticData)).not.toContain(secret);
		onMessage();
		await host.deliver(answer);
		expect([openIn(host), Object.keys(storedOf(host) as Json)]).toEqual([[], [expect.stringMatching(/^[\w-]{22}$/)]]);
	});

	test.each<[string, number, Json]>([
		['timed out or was cancelled', 409, { message: 'The execution "13 has finished already.' }],
		['was deleted', 404, {}],
	])('removes the question of an execution that %s', async (_name, status, body) => {
		const host = trigger();
		await host.deliver(asked);
		onMessage(status, body);
		await host.deliver(answer);
		expect(openIn(host)).toEqual([]);
	});

	test('removes data in an older format with the next delivery', async () => {
		const host = trigger();
		host.staticData = {
			'node:WhatsApp Trigger': { pendingQuestions: [{ token: messageToken, phoneNumberId: '1', people: [PERSON] }] },
		};
		await host.deliver(later);
		expect(storedOf(host)).toEqual({});
	});

	test('does not resume an execution from a workflow with another app secret', async () => {
		const host = trigger();
		await host.deliver(asked);
		const copy = trigger();
		copy.staticData = host.staticData;
		copy.secret = 'the secret of another app';
		const raw = metaJson(answer);
		const { items } = await copy.request({
			raw,
			headers: { 'x-hub-signature-256': sign(raw, 'the secret of another app') },
		});
		expect(items?.map(({ json }) => json.text)).toEqual(['At noon']);
	});

	test.each(['events', 'bundle', 'raw'])('does not allow resuming from items of statuses (%s)', async (output) => {
		const { items } = await withStatuses(output).deliver(asked);
		expect(items).toHaveLength(1);
		const put = JSON.stringify(items);
		expect(put).toContain('n8nask1.');
		for (const secret of ['77ab', 'n8nwait']) expect(put).not.toContain(secret);
	});

	test('reports a question encrypted with another app secret, whose answer then starts the workflow', async () => {
		const host = trigger();
		const { warnings } = await host.deliver(
			payload(
				statusesChange({
					id: 'wamid.q',
					status: 'sent',
					timestamp: '1749416000',
					recipient_id: PERSON,
					biz_opaque_callback_data: callback(messageToken, 'another'),
				}),
			),
		);
		expect(warnings).toEqual([
			"WhatsApp Trigger: a message of Send and Wait cannot be assigned to its execution, which keeps waiting: 'App Secret' in the credential that sent it is not the one of this trigger's app",
		]);
		expect(texts(await host.deliver(answer))).toEqual(['At noon']);
	});

	test.each([
		['events', 200, { result: 'resumed' }],
		['bundle', 403, { result: 'senderMismatch' }],
		['raw', 502, {}],
	])('outputs no signature of an open question in items of taps (%s)', async (output, status, body) => {
		onTap(status, body);
		const host = new Host({ updates: ['messages'], output, options: { answers: 'resumeAndStart' } });
		const put = JSON.stringify((await host.deliver(tap)).items);
		expect(put).toContain('"n8nwait:12:ask:approve:0"');
		expect(put).not.toContain('5e1f');
	});
});

describe('an answer that arrives before n8n has stored the waiting execution', () => {
	// n8n's waiting-webhooks.js
	const running = (execution: number): Json => ({
		code: 409,
		message: `The execution "${execution}" is running already.`,
	});
	/** Number of attempts within 5 seconds of delays in total. */
	const TRIES = 7;
	const { setTimeout: realTimeout } = globalThis;
	const waits: number[] = [];
	/** Shortens the delays between attempts. */
	const hurry = (): void => {
		waits.length = 0;
		jest.spyOn(globalThis, 'setTimeout').mockImplementation((work: () => void, ms = 0) => {
			if (![100, 200, 400, 800, 1500, 2000].includes(ms)) return realTimeout(work, ms);
			waits.push(ms);
			return realTimeout(work, 1);
		});
	};
	beforeEach(hurry);
	afterEach(() => jest.restoreAllMocks());
	// Each test uses its own execution: the process remembers which questions it has answered.
	const token = (execution: number, answer: string): string => `n8nwait:${execution}:ask:${answer}:0:5e1f`;
	const tapOn = (execution: number, answer = 'approve', id = `wamid.tap${execution}`): Json =>
		payload(
			messagesChange(
				message({
					id,
					type: 'interactive',
					interactive: { type: 'button_reply', button_reply: { id: token(execution, answer), title: 'Yes' } },
				}),
			),
		);
	const statusOf = (execution: number): Json =>
		payload(
			statusesChange({
				id: `wamid.q${execution}`,
				status: 'sent',
				timestamp: '1749416000',
				recipient_id: '16505551234',
				biz_opaque_callback_data: callback(token(execution, 'message')),
			}),
		);
	const at = (execution: number, answer: string, status?: number, body?: Json, times?: number): unknown[] =>
		waiting(String(execution), { answer, run: '0', signature: '5e1f' }, status, body, times);

	test('retries a tap until the execution waits', async () => {
		const early = at(101, 'approve', 409, running(101), 3);
		const then = at(101, 'approve');
		const { status, items, warnings } = await trigger().deliver(tapOn(101));
		expect({ status, items, warnings, early, then, waits }).toEqual({
			status: 200,
			items: undefined,
			warnings: [],
			early: Array(3).fill('wamid.tap101'),
			then: ['wamid.tap101'],
			waits: [100, 200, 400],
		});
	});

	test('retries a message until the execution waits', async () => {
		at(104, 'message', 409, running(104), 2);
		at(104, 'message');
		const host = trigger();
		await host.deliver(statusOf(104));
		expect((await host.deliver(answer)).items).toBeUndefined();
		expect(texts(await host.deliver(later))).toEqual(['And thanks']);
	});

	test('logs after five seconds of retries, starts the workflow, and keeps the question open', async () => {
		const host = trigger();
		await host.deliver(statusOf(102));
		at(102, 'message', 409, running(102), TRIES);
		const reply = await host.deliver(answer);
		expect([texts(reply), waits.reduce((sum, ms) => sum + ms, 0)]).toEqual([['At noon'], 5000]);
		expect(reply.warnings).toEqual([
			'WhatsApp Trigger: an answer to Send and Wait did not resume its execution: it was not yet waiting, or another n8n process received an answer at the same time',
		]);
		const second = at(102, 'message');
		expect((await host.deliver(later)).items).toBeUndefined();
		expect(second).toEqual(['wamid.b']);
	});

	test('does not retry when the question was answered before', async () => {
		at(103, 'approve');
		const late = at(103, 'decline', 409, running(103));
		const host = trigger();
		await host.deliver(tapOn(103));
		const { items, warnings } = await host.deliver(tapOn(103, 'decline', 'wamid.second'));
		expect({ items, warnings, late, waits }).toEqual({
			items: undefined,
			warnings: [],
			late: ['wamid.second'],
			waits: [],
		});
	});
});
