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
			'header.text.1: Header: Order {{1}} (e.g. A-2044)',
			'body.1: Body: Hi {{1}}, your order over $42.50… (e.g. Ann)',
			'body.2: Body: Hi Ann, your order over {{2}} left our warehouse today… (e.g. $42.50)',
			'body.3: Body: …today and reaches you on {{3}}. (e.g. Monday)',
			'button.0.url: Button “Track Order”: End of Link shop.example.com/track/{{1}} (e.g. A-2044)',
			'button.1.payload?: Button “Call me”: Payload',
		],
	],
	[
		'invoice_ready',
		[
			'header.document: Header Document: Input Field Name, Media ID or Link',
			'header.filename?: Header Document: File Name',
			'body.first_name: Body: Dear {{first_name}}, attached you find invoice… (e.g. Ann)',
			'body.invoice_number: Body: …attached you find invoice {{invoice_number}} over $42.50. Please pay it… (e.g. 2026-118)',
			'body.amount: Body: …find invoice 2026-118 over {{amount}}. Please pay it by December… (e.g. $42.50)',
			'body.due_date: Body: …$42.50. Please pay it by {{due_date}}, thank you. (e.g. December 1)',
		],
	],
	['named_header', ['header.text.guest: Header: Table for {{guest}} (e.g. Ann)', 'body.time: Body: We are expecting you at {{time}}, see you soon. (e.g. 7 pm)']],
	['new_arrivals', ['header.image: Header Image: Input Field Name, Media ID or Link', 'body.1: Body: New in our shop, {{1}}: have a look. (e.g. Ann)']],
	['product_video', ['header.video: Header Video: Input Field Name, Media ID or Link', 'body.1: Body: See how it works, {{1}}, in two minutes. (e.g. Ann)']],
	['dancing_gif', ['header.gif: Header GIF (MP4): Input Field Name, Media ID or Link']],
	[
		'pickup_place',
		[
			'header.location.latitude [number]: Header Location: Latitude',
			'header.location.longitude [number]: Header Location: Longitude',
			'header.location.name?: Header Location: Name',
			'header.location.address?: Header Location: Address',
			'body.1: Body: Your parcel {{1}} waits for you here. (e.g. A-2044)',
		],
	],
	['single_product', ['header.product.id: Header Product: Product ID', 'header.product.catalog: Header Product: Catalog ID', 'body.1: Body: Still on your mind, {{1}}? It is back in stock. (e.g. Ann)']],
	[
		'every_button',
		[
			'button.0.payload?: Button “Yes”: Payload',
			'button.1.payload?: Button “No”: Payload',
			'button.3.url: Button “Your Page”: End of Link shop.example.com/for/{{1}} (e.g. ann)',
			'button.5.code: Button “Copy offer code”: Code (e.g. SAVE25)',
			'button.6.flow_token?: Button “Book a Visit”: Flow Token',
			'button.6.flow_data? [object]: Button “Book a Visit”: Flow Data (JSON)',
			'button.7.minutes? [number]: Button “Call on WhatsApp”: Minutes to Call',
			'button.7.call_payload?: Button “Call on WhatsApp”: Payload',
		],
	],
	['login_code', ['button.0.otp: Verification Code (e.g. 123456)']],
	['login_code_one_tap', ['button.0.otp: Verification Code (e.g. 123456)']],
	[
		'weekend_offer',
		[
			'header.image: Header Image: Input Field Name, Media ID or Link',
			'body.1: Body: Only this weekend, {{1}}: use code SAVE25 and save. (e.g. Ann)',
			'body.2: Body: …weekend, Ann: use code {{2}} and save. (e.g. SAVE25)',
			'offer.expires [dateTime]: Offer Ends',
			'button.0.code: Button “Copy offer code”: Code (e.g. SAVE25)',
			'button.1.url: Button “Shop Now”: End of Link shop.example.com/sale?c={{1}} (e.g. ann)',
		],
	],
	[
		'summer_carousel',
		[
			'body.1: Body: Fresh for you, {{1}}: two of our favorites. (e.g. Ann)',
			...[0, 1].flatMap((card) => [
				`card.${card}.header.image: Card ${card + 1}, Header Image: Input Field Name, Media ID or Link`,
				`card.${card}.body.1: Card ${card + 1}, Body: {{1}} off until Sunday only… (e.g. 20%)`,
				`card.${card}.body.2: Card ${card + 1}, Body: 20% off until {{2}} only, while they last. (e.g. Sunday)`,
				`card.${card}.button.0.payload?: Card ${card + 1}, Button “More like this”: Payload`,
				`card.${card}.button.1.url: Card ${card + 1}, Button “Buy”: End of Link shop.example.com/${['lemons', 'limes'][card]}?c={{1}} (e.g. ann)`,
			]),
		],
	],
	[
		'product_carousel',
		[0, 1].flatMap((card) => [
			`card.${card}.header.product.id: Card ${card + 1}, Header Product: Product ID`,
			`card.${card}.header.product.catalog: Card ${card + 1}, Header Product: Catalog ID`,
		]),
	],
	['whole_catalog', ['body.1: Body: …is on WhatsApp now, {{1}}. (e.g. Ann)', 'button.0.thumbnail?: Button “View catalog”: Product ID of the Thumbnail']],
	[
		'picked_for_you',
		[
			'header.text.1: Header: Picked for {{1}} (e.g. Ann)',
			'button.0.products: Button “View items”: Products (Shoes: sku-1, sku-2; Bags: sku-3)',
			'button.0.thumbnail: Button “View items”: Product ID of the Thumbnail',
		],
	],
	['order_payment', ['body.1: Body: Your order {{1}} is ready to be paid. (e.g. A-2044)', 'button.0.order [object]: Button “Review and Pay”: Order Details (JSON)']],
	[
		'order_shipped',
		['body.1: Body: News about your order, {{1}}. (e.g. Ann)', 'order.reference: Order: Reference ID', 'order.status [options]: Order: Status', 'order.description?: Order: Description'],
	],
	['may_we_call', []],
])('%s has one field for each thing it needs', (name, expected) => {
	expect(lines(name)).toEqual(expected);
});

test('each language has its own words', () => {
	expect(lines('order_update', 'de')).toEqual([
		'header.text.1: Header: Bestellung {{1}} (e.g. A-2044)',
		'body.1: Body: Hallo {{1}}, deine Bestellung ist… (e.g. Ann)',
		'body.2: Body: …ist unterwegs und kommt am {{2}} an. (e.g. Montag)',
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
