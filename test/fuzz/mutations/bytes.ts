import fc from 'fast-check';
import { gzipSync } from 'node:zlib';

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

const some = fc.uint8Array({ minLength: 1, maxLength: 20 }).map((bytes) => Buffer.from(bytes));

/** Bytes with a meaning for text parsers. */
const syntax = fc
	.constantFrom(
		'\0',
		'"',
		'\\',
		'{',
		'}',
		'[',
		']',
		',',
		':',
		'\r\n',
		'--',
		'\ufeff',
		'\ud83d',
		'é',
		'%',
		'&',
		'=',
		';',
	)
	.map((text) => Buffer.from(text));

interface Damage {
	at: number;
	length: number;
	bytes: Buffer;
	how: 'truncate' | 'flip' | 'insert' | 'overwrite' | 'remove' | 'repeat' | 'swap';
}

const damages: fc.Arbitrary<Damage> = fc.record({
	at: fc.nat(1_000_000),
	length: fc.integer({ min: 1, max: 200 }),
	bytes: fc.oneof(some, syntax),
	how: fc.constantFrom('truncate', 'flip', 'insert', 'overwrite', 'remove', 'repeat', 'swap'),
});

function damage(raw: Buffer, { at, length, bytes, how }: Damage): Buffer {
	const start = at % (raw.length + 1);
	const [before, part, after] = [
		raw.subarray(0, start),
		raw.subarray(start, start + length),
		raw.subarray(start + length),
	];
	switch (how) {
		case 'truncate':
			return before;
		case 'flip':
			return Buffer.concat([before, Buffer.from(part.map((byte) => byte ^ bytes[0])), after]);
		case 'insert':
			return Buffer.concat([before, bytes, part, after]);
		case 'overwrite':
			return Buffer.concat([before, bytes, raw.subarray(start + bytes.length)]);
		case 'remove':
			return Buffer.concat([before, after]);
		case 'repeat':
			return Buffer.concat([before, part, part, part, after]);
		default:
			return Buffer.concat([after, part, before]);
	}
}

const encodings: Array<(raw: Buffer) => Buffer> = [
	(raw) => raw,
	(raw) => raw,
	(raw) => raw,
	(raw) => Buffer.concat([BOM, raw]),
	(raw) => Buffer.from(raw.toString('utf8'), 'utf16le'),
	(raw) => Buffer.from(raw.toString('utf8'), 'latin1'),
	(raw) => Buffer.from(raw.toString('latin1'), 'utf8'),
	(raw) => gzipSync(raw),
	(raw) => Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0]), raw]),
	(raw) => Buffer.from(raw.toString('base64')),
	(raw) => Buffer.from(encodeURIComponent(raw.toString('latin1'))),
];

/** Changes bytes at some positions, or the encoding. */
export const damaged = (original: fc.Arbitrary<Buffer>): fc.Arbitrary<Buffer> =>
	fc
		.record({ raw: original, list: fc.array(damages, { maxLength: 4 }), encoding: fc.nat(encodings.length - 1) })
		.map(({ raw, list, encoding }) => encodings[encoding](list.reduce(damage, raw)));
