import { templateForm } from '../../../../nodes/WhatsAppBusinessCloud/messages/template';
import { seedTemplates } from '../../../emulator/templates/seed';

const definition = (name: string, language = 'en_US') => {
	const found = seedTemplates().find((template) => template.name === name && template.language === language);
	if (!found) throw new Error(`No template ${name}`);
	return found;
};

/** `id: label`, with the type where it is not text and ? where it may stay empty. */
const lines = (name: string, language?: string) =>
	templateForm(definition(name, language)).map(
		({ id, label, type, required }) => `${id}${required ? '' : '?'}${type === 'string' ? '' : ` [${type}]`}: ${label}`,
	);

test.each<[string, string[]]>([
	['hello_world', []],
	[
		'order_update',
		[
			'header.text.1: Header {{1}}, e.g. A-2044: Order {{1}}',
			'body.1: {{1}}, e.g. Ann: Hi {{1}}, your order over $42.50…',
			'body.2: {{2}}, e.g. $42.50: Hi Ann, your order over {{2}} left our warehouse today…',
			'body.3: {{3}}, e.g. Monday: …today and reaches you on {{3}}.',
			'button.0.url: Link End for “Track Order” Button, e.g. A-2044: shop.example.com/track/{{1}}',
			'button.1.payload?: Payload for “Call me” Button',
		],
	],
	[
		'invoice_ready',
		[
			'header.document: Header Document: Field Name, Media ID or Link',
			'header.filename?: Header File Name',
			'body.first_name: {{first_name}}, e.g. Ann: Dear {{first_name}}, attached you find invoice…',
			'body.invoice_number: {{invoice_number}}, e.g. 2026-118: …attached you find invoice {{invoice_number}} over $42.50. Please pay it…',
			'body.amount: {{amount}}, e.g. $42.50: …find invoice 2026-118 over {{amount}}. Please pay it by December…',
			'body.due_date: {{due_date}}, e.g. December 1: …$42.50. Please pay it by {{due_date}}, thank you.',
		],
	],
	['named_header', ['header.text.guest: Header {{guest}}, e.g. Ann: Table for {{guest}}', 'body.time: {{time}}, e.g. 7 pm: We are expecting you at {{time}}, see you soon.']],
	['new_arrivals', ['header.image: Header Image: Field Name, Media ID or Link', 'body.1: {{1}}, e.g. Ann: New in our shop, {{1}}: have a look.']],
	['product_video', ['header.video: Header Video: Field Name, Media ID or Link', 'body.1: {{1}}, e.g. Ann: See how it works, {{1}}, in two minutes.']],
	['dancing_gif', ['header.gif: Header GIF: Field Name, Media ID or Link']],
	[
		'pickup_place',
		[
			'header.location.latitude [number]: Header Latitude',
			'header.location.longitude [number]: Header Longitude',
			'header.location.name?: Header Place Name',
			'header.location.address?: Header Address',
			'body.1: {{1}}, e.g. A-2044: Your parcel {{1}} waits for you here.',
		],
	],
	['single_product', ['header.product.id: Header Product ID', 'header.product.catalog: Header Catalog ID', 'body.1: {{1}}, e.g. Ann: Still on your mind, {{1}}? It is back in stock.']],
	[
		'every_button',
		[
			'button.0.payload?: Payload for “Yes” Button',
			'button.1.payload?: Payload for “No” Button',
			'button.3.url: Link End for “Your Page” Button, e.g. ann: shop.example.com/for/{{1}}',
			'button.5.code: Code for “Copy offer code” Button, e.g. SAVE25',
			'button.6.flow_token?: Flow Token for “Book a Visit” Button',
			'button.6.flow_data? [object]: Flow Data (JSON) for “Book a Visit” Button',
			'button.7.minutes? [number]: Minutes to Call for “Call on WhatsApp” Button',
			'button.7.call_payload?: Call Payload for “Call on WhatsApp” Button',
		],
	],
	['login_code', ['button.0.otp: Verification Code, e.g. 123456']],
	['login_code_one_tap', ['button.0.otp: Verification Code, e.g. 123456']],
	[
		'weekend_offer',
		[
			'header.image: Header Image: Field Name, Media ID or Link',
			'body.1: {{1}}, e.g. Ann: Only this weekend, {{1}}: use code SAVE25 and save.',
			'body.2: {{2}}, e.g. SAVE25: …weekend, Ann: use code {{2}} and save.',
			'offer.expires [dateTime]: Offer Ends',
			'button.0.code: Code for “Copy offer code” Button, e.g. SAVE25',
			'button.1.url: Link End for “Shop Now” Button, e.g. ann: shop.example.com/sale?c={{1}}',
		],
	],
	[
		'summer_carousel',
		[
			'body.1: {{1}}, e.g. Ann: Fresh for you, {{1}}: two of our favorites.',
			...[0, 1].flatMap((card) => [
				`card.${card}.header.image: Card ${card + 1} Header Image: Field Name, Media ID or Link`,
				`card.${card}.body.1: Card ${card + 1} {{1}}, e.g. 20%: {{1}} off until Sunday only…`,
				`card.${card}.body.2: Card ${card + 1} {{2}}, e.g. Sunday: 20% off until {{2}} only, while they last.`,
				`card.${card}.button.0.payload?: Card ${card + 1} Payload for “More like this” Button`,
				`card.${card}.button.1.url: Card ${card + 1} Link End for “Buy” Button, e.g. ann: shop.example.com/${['lemons', 'limes'][card]}?c={{1}}`,
			]),
		],
	],
	[
		'product_carousel',
		[0, 1].flatMap((card) => [
			`card.${card}.header.product.id: Card ${card + 1} Header Product ID`,
			`card.${card}.header.product.catalog: Card ${card + 1} Header Catalog ID`,
		]),
	],
	['whole_catalog', ['body.1: {{1}}, e.g. Ann: …is on WhatsApp now, {{1}}.', 'button.0.thumbnail?: Thumbnail Product ID for “View catalog” Button']],
	[
		'picked_for_you',
		[
			'header.text.1: Header {{1}}, e.g. Ann: Picked for {{1}}',
			'button.0.products: Products for “View items” Button: such as Shoes: sku-1, sku-2; Bags: sku-3',
			'button.0.thumbnail: Thumbnail Product ID for “View items” Button',
		],
	],
	['order_payment', ['body.1: {{1}}, e.g. A-2044: Your order {{1}} is ready to be paid.', 'button.0.order [object]: Order Details (JSON) for “Review and Pay” Button']],
	[
		'order_shipped',
		['body.1: {{1}}, e.g. Ann: News about your order, {{1}}.', 'order.reference: Order: Reference ID', 'order.status [options]: Order: Status', 'order.description?: Order: Description'],
	],
	['may_we_call', []],
])('%s has one field for each thing it needs', (name, expected) => {
	expect(lines(name)).toEqual(expected);
});

test('each language has its own words', () => {
	expect(lines('order_update', 'de')).toEqual([
		'header.text.1: Header {{1}}, e.g. A-2044: Bestellung {{1}}',
		'body.1: {{1}}, e.g. Ann: Hallo {{1}}, deine Bestellung ist…',
		'body.2: {{2}}, e.g. Montag: …ist unterwegs und kommt am {{2}} an.',
	]);
});

const form = (...components: object[]) => templateForm({ components });

test('a variable that comes twice is one field; numbered ones come by number', () => {
	expect(form({ type: 'BODY', text: '{{2}} and {{1}} and {{2}}' }).map(({ id }) => id)).toEqual(['body.1', 'body.2']);
	expect(form({ type: 'body', text: Array.from({ length: 11 }, (_unused, i) => `{{${11 - i}}}`).join(' ') }).map(({ id }) => id)).toEqual(
		Array.from({ length: 11 }, (_unused, i) => `body.${i + 1}`),
	);
});

test('labels cut no emoji in two, and never look like an expression', () => {
	const [field] = form({ type: 'BODY', text: `${'👨‍👩‍👧🎉'.repeat(30)}{{1}}${'🎉'.repeat(60)}`, example: { body_text: [['='.repeat(50)]] } });
	expect(field.label).not.toMatch(/\p{Surrogate}/u);
	const all = seedTemplates().flatMap((template) => templateForm(template));
	expect(all.filter(({ label }) => label.startsWith('='))).toEqual([]);
	expect(all.filter(({ label }) => Array.from(label).length > 125)).toEqual([]);
});

test('what cannot be read is left out, not fallen over', () => {
	for (const components of [undefined, null, 'x', [null, 1, 'x', {}], [{ type: 'BODY' }, { type: 'BUTTONS', buttons: [null, {}] }, { type: 'HEADER', format: 'HOLOGRAM' }, { type: 'CAROUSEL', cards: [{}] }]]) {
		expect(templateForm({ components })).toEqual([]);
	}
	expect(form({ type: 'BODY', text: 'Hi {{1}}', example: { body_text: 'Ann' } })).toHaveLength(1);
	expect(form({ type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: 'x' } })).toEqual([]);
});
