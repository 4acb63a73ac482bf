import { readDataFields } from '../../../../nodes/WhatsAppBusinessCloud/messages/interactive/flowData';

const schema = [
	{ id: 'name', type: 'string', required: true },
	{ id: 'seats', type: 'number', required: false },
	{ id: 'smoker', type: 'boolean', required: false },
	{ id: 'times', type: 'array', required: false },
	{ id: 'place', type: 'object', required: false },
];

test('converts each value to the type that the screen declares, and leaves out empty ones', () => {
	const value = { name: 42, seats: ' 2 ', smoker: 'true', times: '["7 pm"]', place: { id: 1 } };
	expect(readDataFields({ schema, value })).toEqual({
		name: '42',
		seats: 2,
		smoker: true,
		times: ['7 pm'],
		place: { id: 1 },
	});
	expect(readDataFields({ schema, value: { name: 'Ada', seats: null, smoker: false, times: '', place: ' ' } })).toEqual(
		{
			name: 'Ada',
			smoker: false,
		},
	);
});

test('accepts values without a form, as a program writes them', () => {
	expect(readDataFields({ value: { name: 'Ada', seats: 2 } })).toEqual({ name: 'Ada', seats: 2 });
});

test.each([undefined, null, {}, { value: null, schema: [] }, { value: {}, schema: schema.slice(1) }])(
	'returns undefined for %j, since WhatsApp rejects empty data',
	(form) => expect(readDataFields(form)).toBeUndefined(),
);

test.each([
	[{ name: ' ' }, "'name' is empty"],
	[{ name: 'Ada', seats: 'two' }, "'seats' needs a number, got text"],
	[{ name: 'Ada', times: '{}' }, "'times' needs a list, got an object"],
	[{ name: 'Ada', place: '[]' }, "'place' needs an object, got a list"],
	[{ name: 'Ada', place: '{' }, "'place' is not valid JSON (look near character 2)"],
])('rejects %j and names the field', (value, message) => {
	expect(() => readDataFields({ schema, value })).toThrow(message);
});
