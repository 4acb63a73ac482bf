import { closeAll, problem, sendMessage, started } from './helpers';
import { type Emulator } from '../src';

export let emulator: Emulator;
beforeAll(async () => {
	emulator = await started();
});
afterAll(closeAll);

export type Json = Record<string, unknown>;

/** 200, or the error's code. */
export const sendInteractive = async (interactive: Json): Promise<number> => {
	const response = await sendMessage(emulator, { type: 'interactive', interactive });
	return response.status === 200 ? 200 : problem(response).code;
};
export const body = { text: 'a' };
export const interactiveOf = (type: string, action: Json, more: Json = {}): Json => ({ type, body, action, ...more });
export const chars = (count: number): string => 'x'.repeat(count);
export const many = <T>(count: number, make: (index: number) => T): T[] =>
	Array.from({ length: count }, (_unused, index) => make(index));

export const flow = (parameters: Json): Json =>
	interactiveOf('flow', {
		name: 'flow',
		parameters: { flow_message_version: '3', flow_cta: 'Go', flow_id: '900100200300', ...parameters },
	});
export const products = (sections: Json[]): Json =>
	interactiveOf('product_list', { catalog_id: '1', sections }, { header: { type: 'text', text: 'a' } });
export const section = (count: number, title?: string): Json => ({
	...(title === undefined ? {} : { title }),
	product_items: many(count, (index) => ({ product_retailer_id: `p${index}` })),
});
export const header = { type: 'image', image: { link: 'https://example.com/a.jpg' } };
export const link = { name: 'cta_url', parameters: { display_text: 'Go', url: 'https://example.com' } };
export const reply = (id: string, title = id): Json => ({ type: 'quick_reply', quick_reply: { id, title } });
export const card = (index: number, more: Json = {}): Json => ({
	card_index: index,
	type: 'cta_url',
	header,
	body: { text: 'a' },
	action: link,
	...more,
});
export const carousel = (...cards: Json[]): Json => interactiveOf('carousel', { cards });
export const product = (index: number, catalog = '1'): Json => ({
	card_index: index,
	type: 'product',
	action: { product_retailer_id: 'p', catalog_id: catalog },
});
export const address = (parameters: Json): Json =>
	interactiveOf('address_message', { name: 'address_message', parameters: { country: 'IN', ...parameters } });
export const call = (parameters: Json): Json => interactiveOf('voice_call', { name: 'voice_call', parameters });
export const money = (value: number, more: Json = {}): Json => ({ value, offset: 100, ...more });
export const item = { retailer_id: '1', name: 'Rye', amount: money(1000), quantity: 1 };
export const order = (parameters: Json = {}, details: Json = {}, more: Json = {}): Json =>
	interactiveOf(
		'order_details',
		{
			name: 'review_and_pay',
			parameters: {
				reference_id: 'order-1',
				type: 'physical-goods',
				currency: 'INR',
				payment_type: 'upi',
				payment_configuration: 'mine',
				total_amount: money(1000),
				order: { status: 'pending', items: [item], subtotal: money(1000), tax: money(0), ...details },
				...parameters,
			},
		},
		more,
	);
export const beneficiary = {
	name: 'Asha',
	address_line1: '1',
	city: 'Pune',
	state: 'MH',
	country: 'India',
	postal_code: '411001',
};
export const gateway = (more: Json): Json => ({
	type: 'payment_gateway',
	payment_gateway: { type: 'razorpay', configuration_name: 'mine', ...more },
});
export const inBrazil = { currency: 'BRL', payment_type: 'br', payment_configuration: undefined };
export const brazil = (...payment_settings: Json[]): Json => order({ ...inBrazil, payment_settings });
export const gatewayOrder = (more: Json): Json =>
	order({ payment_type: undefined, payment_configuration: undefined, payment_settings: [gateway(more)] });
export const intent = (link: string): Json => ({ type: 'upi_intent_link', upi_intent_link: { link } });
export const pix = {
	type: 'pix_dynamic_code',
	pix_dynamic_code: { code: 'a', merchant_name: 'b', key: 'c', key_type: 'EVP' },
};
export const status = (details: Json, reference_id = 'order-1'): Json =>
	interactiveOf('order_status', { name: 'review_order', parameters: { reference_id, order: details } });
export const inSeconds = (seconds: number): string => String(Math.floor(Date.now() / 1000) + seconds);
