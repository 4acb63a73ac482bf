import fc from 'fast-check';
import {
	currentFieldId,
	decodeFieldId,
	encodeFieldId,
	encodeFieldPath,
	type ButtonPart,
	type FieldPosition,
} from '../../../../nodes/WhatsAppBusinessCloud/templates/send/fieldIds';

/** What saved workflows contain: a line must never change. */
const saved: Array<[id: string, path: string, position: FieldPosition]> = [
	['Header {{1}}', 'header.text.1', { component: 'headerText', variable: '1' }],
	['Header {{guest}}', 'header.text.guest', { component: 'headerText', variable: 'guest' }],
	['Header {{image}}', 'header.text.image', { component: 'headerText', variable: 'image' }],
	['Header Image', 'header.image', { component: 'header', part: 'image' }],
	['Header Video', 'header.video', { component: 'header', part: 'video' }],
	['Header Document', 'header.document', { component: 'header', part: 'document' }],
	['Header GIF', 'header.gif', { component: 'header', part: 'gif' }],
	['Header File Name', 'header.filename', { component: 'header', part: 'filename' }],
	['Header Latitude', 'header.location.latitude', { component: 'header', part: 'location.latitude' }],
	['Header Longitude', 'header.location.longitude', { component: 'header', part: 'location.longitude' }],
	['Header Place Name', 'header.location.name', { component: 'header', part: 'location.name' }],
	['Header Address', 'header.location.address', { component: 'header', part: 'location.address' }],
	['Header Product ID', 'header.product.id', { component: 'header', part: 'product.id' }],
	['Header Catalog ID', 'header.product.catalog', { component: 'header', part: 'product.catalog' }],
	['Body {{1}}', 'body.1', { component: 'body', variable: '1' }],
	['Body {{first_name}}', 'body.first_name', { component: 'body', variable: 'first_name' }],
	['Offer Ends', 'offer.expires', { component: 'offer', part: 'expires' }],
	['Order Reference ID', 'order.reference', { component: 'order', part: 'reference' }],
	['Order Status', 'order.status', { component: 'order', part: 'status' }],
	['Order Description', 'order.description', { component: 'order', part: 'description' }],
	['Verification Code', 'button.0.otp', { component: 'button', index: 0, part: 'otp' }],
	['Button 2 Verification Code', 'button.1.otp', { component: 'button', index: 1, part: 'otp' }],
	['Button 1 URL Suffix', 'button.0.url', { component: 'button', index: 0, part: 'url' }],
	['Button 1 Payload', 'button.0.payload', { component: 'button', index: 0, part: 'payload' }],
	['Button 1 Code', 'button.0.code', { component: 'button', index: 0, part: 'code' }],
	['Button 1 Flow Token', 'button.0.flow_token', { component: 'button', index: 0, part: 'flow_token' }],
	['Button 10 Flow Data', 'button.9.flow_data', { component: 'button', index: 9, part: 'flow_data' }],
	['Button 1 Thumbnail Product ID', 'button.0.thumbnail', { component: 'button', index: 0, part: 'thumbnail' }],
	['Button 1 Products', 'button.0.products', { component: 'button', index: 0, part: 'products' }],
	['Button 1 Expires After (Minutes)', 'button.0.minutes', { component: 'button', index: 0, part: 'minutes' }],
	['Button 1 Call Payload', 'button.0.call_payload', { component: 'button', index: 0, part: 'call_payload' }],
	['Button 1 Order Details', 'button.0.order', { component: 'button', index: 0, part: 'order' }],
	['Card 1 Header Image', 'card.0.header.image', { card: 0, component: 'header', part: 'image' }],
	['Card 2 Body {{1}}', 'card.1.body.1', { card: 1, component: 'body', variable: '1' }],
	['Card 10 Button 2 Payload', 'card.9.button.1.payload', { card: 9, component: 'button', index: 1, part: 'payload' }],
	['Card 1 Verification Code', 'card.0.button.0.otp', { card: 0, component: 'button', index: 0, part: 'otp' }],
	['Card 100 Header GIF', 'card.99.header.gif', { card: 99, component: 'header', part: 'gif' }],
];

test.each(saved)('treats %s and %s as the same field', (id, path, position) => {
	expect(encodeFieldId(position)).toBe(id);
	expect(encodeFieldPath(position)).toBe(path);
	expect(decodeFieldId(id)).toEqual(position);
	expect(decodeFieldId(path)).toEqual(position);
	expect([currentFieldId(id), currentFieldId(path)]).toEqual([id, id]);
});

test.each([
	['Button 1 Link End', 'Button 1 URL Suffix'],
	['Card 3 Button 2 Link End', 'Card 3 Button 2 URL Suffix'],
	['Button 1 Minutes to Call', 'Button 1 Expires After (Minutes)'],
	['Button 1 Verification Code', 'Verification Code'],
])('reads %s of an older version as %s', (id, current) => {
	expect(currentFieldId(id)).toBe(current);
});

test.each([
	'',
	' Body {{1}}',
	'Body {{1}}\n',
	'Body',
	'Body {{}}',
	'Body {{a b}}',
	'Body {{ä}}',
	'Body {{1}} {{2}}',
	'Footer {{1}}',
	'Button 0 Payload',
	'Button 01 Payload',
	'Button 11 Payload',
	'Button 1 Jump',
	'Button 1 constructor',
	'button.0.constructor',
	'button.10.url',
	'button.0.url.1',
	'body.a.b',
	'header.text.',
	'header.location',
	'toString',
	'Card 1 ',
	'Card 0 Header Image',
	'Card 101 Header Image',
	'Card 1 Card 2 Header Image',
	'Card 1 body.1',
	'card.00.body.1',
	'card.100.body.1',
	'card.0.card.1.body.1',
	'card.0.Body {{1}}',
])('returns undefined for %j, which is not a field', (id) => {
	expect(decodeFieldId(id)).toBeUndefined();
	expect(currentFieldId(id)).toBe(id);
});

const component = fc.oneof(
	fc.constantFrom(
		...saved.flatMap(([, , position]) =>
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
			...saved.flatMap(([, , position]) => (position.component === 'button' ? [position.part] : [])),
		),
	}),
);

const position: fc.Arbitrary<FieldPosition> = fc
	.tuple(component, fc.option(fc.integer({ min: 0, max: 99 }), { nil: undefined }))
	.map(([field, card]) => (card === undefined ? field : { ...field, card }));

test('decodes what it encodes', () => {
	fc.assert(
		fc.property(position, (field) => {
			expect(decodeFieldId(encodeFieldId(field))).toEqual(field);
			expect(decodeFieldId(encodeFieldPath(field))).toEqual(field);
		}),
		{ numRuns: 2000 },
	);
});

test('creates different IDs for different fields', () => {
	fc.assert(
		fc.property(position, position, (one, other) => {
			expect(encodeFieldId(one) === encodeFieldId(other)).toBe(encodeFieldPath(one) === encodeFieldPath(other));
		}),
		{ numRuns: 2000 },
	);
});

test('reads any text without throwing, with the same result each time', () => {
	const pieces = ['Card ', 'card.', 'Button ', 'button.', 'Body', 'body.', 'Header ', 'header.', 'text.', '{{', '}}'];
	const anyText = fc.oneof(
		fc.fullUnicodeString(),
		fc
			.array(
				fc.oneof(fc.constantFrom(...pieces, '0', '1', '10', ' ', '.', '\n', 'URL Suffix', 'url', 'ä'), fc.string()),
				{
					maxLength: 8,
				},
			)
			.map((parts) => parts.join('')),
	);
	fc.assert(
		fc.property(anyText, (text) => {
			const field = decodeFieldId(text);
			if (field === undefined) expect(currentFieldId(text)).toBe(text);
			else expect(decodeFieldId(currentFieldId(text))).toEqual(field);
		}),
		{ numRuns: 2000 },
	);
});
