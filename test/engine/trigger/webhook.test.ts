import { deriveVerifyToken } from '../../../nodes/WhatsAppBusinessCloud/webhooks/verificationRequest';
import {
	contact,
	messagesChange,
	metadata,
	payload,
	PHONE,
	statusesChange,
	text,
	WABA,
	type Json,
} from '../../unit/trigger/payloads';
import { BASE, Host, metaJson, SECRET, sign, type Reply, type Request } from './host';

/** Result when no run starts: n8n sends its own response body unless the node returns one. */
const EMPTY = { webhookResponse: '' };

const hello = payload(messagesChange(text('Grüße 👋')));
const numbered = (...ids: number[]): Json =>
	payload(messagesChange(...ids.map((id) => text(`n${id}`, { id: `wamid.${id}` }))));
const ids = ({ items }: Reply): unknown[] | undefined => items?.map(({ json }) => json.messageId);
const trigger = (parameters: object = {}): Host => new Host({ updates: ['messages'], ...parameters } as never);

describe('authentication of requests', () => {
	const right = {
		'hub.mode': 'subscribe',
		'hub.challenge': '1158201444',
		'hub.verify_token': deriveVerifyToken(SECRET, `${BASE}/webhook/5f1c/webhook`),
	};

	test.each(['webhook', 'manual'] as const)("confirms Meta's verification request (%s)", async (mode) => {
		const host = trigger();
		host.mode = mode;
		const { status, answer, result } = await host.request({ webhook: 'setup', query: right });
		expect({ status, body: answer.body, type: answer.headers['Content-Type'], result }).toEqual({
			status: 200,
			body: '1158201444',
			type: 'text/plain',
			result: { noWebhookResponse: true },
		});
	});

	test.each<[string, object, object, string]>([
		['a registration for the entire app', {}, { listenOn: 'app', wabaId: WABA }, '{"listenOn":"app","messages":true}'],
		[
			'a registration for an account',
			{ updates: ['calls'] },
			{ listenOn: 'businessAccount', wabaId: WABA },
			`{"listenOn":"businessAccount","wabaId":"${WABA}","messages":false}`,
		],
		[
			'a registration for a number',
			{},
			{ listenOn: 'phoneNumber', wabaId: WABA, phoneNumberId: PHONE },
			`{"listenOn":"phoneNumber","phoneNumberId":"${PHONE}","messages":true}`,
		],
		[
			'a filter for phone numbers',
			{ filters: { phoneNumberIds: `${PHONE}, +49 151, ümlaut\nline` } },
			{},
			`{"listenOn":"app","messages":true,"phoneNumberIds":["${PHONE}"]}`,
		],
	])(
		"responds to a verification request with the trigger's scope: %s",
		async (_, parameters, subscription, outputIds) => {
			const host = trigger(parameters);
			host.staticData = { 'node:WhatsApp Trigger': { subscription } };
			const { status, answer } = await host.request({ webhook: 'setup', query: right });
			expect([status, answer.body, answer.headers['X-WhatsApp-Trigger-Listening']]).toEqual([
				200,
				'1158201444',
				outputIds,
			]);
		},
	);

	test('rejects a verification request with another token', async () => {
		const { status, answer, warnings, result } = await trigger().request({
			webhook: 'setup',
			query: { ...right, 'hub.verify_token': 'x' },
		});
		expect({ status, body: answer.body, result }).toEqual({
			status: 403,
			body: { message: 'Not accepted' },
			result: { noWebhookResponse: true },
		});
		expect(Object.keys(answer.headers)).toEqual(['Content-Type']);
		expect(warnings).toEqual([
			'WhatsApp Trigger: a request to the webhook was answered with 403: its verify token is not the one of this trigger',
		]);
	});

	test("accepts a signed message in Meta's JSON encoding", async () => {
		const { status, items, warnings } = await trigger().deliver(hello);
		expect({ status, warnings, text: items?.map(({ json }) => json.text) }).toEqual({
			status: 200,
			warnings: [],
			text: ['Grüße 👋'],
		});
	});

	test.each<[string, Record<string, unknown>, string]>([
		['missing', {}, 'it is not signed (header X-Hub-Signature-256), so it is not from Meta'],
		[
			'malformed',
			{ 'x-hub-signature-256': 'sha256=00' },
			'its signature (header X-Hub-Signature-256) does not have the format of Meta',
		],
		[
			'made for another app',
			{ 'x-hub-signature-256': sign(metaJson(hello), 'other') },
			"its signature does not match. If it is from Meta, 'App Secret' in the credential is not the one of the app that is subscribed",
		],
	])('rejects a signature that is %s', async (_, headers, reason) => {
		const { status, result, warnings, answer } = await trigger().request({ raw: metaJson(hello), headers });
		expect({ status, result, body: answer.body }).toEqual({
			status: 401,
			result: { noWebhookResponse: true },
			body: { message: 'Not accepted' },
		});
		expect(warnings).toEqual([`WhatsApp Trigger: a request to the webhook was answered with 401: ${reason}`]);
	});

	test.each([
		['', 401],
		[undefined, 401],
		['  test-app-secret-0123456789\n', 200],
	])('handles a credential with the secret %j', async (secret, expected) => {
		const host = trigger();
		host.secret = secret;
		const raw = metaJson(hello);
		const key = secret === undefined || secret === '' ? '' : SECRET;
		const { status, items } = await host.request({ raw, headers: { 'x-hub-signature-256': sign(raw, key) } });
		expect([status, items?.length]).toEqual([expected, expected === 200 ? 1 : undefined]);
	});

	test.each<[string, Buffer | undefined, number]>([
		['no body', undefined, 400],
		['an empty body', Buffer.alloc(0), 400],
		['a body that is not JSON', Buffer.from('hello'), 400],
		['an event of another Meta product', Buffer.from('{"object":"page","entry":[]}'), 422],
		['a body of more than 4 MB', Buffer.alloc(4 * 1024 * 1024 + 1, 32), 413],
	])('rejects a signed request with %s', async (_, raw, expected) => {
		const { status, result, warnings } = await trigger().request({
			raw,
			headers: { 'x-hub-signature-256': sign(raw ?? Buffer.alloc(0)) },
		});
		expect({ status, result, lines: warnings.length }).toEqual({
			status: expected,
			result: { noWebhookResponse: true },
			lines: 1,
		});
	});

	test('logs rejected requests once a minute, with their number and reasons', async () => {
		const host = trigger();
		const raw = metaJson(hello);
		const lines: string[] = [];
		for (let count = 0; count < 100; count++) lines.push(...(await host.request({ raw })).warnings);
		for (let count = 0; count < 3; count++) lines.push(...(await host.request({ webhook: 'setup' })).warnings);
		expect(lines).toEqual([
			'WhatsApp Trigger: a request to the webhook was answered with 401: it is not signed (header X-Hub-Signature-256), so it is not from Meta',
		]);
		const now = Date.now();
		jest.spyOn(Date, 'now').mockReturnValue(now + 60_000);
		const { status, warnings } = await host.deliver(hello);
		expect(status).toBe(200);
		expect(warnings).toEqual([
			expect.stringMatching(
				/^WhatsApp Trigger: 102 more requests to the webhook within 6\d seconds were answered: 99 with 401: it is not signed \(header X-Hub-Signature-256\), so it is not from Meta; 3 with 403: it is no verification request \(hub\.mode\)$/,
			),
		]);
		jest.restoreAllMocks();
	});

	test('exposes no secret in log lines or responses', async () => {
		const replies = [
			await trigger().request({
				raw: metaJson(hello),
				headers: { 'x-hub-signature-256': sign(metaJson(hello), 'other') },
			}),
			await trigger().request({ webhook: 'setup', query: { ...right, 'hub.verify_token': 'x' } }),
		];
		const logText = JSON.stringify(replies.map(({ warnings, answer }) => [warnings, answer.body, answer.headers]));
		expect(logText).not.toContain(SECRET);
		expect(logText).not.toContain(right['hub.verify_token']);
	});
});

describe('the credential', () => {
	afterEach(() => void jest.restoreAllMocks());

	test('reads the credential once for a burst of deliveries, and again after ten seconds', async () => {
		const host = trigger();
		for (const id of [1, 2, 3]) await host.deliver(numbered(id));
		expect(host.reads).toBe(1);
		const now = Date.now();
		jest.spyOn(Date, 'now').mockReturnValue(now + 9000);
		await host.deliver(numbered(4));
		expect(host.reads).toBe(1);
		jest.spyOn(Date, 'now').mockReturnValue(now + 10_001);
		await host.deliver(numbered(5));
		expect(host.reads).toBe(2);
	});

	test('reads the credential again when a signature does not match, since it may have been changed', async () => {
		const host = trigger();
		await host.deliver(numbered(1));
		host.secret = 'changed-app-secret-0123456789';
		const raw = metaJson(numbered(2));
		const { status } = await host.request({
			raw,
			headers: { 'x-hub-signature-256': sign(raw, 'changed-app-secret-0123456789') },
		});
		expect([status, host.reads]).toEqual([200, 2]);
		jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 1000);
		expect([(await host.deliver(numbered(3))).status, host.reads]).toEqual([401, 3]);
	});

	test.each<[string, Request, number]>([
		['no signature', { raw: metaJson(hello) }, 401],
		['an empty signature', { raw: metaJson(hello), headers: { 'x-hub-signature-256': '' } }, 401],
		['a malformed signature', { raw: metaJson(hello), headers: { 'x-hub-signature-256': 'sha256=00' } }, 401],
		['two signatures', { raw: metaJson(hello), headers: { 'x-hub-signature-256': ['a', 'b'] } }, 401],
		['no body', {}, 400],
		['a handshake without a mode', { webhook: 'setup', query: {} }, 403],
		[
			'a handshake without a token',
			{ webhook: 'setup', query: { 'hub.mode': 'subscribe', 'hub.challenge': '1' } },
			403,
		],
		[
			'a handshake with a token of no trigger',
			{ webhook: 'setup', query: { 'hub.mode': 'subscribe', 'hub.challenge': '1', 'hub.verify_token': 'x' } },
			403,
		],
	])("does not read the trigger's credential for %s", async (_, request, status) => {
		const host = trigger();
		expect([(await host.request(request)).status, host.reads]).toEqual([status, 0]);
	});

	test('reads the credential at most once a second for invalid signatures and verification requests', async () => {
		const host = trigger();
		const raw = metaJson(hello);
		const wrong = { raw, headers: { 'x-hub-signature-256': sign(raw, 'other') } };
		const query = { 'hub.mode': 'subscribe', 'hub.challenge': '1', 'hub.verify_token': '0'.repeat(64) };
		await host.deliver(numbered(1));
		const now = Date.now();
		for (const [second, reads] of [
			[1, 2],
			[2, 3],
			[3, 4],
		]) {
			jest.spyOn(Date, 'now').mockReturnValue(now + second * 1001);
			const replies = await Promise.all(
				Array.from(
					{ length: 100 },
					async (_unused, at) => await host.request(at % 2 === 0 ? wrong : { webhook: 'setup', query }),
				),
			);
			expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([401, 403]));
			expect(host.reads).toBe(reads);
		}
	});

	test('reads the credential again for a verification request only when it uses the token of a new secret', async () => {
		const host = trigger();
		await host.deliver(numbered(1));
		const handshake = async (secret: string): Promise<number> => {
			const token = deriveVerifyToken(secret, `${BASE}/webhook/5f1c/webhook`);
			const query = { 'hub.mode': 'subscribe', 'hub.challenge': '1', 'hub.verify_token': token };
			return (await host.request({ webhook: 'setup', query })).status;
		};
		expect([await handshake(SECRET), host.reads]).toEqual([200, 1]);
		host.secret = 'changed-app-secret-0123456789';
		jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 1000);
		expect([await handshake('changed-app-secret-0123456789'), host.reads]).toEqual([200, 2]);
	});

	test('updates the credential for a delivery right after a read, which waits for the next read', async () => {
		const host = trigger();
		await host.deliver(numbered(1));
		host.secret = 'changed-app-secret-0123456789';
		const raw = metaJson(numbered(2));
		const headers = { 'x-hub-signature-256': sign(raw, 'changed-app-secret-0123456789') };
		const replies = await Promise.all([host.request({ raw, headers }), host.request({ raw, headers })]);
		expect([replies.map(({ status }) => status), host.reads]).toEqual([[200, 200], 2]);
	});

	test('does not share a credential with another node', async () => {
		await trigger().deliver(numbered(1));
		const other = trigger();
		other.secret = 'other-app-secret-0123456789';
		expect((await other.deliver(numbered(2))).status).toBe(401);
	});
});

describe('start of runs', () => {
	test('starts one run with one item per message, and responds with an empty body', async () => {
		const { result, answer } = await trigger().deliver(
			payload(messagesChange(text('a'), text('b', { id: 'wamid.2' })), statusesChange({ id: 'w', status: 'sent' })),
		);
		expect(result).toEqual({
			workflowData: [
				['a', 'b'].map((body, at) => ({
					json: expect.objectContaining({
						kind: 'message',
						wabaId: WABA,
						phoneNumberId: PHONE,
						text: body,
						messageId: `wamid.${at + 1}`,
					}) as unknown,
				})),
			],
		});
		expect(answer.body).toBe('');
	});

	test('starts no run for events that are not selected, and responds with an empty body', async () => {
		const host = trigger();
		const { result, status, answer } = await host.deliver(payload(statusesChange({ id: 'w', status: 'sent' })));
		expect({ result, status, stored: host.staticData }).toEqual({ result: EMPTY, status: 200, stored: {} });
		expect(answer.body).toBe('');
	});

	test('returns the item structure selected in Output', async () => {
		const change = messagesChange(text('a')) as { field: string; value: Json };
		expect((await trigger({ output: 'raw' }).deliver(payload(change))).items).toEqual([
			{ json: { ...change.value, field: 'messages' } },
		]);
		expect((await trigger({ output: 'bundle' }).deliver(payload(change))).items?.[0].json).toMatchObject({
			count: 1,
			events: [{ text: 'a' }],
		});
	});

	test('outputs 1,000 messages of one payload', async () => {
		const { items } = await trigger().deliver(numbered(...Array(1000).keys()));
		expect(items).toHaveLength(1000);
	});

	test('ignores an invalid filter, and logs this', async () => {
		const { items, warnings } = await trigger({ filters: { textPattern: '(' } }).deliver(hello);
		expect([items?.length, warnings]).toEqual([
			1,
			[
				"WhatsApp Trigger: 'Text Matches' is not a regular expression: Unterminated group, so it lets everything through",
			],
		]);
	});
});

test('passes messages through an overly expensive text filter, and logs this once', async () => {
	const host = trigger({ filters: { textPattern: '(?:(?:a?){30}){15}b' } });
	const texts = ['no', 'a'.repeat(4096), 'a'.repeat(4096), 'neither'];
	const body = payload(messagesChange(...texts.map((words, id) => text(words, { id: `wamid.w${id}` }))));
	const started = process.cpuUsage();
	const { items, warnings } = await host.deliver(body);
	expect(process.cpuUsage(started).user / 1e6).toBeLessThan(1.5);
	expect(items?.map(({ json }) => json.text)).toEqual(texts.slice(2));
	expect(warnings).toEqual([
		"WhatsApp Trigger: the texts of a delivery took too much work to compare with 'Text Matches', so messages passed this filter unchecked. Simplify the pattern, or check the text in an If node. This is logged once until n8n restarts",
	]);
});

describe('discarded deliveries', () => {
	const once = 'This is logged once until n8n restarts';

	test.each<[string, object, string]>([
		['Senders', { senders: '49151000' }, 'Senders'],
		['Message Types', { messageTypes: ['image'] }, 'Message Types'],
		['Text Contains', { textContains: 'order' }, 'Text Contains'],
		['Text Matches', { textPattern: '^order' }, 'Text Matches'],
		['Button or List IDs', { interactiveIds: 'yes' }, 'Button or List IDs'],
		['Maximum Age', { maxAge: 1 }, 'Maximum Age (Minutes)'],
		['Phone Number IDs', { phoneNumberIds: '7' }, 'Phone Number IDs'],
	])('logs once that the filter %s discarded a message', async (_what, filters, label) => {
		const host = trigger({ filters });
		const first = await host.deliver(numbered(1, 2));
		expect([first.status, first.result, first.warnings]).toEqual([200, EMPTY, []]);
		expect(first.notes).toEqual([
			`WhatsApp Trigger: a message to +15550783881 was discarded because of the filter '${label}'. ${once}`,
		]);
		expect((await host.deliver(numbered(3))).notes).toEqual([]);
	});

	test("logs a discarded message when 'Trigger On' has no messages, but not a status", async () => {
		const { warnings } = await trigger({ updates: ['calls'] }).deliver(
			payload(messagesChange(text('a')), statusesChange({ id: 'w', status: 'sent' })),
		);
		expect(warnings).toEqual([
			`WhatsApp Trigger: a message to +15550783881 was discarded because 'Trigger On' does not include messages. ${once}`,
		]);
	});

	test('logs once that a request has no events', async () => {
		const host = trigger();
		const { status, warnings } = await host.deliver({ object: 'whatsapp_business_account', entry: [] });
		expect([status, warnings]).toEqual([
			200,
			[
				`WhatsApp Trigger: a request to the webhook was answered with 200 and started nothing: it contains no event. ${once}`,
			],
		]);
		expect((await host.deliver({ object: 'whatsapp_business_account', entry: [{}] })).warnings).toEqual([]);
	});

	test('logs at most 50 lines per node', async () => {
		const host = trigger({ filters: { phoneNumberIds: '7' } });
		const to = (at: number): Json => ({
			field: 'messages',
			value: {
				metadata: { ...metadata, display_phone_number: String(16_505_550_000 + at) },
				messages: [text('a', { id: `wamid.${at}` })],
			},
		});
		const { notes } = await host.deliver(payload(...Array.from({ length: 60 }, (_unused, at) => to(at))));
		expect(notes).toHaveLength(50);
	});
});

describe('a duplicate event', () => {
	/** A new process, which only knows the stored data of this workflow. */
	function restarted(host: Host): Host {
		const other = new Host(host.parameters);
		other.staticData = Object.fromEntries(Object.entries(host.staticData));
		return other;
	}

	test('does not run again for a duplicate event, neither alone nor in another batch', async () => {
		const host = trigger();
		expect(ids(await host.deliver(numbered(1, 2)))).toEqual(['wamid.1', 'wamid.2']);
		expect(ids(await host.deliver(numbered(2, 3)))).toEqual(['wamid.3']);
		const again = await host.deliver(numbered(1, 2, 3));
		expect([again.status, again.result]).toEqual([200, EMPTY]);
	});

	// n8n saves static data before it stores the execution, so the execution checks the last delivery: repeats.test.ts.
	test('does not run again after a restart, except for events of the last delivery', async () => {
		const host = trigger();
		await host.deliver(numbered(1, 2));
		await host.deliver(numbered(3));
		expect(ids(await restarted(host).deliver(numbered(1, 2, 3, 4)))).toEqual(['wamid.3', 'wamid.4']);
	});

	test('runs when the process died after saving static data and before storing the execution', async () => {
		const host = trigger();
		await host.deliver(numbered(1), 'saved');
		expect(ids(await restarted(host).deliver(numbered(1)))).toEqual(['wamid.1']);
	});

	test('runs when the first delivery got an error response', async () => {
		const host = trigger();
		const first = await host.deliver(numbered(1), false);
		expect(ids(first)).toEqual(['wamid.1']);
		first.answer.status(500).json({});
		expect(ids(await host.deliver(numbered(1)))).toEqual(['wamid.1']);
	});

	test('runs once when both deliveries arrive at the same time', async () => {
		const host = trigger();
		const first = await host.deliver(numbered(1), false);
		const second = host.deliver(numbered(1));
		first.answer.send('ok');
		expect(ids(await second)).toBeUndefined();
	});

	// It is unknown then whether n8n stores the first execution. The second execution checks this (repeats.test.ts).
	test('starts another execution when the caller disconnected before the first response', async () => {
		const host = trigger();
		const first = await host.deliver(numbered(1), false);
		first.answer.emit('close');
		expect(ids(await host.deliver(numbered(1)))).toEqual(['wamid.1']);
	});

	test('runs for each duplicate when the option is off and in test runs, which store nothing', async () => {
		const host = trigger({ options: { skipRepeats: false } });
		expect([ids(await host.deliver(numbered(1))), ids(await host.deliver(numbered(1)))]).toEqual([
			['wamid.1'],
			['wamid.1'],
		]);

		const tested = trigger();
		tested.mode = 'manual';
		expect([ids(await tested.deliver(numbered(1))), ids(await tested.deliver(numbered(1)))]).toEqual([
			['wamid.1'],
			['wamid.1'],
		]);
		tested.mode = 'webhook';
		expect(tested.staticData).toEqual({});
		expect(ids(await tested.deliver(numbered(1)))).toEqual(['wamid.1']);
	});

	test('runs once under load: 2,000 messages in batches, 5% duplicates, in any order', async () => {
		const host = trigger();
		const batches: number[][] = [];
		for (let at = 0; at < 2000; at += 4) batches.push([at, at + 1, at + 2, at + 3]);
		for (let at = 0; at < 2000; at += 20) batches.push([at, (at * 7) % 2000]);
		const order = batches
			.map((batch, at) => ({ batch, at: (at * 7919) % batches.length }))
			.sort((one, other) => one.at - other.at);
		const replies = await Promise.all(order.map(async ({ batch }) => await host.deliver(numbered(...batch))));
		const outputIds = replies.flatMap((reply) => ids(reply) ?? []);
		expect([outputIds.length, new Set(outputIds).size]).toEqual([2000, 2000]);
	});
});

test('drops a status that is older than one already output, also across deliveries', async () => {
	const host = trigger({ updates: ['statuses'], options: { statusOrder: 'inOrder' } });
	const deliver = async (...names: string[]): Promise<unknown> =>
		(await host.deliver(payload(statusesChange(...names.map((status) => ({ id: 'w', status })))))).items?.map(
			({ json }) => json.status,
		);
	expect([
		await deliver('delivered', 'sent'),
		await deliver('read'),
		await deliver('delivered'),
		await deliver('sent', 'played'),
	]).toEqual([['sent', 'delivered'], ['read'], undefined, ['played']]);
});

test('drops a status that is older than one output by another process', async () => {
	const parameters = { updates: ['statuses'], options: { statusOrder: 'inOrder' } };
	const [one, other] = [trigger(parameters), trigger(parameters)];
	const deliver = async (host: Host, id: string, status: string): Promise<unknown> =>
		(await host.deliver(payload(statusesChange({ id, status })))).items?.length;
	expect(await deliver(one, 'v', 'read')).toBe(1);
	expect(await deliver(one, 'w', 'read')).toBe(1);
	other.staticData = one.staticData;
	expect([
		await deliver(other, 'v', 'delivered'),
		await deliver(other, 'w', 'delivered'),
		await deliver(other, 'w', 'read'),
	]).toEqual([undefined, undefined, 1]);
	expect(await deliver(other, 'x', 'sent')).toBe(1);
	expect(other.staticData).toEqual(
		expect.objectContaining({
			'node:WhatsApp Trigger': expect.objectContaining({ pendingEvents: expect.stringMatching(/^[\w-]{9}$/) }),
		}),
	);
});

test('outputs echoes and history with their own kinds, not as messages', async () => {
	const host = trigger({ updates: ['messages', 'history', 'smb_message_echoes', 'standby'] });
	const { items } = await host.deliver(
		payload(
			{
				field: 'history',
				value: {
					metadata,
					contacts: [contact],
					history: [{ threads: [{ context: {}, messages: [text('old')] }] }],
					messages: [text('file')],
				},
			},
			{ field: 'smb_message_echoes', value: { metadata, message_echoes: [text('own')] } },
			{ field: 'standby', value: { metadata, standby: { messages: [text('for the agent')] } } },
		),
	);
	expect(items?.map(({ json }) => json.kind)).toEqual(['historyMessage', 'historyMessage', 'echo', 'standbyMessage']);
});

test('outputs each payment attempt and refund once', async () => {
	const host = trigger({ options: { messageStatusUpdates: ['payment'] } });
	const payment = (status: string, transaction: Json, refunds?: Json[]): Json =>
		payload(
			statusesChange({
				id: 'wamid.9',
				recipient_id: '16505551234',
				type: 'payment',
				status,
				timestamp: '1749416383',
				payment: { reference_id: 'r', transaction: { id: 'order_1', ...transaction }, ...(refunds && { refunds }) },
			}),
		);
	const story = [
		payment('pending', { status: 'pending' }),
		payment('pending', { status: 'failed', pg_transaction_id: 'pay_1' }),
		payment('captured', { status: 'success', pg_transaction_id: 'pay_2' }),
		payment('captured', { status: 'success', pg_transaction_id: 'pay_2' }, [{ id: 'rfnd_1', status: 'pending' }]),
		payment('captured', { status: 'success', pg_transaction_id: 'pay_2' }, [{ id: 'rfnd_1', status: 'success' }]),
	];
	const runs: unknown[] = [];
	for (const body of [...story, ...story]) runs.push((await host.deliver(body)).items?.length);
	expect(runs).toEqual([1, 1, 1, 1, 1, ...Array(5).fill(undefined)]);
});
