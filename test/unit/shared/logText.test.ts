import { logText } from '../../../nodes/WhatsAppBusinessCloud/shared/logText';

test.each([
	['keeps words of any script', 'No such screen: счёт 汉字 😀', 'No such screen: счёт 汉字 😀'],
	['makes one line of several', 'a\r\nb\n\tc\u2028d\u0085e', 'a b c d e'],
	['removes escape sequences of a terminal', '\u001b[31mred\u001b[0m', '[31mred [0m'],
	['removes NUL', 'a\0b', 'a b'],
	['removes direction marks', 'a\u202eb\u2066c', 'a b c'],
	['removes halves of characters', 'a\ud83d', 'a'],
	['cuts a long text', 'x'.repeat(5000), 'x'.repeat(300)],
	['cuts between characters', `${'x'.repeat(299)}😀`, 'x'.repeat(299)],
])('%s', (_, text, expected) => {
	expect(logText(text)).toBe(expected);
});
