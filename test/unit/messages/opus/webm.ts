/** Writes small WebM files, with every way to put packets into blocks. Matroska specification (RFC 9559). */

/** A size of 8 bytes, or unknown as in recordings of browsers. */
const sizeOf = (length: number | 'unknown'): Buffer => {
	if (length === 'unknown') return Buffer.from('01ffffffffffffff', 'hex');
	const size = Buffer.alloc(8);
	size.writeBigUInt64BE(BigInt(length));
	size[0] = 1;
	return size;
};

export const element = (id: number, content: Buffer | number[], size?: 'unknown'): Buffer => {
	const body = Buffer.from(content);
	return Buffer.concat([Buffer.from(id.toString(16), 'hex'), sizeOf(size ?? body.length), body]);
};

export const opusHead = (channels = 1, preSkip = 312): Buffer => {
	const head = Buffer.alloc(19);
	head.write('OpusHead', 0, 'latin1');
	head[8] = 1;
	head[9] = channels;
	head.writeUInt16LE(preSkip, 10);
	head.writeUInt32LE(48_000, 12);
	return head;
};

/** A packet of one frame of 20 ms (CELT, full band). */
export const packet = (length: number, fill: number): Buffer =>
	Buffer.concat([Buffer.from([0xf8]), Buffer.alloc(length - 1, fill)]);

/** @param flags lacing @param track as one byte */
export const simpleBlock = (body: Buffer, flags = 0, track = 1): Buffer =>
	element(0xa3, Buffer.concat([Buffer.from([0x80 | track, 0, 0, 0x80 | flags]), body]));

export const blockGroup = (body: Buffer, padding?: Buffer): Buffer =>
	element(
		0xa0,
		Buffer.concat([
			element(0xa1, Buffer.concat([Buffer.from([0x81, 0, 0, 0]), body])),
			...(padding ? [element(0x75a2, padding)] : []),
		]),
	);

export const track = (number: number, codec: string, head?: Buffer, more: Buffer[] = []): Buffer =>
	element(
		0xae,
		Buffer.concat([
			element(0xd7, [number]),
			element(0x86, Buffer.from(codec, 'latin1')),
			...(head ? [element(0x63a2, head)] : []),
			...more,
		]),
	);

export interface WebmOptions {
	tracks?: Buffer[];
	size?: 'unknown';
}

/** @param clusters blocks of each cluster */
export function webm(
	clusters: Buffer[][],
	{ tracks = [track(1, 'A_OPUS', opusHead())], size }: WebmOptions = {},
): Buffer {
	return Buffer.concat([
		element(0x1a45dfa3, element(0x4282, Buffer.from('webm', 'latin1'))),
		element(
			0x18538067,
			Buffer.concat([
				element(0x1654ae6b, Buffer.concat(tracks)),
				...clusters.map((blocks) => element(0x1f43b675, Buffer.concat([element(0xe7, [0]), ...blocks]), size)),
			]),
			size,
		),
	]);
}

/** A page of an Ogg file. RFC 3533. */
export interface OggPage {
	type: number;
	position: number;
	sequence: number;
	packets: Buffer[];
	/** Whether the checksum is right. */
	isIntact: boolean;
}

/** CRC of a page, bit by bit: not the table of the code under test. */
function crc(page: Buffer): number {
	let value = 0;
	for (const byte of page) {
		value ^= byte << 24;
		for (let bit = 0; bit < 8; bit++) value = value & 0x80000000 ? (value << 1) ^ 0x04c11db7 : value << 1;
	}
	return value >>> 0;
}

/** Reads an Ogg file whose packets end on their page. */
export function readOgg(file: Buffer): OggPage[] {
	const pages: OggPage[] = [];
	let at = 0;
	while (at < file.length) {
		expect(file.toString('latin1', at, at + 4)).toBe('OggS');
		const segments = [...file.subarray(at + 27, at + 27 + file[at + 26])];
		const start = at + 27 + segments.length;
		const end = start + segments.reduce((sum, one) => sum + one, 0);
		const page = Buffer.from(file.subarray(at, end));
		const stated = page.readUInt32LE(22);
		page.writeUInt32LE(0, 22);
		const packets: Buffer[] = [];
		let [from, length] = [start, 0];
		for (const segment of segments) {
			length += segment;
			if (segment === 255) continue;
			packets.push(file.subarray(from, from + length));
			[from, length] = [from + length, 0];
		}
		expect(length).toBe(0);
		pages.push({
			type: file[at + 5],
			position: Number(file.readBigInt64LE(at + 6)),
			sequence: file.readUInt32LE(at + 18),
			packets,
			isIntact: crc(page) === stated,
		});
		at = end;
	}
	return pages;
}
