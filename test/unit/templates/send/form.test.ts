import { decodeFieldId, fieldKey, templateForm } from '../../../../nodes/WhatsAppBusinessCloud/templates/send';
import { seedTemplates } from '../../../../emulator/src/templates/seed';

const definition = (name: string, language = 'en_US') => {
	const found = seedTemplates().find((template) => template.name === name && template.language === language);
	if (!found) throw new Error(`No template ${name}`);
	return found;
};

/**
 * `label`, with the ID if it is not the beginning of the label, the type if it is not string, and ? if it is optional,
 * which the label must say.
 */
const lines = (name: string, language?: string) =>
	templateForm(definition(name, language)).map(({ id, label, type, required }) => {
		expect(label.includes(' (optional)')).toBe(!required);
		const words = label.replace(' (optional)', '');
		return [words, ...(words.startsWith(id) ? [] : [`(${id})`]), ...(type === 'string' ? [] : [`[${type}]`])]
			.join(' ')
			.concat(required ? '' : ' ?');
	});

test.each<[string, string[]]>([
	['hello_world', []],
	[
		'order_update',
		[
			'Header {{1}}, e.g. A-2044',
			'{{1}}, e.g. Ann',
			'{{2}}, e.g. $42.50',
			'{{3}}, e.g. Monday',
			'URL Suffix for “Track Order” Button, e.g. A-2044 (URL Suffix for “Track Order” Button 1)',
			'Payload for “Call me” Button (Payload for “Call me” Button 2) ?',
		],
	],
	[
		'invoice_ready',
		[
			'Header Document: URL, File Field or Media ID',
			'Header File Name ?',
			'{{first_name}}, e.g. Ann',
			'{{invoice_number}}, e.g. 2026-118',
			'{{amount}}, e.g. $42.50',
			'{{due_date}}, e.g. December 1',
		],
	],
	['named_header', ['Header {{guest}}, e.g. Ann', '{{time}}, e.g. 7 pm']],
	['new_arrivals', ['Header Image: URL, File Field or Media ID', '{{1}}, e.g. Ann']],
	['product_video', ['Header Video: URL, File Field or Media ID', '{{1}}, e.g. Ann']],
	['dancing_gif', ['Header GIF: URL, File Field or Media ID']],
	[
		'pickup_place',
		[
			'Header Latitude [number]',
			'Header Longitude [number]',
			'Header Place Name ?',
			'Header Address ?',
			'{{1}}, e.g. A-2044',
		],
	],
	['single_product', ['Header Product ID', 'Header Catalog ID', '{{1}}, e.g. Ann']],
	[
		'every_button',
		[
			'Payload for “Yes” Button (Payload for “Yes” Button 1) ?',
			'Payload for “No” Button (Payload for “No” Button 2) ?',
			'URL Suffix for “Your Page” Button, e.g. ann (URL Suffix for “Your Page” Button 4)',
			'Code for “Copy offer code” Button, e.g. SAVE25 (Code for “Copy offer code” Button 6)',
			'Flow Token for “Book a Visit” Button (Flow Token for “Book a Visit” Button 7) ?',
			'Flow Data (JSON) for “Book a Visit” Button (Flow Data (JSON) for “Book a Visit” Button 7) [object] ?',
			'Expires After (Minutes) for “Call on WhatsApp” Button (Expires After (Minutes) for “Call on WhatsApp” Button 8) [number] ?',
			'Call Payload for “Call on WhatsApp” Button (Call Payload for “Call on WhatsApp” Button 8) ?',
		],
	],
	[
		'payment_reminder',
		[
			'{{1}}, e.g. A-2044',
			'Pix Code for “Copy Pix code” Button (Pix Code for “Copy Pix code” Button 1)',
			'Amount (BRL) for “Copy Pix code” Button (Amount (BRL) for “Copy Pix code” Button 1) [number] ?',
			'Boleto Digitable Line for “Copy Boleto code” Button (Boleto Digitable Line for “Copy Boleto code” Button 2)',
			'Payment Link for “Open payment link” Button (Payment Link for “Open payment link” Button 3)',
		],
	],
	[
		'saved_card_payment',
		[
			'{{1}}, e.g. A-2044',
			'Last Four Digits for “Review payment” Button (Last Four Digits for “Review payment” Button 1)',
			'Card Credential ID for “Review payment” Button (Card Credential ID for “Review payment” Button 1)',
			'Amount (BRL) for “Review payment” Button (Amount (BRL) for “Review payment” Button 1) [number]',
		],
	],
	['login_code', ['Verification Code, e.g. 123456']],
	['login_code_one_tap', ['Verification Code, e.g. 123456']],
	[
		'weekend_offer',
		[
			'Header Image: URL, File Field or Media ID',
			'{{1}}, e.g. Ann',
			'{{2}}, e.g. SAVE25',
			'Offer Ends [dateTime]',
			'Code for “Copy offer code” Button, e.g. SAVE25 (Code for “Copy offer code” Button 1)',
			'URL Suffix for “Shop Now” Button, e.g. ann (URL Suffix for “Shop Now” Button 2)',
		],
	],
	[
		'summer_carousel',
		[
			'{{1}}, e.g. Ann',
			...[0, 1].flatMap((card) => [
				`Card ${card + 1} Header Image: URL, File Field or Media ID`,
				`Card ${card + 1} {{1}}, e.g. 20%`,
				`Card ${card + 1} {{2}}, e.g. Sunday`,
				`Card ${card + 1} Payload for “More like this” Button (Card ${card + 1} Payload for “More like this” Button 1) ?`,
				`Card ${card + 1} URL Suffix for “Buy” Button, e.g. ann (Card ${card + 1} URL Suffix for “Buy” Button 2)`,
			]),
		],
	],
	[
		'product_carousel',
		Array.from({ length: 10 }, (_unused, card) => card).flatMap((card) => [
			`Card ${card + 1} Header Product ID${card < 2 ? '' : ' ?'}`,
			`Card ${card + 1} Header Catalog ID${card < 2 ? '' : ' ?'}`,
		]),
	],
	[
		'whole_catalog',
		[
			'{{1}}, e.g. Ann',
			'Thumbnail Product ID for “View catalog” Button (Thumbnail Product ID for “View catalog” Button 1) ?',
		],
	],
	[
		'picked_for_you',
		[
			'Header {{1}}, e.g. Ann',
			'Products for “View items” Button, e.g. Shoes: sku-1, sku-2 (Products for “View items” Button 1)',
			'Thumbnail Product ID for “View items” Button (Thumbnail Product ID for “View items” Button 1) ?',
		],
	],
	[
		'order_payment',
		[
			'{{1}}, e.g. A-2044',
			'Order Details (JSON) for “Review and Pay” Button (Order Details (JSON) for “Review and Pay” Button 1) [object]',
		],
	],
	['order_shipped', ['{{1}}, e.g. Ann', 'Order Reference ID', 'Order Status [options]', 'Order Description ?']],
	['may_we_call', []],
])('creates for %s one field for each value that it needs', (name, expected) => {
	expect(lines(name)).toEqual(expected);
});

test('shows the texts of each language', () => {
	expect(lines('order_update', 'de')).toEqual(['Header {{1}}, e.g. A-2044', '{{1}}, e.g. Ann', '{{2}}, e.g. Montag']);
});

const form = (...components: object[]) => templateForm({ components });

test('shows one field for a repeated variable, and sorts numbered ones', () => {
	expect(form({ type: 'BODY', text: '{{2}} and {{1}} and {{2}}' }).map(({ id }) => id)).toEqual(['{{1}}', '{{2}}']);
	expect(
		form({ type: 'body', text: Array.from({ length: 11 }, (_unused, i) => `{{${11 - i}}}`).join(' ') }).map(
			({ id }) => id,
		),
	).toEqual(Array.from({ length: 11 }, (_unused, i) => `{{${i + 1}}}`));
});

test('does not split emoji in labels, and no label looks like an expression', () => {
	const [field] = form({
		type: 'BODY',
		text: '{{1}}',
		example: { body_text: [['👨‍👩‍👧🎉'.repeat(30)]] },
	});
	expect(field.label).not.toMatch(/\p{Surrogate}/u);
	const all = seedTemplates().flatMap((template) => templateForm(template));
	expect(all.filter(({ label }) => label.startsWith('='))).toEqual([]);
	expect(all.filter(({ label }) => Array.from(label).length > 75)).toEqual([]);
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

test('creates IDs that are the name in the label, are unique in their form, and can be decoded', () => {
	for (const template of seedTemplates()) {
		const fields = templateForm(template);
		for (const { id, label } of fields) {
			expect(label.startsWith(id.replace(/ Button \d+$/, ' Button'))).toBe(true);
			expect(decodeFieldId(fieldKey(id))).toEqual(decodeFieldId(id));
			expect(decodeFieldId(id)).toBeDefined();
			// Characters that would break n8n's parsing of a field name: value["..."].
			expect(id).not.toMatch(/["\\\]]|^=/);
		}
		expect(new Set(fields.map(({ id }) => id)).size).toBe(fields.length);
	}
});
