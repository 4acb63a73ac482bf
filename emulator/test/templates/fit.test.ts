import { client, closeAll, problem, sendMessage, started } from '../helpers';
import { seed, type Emulator } from '../../src';

let emulator: Emulator;
beforeEach(async () => {
	emulator = await started({ messagesPerSecond: 0, pairLimit: false });
});
afterEach(closeAll);

const text = (value: string, parameter_name?: string) => ({
	type: 'text',
	text: value,
	...(parameter_name !== undefined && { parameter_name }),
});
const body = (...values: string[]) => ({ type: 'body', parameters: values.map((value) => text(value)) });
const header = (...parameters: object[]) => ({ type: 'header', parameters });
const button = (index: number, sub_type: string, ...parameters: object[]) => ({
	type: 'button',
	sub_type,
	index,
	parameters,
});
const link = (kind: string) => header({ type: kind, [kind]: { link: 'https://example.com/a' } });
const message = (name: string, components?: object[], language = 'en_US') => ({
	type: 'template',
	template: { name, language: { code: language }, ...(components && { components }) },
});
const track = button(0, 'url', text('A-1'));
const action = (parameters: object) => ({ type: 'action', action: parameters });
const inAnHour = () => Date.now() + 3_600_000;
const offer = (time: unknown) => ({
	type: 'limited_time_offer',
	parameters: [{ type: 'limited_time_offer', limited_time_offer: { expiration_time_ms: time } }],
});
const coupon = button(0, 'copy_code', { type: 'coupon_code', coupon_code: 'SAVE25' });
const card = (card_index: number) => ({
	card_index,
	components: [
		link('image'),
		body('20%', 'Sunday'),
		button(0, 'quick_reply', { type: 'payload', payload: 'more' }),
		button(1, 'url', text('ann')),
	],
});
const productCards = (count: number) => ({
	type: 'carousel',
	cards: Array.from({ length: count }, (_unused, card_index) => ({
		card_index,
		components: [header({ type: 'product', product: { product_retailer_id: 'a', catalog_id: '1' } })],
	})),
});

test.each([
	['hello_world', undefined],
	['order_update', [header(text('A-1')), body('Ann', '$1', 'Monday'), track]],
	['new_arrivals', [link('image'), body('Ann')]],
	['product_video', [link('video'), body('Ann')]],
	['dancing_gif', [link('gif')]],
	['login_code', [body('123456'), button(0, 'url', text('123456'))]],
	['login_code_one_tap', [body('123456'), button(0, 'url', text('123456'))]],
	[
		'every_button',
		[
			button(3, 'url', text('ann')),
			button(5, 'copy_code', { type: 'coupon_code', coupon_code: 'A' }),
			button(6, 'flow', action({ flow_token: 'unused' })),
		],
	],
	['whole_catalog', [body('Ann')]],
	['campaign_001', [body('x'.repeat(1100))]],
	['campaign_001', [{ type: 'body', parameters: [{ type: 'group_id', group_id: 'Y2FwaV9ncm91cA' }] }]],
	['named_header', [header(text('x'.repeat(80), 'guest')), { type: 'body', parameters: [text('7 pm', 'time')] }]],
	[
		'every_button',
		[
			button(0, 'quick_reply', { type: 'payload', payload: 'x'.repeat(300) }),
			button(3, 'url', text('ann')),
			button(5, 'copy_code', { type: 'coupon_code', coupon_code: 'A' }),
			{ type: 'button', sub_type: 'flow', index: 6 },
		],
	],
	[
		'picked_for_you',
		[
			header(text('Ann')),
			button(0, 'mpm', action({ sections: [{ title: 'Shoes', product_items: [{ product_retailer_id: 'sku-1' }] }] })),
		],
	],
	['product_carousel', [productCards(2)]],
	['product_carousel', [productCards(10)]],
	['summer_carousel', [body('Ann'), { type: 'carousel', cards: [card(0), card(1)] }]],
])('accepts %s with its required parameters', async (name, components) => {
	const response = await sendMessage(emulator, message(name, components));
	expect(response).toMatchObject({ status: 200, data: { messages: [{ message_status: 'accepted' }] } });
});

const order = (...components: object[]) => message('order_update', components);

test.each<[string, object, number, string]>([
	['an unknown template name', message('no_such'), 132001, 'template name (no_such) does not exist in en_US'],
	[
		'an unknown language',
		message('hello_world', undefined, 'fr'),
		132001,
		'template name (hello_world) does not exist in fr',
	],
	['a paused template', message('paused_offer'), 132015, 'template name (paused_offer) in en_US is paused'],
	['a disabled template', message('disabled_offer'), 132016, 'template name (disabled_offer) in en_US is disabled'],
	['a rejected template', message('rejected_offer'), 132001, 'template name (rejected_offer) in en_US is rejected'],
	['a pending template', message('pending_offer'), 132001, 'template name (pending_offer) in en_US is pending'],
	[
		'too few body parameters',
		order(header(text('A')), body('Ann'), track),
		132000,
		'body: number of localizable_params (1) does not match the expected number of params (3)',
	],
	[
		'a missing header parameter',
		order(body('Ann', '1', 'x'), track),
		132000,
		'header: number of localizable_params (0) does not match the expected number of params (1)',
	],
	[
		'an extra parameter',
		message('hello_world', [body('x')]),
		132000,
		'body: number of localizable_params (1) does not match the expected number of params (0)',
	],
	[
		'a missing button parameter',
		order(header(text('A')), body('Ann', '1', 'x')),
		131008,
		'buttons: Button at index 0 of type URL requires a parameter',
	],
	[
		'a parameter for a missing button',
		order(header(text('A')), body('Ann', '1', 'x'), track, button(7, 'url', text('x'))),
		132018,
		'buttons: There is no button at index 7',
	],
	[
		'a parameter for another kind of button',
		order(header(text('A')), body('Ann', '1', 'x'), button(0, 'copy_code', { type: 'coupon_code', coupon_code: 'A' })),
		132018,
		'buttons: Button at index 0 of type URL does not match the sub_type copy_code',
	],
	[
		'a parameter for a fixed link',
		message('new_arrivals', [link('image'), body('Ann'), button(0, 'url', text('x'))]),
		132018,
		'buttons: Button at index 0 of type URL does not take parameters',
	],
	[
		'a line break in a parameter',
		order(header(text('A')), body('Ann\nLee', '1', 'x'), track),
		132018,
		'body: Param text cannot have new-line/tab characters or more than 4 consecutive spaces',
	],
	[
		'five spaces in a parameter',
		order(header(text('A')), body('Ann     Lee', '1', 'x'), track),
		132018,
		'body: Param text cannot have new-line/tab characters or more than 4 consecutive spaces',
	],
	[
		'a text over 1,024 characters',
		order(header(text('A')), body('x'.repeat(1000), '1', 'x'), track),
		132005,
		'body: the text is over 1024 characters',
	],
	[
		'missing header media',
		message('new_arrivals', [body('Ann')]),
		131008,
		'header: Format mismatch, expected IMAGE, received UNKNOWN',
	],
	[
		'header media of another kind',
		message('new_arrivals', [link('video'), body('Ann')]),
		132012,
		'header: Format mismatch, expected IMAGE, received VIDEO',
	],
	[
		'named parameters without names',
		message('named_header', [header(text('Ann')), body('7 pm')]),
		100,
		'Parameter name is missing or empty',
	],
	[
		'a wrong parameter name',
		message('named_header', [header(text('Ann', 'person')), body('7 pm')]),
		100,
		'(#100) Invalid parameter: header has no parameter named person',
	],
	[
		'a currency that is not rounded',
		order(
			header(text('A')),
			{
				type: 'body',
				parameters: [
					text('Ann'),
					{ type: 'currency', currency: { code: 'USD', fallback_value: '$1', amount_1000: 1000.5 } },
					text('x'),
				],
			},
			track,
		),
		132012,
		'body: amount_1000 must be an integer',
	],
	[
		'an offer that ends in seconds',
		message('weekend_offer', [
			link('image'),
			body('Ann', 'S'),
			offer(Math.round(inAnHour() / 1000)),
			coupon,
			button(1, 'url', text('a')),
		]),
		132012,
		'limited_time_offer: expiration_time_ms must be a time in the future',
	],
	[
		'an offer without an expiration',
		message('weekend_offer', [link('image'), body('Ann', 'S'), coupon, button(1, 'url', text('a'))]),
		131008,
		'limited_time_offer: Parameter expiration_time_ms is required',
	],
	[
		'a code of 16 characters',
		message('login_code', [body('1234567890123456'), button(0, 'url', text('1234567890123456'))]),
		132018,
		'buttons: Button at index 0 of type URL: at most 15 characters',
	],
	[
		'a missing card',
		message('summer_carousel', [body('Ann'), { type: 'carousel', cards: [card(0)] }]),
		132012,
		'carousel: 1 cards, the template has 2',
	],
	[
		'cards out of order',
		message('summer_carousel', [body('Ann'), { type: 'carousel', cards: [card(1), card(0)] }]),
		132012,
		'carousel: card_index must be 0',
	],
	[
		'products without sections',
		message('picked_for_you', [header(text('Ann')), button(0, 'mpm', action({ thumbnail_product_retailer_id: 'a' }))]),
		132012,
		'buttons: Button at index 0 of type MPM: 1 to 10 sections',
	],
	[
		'an order without a reference',
		message('order_payment', [body('A'), button(0, 'order_details', action({ order_details: {} }))]),
		132012,
		'buttons: Button at index 0 of type ORDER_DETAILS: reference_id must be a text',
	],
	[
		'a reference of 36 characters in India',
		message('order_payment', [
			body('A'),
			button(0, 'order_details', action({ order_details: { currency: 'INR', reference_id: 'a'.repeat(36) } })),
		]),
		132018,
		'buttons: Button at index 0 of type ORDER_DETAILS: reference_id has more than 35 characters',
	],
	[
		'a reference of 61 characters in Brazil',
		message('order_payment', [
			body('A'),
			button(0, 'order_details', action({ order_details: { currency: 'BRL', reference_id: 'a'.repeat(61) } })),
		]),
		132018,
		'buttons: Button at index 0 of type ORDER_DETAILS: reference_id has more than 60 characters',
	],
	['a missing order status', message('order_shipped', [body('Ann')]), 132012, 'order_status: missing'],
])('rejects a template message with %s', async (_name, sent, code, details) => {
	expect(problem(await sendMessage(emulator, sent as Record<string, unknown>))).toEqual({
		status: code === 132001 ? 404 : 400,
		code,
		text: details,
	});
	expect(emulator.messages).toEqual([]);
});

test('sends the code of an authentication template to phone numbers only', async () => {
	const code = message('login_code', [body('123456'), button(0, 'url', text('123456'))]);
	const toUser = await sendMessage(emulator, { ...code, to: undefined, recipient: 'US.13491208655302741918' });
	expect(problem(toUser).code).toBe(131062);
	const toGroup = await sendMessage(emulator, { ...code, to: seed.groupId, recipient_type: 'group' });
	expect(problem(toGroup).code).toBe(130501);
});

test('accepts only marketing templates at the Marketing Messages edge', async () => {
	const send = async (content: object) => {
		const { status, data } = await client(emulator).post(`/${seed.phoneNumberId}/marketing_messages`, {
			messaging_product: 'whatsapp',
			to: '16505550001',
			...content,
		});
		return { status, data: data as never };
	};
	expect((await send({ ...message('pending_offer'), product_policy: 'STRICT' })).status).toBe(404);
	expect(
		(
			await send({
				...message('campaign_001', [body('Ann')]),
				product_policy: 'STRICT',
				message_activity_sharing: true,
			})
		).status,
	).toBe(200);
	expect(problem(await send(message('hello_world'))).code).toBe(134100);
	expect(problem(await send({ type: 'text', text: { body: 'x' } })).code).toBe(131055);
	expect(problem(await send({ ...message('campaign_001', [body('Ann')]), product_policy: 'NONE' })).code).toBe(100);
});
