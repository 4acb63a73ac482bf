import { hasComponents, listedComponents } from '../../../../nodes/WhatsAppBusinessCloud/templates/send';
import { inputErrorOf } from '../../inputErrorOf';

const surroundings = { timezone: 'Europe/Berlin', now: Date.UTC(2026, 10, 21) };
const built = (...component: object[]) => listedComponents({ component }, surroundings);
const one = (component: object) => built(component).components[0];
const inBody = (parameter: object) =>
	(one({ type: 'body', bodyParameters: { parameter: [parameter] } }).parameters as unknown[])[0];
const inHeader = (parameter: object) =>
	(one({ type: 'header', headerParameters: { parameter: [parameter] } }).parameters as unknown[])[0];
const button = (sub_type: string, more: object, index = 0) => one({ type: 'button', sub_type, index, ...more });

/** Parameters of the built-in node, and the expected request; where noted, with a bug of the built-in node fixed. */
test.each([
	['text', { type: 'text', text: 'Ann' }, { type: 'text', text: 'Ann' }],
	['text without a type', { text: 'Ann' }, { type: 'text', text: 'Ann' }],
	['a number as text', { type: 'text', text: 7 }, { type: 'text', text: '7' }],
	[
		'text with a parameter name',
		{ type: 'text', text: 'Ann', parameter_name: 'first_name' },
		{ type: 'text', parameter_name: 'first_name', text: 'Ann' },
	],
	[
		'currency',
		{ type: 'currency', code: 'USD', amount_1000: 12.5, fallback_value: '$12.50' },
		{ type: 'currency', currency: { code: 'USD', fallback_value: '$12.50', amount_1000: 12500 } },
	],
	[
		'currency with a lower-case code',
		{ type: 'currency', code: 'usd', amount_1000: 1.001, fallback_value: '$1' },
		{ type: 'currency', currency: { code: 'USD', fallback_value: '$1', amount_1000: 1001 } },
	],
	[
		'currency without its own text',
		{ type: 'currency', code: 'EUR', amount_1000: '1234.5' },
		{ type: 'currency', currency: { code: 'EUR', fallback_value: '€1,234.50', amount_1000: 1234500 } },
	],
	[
		'date',
		{ type: 'date_time', date_time: '2026-11-21T10:00:00' },
		{ type: 'date_time', date_time: { fallback_value: '2026-11-21T10:00:00' } },
	],
	[
		'date with its own text',
		{ type: 'date_time', date_time: '2026-11-21T10:00:00', fallback_value: 'Saturday' },
		{ type: 'date_time', date_time: { fallback_value: 'Saturday' } },
	],
])('sends %s in body and header', (_name, parameter, expected) => {
	expect(inBody(parameter)).toEqual(expected);
	expect(inHeader(parameter)).toEqual(expected);
});

test.each([
	[
		'an image by link, as in the built-in node',
		{ type: 'image', imageLink: 'https://example.com/a.png' },
		{ type: 'image', image: { link: 'https://example.com/a.png' } },
	],
	[
		'an image by ID',
		{ type: 'image', imageLink: '1037543291543636' },
		{ type: 'image', image: { id: '1037543291543636' } },
	],
	['video', { type: 'video', videoLink: '1037543291543636' }, { type: 'video', video: { id: '1037543291543636' } }],
	[
		'a document with its name',
		{ type: 'document', documentLink: 'https://example.com/a', filename: 'a.pdf' },
		{ type: 'document', document: { link: 'https://example.com/a', filename: 'a.pdf' } },
	],
	['GIF', { type: 'gif', gifLink: '1037543291543636' }, { type: 'gif', gif: { id: '1037543291543636' } }],
	[
		'location',
		{ type: 'location', latitude: '52.5', longitude: 13.3, name: 'Shop', address: '' },
		{ type: 'location', location: { latitude: 52.5, longitude: 13.3, name: 'Shop' } },
	],
	[
		'product',
		{ type: 'product', product_retailer_id: 'sku-1', catalog_id: 9 },
		{ type: 'product', product: { product_retailer_id: 'sku-1', catalog_id: '9' } },
	],
])('sends %s in the header', (_name, parameter, expected) => {
	expect(inHeader(parameter)).toEqual(expected);
});

test('inserts the ID of an uploaded file from the input item', () => {
	const { components, uploads, links } = built({
		type: 'header',
		headerParameters: { parameter: [{ type: 'document', documentLink: ' data ', filename: 'a.pdf' }] },
	});
	const target = (components[0].parameters as Array<{ document: object }>)[0].document;
	expect(uploads).toEqual([
		{
			kind: 'document',
			field: ['component', 1, 'parameter', 1, 'Document'],
			binary: 'data',
			target: { filename: 'a.pdf' },
			wantsFileName: true,
		},
	]);
	expect(uploads[0].target).toBe(target);
	expect(links).toEqual([]);
});

const action = (parameters: object) => [{ type: 'action', action: parameters }];

test.each<[string, object, string, unknown]>([
	[
		'quick_reply',
		{ buttonParameters: { parameter: { type: 'payload', payload: 'yes' } } },
		'quick_reply',
		[{ type: 'payload', payload: 'yes' }],
	],
	['url', { buttonParameters: { parameter: { type: 'text', text: 'A7' } } }, 'url', [{ type: 'text', text: 'A7' }]],
	['copy_code', { coupon_code: 'SAVE25' }, 'copy_code', [{ type: 'coupon_code', coupon_code: 'SAVE25' }]],
	['otp', { otp: 123456 }, 'url', [{ type: 'text', text: '123456' }]],
	['flow', {}, 'flow', action({ flow_token: 'unused' })],
	[
		'flow',
		{ flow_token: 't', flow_action_data: '{"a": 1}' },
		'flow',
		action({ flow_token: 't', flow_action_data: { a: 1 } }),
	],
	[
		'catalog',
		{ thumbnail_product_retailer_id: 'sku-1' },
		'catalog',
		action({ thumbnail_product_retailer_id: 'sku-1' }),
	],
	['catalog', {}, 'catalog', undefined],
	[
		'mpm',
		{ thumbnail_product_retailer_id: 'a', products: 'a, b' },
		'mpm',
		action({
			thumbnail_product_retailer_id: 'a',
			sections: [{ product_items: [{ product_retailer_id: 'a' }, { product_retailer_id: 'b' }] }],
		}),
	],
	['mpm', { products: 'a' }, 'mpm', action({ sections: [{ product_items: [{ product_retailer_id: 'a' }] }] })],
	[
		'quick_reply',
		{ buttonParameters: { parameter: { payload: 'x'.repeat(257) } } },
		'quick_reply',
		[{ type: 'payload', payload: 'x'.repeat(257) }],
	],
	[
		'voice_call',
		{ ttl_minutes: '60', call_payload: 'x' },
		'voice_call',
		[
			{ type: 'ttl_minutes', ttl_minutes: 60 },
			{ type: 'payload', payload: 'x' },
		],
	],
	[
		'order_details',
		{ order_details: { reference_id: 'A' } },
		'order_details',
		action({ order_details: { reference_id: 'A' } }),
	],
	[
		'payment_request',
		{ pix_code: '000201' },
		'payment_request',
		action({
			payment_request: { payment_setting: { type: 'pix_dynamic_code', pix_dynamic_code: { code: '000201' } } },
		}),
	],
	[
		'payment_request',
		{ payment_method: 'boleto', boleto_line: 3399, payment_amount: '12.50' },
		'payment_request',
		action({ payment_request: { payment_setting: { type: 'boleto', boleto: { digitable_line: '3399' } } } }),
	],
	[
		'payment_request',
		{ payment_method: 'offsite_card_pay', card_digits: '0235', card_credential: 'c-1', payment_amount: '12.50' },
		'payment_request',
		action({
			payment_request: {
				payment_setting: {
					type: 'offsite_card_pay',
					offsite_card_pay: { last_four_digits: '0235', credential_id: 'c-1' },
				},
				currency: 'BRL',
				total_amount: { value: 1250, offset: 100 },
			},
		}),
	],
])('sends button %s %j', (subType, fields, sent, parameters) => {
	expect(button(subType, fields, 9)).toEqual({
		type: 'button',
		index: '9',
		sub_type: sent,
		...(parameters !== undefined && { parameters }),
	});
});

test('defaults to a quick reply at index 0', () => {
	expect(one({ type: 'button', buttonParameters: { parameter: { payload: 'yes' } } })).toEqual({
		type: 'button',
		index: '0',
		sub_type: 'quick_reply',
		parameters: [{ type: 'payload', payload: 'yes' }],
	});
});

test('reads the end of an offer in the time zone of the workflow', () => {
	const offer = (expiration_time: unknown) => one({ type: 'limited_time_offer', expiration_time }).parameters;
	const expected = (expiration_time_ms: number) => [
		{ type: 'limited_time_offer', limited_time_offer: { expiration_time_ms } },
	];
	expect(offer('2026-12-24T18:00:00')).toEqual(expected(Date.UTC(2026, 11, 24, 17)));
	expect(offer('2026-12-24T18:00:00Z')).toEqual(expected(Date.UTC(2026, 11, 24, 18)));
	expect(offer('2026-12-24 18:00')).toEqual(expected(Date.UTC(2026, 11, 24, 17)));
	expect(offer(1_798_135_200)).toEqual(expected(1_798_135_200_000));
	expect(offer('1798135200000')).toEqual(expected(1_798_135_200_000));
	expect(offer(new Date(1_798_135_200_000))).toEqual(expected(1_798_135_200_000));
});

const parameterless =
	'Add the parameters of that part of the template. A part without variables needs no component: remove it.';

test.each<[string, object, string]>([
	['an empty body', { type: 'body', bodyParameters: {} }, 'Component 1 is a body without parameters'],
	['a body that is only added', {}, 'Component 1 is a body without parameters'],
	['an empty header', { type: 'header' }, 'Component 1 is a header without parameters'],
	['an empty button', { type: 'button', buttonParameters: {} }, 'Component 1 is a button without parameters'],
])('explains why it rejects %s', (_name, component, message) => {
	expect(inputErrorOf(() => built(component))).toMatchObject({ message, advice: parameterless });
});

test.each([
	['INR', 35],
	['BRL', 60],
])('limits the reference ID of an order in %s to %i characters', (currency, max) => {
	const sent = (length: number) =>
		button('order_details', { order_details: { currency, reference_id: 'a'.repeat(length) } }, 0);
	expect(sent(max)).toMatchObject({ sub_type: 'order_details' });
	expect(inputErrorOf(() => sent(max + 1)).message).toBe(
		`In 'Order Details' of component 1, reference_id has ${max + 1} characters, WhatsApp allows ${max}`,
	);
});

test.each<[object, string]>([
	[{}, "'Pix Code' of component 1 is empty"],
	[{ pix_code: '1', payment_amount: '-1' }, "'Amount (BRL)' of component 1 is negative"],
	[{ payment_method: 'payment_link', payment_link: 'pay' }, "'Payment Link' of component 1 is not a valid URL"],
	[
		{ payment_method: 'offsite_card_pay', card_digits: 235, card_credential: 'c-1' },
		"'Last Four Digits' of component 1 does not have 4 digits",
	],
	[
		{ payment_method: 'offsite_card_pay', card_digits: '0235', card_credential: 'c-1' },
		"'Amount (BRL)' of component 1 is empty",
	],
])('explains what a payment request lacks: %j', (fields, message) => {
	expect(inputErrorOf(() => button('payment_request', fields, 0))).toMatchObject({ message });
});

const body = (parameter: object) => ({ type: 'body', bodyParameters: { parameter: [{ text: 'x' }, parameter] } });

test.each<[string, object, string]>([
	['an empty text', body({ type: 'text', text: '' }), "'Text' of parameter 2 of component 2 is empty"],
	[
		'a tab',
		body({ type: 'text', text: 'a\tb' }),
		"'Text' of parameter 2 of component 2 contains a tab, which WhatsApp does not allow in a template",
	],
	[
		'five spaces',
		body({ type: 'text', text: 'a     b' }),
		"'Text' of parameter 2 of component 2 contains more than 4 spaces in a row, which WhatsApp does not allow in a template",
	],
	[
		'a currency of four letters',
		body({ type: 'currency', code: 'EURO', amount_1000: 1 }),
		"'Currency Code' of parameter 2 of component 2 is not a currency code",
	],
	[
		'an amount with a comma',
		body({ type: 'currency', code: 'EUR', amount_1000: '1,5' }),
		"'Amount' of parameter 2 of component 2 is not a number",
	],
	[
		'null as date',
		body({ type: 'date_time', date_time: null }),
		"'Date Time' of parameter 2 of component 2 is empty: got null",
	],
	['an unknown type', body({ type: 'hologram' }), 'Parameter 2 of component 2 has a type that does not exist'],
	['an unknown component', { type: 'tail' }, 'Component 2 has a type that does not exist'],
	[
		'index 10',
		{ type: 'button', index: 10, buttonParameters: { parameter: { payload: 'x' } } },
		"'Index' of component 2 must be a whole number from 0 to 9",
	],
	[
		'a coupon of 21 characters',
		{ type: 'button', sub_type: 'copy_code', coupon_code: 'x'.repeat(21) },
		"'Coupon Code' of component 2 has 21 characters, WhatsApp allows 20",
	],
	[
		'a code of 16 characters',
		{ type: 'button', sub_type: 'otp', otp: 'x'.repeat(16) },
		"'Verification Code' of component 2 has 16 characters, WhatsApp allows 15",
	],
	[
		'an expiration that is a minute too long',
		{ type: 'button', sub_type: 'voice_call', ttl_minutes: 43_201 },
		"'Expires After (Minutes)' of component 2 must be a whole number from 1 to 43200",
	],
	[
		'a list as flow data',
		{ type: 'button', sub_type: 'flow', flow_action_data: '[]' },
		"'Flow Data' of component 2 needs a JSON object, got an array",
	],
	['a missing group', body({ type: 'group_id' }), "'Group ID' of parameter 2 of component 2 is empty"],
	[
		'an offer that has ended',
		{ type: 'limited_time_offer', expiration_time: '2026-11-20' },
		"'Offer Ends' of component 2 is in the past",
	],
	[
		'an invalid time',
		{ type: 'limited_time_offer', expiration_time: 'soon' },
		"'Offer Ends' of component 2 is not a date and time",
	],
])('rejects %s and names its position', (_name, component, message) => {
	expect(inputErrorOf(() => built(body({ text: 'fine' }), component)).message).toBe(message);
});

test('accepts values at their limits', () => {
	expect(() => button('quick_reply', { buttonParameters: { parameter: { payload: 'x'.repeat(256) } } })).not.toThrow();
	expect(() => button('copy_code', { coupon_code: 'x'.repeat(20) })).not.toThrow();
	expect(() => button('otp', { otp: 'x'.repeat(15) })).not.toThrow();
	expect(() => button('voice_call', { ttl_minutes: 43_200, call_payload: 'x'.repeat(512) })).not.toThrow();
	expect(inputErrorOf(() => button('voice_call', { call_payload: 'x'.repeat(513) })).message).toBe(
		"'Payload' of component 1 has 513 characters, WhatsApp allows 512",
	);
	expect(inBody({ text: 'a    b' })).toEqual({ type: 'text', text: 'a    b' });
});

test('treats a list without components as empty', () => {
	expect([{}, undefined, null, '', { component: [] }].map(hasComponents)).toEqual([false, false, false, false, false]);
	expect(hasComponents({ component: [{}] })).toBe(true);
});
