import fc from 'fast-check';
import { InputError } from '../../../nodes/WhatsAppBusinessCloud/shared/inputError';
import { raw } from '../../../nodes/WhatsAppBusinessCloud/messages/raw';
import { inputErrorOf } from '../inputErrorOf';

const build = (rawMessage: unknown) => raw.build({ rawMessage });
const hello = { type: 'text', text: { body: 'Hello' } };

test.each<[string, unknown]>([
	['text', JSON.stringify(hello)],
	['object', hello],
	['the default of the form', raw.properties[0].default],
	[
		'a complete message',
		{ messaging_product: 'other', recipient_type: 'group', to: '49', recipient: 'US.1', ...hello },
	],
])('accepts a raw message as %s', (_name, value) => {
	expect(build(value)).toEqual({ body: hello, uploads: [], links: [] });
});

test('sends all other parts of a raw message unchanged, including empty texts', () => {
	const message = {
		type: 'future_thing',
		future_thing: [{ a: '', b: null, c: { d: [] } }],
		context: { message_id: 'wamid.1' },
		category: 'utility',
		ttl_seconds: 60,
	};
	expect(build(message).body).toEqual(message);
});

test('does not change the item, and shares no objects with it', () => {
	const message = { to: '49', type: 'text', text: { body: 'Hello' } };
	const { body } = build(message);
	expect(message).toEqual({ to: '49', type: 'text', text: { body: 'Hello' } });
	expect(body.text).not.toBe(message.text);
});

const circular: Record<string, unknown> = { ...hello };
circular.self = circular;
const deep = '['.repeat(60) + ']'.repeat(60);

test.each<[string, unknown, string]>([
	['undefined', undefined, "'Message (JSON)' is empty"],
	['null', null, "'Message (JSON)' is empty: got null"],
	['empty', '  ', "'Message (JSON)' is empty"],
	['a number', 5, "'Message (JSON)' needs JSON, got a number"],
	['a circular object', circular, "'Message (JSON)' needs JSON, got an object"],
	['an array', [hello], "'Message (JSON)' needs a JSON object, got an array"],
	['JSON text of a number', '5', "'Message (JSON)' needs a JSON object, got a number"],
	['JSON text of null', 'null', "'Message (JSON)' needs a JSON object, got null"],
	['JSON text of text', '"type"', "'Message (JSON)' needs a JSON object, got text"],
	['invalid JSON', '{"type": "text",}', "'Message (JSON)' is not valid JSON (look near character 17)"],
	['truncated JSON', '{"type": "text"', "'Message (JSON)' is not valid JSON (look near character 16)"],
	['without a type', { text: {} }, "In 'Message (JSON)', type is missing"],
	['with an empty type', { type: '' }, "In 'Message (JSON)', type is empty"],
	['with a number as type', { type: 5 }, "In 'Message (JSON)', type needs text, got a number"],
	['with a type in capitals', { type: 'TEXT', TEXT: {} }, "In 'Message (JSON)', type is not a message type"],
	['of type "type"', { type: 'type' }, "In 'Message (JSON)', type is not a message type"],
	['of type "__proto__"', '{"type":"__proto__","__proto__":{}}', "In 'Message (JSON)', type is not a message type"],
	[
		'with inherited content',
		{ type: 'constructor' },
		'\'Message (JSON)\' has the type "constructor", but its "constructor" is missing',
	],
	[
		'without content',
		{ type: 'image', text: {} },
		'\'Message (JSON)\' has the type "image", but its "image" is missing',
	],
	[
		'with text as content',
		{ type: 'text', text: 'Hello' },
		'\'Message (JSON)\' has the type "text", but its "text" is text',
	],
	[
		'with null as content',
		{ type: 'text', text: null },
		'\'Message (JSON)\' has the type "text", but its "text" is null',
	],
	['with a recipient as type', { type: 'to', to: {} }, '\'Message (JSON)\' has the type "to", but its "to" is missing'],
	[
		'nested too deeply',
		`{"type":"text","text":${deep}}`,
		"'Message (JSON)' nests deeper than 50 levels, more than any message",
	],
	[
		'too large',
		{ type: 'text', text: { body: 'x'.repeat(1_000_000) } },
		"'Message (JSON)' is too large to be a message",
	],
])('rejects a raw message that is %s', (_name, value, message) => {
	const found = inputErrorOf(() => build(value));
	expect(found.message).toBe(message);
	expect(found.field).toBe('Message (JSON)');
});

test('returns a message or an InputError for any input', () => {
	const message = fc.record(
		{ type: fc.constantFrom('text', 'to', 'a_b'), text: fc.anything(), a_b: fc.anything() },
		{ requiredKeys: [] },
	);
	fc.assert(
		fc.property(
			fc.oneof(
				fc.anything({ withBigInt: true, withDate: true }),
				fc.json(),
				message,
				message.map((m) => JSON.stringify(m)),
			),
			(value) => {
				try {
					const { body } = build(value);
					expect(body[body.type as string]).toBeInstanceOf(Object);
					expect(build(body).body).toEqual(body);
					expect(build(JSON.stringify(body)).body).toEqual(body);
				} catch (thrown) {
					if (!(thrown instanceof InputError)) throw thrown;
				}
			},
		),
		{ numRuns: 500 },
	);
});
