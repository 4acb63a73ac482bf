import fc from 'fast-check';
import {
	decodeFieldId,
	encodeFieldId,
	fieldKey,
	fieldName,
	type ButtonPart,
	type FieldPosition,
} from '../../../../nodes/WhatsAppBusinessCloud/templates/send/fieldIds';

const saved: Array<[id: string, position: FieldPosition]> = [
	['Header {{1}}', { component: 'headerText', variable: '1' }],
	['Header {{guest}}', { component: 'headerText', variable: 'guest' }],
	['Header {{image}}', { component: 'headerText', variable: 'image' }],
	['Header Image', { component: 'header', part: 'image' }],
	['Header Video', { component: 'header', part: 'video' }],
	['Header Document', { component: 'header', part: 'document' }],
	['Header GIF', { component: 'header', part: 'gif' }],
	['Header File Name', { component: 'header', part: 'filename' }],
	['Header Latitude', { component: 'header', part: 'location.latitude' }],
	['Header Longitude', { component: 'header', part: 'location.longitude' }],
	['Header Place Name', { component: 'header', part: 'location.name' }],
	['Header Address', { component: 'header', part: 'location.address' }],
	['Header Product ID', { component: 'header', part: 'product.id' }],
	['Header Catalog ID', { component: 'header', part: 'product.catalog' }],
	['{{1}}', { component: 'body', variable: '1' }],
	['{{first_name}}', { component: 'body', variable: 'first_name' }],
	['Offer Ends', { component: 'offer', part: 'expires' }],
	['Order Reference ID', { component: 'order', part: 'reference' }],
	['Order Status', { component: 'order', part: 'status' }],
	['Order Description', { component: 'order', part: 'description' }],
	['Verification Code', { component: 'button', index: 0, part: 'otp' }],
	['Verification Code for Button 2', { component: 'button', index: 1, part: 'otp' }],
	['URL Suffix for Button 1', { component: 'button', index: 0, part: 'url' }],
	['Payload for Button 1', { component: 'button', index: 0, part: 'payload' }],
	['Code for Button 1', { component: 'button', index: 0, part: 'code' }],
	['Flow Token for Button 1', { component: 'button', index: 0, part: 'flow_token' }],
	['Flow Data (JSON) for Button 10', { component: 'button', index: 9, part: 'flow_data' }],
	['Thumbnail Product ID for Button 1', { component: 'button', index: 0, part: 'thumbnail' }],
	['Products for Button 1', { component: 'button', index: 0, part: 'products' }],
	['Expires After (Minutes) for Button 1', { component: 'button', index: 0, part: 'minutes' }],
	['Call Payload for Button 1', { component: 'button', index: 0, part: 'call_payload' }],
	['Order Details (JSON) for Button 1', { component: 'button', index: 0, part: 'order' }],
	['Card 1 Header Image', { card: 0, component: 'header', part: 'image' }],
	['Card 2 {{1}}', { card: 1, component: 'body', variable: '1' }],
	['Card 10 Payload for Button 2', { card: 9, component: 'button', index: 1, part: 'payload' }],
	['Card 1 Verification Code', { card: 0, component: 'button', index: 0, part: 'otp' }],
	['Card 100 Header GIF', { card: 99, component: 'header', part: 'gif' }],
];

test.each(saved)('encodes and decodes %s', (id, position) => {
	expect(encodeFieldId(position)).toBe(id);
	expect(decodeFieldId(id)).toEqual(position);
	expect(fieldKey(id)).toBe(id);
});

test.each([
	['Track Order', 'URL Suffix for “Track Order” Button 2'],
	['  Track\n Order ', 'URL Suffix for “Track Order” Button 2'],
	['Say "hi" [\\o/]', 'URL Suffix for “Say hi o/” Button 2'],
	['“Buy” for Button 3', 'URL Suffix for ““Buy” for Button 3” Button 2'],
	['x'.repeat(40), `URL Suffix for “${'x'.repeat(24)}…” Button 2`],
	['[]', 'URL Suffix for Button 2'],
])('names the button by its text %j, and ignores that text when it finds the field', (text, id) => {
	const position: FieldPosition = { component: 'button', index: 1, part: 'url' };
	expect(encodeFieldId(position, text)).toBe(id);
	expect(fieldName(position, text)).toBe(id.replace(/ 2$/, ''));
	expect(decodeFieldId(id)).toEqual(position);
	expect(fieldKey(id)).toBe('URL Suffix for Button 2');
});

test.each([
	'',
	' {{1}}',
	'{{1}}\n',
	'Body',
	'{{}}',
	'{{a b}}',
	'{{ä}}',
	'{{1}} {{2}}',
	'Footer {{1}}',
	'Payload for Button 0',
	'Payload for Button 01',
	'Payload for Button 11',
	'Payload for “Yes”Button 1',
	'Jump for Button 1',
	'constructor for Button 1',
	'button.0.url',
	'body.1',
	'toString',
	'Card 1 ',
	'Card 0 Header Image',
	'Card 101 Header Image',
	'Card 1 Card 2 Header Image',
])('returns undefined for %j, which is not a field', (id) => {
	expect(decodeFieldId(id)).toBeUndefined();
	expect(fieldKey(id)).toBe(id);
});

const component = fc.oneof(
	fc.constantFrom(
		...saved.flatMap(([, position]) =>
			position.component !== 'button' && !('variable' in position) ? [position] : [],
		),
	),
	fc.record({
		component: fc.constantFrom('headerText' as const, 'body' as const),
		variable: fc.oneof(
			fc.stringMatching(/^\w{1,60}$/),
			fc.constantFrom('0', '01', 'text', 'image', 'constructor', '__proto__', 'Body', 'Card_1'),
		),
	}),
	fc.record({
		component: fc.constant('button' as const),
		index: fc.integer({ min: 0, max: 9 }),
		part: fc.constantFrom<ButtonPart>(
			...saved.flatMap(([, position]) => (position.component === 'button' ? [position.part] : [])),
		),
	}),
);

const position: fc.Arbitrary<FieldPosition> = fc
	.tuple(component, fc.option(fc.integer({ min: 0, max: 99 }), { nil: undefined }))
	.map(([field, card]) => (card === undefined ? field : { ...field, card }));

test('decodes what it encodes, whatever the text of the button', () => {
	fc.assert(
		fc.property(position, fc.fullUnicodeString(), (field, text) => {
			expect(decodeFieldId(encodeFieldId(field))).toEqual(field);
			expect(decodeFieldId(encodeFieldId(field, text))).toEqual(field);
		}),
		{ numRuns: 2000 },
	);
});

test('creates different IDs for different fields', () => {
	const keyOf = ({ card, ...field }: FieldPosition): string => JSON.stringify([card, Object.entries(field).sort()]);
	fc.assert(
		fc.property(position, position, (one, other) => {
			expect(encodeFieldId(one) === encodeFieldId(other)).toBe(keyOf(one) === keyOf(other));
		}),
		{ numRuns: 2000 },
	);
});

test('reads any text without throwing, with the same result each time', () => {
	const pieces = [
		'Card ',
		'Button ',
		' for ',
		'“',
		'”',
		'Header ',
		'{{',
		'}}',
		'URL Suffix',
		'0',
		'1',
		'10',
		' ',
		'\n',
	];
	const anyText = fc.oneof(
		fc.fullUnicodeString(),
		fc.array(fc.oneof(fc.constantFrom(...pieces, 'ä'), fc.string()), { maxLength: 8 }).map((parts) => parts.join('')),
	);
	fc.assert(
		fc.property(anyText, (text) => {
			const field = decodeFieldId(text);
			if (field === undefined) expect(fieldKey(text)).toBe(text);
			else expect(decodeFieldId(fieldKey(text))).toEqual(field);
		}),
		{ numRuns: 2000 },
	);
});
