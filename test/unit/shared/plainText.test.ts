import fc from 'fast-check';
import { toPlainText } from '../../../nodes/WhatsAppBusinessCloud/shared/plainText';

test.each([
	['\u001b[31mred\u001b[0m', 'red'],
	['\u001b[2J\u001b[1;1Hcleared', 'cleared'],
	['\u009b31mred', 'red'],
	['\u001b]0;title\u0007text', 'text'],
	['\u001b]8;;https://evil.com\u001b\\link\u001b]8;;\u001b\\', 'link'],
	['\u001bPdevice\u001b\\text', 'text'],
	['\u001bcreset', 'reset'],
	['\u001b', ' '],
	['a\u0000b\u0007c\u0008d\u007fe\u0085f', 'a b c d e f'],
	['a\rb\nc\td', 'a b\nc\td'],
	['a\u2028b\u2029c', 'a\nb\nc'],
	['abc\u202egpj.exe\u202c', 'abcgpj.exe'],
	['\u2066a\u2069\u200f\u200e\u061cb', 'ab'],
	['a\u200bb\ufeffc\u2060d\u00ade', 'abcde'],
	['a\u{e0041}b', 'ab'],
	['a\ud800b', 'a\ufffdb'],
	['👩‍👩‍👧 שלום Grüße', '👩‍👩‍👧 שלום Grüße'],
])('converts %j to plain text', (text, expected) => {
	expect(toPlainText(text)).toBe(expected);
});

test('removes everything that controls a terminal from any text', () => {
	fc.assert(
		fc.property(fc.string16bits(), fc.constantFrom('\u001b[', '\u001b]', '\u009b', '\u202e'), (text, mark) => {
			const plain = toPlainText(`${text}${mark}${text}`);
			expect(plain).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
		}),
	);
});
