import fc from 'fast-check';

/** A part of a form. */
export interface Part {
	name: string;
	/** Set for files. */
	fileName?: string;
	type?: string;
	content: Buffer;
}

export const BOUNDARY = '----WebKitFormBoundary7MA4YWxkTrZu0gW';

/** Escapes these three characters in names, as browsers do (HTML: Multipart form data). */
const escaped = (name: string): string => name.replace(/["\r\n]/g, (character) => encodeURIComponent(character));

/** Encodes a form as a browser does. */
export function encodeForm(parts: readonly Part[], escapeName = escaped, boundary = BOUNDARY): Buffer {
	const blocks = parts.flatMap(({ name, fileName, type, content }) => [
		Buffer.from(
			`--${boundary}\r\nContent-Disposition: form-data; name="${escapeName(name)}"${
				fileName === undefined ? '' : `; filename="${escapeName(fileName)}"`
			}\r\n${type === undefined ? '' : `Content-Type: ${type}\r\n`}\r\n`,
		),
		content,
		Buffer.from('\r\n'),
	]);
	return Buffer.concat([...blocks, Buffer.from(`--${boundary}--\r\n`)]);
}

const names = fc.oneof(
	fc.constantFrom(
		'',
		'__proto__',
		'constructor',
		'toString',
		'data',
		'files',
		'field-',
		'field-00',
		'field--1',
		'field-999',
	),
	fc.constantFrom(
		'respondedAt',
		'answer',
		'a\r\nContent-Type: x',
		'a"; filename="x',
		'a\0',
		'\u202e',
		'a[]',
		'a[b]',
		'a.b',
	),
	fc.string({ unit: 'binary', maxLength: 20 }).map((text) => `x${text.replace(/\p{Surrogate}/gu, '')}`),
);

const contents = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 60 }).map((text) => Buffer.from(text)),
	fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
	fc.constantFrom(
		Buffer.alloc(0),
		Buffer.from(`\r\n--${BOUNDARY.slice(0, -1)}`),
		Buffer.from('--\r\n\r\n'),
		Buffer.alloc(200_000, 'a'),
		Buffer.from('\r\n'.repeat(2000)),
	),
);

/** Parts that are not fields of the form. */
export const strangeParts: fc.Arbitrary<Part> = fc.record(
	{
		name: names,
		content: contents,
		fileName: fc.oneof(names, fc.constantFrom('../../x.png', 'C:\\x.png', '')),
		type: fc.constantFrom(
			'text/plain',
			'image/png',
			'text/plain; charset=utf-16',
			'multipart/mixed; boundary=x',
			'/',
			'x',
		),
	},
	{ requiredKeys: ['name', 'content'] },
);

/** Text that a user or script may enter in a field. */
export const fieldTexts = fc.oneof(
	fc.constantFrom(
		'',
		' ',
		'\0',
		'\r\r\n\n',
		'36.5',
		'1e999',
		'-0',
		'0x10',
		'NaN',
		'Infinity',
		'１２',
		'2030-02-28',
		'2030-02-30',
	),
	fc.constantFrom(
		'+002030-02-28',
		'0000-00-00',
		'2030-02-28T00:00',
		'a@b',
		'@',
		'a@b@c',
		'<script>x()</script>',
		'"><img src=x>',
	),
	fc.constantFrom(
		'S',
		'L',
		'a, b',
		'c',
		'Post',
		'__proto__',
		'constructor',
		'toString',
		'{{ $json.a }}',
		'\u202etxt',
		'a'.repeat(5000),
	),
	fc.constantFrom(
		'a'.repeat(100_001),
		'@'.repeat(50_000),
		'-'.repeat(50_000),
		'1'.repeat(50_000),
		' '.repeat(50_000) + 'x',
	),
	fc.string({ unit: 'binary', maxLength: 60 }).map((text) => text.replace(/\p{Surrogate}/gu, '')),
);
