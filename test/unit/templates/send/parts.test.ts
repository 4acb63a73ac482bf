import fc from 'fast-check';
import {
	buildTemplate,
	decodeFieldId,
	fillTemplate,
	rawComponents,
	readTemplateName,
} from '../../../../nodes/WhatsAppBusinessCloud/templates/send';
import { media } from '../../../../nodes/WhatsAppBusinessCloud/templates/send/parts';
import { productSections } from '../../../../nodes/WhatsAppBusinessCloud/templates/send/products';
import { InputError } from '../../../../nodes/WhatsAppBusinessCloud/shared/inputError';
import { inputErrorOf } from '../../inputErrorOf';

describe('name and language', () => {
	test.each([
		['hi|en', { name: 'hi', language: 'en' }],
		[' order_update_2 | pt_BR ', { name: 'order_update_2', language: 'pt_BR' }],
		['a|prs_AF', { name: 'a', language: 'prs_AF' }],
		['a|zh_CN', { name: 'a', language: 'zh_CN' }],
	])('reads name and language from %s', (value, expected) => expect(readTemplateName(value)).toEqual(expected));

	test.each<[unknown, string]>([
		['', "'Template' is empty"],
		[null, "'Template' is empty: got null"],
		['hello', "'Template' names no language"],
		['hello|', "'Template' names no language"],
		['|en', "'Template' names a language only"],
		['a|en|US', "'Template' contains more than one |"],
		['Hello|en', "'Template' has an invalid template name"],
		['hello|english language', "The language in 'Template' is not a language code"],
		[{ name: 'a' }, "'Template' needs a name and a language, got an object"],
		[7, "'Template' needs a name and a language, got a number"],
		[`${'a'.repeat(513)}|en`, "'Template' has 513 characters, WhatsApp allows 512"],
	])('rejects as name and language: %j', (value, message) =>
		expect(inputErrorOf(() => readTemplateName(value)).message).toBe(message),
	);
});

describe('the value of a media field', () => {
	const read = (value: unknown) => {
		const files = { uploads: [], links: [] };
		return { target: media('image', value, 'Header', files), ...files };
	};
	const upload = (binary: unknown) => ({
		target: {},
		uploads: [{ kind: 'image', field: 'Header', binary, target: {} }],
		links: [],
	});

	test.each<[string, unknown, object]>([
		['a field name', 'data', upload('data')],
		['a field name that is a number', '0', upload('0')],
		['a binary file', { mimeType: 'image/png', data: 'x' }, upload({ mimeType: 'image/png', data: 'x' })],
		['a media ID', ' 1037543291543636 ', { target: { id: '1037543291543636' }, uploads: [], links: [] }],
		['a media ID as number', 1037543291543636, { target: { id: '1037543291543636' }, uploads: [], links: [] }],
		[
			'a link',
			'https://example.com/a.png',
			{
				target: { link: 'https://example.com/a.png' },
				uploads: [],
				links: [{ kind: 'image', field: 'Header', link: 'https://example.com/a.png' }],
			},
		],
	])('accepts as media value %s', (_name, value, expected) => expect(read(value)).toEqual(expected));

	test.each<[string, unknown, string]>([
		['an empty string', '', "'Header' is empty"],
		['another object', { a: 1 }, "'Header' got an object that is not a binary file"],
		['a list', ['data'], "'Header' needs text, got an array"],
		['a number that lost digits', 10375432915436361, "'Header' is a number that cannot be a media ID"],
		['a link of another scheme', 'ftp://example.com/a', "'Header' must start with https:// or http://"],
		['a link to an internal host', 'http://nas.local/a', "'Header' leads to a host that Meta's servers cannot reach"],
		['a link without https', 'www.example.com/a.png', "'Header' is not a valid URL"],
	])('rejects as media value %s', (_name, value, message) =>
		expect(inputErrorOf(() => read(value)).message).toBe(message),
	);
});

describe('products', () => {
	const items = (...ids: string[]) => ids.map((product_retailer_id) => ({ product_retailer_id }));
	const two = [
		{ title: 'Shoes', product_items: items('a', 'b') },
		{ title: 'Bags', product_items: items('c') },
	];
	test.each<[unknown, object[]]>([
		['a, b ,c', [{ product_items: items('a', 'b', 'c') }]],
		['Shoes: a, b; Bags: c', two],
		['Shoes: a, b\nBags: c\n', two],
		[JSON.stringify(two), two],
		[two, two],
		[['a', 7], [{ product_items: items('a', '7') }]],
		[two[1], [two[1]]],
	])('accepts the products %j', (value, expected) => expect(productSections(value, 'Products')).toEqual(expected));

	const many = (count: number) => Array.from({ length: count }, (_unused, index) => `p${index}`);
	test('limits the number of products and sections', () => {
		expect(productSections(many(30), 'Products')).toHaveLength(1);
		expect(
			productSections(
				many(10)
					.map((id) => `${id}: ${id}`)
					.join(';'),
				'Products',
			),
		).toHaveLength(10);
		expect(productSections(`${'t'.repeat(24)}: a`, 'Products')).toHaveLength(1);
	});
	test.each<[unknown, string]>([
		['', "'Products' is empty"],
		[[], "'Products' contains no products, got an array"],
		[many(31), "'Products' has 31 products, WhatsApp allows 30"],
		[
			many(11)
				.map((id) => `${id}: ${id}`)
				.join(';'),
			"'Products' has 11 sections, WhatsApp allows 10",
		],
		['Shoes: a; b', "'Products' has a section without a title"],
		['Shoes: a; Bags:', "'Products' has a section without products"],
		[`${'t'.repeat(25)}: a`, "'Products' has 25 characters, WhatsApp allows 24"],
		[[{ product_items: [{}] }], "'Products' has a product without an ID"],
		[[two[0], 'a'], "'Products' has a section without product_items"],
		['[{', "'Products' is not valid JSON"],
	])('rejects the products %j', (value, message) =>
		expect(inputErrorOf(() => productSections(value, 'Products')).message).toContain(message),
	);
});

describe('components as JSON', () => {
	const component = { type: 'body', parameters: [{ type: 'text', text: 'Ann' }] };
	test.each<[string, unknown]>([
		['text', JSON.stringify([component])],
		['an array', [component]],
		['an object that contains them', { components: [component] }],
	])('reads components as JSON from %s', (_name, value) =>
		expect(rawComponents(value).components).toEqual([component]),
	);

	test('omits components when there are no values', () => {
		expect(buildTemplate({ name: 'a', language: 'en' }, rawComponents('[]')).body).toEqual({
			type: 'template',
			template: { name: 'a', language: { code: 'en' } },
		});
	});

	test('gives buttons without an index their position, counted per card', () => {
		const text = { type: 'body', parameters: [{ type: 'text', text: 'a' }] };
		const button = (index?: string | null) => ({
			type: 'button',
			sub_type: 'quick_reply',
			...(index !== undefined && { index }),
		});
		const writtenComponents = [
			text,
			button(),
			{
				type: 'carousel',
				cards: [
					{ card_index: 0, components: [button(), button()] },
					{ card_index: 1, components: [button('1'), button(null)] },
				],
			},
			button(),
			button('7'),
			button(),
		];
		const before = structuredClone(writtenComponents);
		expect(rawComponents(writtenComponents).components).toEqual([
			text,
			button('0'),
			{
				type: 'carousel',
				cards: [
					{ card_index: 0, components: [button('0'), button('1')] },
					{ card_index: 1, components: [button('1'), button('2')] },
				],
			},
			button('1'),
			button('7'),
			button('8'),
		]);
		expect(writtenComponents).toEqual(before);
	});

	test('passes unknown components through', () => {
		const odd = [
			{
				type: 'tap_target_configuration',
				parameters: [{ type: 'tap_target_configuration', tap_target_configuration: [{ url: 'x', title: 'y' }] }],
			},
		];
		expect(rawComponents(odd).components).toEqual(odd);
	});

	test.each<[unknown, string]>([
		['', "'Components (JSON)' is empty"],
		['{', "'Components (JSON)' is not valid JSON"],
		['{}', "In 'Components (JSON)', components is missing"],
		[[1], "In 'Components (JSON)', components[0] needs a JSON object, got a number"],
		[[{}], "In 'Components (JSON)', components[0].type is missing"],
		[[{ type: 'button', index: 0 }], "In 'Components (JSON)', components[0].sub_type is missing"],
		[
			[{ type: 'button', sub_type: 'url', index: 10 }],
			"In 'Components (JSON)', components[0].index is not a number from 0 to 9",
		],
		[
			[{ type: 'body', parameters: {} }],
			"In 'Components (JSON)', components[0].parameters needs a JSON list, got an object",
		],
		[
			[{ type: 'body', parameters: [{ text: 'a' }] }],
			"In 'Components (JSON)', components[0].parameters[0].type is missing",
		],
		[
			[{ type: 'body', parameters: [{ type: 'text', text: 'a\nb' }] }],
			"In 'Components (JSON)', components[0].parameters[0].text contains a line break, which WhatsApp does not allow in a template",
		],
		[[{ type: 'carousel' }], "In 'Components (JSON)', components[0].cards is missing"],
		[
			[{ type: 'carousel', cards: [{ components: [{}] }] }],
			"In 'Components (JSON)', components[0].cards[0].components[0].type is missing",
		],
	])('rejects the components JSON %j', (value, message) =>
		expect(inputErrorOf(() => rawComponents(value)).message).toContain(message),
	);
});

describe('forms', () => {
	const surroundings = { timezone: 'UTC', now: 0 };
	const field = (id: string, value: unknown, required = true) => ({
		position: decodeFieldId(id),
		label: `Label of ${id}`,
		required,
		value,
	});

	test('reports the first empty required field, in the order of the form', () => {
		const fields = [field('header.image', 'data'), field('body.1', null), field('button.0.url', '')];
		expect(inputErrorOf(() => fillTemplate(fields, surroundings)).message).toBe("'Label of body.1' is empty: got null");
	});

	test('rejects an unknown field', () => {
		for (const id of [
			'body',
			'Body.1',
			'header.sound',
			'button.10.url',
			'button.0.jump',
			'card.0.card.0.body.1',
			'footer.1',
			'',
		]) {
			expect(inputErrorOf(() => fillTemplate([field(id, 'x')], surroundings)).message).toBe(
				`'Label of ${id}' is not a field of a template`,
			);
		}
	});

	test('returns a message or rejects with an InputError, for values of any kind', () => {
		const ids = [
			'header.image',
			'header.location.latitude',
			'header.product.id',
			'header.text.1',
			'body.1',
			'body.name',
			'offer.expires',
			'button.0.otp',
			'button.0.products',
			'button.1.flow_data',
			'button.2.minutes',
			'order.status',
			'card.0.body.1',
		];
		const value = fc.oneof(
			fc.anything(),
			fc.string(),
			fc.constantFrom('data', 'https://example.com/a', '12345678', '2099-01-01', '[1]', '{}'),
		);
		fc.assert(
			fc.property(
				fc.uniqueArray(fc.constantFrom(...ids)),
				fc.array(value, { minLength: ids.length, maxLength: ids.length }),
				fc.boolean(),
				(chosen, values, required) => {
					try {
						const { components } = fillTemplate(
							chosen.map((id, index) => field(id, values[index], required)),
							surroundings,
						);
						JSON.stringify(components);
					} catch (thrown) {
						if (!(thrown instanceof InputError)) throw thrown;
					}
				},
			),
			{ numRuns: 500 },
		);
	});
});
