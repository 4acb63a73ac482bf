import type { IDataObject } from 'n8n-workflow';
import { adviseMessage } from '../../../../nodes/WhatsAppBusinessCloud/messages/advice';

const interactive = (type: string, parameters: object, more: object = {}): IDataObject => ({
	type: 'interactive',
	interactive: { type, action: { parameters }, ...more },
});
const messages = (message: IDataObject): string[] => adviseMessage(message).map(({ message: text }) => text);

const price = (value: number) => ({ value, offset: 100 });
const item = (more: object = {}) => ({ name: 'Rye', amount: price(1250), quantity: 1, ...more });
const order = (parameters: object, items: object[] = [item()], details: object = {}, more: object = {}) =>
	interactive(
		'order_details',
		{ currency: 'INR', payment_type: 'upi', ...parameters, order: { items, ...details } },
		more,
	);
const gateway = { payment_settings: [{ type: 'payment_gateway', payment_gateway: {} }] };
const brazil = { currency: 'BRL', payment_type: 'br' };

describe('carousel', () => {
	const reply = (id: string) => ({ type: 'quick_reply', quick_reply: { id, title: id } });
	const card = (buttons: object[], kind = 'image') => ({ header: { type: kind }, action: { buttons } });
	const carousel = (...cards: object[]): IDataObject => ({
		type: 'interactive',
		interactive: { type: 'carousel', action: { cards } },
	});

	test('warns about a quick reply ID of more than 20 characters', () => {
		expect(messages(carousel(card([reply('x'.repeat(20))]), card([reply('x'.repeat(21))])))).toEqual([
			"'ID' of button 1 of card 2 has more than 20 characters",
		]);
	});

	test('warns about a fourth quick reply on a card', () => {
		const buttons = ['a', 'b', 'c', 'd'].map(reply);
		expect(messages(carousel(card(buttons.slice(1)), card(buttons.slice(1))))).toEqual([]);
		expect(messages(carousel(card(buttons), card([])))).toEqual(["'Quick Replies' of card 1 has more than 3 buttons"]);
	});

	test('warns about cards that mix images and videos', () => {
		expect(messages(carousel(card([]), card([]), card([], 'video')))).toEqual([
			"'Header' of card 3 is of another kind than that of card 1",
		]);
	});

	test('shows the path of a carousel warning in raw JSON', () => {
		expect(adviseMessage(carousel(card([]), card([reply('x'.repeat(21))])), 'Message (JSON)')[0].message).toBe(
			"In 'Message (JSON)', interactive.action.cards[1].action.buttons[0].quick_reply.id has more than 20 characters",
		);
	});
});

describe('address request', () => {
	const address = (parameters: object) => interactive('address_message', { country: 'IN', ...parameters });

	test.each(['+91 98765 43210', '9876543210', '(022) 1234-567', ''])(
		'does not warn about the phone number %j',
		(phone_number) => {
			expect(messages(address({ values: { phone_number } }))).toEqual([]);
		},
	);

	test.each(['call me', '12345', '+91 98765 43210 / 11'])('warns about the phone number %j', (phone_number) => {
		expect(messages(address({ values: { phone_number } }))).toEqual(["'Phone Number' is not a phone number"]);
		expect(
			messages(
				address({
					saved_addresses: [
						{ id: 'a', value: {} },
						{ id: 'b', value: { phone_number } },
					],
				}),
			),
		).toEqual(["'Phone Number' of saved address 2 is not a phone number"]);
	});

	test('warns about saved addresses with the same ID', () => {
		expect(messages(address({ saved_addresses: [{ id: 'a' }, { id: 'b' }, { id: 'a' }] }))).toEqual([
			"'ID' of saved address 3 is the same as that of another saved address",
		]);
		expect(messages(address({ saved_addresses: [{}, {}] }))).toEqual([]);
	});
});

describe('groups', () => {
	test.each([
		['contacts', 'contacts'],
		['location', 'locations'],
		['reaction', 'reactions'],
	])('warns about %s to a group', (type, named) => {
		expect(messages({ type, recipient_type: 'group', to: 'G1' })).toEqual([`'Message Type' sends ${named} to a group`]);
		expect(messages({ type, to: '49151' })).toEqual([]);
	});

	test.each(['text', 'image', 'template', 'constructor'])('does not warn about %s to a group', (type) => {
		expect(messages({ type, recipient_type: 'group', to: 'G1' })).toEqual([]);
	});
});

describe('orders', () => {
	const origin = { country_of_origin: 'India', importer_name: 'Bread Ltd', importer_address: { city: 'Pune' } };
	const LACKS = "'Items' lack 'Country of Origin', 'Importer Name' or 'Importer Address'";

	test('advises to enter origin and importer without a catalog, but not when UPI has no settings', () => {
		expect(messages(order({}))).toEqual([]);
		expect(messages(order(gateway))).toEqual([LACKS]);
		expect(messages(order(gateway, [item(origin), item({ ...origin, importer_name: undefined })]))).toEqual([LACKS]);
		expect(messages(order(gateway, [item(origin)]))).toEqual([]);
		expect(messages(order(gateway, [item()], { catalog_id: '9' }))).toEqual([]);
		expect(messages(order({ ...brazil, ...gateway }))).toEqual([]);
	});

	test('warns about a price of 0, and a reduced price that is not below the price', () => {
		expect(messages(order({}, [item({ sale_amount: price(1249) })]))).toEqual([]);
		expect(messages(order({}, [item(), item({ sale_amount: price(1250) })]))).toEqual([
			"'Sale Price' of item 2 is not below 'Price'",
		]);
		expect(messages(order({}, [item({ amount: price(0) })]))).toEqual(["'Price' of item 1 is 0"]);
	});

	test('returns three warnings for a Brazilian order with video header, quick pay and an uploaded item image', () => {
		const message = order(
			brazil,
			[item({ image: { link: 'https://example.com/a.jpg' } })],
			{ type: 'quick_pay' },
			{ header: { type: 'video' } },
		);
		expect(messages(message)).toEqual([
			"'Header' is not an image",
			"'Quick Pay' is on for an order in Brazil",
			"'Image Link' of item 1 is set for an order in Brazil",
		]);
		expect(messages(order(brazil, [item()], {}, { header: { type: 'image' } }))).toEqual([]);
		expect(messages(order({}, [item()], { type: 'quick_pay' }, { header: { type: 'video' } }))).toEqual([]);
	});

	test('warns about BHIM without a gateway', () => {
		expect(messages(order({ preferred_payment_methods: [{ method: 'bhim' }] }))).toEqual([
			"'Preferred Payment App' is BHIM without a payment gateway",
		]);
		expect(messages(order({ preferred_payment_methods: [{ method: 'gpay' }] }))).toEqual([]);
	});

	test('warns about UPI link attributes that WhatsApp ignores', () => {
		const link = (text: string) =>
			order({ payment_settings: [{ type: 'upi_intent_link', upi_intent_link: { link: text } }] }, [item(origin)]);
		expect(messages(link('upi://pay?pa=a@b&pn=A&mc=1&purpose=00&tr=2'))).toEqual([]);
		expect(messages(link('upi://pay?pa=a@b&pn=A&am=10.00'))).toEqual([
			"'UPI Intent Link' has attributes that WhatsApp does not read",
		]);
	});

	test('warns about each importer field beyond the limits of checkout buttons', () => {
		const address = {
			address_line1: 'x'.repeat(101),
			address_line2: 'x'.repeat(101),
			city: 'x'.repeat(121),
			zone_code: 'MAH',
			postal_code: '4110',
			country_code: 'NP',
		};
		expect(messages(order({}, [item({ importer_name: 'x'.repeat(201), importer_address: address })]))).toEqual([
			"'Importer Name' of item 1 has more than 200 characters",
			"'Address Line 1' of item 1 has more than 100 characters",
			"'Address Line 2' of item 1 has more than 100 characters",
			"'City' of item 1 has more than 120 characters",
			"'State Code' of item 1 does not have two letters",
			"'Postal Code' of item 1 does not have 6 digits",
			"'Country Code' of item 1 is not IN",
		]);
		const right = {
			address_line1: 'x'.repeat(100),
			city: 'x'.repeat(120),
			zone_code: 'MH',
			postal_code: '411001',
			country_code: 'IN',
		};
		expect(messages(order({}, [item({ importer_name: 'x'.repeat(200), importer_address: right })]))).toEqual([]);
	});
});
