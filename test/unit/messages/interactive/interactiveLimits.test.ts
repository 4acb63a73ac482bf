import type { Parameters } from '../../../../nodes/WhatsAppBusinessCloud/shared/input/parameters';
import { counts, numbers, texts } from '../../../../nodes/WhatsAppBusinessCloud/messages/interactive/interactiveLimits';
import { inputErrorOf } from '../../inputErrorOf';
import { build, least, text } from './forms';

type Fill = (length: number, letter: string) => Parameters;

const ids = (count: number): string => String(count);
const replies = (first: object): Parameters => ({
	buttons: {
		button: [
			{ title: 'A', id: 'a' },
			{ title: 'B', id: 'b', ...first },
		],
	},
});
const row = (more: object): Parameters => ({
	sections: { section: [{ title: 'S', rows: { row: [{ title: 'A' }, { title: 'R', ...more }] } }] },
});
const cards = (second: object, more: Parameters = {}): Parameters => {
	const card = {
		headerType: 'image',
		headerMediaLink: 'https://example.com/1.jpg',
		buttonText: 'Go',
		url: 'https://example.com',
		quickReplies: { quickReply: [{ title: 'Yes' }] },
	};
	return { cards: { card: [card, { ...card, ...second }] }, ...more };
};
const quick = (reply: object): Parameters =>
	cards({ quickReplies: { quickReply: [reply] } }, { cardButtons: 'quick_reply' });
const item = (more: object): Parameters => ({
	items: { item: [{ name: 'Rye', retailerId: '1', amount: 1, quantity: 1, ...more }] },
});
const more = (additionalFields: Parameters): Parameters => ({ additionalFields });
const beneficiary = (part: object): Parameters =>
	more({
		beneficiaries: {
			beneficiary: [{ name: 'Asha', addressLine1: '1', city: 'Pune', state: 'MH', postalCode: '411001', ...part }],
		},
	});
const withFooter = [
	'button',
	'list',
	'cta_url',
	'flow',
	'product',
	'product_list',
	'catalog_message',
	'address_message',
	'voice_call',
	'request_contact_info',
	'order_details',
	'order_status',
];
const withHeader = ['button', 'cta_url', 'flow'];
const future = (): string => new Date(Date.now() + 3_600_000).toISOString();

/** Type, maximum length, how to fill in a text of that length, and the field's name in the error message. */
const lengths: Array<[string, number, string, Fill]> = [
	...Object.keys(least).map((type): [string, number, string, Fill] => [
		type,
		type === 'list' ? 4096 : 1024,
		"'Text'",
		(n, letter) => ({ textBody: text(n, letter) }),
	]),
	...withFooter.map((type): [string, number, string, Fill] => [
		type,
		60,
		"'Footer'",
		(n, letter) => ({ additionalFields: { footerText: text(n, letter) } }),
	]),
	...withHeader.map((type): [string, number, string, Fill] => [
		type,
		60,
		"'Header Text'",
		(n, letter) => ({ additionalFields: { headerText: text(n, letter) } }),
	]),
	['list', 60, "'Header Text'", (n, letter) => ({ additionalFields: { headerText: text(n, letter) } })],
	['product_list', 60, "'Header Text'", (n, letter) => ({ headerText: text(n, letter) })],
	['button', 20, "'Title' of button 2", (n, letter) => replies({ title: text(n, letter) })],
	['button', 256, "'ID' of button 2", (n, letter) => replies({ id: text(n, letter) })],
	['list', 20, "'Button Text'", (n, letter) => ({ buttonText: text(n, letter) })],
	[
		'list',
		24,
		"'Title' of section 1",
		(n, letter) => ({ sections: { section: [{ title: text(n, letter), rows: { row: { title: 'A' } } }] } }),
	],
	['list', 24, "'Title' of row 2 of section 1", (n, letter) => row({ title: text(n, letter) })],
	['list', 72, "'Description' of row 2 of section 1", (n, letter) => row({ description: text(n, letter) })],
	['list', 200, "'ID' of row 2 of section 1", (n, letter) => row({ id: text(n, letter) })],
	['cta_url', 20, "'Button Text'", (n, letter) => ({ buttonText: text(n, letter) })],
	[
		'product_list',
		24,
		"'Title' of section 1",
		(n, letter) => ({
			productSections: { section: [{ title: text(n, letter), products: { product: [{ productRetailerId: '1' }] } }] },
		}),
	],
	[
		'address_message',
		6,
		"'PIN Code'",
		(n, letter) => ({ additionalFields: { addressValues: { inPinCode: text(n, letter) } } }),
	],
	[
		'address_message',
		6,
		"'PIN Code' of saved address 1",
		(n, letter) => ({ additionalFields: { savedAddresses: { address: [{ id: 'a', inPinCode: text(n, letter) }] } } }),
	],
	['voice_call', 20, "'Button Text'", (n, letter) => ({ buttonText: text(n, letter) })],
	['voice_call', 512, "'Call Payload'", (n, letter) => more({ callPayload: text(n, letter) })],
	['carousel', 160, "'Text' of card 2", (n, letter) => cards({ textBody: text(n, letter) })],
	['carousel', 20, "'Button Text' of card 2", (n, letter) => cards({ buttonText: text(n, letter) })],
	['carousel', 20, "'Title' of button 1 of card 2", (n, letter) => quick({ title: text(n, letter), id: 'a' })],
	['carousel', 256, "'ID' of button 1 of card 2", (n, letter) => quick({ title: 'A', id: text(n, letter) })],
	['order_details', 60, "'Payment Configuration'", (n, letter) => ({ paymentConfiguration: text(n, letter) })],
	['order_details', 60, "'Name' of item 1", (n, letter) => item({ name: text(n, letter) })],
	['order_details', 60, "'Tax Description'", (n, letter) => more({ taxDescription: text(n, letter) })],
	['order_details', 60, "'Shipping Description'", (n, letter) => more({ shippingDescription: text(n, letter) })],
	['order_details', 60, "'Discount Description'", (n, letter) => more({ discountDescription: text(n, letter) })],
	[
		'order_details',
		60,
		"'Discount Program'",
		(n, letter) => more({ discountDescription: 'a', discountProgramName: text(n, letter) }),
	],
	['order_details', 200, "'Name' of beneficiary 1", (n, letter) => beneficiary({ name: text(n, letter) })],
	[
		'order_details',
		100,
		"'Address Line 1' of beneficiary 1",
		(n, letter) => beneficiary({ addressLine1: text(n, letter) }),
	],
	[
		'order_details',
		100,
		"'Address Line 2' of beneficiary 1",
		(n, letter) => beneficiary({ addressLine2: text(n, letter) }),
	],
	[
		'order_details',
		120,
		"'Description' of 'Expiration'",
		(n, letter) => more({ expiration: { details: { time: future(), description: text(n, letter) } } }),
	],
	[
		'order_status',
		120,
		"'Status Description'",
		(n, letter) => ({ additionalFields: { statusDescription: text(n, letter) } }),
	],
];

describe.each(lengths)('%s: up to %d characters in %s', (type, max, field, fill) => {
	test.each(['x', 'é', '🍞', '日'])(
		'accepts text up to the limit and rejects one character more, made of %s',
		(letter) => {
			const sent = JSON.stringify(build(type, { ...least[type], ...fill(max, letter) }).body);
			expect(sent).toContain(text(max, letter));
			const found = inputErrorOf(() => build(type, { ...least[type], ...fill(max + 1, letter) }));
			const shown = (count: number): string => count.toLocaleString('en-US');
			expect(found.message).toBe(`${field} has ${shown(max + 1)} characters, WhatsApp allows ${shown(max)}`);
			expect(found.field).toBe(field.replace(/'/g, ''));
		},
	);
});

test.each([
	['order_details', {}, 35],
	['order_details', { orderCountry: 'BR' }, 60],
	['order_status', {}, 60],
])('limits the reference ID of %s with %j to %d characters: 35 in India, 60 in Brazil', (type, more, max) => {
	expect(JSON.stringify(build(type, { ...least[type], ...more, referenceId: text(max) }).body)).toContain(text(max));
	expect(inputErrorOf(() => build(type, { ...least[type], ...more, referenceId: text(max + 1) })).message).toBe(
		`'Reference ID' has ${max + 1} characters, WhatsApp allows ${max}`,
	);
});

test('counts an emoji by its code points', () => {
	const family = '👩‍👩‍👧'; // 5 code points
	expect(JSON.stringify(build('button', { ...least.button, ...replies({ title: family.repeat(4) }) }).body)).toContain(
		family,
	);
	const found = inputErrorOf(() => build('button', { ...least.button, ...replies({ title: `${family.repeat(4)}!` }) }));
	expect(found.message).toBe("'Title' of button 2 has 21 characters, WhatsApp allows 20");
});

const many = <T>(count: number, make: (index: number) => T): T[] =>
	Array.from({ length: count }, (_unused, index) => make(index));
const sectionsOf = (...sizes: number[]): Parameters => {
	let number = 0;
	return {
		sections: {
			section: sizes.map((size, index) => ({
				title: `S${index}`,
				rows: { row: many(size, () => ({ title: `Row ${(number += 1)}` })) },
			})),
		},
	};
};
const productsOf = (...sizes: number[]): Parameters => ({
	productSections: {
		section: sizes.map((size, index) => ({
			title: `S${index}`,
			products: { product: many(size, (number) => ({ productRetailerId: ids(number) })) },
		})),
	},
});

/** Type, name of the case, form at the limit, form beyond it, and the error message. */
const sizes: Array<[string, string, Parameters, Parameters, string]> = [
	['button', 'no buttons', replies({}), { buttons: {} }, "'Buttons' is empty"],
	[
		'button',
		'four buttons',
		{ buttons: { button: many(3, (i) => ({ title: `B${i}` })) } },
		{ buttons: { button: many(4, (i) => ({ title: `B${i}` })) } },
		"'Buttons' has 4 buttons, WhatsApp allows 3",
	],
	['list', 'no sections', sectionsOf(1), { sections: {} }, "'Sections' is empty"],
	[
		'list',
		'eleven sections',
		sectionsOf(...many(10, () => 1)),
		sectionsOf(...many(11, () => 1)),
		"'Sections' has 11 sections, WhatsApp allows 10",
	],
	['list', 'no rows', sectionsOf(5, 5), sectionsOf(5, 0), "'Rows' of section 2 is empty"],
	[
		'list',
		'eleven rows in total',
		sectionsOf(5, 5),
		sectionsOf(5, 6),
		"'Sections' has 11 rows in total, WhatsApp allows 10",
	],
	['product_list', 'no sections', productsOf(1), { productSections: {} }, "'Sections' is empty"],
	[
		'product_list',
		'eleven sections',
		productsOf(...many(10, () => 1)),
		productsOf(...many(11, () => 1)),
		"'Sections' has 11 sections, WhatsApp allows 10",
	],
	[
		'product_list',
		'31 products in total',
		productsOf(15, 15),
		productsOf(15, 16),
		"'Sections' has 31 products in total, WhatsApp allows 30",
	],
	['carousel', 'one card', cards({}), { cards: { card: [{}] } }, "'Cards' has 1 card, at least 2 are required"],
	[
		'carousel',
		'eleven cards',
		{ cards: { card: many(10, () => (cards({}).cards as { card: object[] }).card[0]) } },
		{ cards: { card: many(11, () => ({})) } },
		"'Cards' has 11 cards, WhatsApp allows 10",
	],
	[
		'carousel',
		'three line breaks',
		cards({ textBody: 'a\nb\r\nc' }),
		cards({ textBody: 'a\nb\r\nc\n' }),
		"'Text' of card 2 has 3 line breaks, WhatsApp allows 2",
	],
	[
		'product_carousel',
		'one product',
		{},
		{ products: { product: [{ productRetailerId: '1' }] } },
		"'Products' has 1 product, at least 2 are required",
	],
	[
		'product_carousel',
		'eleven products',
		{ products: { product: many(10, (i) => ({ productRetailerId: ids(i) })) } },
		{ products: { product: many(11, (i) => ({ productRetailerId: ids(i) })) } },
		"'Products' has 11 products, WhatsApp allows 10",
	],
	[
		'voice_call',
		'0 minutes',
		more({ ttlMinutes: 1 }),
		more({ ttlMinutes: 0 }),
		"'Button Expires After (Minutes)' is 0, WhatsApp allows 1 to 43,200",
	],
	[
		'voice_call',
		'43,201 minutes',
		more({ ttlMinutes: 43200 }),
		more({ ttlMinutes: 43201 }),
		"'Button Expires After (Minutes)' is 43201, WhatsApp allows 1 to 43,200",
	],
	['order_details', 'no items', {}, { items: {} }, "'Items' is empty"],
	[
		'order_details',
		'a quantity of zero',
		item({ quantity: 1 }),
		item({ quantity: 0 }),
		"'Quantity' of item 1 is 0, WhatsApp allows 1 to 1,000,000",
	],
	[
		'order_details',
		'images in an order of eleven',
		{
			items: {
				item: many(10, (i) => ({ name: 'a', retailerId: ids(i), amount: 1, imageLink: 'https://example.com/a.jpg' })),
			},
		},
		{
			items: {
				item: many(11, (i) => ({
					name: 'a',
					retailerId: ids(i),
					amount: 1,
					imageLink: i === 4 ? 'https://example.com/a.jpg' : '',
				})),
			},
		},
		"'Image Link' of item 5 is set in an order of 11 items, WhatsApp allows images in orders of up to 10",
	],
];

test.each(sizes)('rejects in a message of type %s: %s', (type, _what, right, wrong, message) => {
	expect(build(type, { ...least[type], ...right }).body.type).toBe('interactive');
	expect(inputErrorOf(() => build(type, { ...least[type], ...wrong })).message).toBe(message);
});

describe('quick replies of a card', () => {
	const all = (count: number): Parameters => {
		const quickReplies = { quickReply: many(count, (i) => ({ title: `B${i}` })) };
		return cards(
			{ quickReplies },
			{
				cardButtons: 'quick_reply',
				cards: { card: many(2, () => ({ headerMediaLink: 'https://example.com/1.jpg', quickReplies })) },
			},
		);
	};
	test('accepts any number of quick replies on a card, but at least one', () => {
		for (const count of [1, 3, 4])
			expect(build('carousel', { ...least.carousel, ...all(count) }).body.type).toBe('interactive');
		expect(inputErrorOf(() => build('carousel', { ...least.carousel, ...all(0) })).message).toBe(
			"'Quick Replies' of card 1 is empty",
		);
	});
});

describe('an order expires at the earliest in 300 seconds', () => {
	const now = Date.parse('2026-11-21T12:00:00Z');
	beforeEach(() => jest.useFakeTimers({ now }));
	afterEach(() => jest.useRealTimers());
	const at = (time: unknown): Parameters => ({
		...least.order_details,
		...more({ expiration: { details: { time, description: 'Soon' } } }),
	});

	test('accepts an expiration in 300 seconds and rejects 299', () => {
		expect(JSON.stringify(build('order_details', at(now / 1000 + 300)).body)).toContain(
			'"expiration":{"timestamp":"1795262700","description":"Soon"}',
		);
		expect(inputErrorOf(() => build('order_details', at(now / 1000 + 299))).message).toBe(
			"'Time' of 'Expiration' is less than 5 minutes from now",
		);
	});
});

test('has a source for every limit', () => {
	for (const limit of [...Object.values(texts), ...Object.values(counts), ...Object.values(numbers)])
		expect(limit.source).toMatch(/^(WhatsApp|Meta) docs: [^>]+ > \S/);
});
