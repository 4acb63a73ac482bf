import {
	currentFieldId,
	decodeFieldId,
	encodeFieldPath,
	templateForm,
} from '../../../../nodes/WhatsAppBusinessCloud/templates/send';
import { seedTemplates } from '../../../../emulator/src/templates/seed';

const definition = (name: string, language = 'en_US') => {
	const found = seedTemplates().find((template) => template.name === name && template.language === language);
	if (!found) throw new Error(`No template ${name}`);
	return found;
};

const pathOf = (id: string): string => {
	const position = decodeFieldId(id);
	return position === undefined ? `unknown: ${id}` : encodeFieldPath(position);
};

/** `path: label`, with the type if it is not string, and ? if the field is optional. */
const lines = (name: string, language?: string) =>
	templateForm(definition(name, language)).map(
		({ id, label, type, required }) =>
			`${pathOf(id)}${required ? '' : '?'}${type === 'string' ? '' : ` [${type}]`}: ${label}`,
	);

test.each<[string, string[]]>([
	['hello_world', []],
	[
		'order_update',
		[
			'header.text.1: Header {{1}}, e.g. A-2044: Order {{1}}',
			'body.1: Body {{1}}, e.g. Ann: Hi {{1}}, your order over $42.50…',
			'body.2: Body {{2}}, e.g. $42.50: Hi Ann, your order over {{2}} left our warehouse today…',
			'body.3: Body {{3}}, e.g. Monday: …today and reaches you on {{3}}.',
			'button.0.url: Button 1 URL Suffix, e.g. A-2044: “Track Order”, shop.example.com/track/{{1}}',
			'button.1.payload?: Button 2 Payload: “Call me”',
		],
	],
	[
		'invoice_ready',
		[
			'header.document: Header Document: Field Name, Media ID or Link',
			'header.filename?: Header File Name',
			'body.first_name: Body {{first_name}}, e.g. Ann: Dear {{first_name}}, attached you find invoice…',
			'body.invoice_number: Body {{invoice_number}}, e.g. 2026-118: …attached you find invoice {{invoice_number}} over $42.50. Please pay it…',
			'body.amount: Body {{amount}}, e.g. $42.50: …find invoice 2026-118 over {{amount}}. Please pay it by December…',
			'body.due_date: Body {{due_date}}, e.g. December 1: …$42.50. Please pay it by {{due_date}}, thank you.',
		],
	],
	[
		'named_header',
		[
			'header.text.guest: Header {{guest}}, e.g. Ann: Table for {{guest}}',
			'body.time: Body {{time}}, e.g. 7 pm: We are expecting you at {{time}}, see you soon.',
		],
	],
	[
		'new_arrivals',
		[
			'header.image: Header Image: Field Name, Media ID or Link',
			'body.1: Body {{1}}, e.g. Ann: New in our shop, {{1}}: have a look.',
		],
	],
	[
		'product_video',
		[
			'header.video: Header Video: Field Name, Media ID or Link',
			'body.1: Body {{1}}, e.g. Ann: See how it works, {{1}}, in two minutes.',
		],
	],
	['dancing_gif', ['header.gif: Header GIF: Field Name, Media ID or Link']],
	[
		'pickup_place',
		[
			'header.location.latitude [number]: Header Latitude',
			'header.location.longitude [number]: Header Longitude',
			'header.location.name?: Header Place Name',
			'header.location.address?: Header Address',
			'body.1: Body {{1}}, e.g. A-2044: Your parcel {{1}} waits for you here.',
		],
	],
	[
		'single_product',
		[
			'header.product.id: Header Product ID',
			'header.product.catalog: Header Catalog ID',
			'body.1: Body {{1}}, e.g. Ann: Still on your mind, {{1}}? It is back in stock.',
		],
	],
	[
		'every_button',
		[
			'button.0.payload?: Button 1 Payload: “Yes”',
			'button.1.payload?: Button 2 Payload: “No”',
			'button.3.url: Button 4 URL Suffix, e.g. ann: “Your Page”, shop.example.com/for/{{1}}',
			'button.5.code: Button 6 Code, e.g. SAVE25: “Copy offer code”',
			'button.6.flow_token?: Button 7 Flow Token: “Book a Visit”',
			'button.6.flow_data? [object]: Button 7 Flow Data: “Book a Visit”, a JSON object',
			'button.7.minutes? [number]: Button 8 Expires After (Minutes): “Call on WhatsApp”',
			'button.7.call_payload?: Button 8 Call Payload: “Call on WhatsApp”',
		],
	],
	['login_code', ['button.0.otp: Verification Code, e.g. 123456']],
	['login_code_one_tap', ['button.0.otp: Verification Code, e.g. 123456']],
	[
		'weekend_offer',
		[
			'header.image: Header Image: Field Name, Media ID or Link',
			'body.1: Body {{1}}, e.g. Ann: Only this weekend, {{1}}: use code SAVE25 and save.',
			'body.2: Body {{2}}, e.g. SAVE25: …weekend, Ann: use code {{2}} and save.',
			'offer.expires [dateTime]: Offer Ends',
			'button.0.code: Button 1 Code, e.g. SAVE25: “Copy offer code”',
			'button.1.url: Button 2 URL Suffix, e.g. ann: “Shop Now”, shop.example.com/sale?c={{1}}',
		],
	],
	[
		'summer_carousel',
		[
			'body.1: Body {{1}}, e.g. Ann: Fresh for you, {{1}}: two of our favorites.',
			...[0, 1].flatMap((card) => [
				`card.${card}.header.image: Card ${card + 1} Header Image: Field Name, Media ID or Link`,
				`card.${card}.body.1: Card ${card + 1} Body {{1}}, e.g. 20%: {{1}} off until Sunday only…`,
				`card.${card}.body.2: Card ${card + 1} Body {{2}}, e.g. Sunday: 20% off until {{2}} only, while they last.`,
				`card.${card}.button.0.payload?: Card ${card + 1} Button 1 Payload: “More like this”`,
				`card.${card}.button.1.url: Card ${card + 1} Button 2 URL Suffix, e.g. ann: “Buy”, shop.example.com/${['lemons', 'limes'][card]}?c={{1}}`,
			]),
		],
	],
	[
		'product_carousel',
		Array.from({ length: 10 }, (_unused, card) => card).flatMap((card) => [
			`card.${card}.header.product.id${card < 2 ? '' : '?'}: Card ${card + 1} Header Product ID`,
			`card.${card}.header.product.catalog${card < 2 ? '' : '?'}: Card ${card + 1} Header Catalog ID`,
		]),
	],
	[
		'whole_catalog',
		[
			'body.1: Body {{1}}, e.g. Ann: …is on WhatsApp now, {{1}}.',
			'button.0.thumbnail?: Button 1 Thumbnail Product ID: “View catalog”',
		],
	],
	[
		'picked_for_you',
		[
			'header.text.1: Header {{1}}, e.g. Ann: Picked for {{1}}',
			'button.0.products: Button 1 Products: “View items”, such as Shoes: sku-1, sku-2; Bags: sku-3',
			'button.0.thumbnail?: Button 1 Thumbnail Product ID: “View items”',
		],
	],
	[
		'order_payment',
		[
			'body.1: Body {{1}}, e.g. A-2044: Your order {{1}} is ready to be paid.',
			'button.0.order [object]: Button 1 Order Details: “Review and Pay”, a JSON object',
		],
	],
	[
		'order_shipped',
		[
			'body.1: Body {{1}}, e.g. Ann: News about your order, {{1}}.',
			'order.reference: Order Reference ID',
			'order.status [options]: Order Status',
			'order.description?: Order Description',
		],
	],
	['may_we_call', []],
])('creates for %s one field for each value that it needs', (name, expected) => {
	expect(lines(name)).toEqual(expected);
});

test('shows the texts of each language', () => {
	expect(lines('order_update', 'de')).toEqual([
		'header.text.1: Header {{1}}, e.g. A-2044: Bestellung {{1}}',
		'body.1: Body {{1}}, e.g. Ann: Hallo {{1}}, deine Bestellung ist…',
		'body.2: Body {{2}}, e.g. Montag: …ist unterwegs und kommt am {{2}} an.',
	]);
});

const form = (...components: object[]) => templateForm({ components });

test('shows one field for a repeated variable, and sorts numbered ones', () => {
	expect(form({ type: 'BODY', text: '{{2}} and {{1}} and {{2}}' }).map(({ id }) => id)).toEqual([
		'Body {{1}}',
		'Body {{2}}',
	]);
	expect(
		form({ type: 'body', text: Array.from({ length: 11 }, (_unused, i) => `{{${11 - i}}}`).join(' ') }).map(
			({ id }) => id,
		),
	).toEqual(Array.from({ length: 11 }, (_unused, i) => `Body {{${i + 1}}}`));
});

test('does not split emoji in labels, and no label looks like an expression', () => {
	const [field] = form({
		type: 'BODY',
		text: `${'👨‍👩‍👧🎉'.repeat(30)}{{1}}${'🎉'.repeat(60)}`,
		example: { body_text: [['='.repeat(50)]] },
	});
	expect(field.label).not.toMatch(/\p{Surrogate}/u);
	const all = seedTemplates().flatMap((template) => templateForm(template));
	expect(all.filter(({ label }) => label.startsWith('='))).toEqual([]);
	expect(all.filter(({ label }) => Array.from(label).length > 125)).toEqual([]);
});

test('omits unreadable parts without throwing', () => {
	for (const components of [
		undefined,
		null,
		'x',
		[null, 1, 'x', {}],
		[
			{ type: 'BODY' },
			{ type: 'BUTTONS', buttons: [null, {}] },
			{ type: 'HEADER', format: 'HOLOGRAM' },
			{ type: 'CAROUSEL', cards: [{}] },
		],
	]) {
		expect(templateForm({ components })).toEqual([]);
	}
	expect(form({ type: 'BODY', text: 'Hi {{1}}', example: { body_text: 'Ann' } })).toHaveLength(1);
	expect(form({ type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: 'x' } })).toEqual([]);
});

test('creates IDs that start with their label, are unique in their form, and can be decoded', () => {
	for (const template of seedTemplates()) {
		const fields = templateForm(template);
		for (const { id, label } of fields) {
			expect(label.startsWith(id)).toBe(true);
			expect(currentFieldId(id)).toBe(id);
			expect(decodeFieldId(id)).toBeDefined();
			// Characters that would break n8n's parsing of a field name: value["..."].
			expect(id).not.toMatch(/["\\\]]|^=/);
		}
		expect(new Set(fields.map(({ id }) => id)).size).toBe(fields.length);
	}
});
