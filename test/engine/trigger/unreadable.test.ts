import { PHONE, WABA } from '../../unit/trigger/payloads';
import { Host } from './host';

const PART = 'WhatsApp Trigger: a part of a request to the webhook was discarded: it contains no event';
const ALL =
	'WhatsApp Trigger: a request to the webhook got a response with 200 and started nothing: it contains no event';
const ONCE = '. This is logged once until n8n restarts';

const change = {
	field: 'messages',
	value: {
		messaging_product: 'whatsapp',
		metadata: { display_phone_number: '16315558100', phone_number_id: PHONE },
		messages: [{ from: '16505551234', id: 'wamid.1', timestamp: '1749416383', type: 'text', text: { body: 'Hi' } }],
	},
};
const entry = { id: WABA, changes: [change] };

// Found by test/fuzz/webhooks.test.ts: each of these was dropped without a log line.
test.each<[string, unknown[]]>([
	['text in place of an entry', [entry, 'x']],
	['a list in place of an entry', [[entry], entry]],
	['an entry without changes', [entry, { id: WABA, time: 1 }]],
	['an object in place of a list of changes', [entry, { id: WABA, changes: { 0: change } }]],
	['text in place of a change', [{ id: WABA, changes: [change, 'x'] }]],
	['a list in place of a change', [{ id: WABA, changes: [[change], change] }]],
])('reports %s, and outputs the other events', async (_, list) => {
	const host = new Host({ updates: ['messages'] });
	const { status, items, warnings } = await host.deliver({ object: 'whatsapp_business_account', entry: list });
	expect({ status, texts: items?.map(({ json }) => json.text), warnings }).toEqual({
		status: 200,
		texts: ['Hi'],
		warnings: [PART + ONCE],
	});
});

test('logs one line for a delivery without any readable event', async () => {
	const host = new Host({ updates: ['messages'] });
	const { status, items, warnings } = await host.deliver({ object: 'whatsapp_business_account', entry: ['x'] });
	expect({ status, items, warnings }).toEqual({ status: 200, items: undefined, warnings: [ALL + ONCE] });
});

test('outputs a number that JavaScript cannot represent as text', async () => {
	const host = new Host({ updates: ['messages'] });
	const text = JSON.stringify({ object: 'whatsapp_business_account', entry: [entry] }).replace('"Hi"', '1e999');
	const { items } = await host.deliver(Buffer.from(text));
	expect(items?.map(({ json }) => json.text)).toEqual(['1e999']);
});
