import fc from 'fast-check';
import { endingOfName, typeOfFile } from '../../nodes/WhatsAppBusinessCloud/shared/fileTypes';
import { safeFileName } from '../../nodes/WhatsAppBusinessCloud/shared/safeFileName';
import { expectNoPollution, fuzz, timeFor } from './run';

const bytesOf = (text: string): number => Buffer.byteLength(text, 'utf8');

/** Parts of names with a meaning for file systems, shells, browsers or headers. */
const pieces = fc.constantFrom(
	'/',
	'\\',
	'.',
	'..',
	'../',
	'..\\',
	' ',
	'\t',
	'\u00a0',
	'\u3000',
	'\0',
	'\r\n',
	'\u001b[31m',
	'\u007f',
	'\u0085',
	'\u200b',
	'\u200e',
	'\u202e',
	'\u2028',
	'\u2066',
	'\ufeff',
	'\u{e0041}',
	'\ud83d',
	'\ude00',
	'😀',
	'€',
	'e\u0301',
	'C:',
	'a:stream',
	'<>:"|?*',
	'CON',
	'con',
	'NUL',
	'COM1',
	'COM¹',
	'LPT³',
	'CONIN$',
	'~',
	'%2e%2e%2f',
	'.pdf',
	'.tar.gz',
	'.exe',
	'.htaccess',
	'-rf',
	'__proto__',
	'constructor',
	'İ',
	'ß',
);

const names = fc.oneof(
	fc
		.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 12 })
		.map((list) => list.join('')),
	fc.string({ unit: 'binary', maxLength: 600 }),
	// Long repetitions of one part, around the limit of 255 bytes and far above it.
	fc
		.record({
			start: fc.array(pieces, { maxLength: 3 }),
			run: fc.oneof(pieces, fc.constantFrom('a', '.', ' ', 'a.')),
			times: fc.oneof(fc.integer({ min: 240, max: 260 }), fc.integer({ min: 1, max: 5000 })),
			end: fc.array(fc.oneof(pieces, fc.string({ maxLength: 40 })), { maxLength: 3 }),
		})
		.map(({ start, run, times, end }) => start.join('') + run.repeat(times) + end.join('')),
);

/** Windows device names. Case, blanks before the first dot and everything after it are ignored. */
const DEVICES = new Set(
	['CON', 'PRN', 'AUX', 'NUL', 'CONIN$', 'CONOUT$'].concat(
		[...'0123456789¹²³'].flatMap((digit) => [`COM${digit}`, `LPT${digit}`]),
	),
);
const isDevice = (name: string): boolean => DEVICES.has(name.split('.')[0].trimEnd().toUpperCase());

/** Checks each rule in the documentation of safeFileName. */
function expectSafe(safe: string, name: string): void {
	expect(safe).not.toMatch(/[/\\<>:"|?*\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
	expect([safe === '', /^\.*$/.test(safe), /^\s|[\s.]$/.test(safe), isDevice(safe)]).toEqual([
		false,
		false,
		false,
		false,
	]);
	expect(bytesOf(safe)).toBeLessThanOrEqual(255);
	expect(safe).not.toMatch(/\p{Surrogate}/u);
	expect(safeFileName(safe)).toBe(safe);
	// The folders have no effect: the last part alone has the same result.
	expect(safeFileName(name.split(/[/\\]/).at(-1))).toBe(safe);
}

test(
	'converts any name to a safe file name, or rejects it',
	async () => {
		await fuzz(0.4, names, (name) => {
			const safe = safeFileName(name);
			if (safe === undefined) {
				// undefined only if no visible character is left.
				expect(
					name
						.split(/[/\\]/)
						.at(-1)!
						.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\s.]/gu, ''),
				).toBe('');
				return;
			}
			expectSafe(safe, name);
		});
	},
	timeFor(0.4),
);

test(
	'keeps the extension of a file name, and changes no safe name',
	async () => {
		const letters = fc.constantFrom('a', 'B', '7', 'ä', '汉', '😀', '-', '_', ' ');
		const inputs = fc.record({
			folder: fc.constantFrom('', '../', 'C:\\x\\', '/tmp/'),
			stem: fc.array(letters, { minLength: 1, maxLength: 400 }).map((list) => `x${list.join('')}x`),
			extension: fc.stringMatching(/^[a-z0-9]{1,8}$/),
		});
		await fuzz(0.3, inputs, ({ folder, stem, extension }) => {
			const safe = safeFileName(`${folder}${stem}.${extension}`)!;
			expectSafe(safe, `${folder}${stem}.${extension}`);
			expect(safe.endsWith(`.${extension}`)).toBe(true);
			const plain = `${stem.replace(/ +/g, ' ')}.${extension}`;
			if (bytesOf(plain) <= 255) expect(safe).toBe(plain);
			else expect(bytesOf(safe)).toBeGreaterThan(255 - 5);
		});
	},
	timeFor(0.3),
);

test(
	'determines the media type of a file from any name in linear time',
	async () => {
		const inputs = fc.record({
			mimeType: fc.oneof(
				fc.constantFrom('', 'application/zip', 'application/octet-stream', '__proto__', 'constructor', 'image/png; x'),
				fc.string({ unit: 'binary', maxLength: 60 }),
			),
			fileName: names,
			length: fc.constantFrom(1, 1, 1, 1, 200),
		});
		await fuzz(0.3, inputs, ({ mimeType, fileName, length }) => {
			const long = fileName.repeat(length);
			expect(typeOfFile({ mimeType: mimeType.repeat(length), fileName: long })).toMatch(/^[\w.+-]+\/[\w.+-]+$/);
			expect(endingOfName(long)).toMatch(/^[a-z0-9]*$/);
			const safe = safeFileName(long);
			if (safe !== undefined) expectSafe(safe, long);
			expectNoPollution();
		});
	},
	timeFor(0.3),
);
