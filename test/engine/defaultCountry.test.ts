import nock from 'nock';
import type { INodeParameters } from 'n8n-workflow';
import { accepted, sent, textMessage } from './fixtures';
import { GRAPH, PHONE, runNode } from './harness';
import { messagesChange, payload, text } from '../unit/trigger/payloads';
import { Host } from './trigger/host';

beforeAll(() => nock.disableNetConnect());
afterEach(() => {
	expect(nock.pendingMocks()).toEqual([]);
	nock.cleanAll();
});
afterAll(() => nock.enableNetConnect());

const listed = (value: string) => ({ __rl: true, mode: 'list', value });

const template: INodeParameters = {
	resource: 'message',
	operation: 'sendTemplate',
	phoneNumberId: listed(PHONE),
	recipientPhoneNumber: '={{ $json.phone }}',
	template: { __rl: true, mode: 'name', value: 'hello|en_US' },
	includeInputFields: false,
};

/** Expects one request with this recipient. */
const expectRecipient = (digits: string): void =>
	void nock(GRAPH)
		.post(`/v25.0/${PHONE}/messages`, ({ to }: { to: string }) => to === `+${digits}`)
		.reply(200, accepted(digits, 'wamid.1'));

test.each<[string, INodeParameters, string, string]>([
	[
		'a country from the list',
		textMessage({ options: { defaultCountry: listed('MX') } }),
		'55 1234 5678',
		'525512345678',
	],
	['an ISO code', textMessage({ options: { defaultCountry: 'DE' } }), '0151 23456789', '4915123456789'],
	[
		'an expression',
		textMessage({ options: { defaultCountry: '={{ $json.country }}' } }),
		'(11) 98765-4321',
		'5511987654321',
	],
	[
		'an expression in the field for the code',
		textMessage({ options: { defaultCountry: { __rl: true, mode: 'code', value: '={{ $json.country }}' } } }),
		'11987654321',
		'5511987654321',
	],
	['a template', { ...template, options: { defaultCountry: listed('BR') } }, '(11) 98765-4321', '5511987654321'],
])('sends to a number without a country code with %s as Default Country', async (_what, parameters, phone, digits) => {
	expectRecipient(digits);
	const { output } = await runNode({ parameters, input: [{ json: { phone, text: 'x', country: 'br' } }] });
	expect(output?.[0].json).toEqual(sent(digits, 'wamid.1'));
});

test('reads Default Country for each item', async () => {
	expectRecipient('525512345678');
	expectRecipient('4915123456789');
	const { output } = await runNode({
		parameters: textMessage({ options: { defaultCountry: '={{ $json.country }}' } }),
		input: [
			{ json: { phone: '55 1234 5678', text: 'x', country: 'MX' } },
			{ json: { phone: '0151 23456789', text: 'x', country: 'DE' } },
		],
	});
	expect(output?.map(({ json }) => json.to)).toEqual(['+525512345678', '+4915123456789']);
});

test.each<[string, string, INodeParameters, string]>([
	[
		'without Default Country',
		'55 1234 5678',
		{},
		"'Recipient' starts with 55, but a number with the country code 55 has 10 or 11 digits after that, and this one has 8",
	],
	[
		'that is impossible in Default Country',
		'55 1234 567',
		{ defaultCountry: listed('MX') },
		"'Recipient' is not a number of Mexico, the Default Country, and has no other country code",
	],
	[
		'with a Default Country that does not exist',
		'55 1234 5678',
		{ defaultCountry: 'Mexico' },
		"'Default Country' is not the code of a country",
	],
])('rejects a number %s', async (_what, phone, options, message) => {
	const { run } = await runNode({ parameters: textMessage({ options }), input: [{ json: { phone, text: 'x' } }] });
	expect(run.data.resultData.error?.message).toBe(`${message}`);
});

test('blocks users of Default Country, and reads WhatsApp IDs in objects with their country code', async () => {
	nock(GRAPH)
		.post(`/v25.0/${PHONE}/block_users`, {
			messaging_product: 'whatsapp',
			block_users: [{ user: '+13235551234' }, { user: '+3235551234' }],
		})
		.reply(200, { block_users: { added_users: [{ input: '+13235551234' }, { input: '+3235551234' }] } });
	const { output } = await runNode({
		parameters: {
			resource: 'blockedUser',
			operation: 'block',
			phoneNumberId: PHONE,
			users: '={{ $json.users }}',
			options: { defaultCountry: listed('US') },
		},
		input: [{ json: { users: ['(323) 555-1234', { wa_id: '3235551234' }] } }],
	});
	expect(output?.map(({ json }) => json)).toEqual([
		{ user: '+13235551234', status: 'blocked' },
		{ user: '+3235551234', status: 'blocked' },
	]);
});

test('filters senders of Default Country', async () => {
	const filters = { senders: '(11) 98765-4321', defaultCountry: listed('BR') };
	const change = messagesChange({ ...text('a'), from: '551187654321' }, { ...text('b'), from: '551187654322' });
	const { items, warnings } = await new Host({ updates: ['messages'], filters }).deliver(payload(change));
	expect(items?.map(({ json }) => json.text)).toEqual(['a']);
	expect(warnings).toEqual([]);
});
