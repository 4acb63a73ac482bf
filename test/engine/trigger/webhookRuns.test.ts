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
import { EMPTY, hello, numbered, trigger } from './messageTrigger';

describe('start of runs', () => {
	test('starts one run with one item per message, and responds with an empty body', async () => {
		const { result, response } = await trigger().deliver(
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
		expect(response.body).toBe('');
	});

	test('starts no run for events that are not selected, and responds with an empty body', async () => {
		const host = trigger();
		const { result, status, response } = await host.deliver(payload(statusesChange({ id: 'w', status: 'sent' })));
		expect({ result, status, stored: host.staticData }).toEqual({ result: EMPTY, status: 200, stored: {} });
		expect(response.body).toBe('');
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
				`WhatsApp Trigger: a request to the webhook got a response with 200 and started nothing: it contains no event. ${once}`,
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
