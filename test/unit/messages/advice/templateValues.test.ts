import type { IDataObject } from 'n8n-workflow';
import { adviseMessage } from '../../../../nodes/WhatsAppBusinessCloud/messages/advice';

const message = (...components: IDataObject[]): IDataObject => ({
	type: 'template',
	template: { name: 'a', language: { code: 'en' }, components },
});
const button = (sub_type: string, parameter: IDataObject): IDataObject => ({
	type: 'button',
	sub_type,
	index: '0',
	parameters: [parameter],
});
const coupon = (code: string): IDataObject => button('copy_code', { type: 'coupon_code', coupon_code: code });
const payload = (length: number): IDataObject =>
	button('quick_reply', { type: 'payload', payload: 'x'.repeat(length) });
const products = (action: IDataObject): IDataObject =>
	button('mpm', { type: 'action', action: { sections: [], ...action } });
const offer: IDataObject = { type: 'limited_time_offer', parameters: [] };

const advice = (...components: IDataObject[]): string[] =>
	adviseMessage(message(...components)).map(({ message: text }) => text);

test.each<[string, IDataObject[], string[]]>([
	['a coupon of 20 letters and digits', [coupon('fLBponPDsqF0KQThzkrf')], []],
	['a coupon with a hyphen', [coupon('SAVE-20')], ["'Coupon Code' has characters other than letters and digits"]],
	['an offer code of 15 characters', [offer, coupon('a'.repeat(15))], []],
	[
		'an offer code of 16 characters',
		[offer, coupon('a'.repeat(16))],
		["'Coupon Code' has more than 15 characters in a limited-time offer"],
	],
	['a payload of 256 characters', [payload(256)], []],
	['a payload of 257 characters', [payload(257)], ["'Payload' has more than 256 characters"]],
	['products with a thumbnail', [products({ thumbnail_product_retailer_id: 'a' })], []],
	['products without a thumbnail', [products({})], ["'Thumbnail Product ID' is empty"]],
	['a flow button', [button('FLOW', { type: 'action', action: { flow_token: 'unused' } })], []],
	[
		'a payload on a card',
		[{ type: 'carousel', cards: [{ components: [] }, { components: [payload(257)] }] }],
		["'Payload' of card 2 has more than 256 characters"],
	],
])('checks template values: %s', (_name, components, expected) => {
	expect(advice(...components)).toEqual(expected);
});

test('shows the path in JSON, and accepts any JSON', () => {
	expect(adviseMessage(message(coupon('A B')), 'Components (JSON)').map(({ message: text }) => text)).toEqual([
		"In 'Components (JSON)', template.components[0].parameters[0].coupon_code has characters other than letters and digits",
	]);
	for (const template of [
		undefined,
		null,
		1,
		{ components: 'x' },
		{ components: [null, 1, { type: 'button' }, { type: 'button', sub_type: 'mpm', parameters: [null] }] },
	]) {
		expect(adviseMessage({ type: 'template', template })).toEqual([]);
	}
});
