import fc from 'fast-check';
import { countCharacters } from '../../../nodes/WhatsAppBusinessCloud/shared/input/textLength';
import { InputError } from '../../../nodes/WhatsAppBusinessCloud/shared/inputError';
import { text } from '../../../nodes/WhatsAppBusinessCloud/messages/text';
import { inputErrorOf } from '../inputErrorOf';

const built = (textBody: unknown, additionalFields: unknown = {}) => text.build({ textBody, additionalFields });

describe('text', () => {
	test('sends the same text body as the built-in node', () => {
		expect(built('hello')).toEqual({ body: { type: 'text', text: { body: 'hello' } }, uploads: [], links: [] });
		expect(built('see https://n8n.io', { previewUrl: true }).body).toEqual({
			type: 'text',
			text: { body: 'see https://n8n.io', preview_url: true },
		});
		expect(built('hello', { previewUrl: false }).body).toEqual({
			type: 'text',
			text: { body: 'hello', preview_url: false },
		});
	});

	test.each<[unknown, string]>([
		[42, '42'],
		[0, '0'],
		[false, 'false'],
		[12n, '12'],
		['  indented\n', '  indented\n'],
		['cut \ud83d', 'cut \ufffd'],
	])('sends %p as text', (value, body) => {
		expect(built(value).body.text).toEqual({ body });
	});

	test.each<[string, unknown, string]>([
		['an empty string', '', "'Text' is empty"],
		['only spaces', ' \n\t', "'Text' is empty"],
		['undefined', undefined, "'Text' is empty"],
		['null', null, "'Text' is empty: got null"],
		['object', { a: 1 }, "'Text' needs text, got an object"],
		['array', ['a'], "'Text' needs text, got an array"],
		['NaN', NaN, "'Text' needs text, got NaN"],
		['text over the limit', 'x'.repeat(5000), "'Text' has 5,000 characters, WhatsApp allows 4,096"],
		['one character over the limit', 'x'.repeat(4097), "'Text' has 4,097 characters, WhatsApp allows 4,096"],
		['one emoji over the limit', '👍'.repeat(4097), "'Text' has 4,097 characters, WhatsApp allows 4,096"],
	])('rejects as text: %s', (_name, value, message) => {
		const found = inputErrorOf(() => built(value));
		expect(found.message).toBe(message);
		expect(found.field).toBe('Text');
	});

	test('accepts 4,096 characters, counting an emoji as one', () => {
		expect(built('x'.repeat(4096)).body.text).toEqual({ body: 'x'.repeat(4096) });
		expect(built('👍'.repeat(4096)).body.text).toEqual({ body: '👍'.repeat(4096) });
	});

	test('rejects a preview setting that is not a boolean', () => {
		expect(built('a', { previewUrl: 'true' }).body.text).toEqual({ body: 'a', preview_url: true });
		expect(inputErrorOf(() => built('a', { previewUrl: 'maybe' })).message).toBe(
			"'Show URL Previews' is neither true nor false",
		);
		expect(inputErrorOf(() => built('a', 'x')).message).toBe(
			"'Additional Fields' needs an object with fields, got text",
		);
	});

	test('returns a text or an InputError for any input', () => {
		fc.assert(
			fc.property(
				fc.oneof(fc.anything({ withBigInt: true }), fc.string16bits()),
				fc.anything(),
				(value, previewUrl) => {
					try {
						const { body } = built(value, { previewUrl });
						const sent = (body.text as { body: string }).body;
						expect(sent.trim()).not.toBe('');
						expect(/\p{Surrogate}/u.test(sent)).toBe(false);
						expect(built(sent, { previewUrl }).body).toEqual(body);
					} catch (thrown) {
						if (!(thrown instanceof InputError)) throw thrown;
					}
				},
			),
		);
	});
});

test('counts characters by code points', () => {
	fc.assert(
		fc.property(fc.oneof(fc.string16bits(), fc.fullUnicodeString()), (value) => {
			expect(countCharacters(value)).toBe([...value].length);
		}),
	);
});
