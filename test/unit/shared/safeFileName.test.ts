import fc from 'fast-check';
import { safeFileName } from '../../../nodes/WhatsAppBusinessCloud/shared/safeFileName';

test.each<[string, unknown, string | undefined]>([
	['keeps an ordinary name', 'Invoice 2026.pdf', 'Invoice 2026.pdf'],
	['keeps letters of any script', 'счёт_№5 – 汉字.pdf', 'счёт_№5 – 汉字.pdf'],
	['keeps a name that begins with a dot', '.env', '.env'],
	['keeps the last part of a path', '../../etc/overwritten.pdf', 'overwritten.pdf'],
	['keeps the last part of a Windows path', 'C:\\Users\\x.bat', 'x.bat'],
	['keeps the last part of a mixed path', '..\\../a/b\\c.txt', 'c.txt'],
	['replaces a drive letter', 'C:x.bat', 'C_x.bat'],
	['removes NUL', 'a.pdf\0.exe', 'a.pdf.exe'],
	['removes direction marks', 'invoice\u202Efdp.exe', 'invoicefdp.exe'],
	['removes line breaks', 'a\r\nContent-Type: x.pdf', 'aContent-Type_ x.pdf'],
	['removes line separators', 'a\u2028b\u2029.txt', 'ab.txt'],
	['removes half a surrogate pair', 'a\ud83d.txt', 'a.txt'],
	['replaces characters that Windows reserves', 'what? "a"|b<c>*.txt', 'what_ _a__b_c__.txt'],
	['changes the name of a Windows device', 'CON.txt', '_CON.txt'],
	['changes the name of a serial port with a superscript digit', 'COM¹.txt', '_COM¹.txt'],
	['changes the name of the console', 'CONIN$', '_CONIN$'],
	['changes the name of a device before a space', 'nul .txt', '_nul .txt'],
	['keeps a name that only begins like a device', 'console.txt', 'console.txt'],
	['removes trailing dots and spaces', 'a.txt. . ', 'a.txt'],
	['rejects a dot', '.', undefined],
	['rejects two dots', '..', undefined],
	['rejects a path that ends in a slash', 'folder/', undefined],
	['rejects an empty name', '', undefined],
	['rejects only spaces', ' \t\n', undefined],
	['rejects a value that is not text', 42, undefined],
	['rejects undefined', undefined, undefined],
])('cleans a file name: %s', (_title, name, safe) => {
	expect(safeFileName(name)).toBe(safe);
});

test('truncates a name of 5,000 characters to 255 bytes and keeps its extension', () => {
	expect(safeFileName(`${'a'.repeat(5000)}.pdf`)).toBe(`${'a'.repeat(251)}.pdf`);
});

test('truncates a long name between characters', () => {
	expect(safeFileName(`${'€'.repeat(100)}.pdf`)).toBe(`${'€'.repeat(83)}.pdf`);
});

test('treats a very long extension as part of the name', () => {
	expect(safeFileName(`a.${'b'.repeat(300)}`)).toBe(`a.${'b'.repeat(253)}`);
});

// Found by test/fuzz/fileNames.test.ts.
test('does not end with a dot when the name is truncated after one', () => {
	expect(safeFileName(`${'a'.repeat(254)}.${'b'.repeat(40)}`)).toBe('a'.repeat(254));
});

test('returns undefined when only dots are left after truncation', () => {
	expect(safeFileName(`${'.'.repeat(300)}${'b'.repeat(40)}`)).toBe(undefined);
});

test('handles a long row of dots in linear time', () => {
	const start = process.cpuUsage();
	expect(safeFileName(`${'. '.repeat(250_000)}a.pdf`)).toBe('.pdf');
	expect(process.cpuUsage(start).user / 1000).toBeLessThan(2000);
});

test('returns a single path component of at most 255 bytes for any text', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (name) => {
			const safe = safeFileName(name);
			if (safe === undefined) return;
			expect(safe).not.toMatch(/[/\\<>:"|?*\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
			expect(safe).not.toMatch(/^\.{0,2}$/);
			expect(safe).not.toMatch(/^\s|[\s.]$/);
			expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(255);
			expect(safeFileName(safe)).toBe(safe);
		}),
		{ numRuns: 5000 },
	);
});
