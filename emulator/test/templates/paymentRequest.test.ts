import { client, closeAll, problem, sendMessage, started } from '../helpers';
import { BODY, buttons, createTemplate } from '../templateRequests';
import type { Emulator } from '../../src';

// Meta docs: Payments Brazil > Payment request buttons.
let emulator: Emulator;
beforeEach(async () => {
	emulator = await started({ messagesPerSecond: 0, pairLimit: false });
});
afterEach(closeAll);

const pay = (type: string, text: string, inside?: object): object => ({
	type: 'PAYMENT_REQUEST',
	text,
	payment_setting: { type, ...(inside && { [type]: inside }) },
});
const pix = pay('pix_dynamic_code', 'Copy Pix code', { code: '000201' });
const boleto = pay('boleto', 'Copy Boleto code', { digitable_line: '03399' });
const page = pay('payment_link', 'Open payment link', { uri: 'https://example.com/pay' });
const card = pay('offsite_card_pay', 'Review payment');
const definition = (list: object[], category = 'UTILITY'): object => ({
	name: 'unpaid_order',
	language: 'pt_BR',
	category,
	components: [BODY, buttons(...list)],
});

test.each([
	['three buttons', [pix, boleto, page], 'UTILITY'],
	['a stored card', [card], 'MARKETING'],
])('creates a template with %s', async (_name, list, category) => {
	expect((await createTemplate(emulator, definition(list, category))).status).toBe(200);
});

test.each([
	['four buttons', [pix, boleto, page, card]],
	['another text', [{ ...pix, text: 'Pay now' }]],
	['the text of another type', [{ ...pix, text: 'Copy Boleto code' }]],
	['an unknown type', [pay('upi', 'Copy Pix code', { code: '1' })]],
	['no payment setting', [{ type: 'PAYMENT_REQUEST', text: 'Copy Pix code' }]],
])('rejects a template with %s', async (_name, list) => {
	expect(problem(await createTemplate(emulator, definition(list)))).toMatchObject({ code: 100, subcode: 2388025 });
});

const request = (name: string, ...requests: object[]): Record<string, unknown> => ({
	type: 'template',
	template: {
		name,
		language: { code: 'en_US' },
		components: [
			{ type: 'body', parameters: [{ type: 'text', text: 'A-1' }] },
			...requests.map((payment_request, index) => ({
				type: 'button',
				sub_type: 'payment_request',
				index,
				parameters: [{ type: 'action', action: { payment_request } }],
			})),
		],
	},
});
const setting = (type: string, inside: object): { payment_setting: object } => ({
	payment_setting: { type, [type]: inside },
});
const sentPix = setting('pix_dynamic_code', { code: '000201' });
const sentBoleto = setting('boleto', { digitable_line: '03399' });
const sentPage = setting('payment_link', { uri: 'https://example.com/pay/1' });
const sentCard = setting('offsite_card_pay', { last_four_digits: '0235', credential_id: 'c-1' });
const price = { currency: 'BRL', total_amount: { value: 1250, offset: 100 } };

test.each([
	['codes and a page', request('payment_reminder', sentPix, sentBoleto, sentPage)],
	['Pix with an amount', request('payment_reminder', { ...sentPix, ...price }, sentBoleto, sentPage)],
	['a stored card', request('saved_card_payment', { ...sentCard, ...price })],
])('sends %s', async (_name, message) => {
	expect((await sendMessage(emulator, message)).status).toBe(200);
});

const first = 'buttons: Button at index 0 of type PAYMENT_REQUEST';
test.each([
	[
		'an empty code',
		request('payment_reminder', setting('pix_dynamic_code', {}), sentBoleto, sentPage),
		132012,
		`${first}: pix_dynamic_code needs code, a text`,
	],
	[
		'an unknown type',
		request('payment_reminder', setting('upi', {}), sentBoleto, sentPage),
		132012,
		`${first}: the payment_setting has no known type with its values`,
	],
	[
		'no setting',
		request('payment_reminder', {}, sentBoleto, sentPage),
		132012,
		`${first}: payment_request needs a payment_setting`,
	],
	[
		'a stored card without an amount',
		request('saved_card_payment', { ...sentCard, currency: 'BRL' }),
		132012,
		`${first}: offsite_card_pay needs currency and total_amount`,
	],
	[
		'dollars',
		request('saved_card_payment', { ...sentCard, ...price, currency: 'USD' }),
		132012,
		`${first}: currency must be BRL`,
	],
	[
		'half a centavo',
		request('saved_card_payment', { ...sentCard, ...price, total_amount: { value: 0.5, offset: 100 } }),
		132012,
		`${first}: total_amount needs an integer value and an offset of 100`,
	],
	['no buttons', request('payment_reminder'), 131008, `${first} requires a parameter`],
])('rejects a message with %s', async (_name, message, code, details) => {
	expect(problem(await sendMessage(emulator, message))).toEqual({ status: 400, code, text: details });
});

test('returns the types in upper case', async () => {
	const { data } = await client(emulator).get(`/${emulator.seed.wabaId}/message_templates?name=saved_card_payment`);
	expect(JSON.stringify(data)).toContain('"payment_setting":{"type":"OFFSITE_CARD_PAY"}');
});
