/**
 * Browsers record voice as Opus in WebM, WhatsApp sends it as Opus in OGG. The packets are the same; this changes the
 * container (RFC 3533, RFC 7845; Matroska).
 */

const SAMPLE_RATE = 48_000;
/** Samples of one packet: 20 ms, or as the packet says. */
const CONFIG_MS = [
	10, 20, 40, 60, 10, 20, 40, 60, 10, 20, 40, 60, 10, 20, 10, 20, 2.5, 5, 10, 20, 2.5, 5, 10, 20, 2.5, 5, 10, 20, 2.5,
	5, 10, 20,
];

/** IDs of the elements that contain others, and of a block. */
const MASTERS = new Set([0x18538067, 0x1f43b675, 0x1654ae6b, 0xae, 0xa0]);
const SIMPLE_BLOCK = 0xa3;
const BLOCK = 0xa1;
const CODEC_PRIVATE = 0x63a2;

/**
 * An OGG file with the Opus packets of a WebM file with one track.
 * @throws RangeError when there is no Opus in it
 */
export function oggOfWebm(webm: Buffer): Buffer {
	const found: { head?: Buffer; packets: Buffer[] } = { packets: [] };
	read(webm, 0, webm.length, found);
	if (!found.head || found.packets.length === 0) throw new RangeError('The recording has no sound in Opus');
	return ogg(found.head, found.packets);
}

/** A number of variable length: its value, and the position after it. `keep` leaves the length marker, as in IDs. */
function variable(bytes: Buffer, at: number, keep: boolean): { value: number; next: number; isUnknown: boolean } {
	const first = bytes[at] ?? 0;
	const length = Math.clz32(first) - 23;
	let value = keep ? first : first & ((1 << (8 - length)) - 1);
	let isUnknown = (first & ((1 << (8 - length)) - 1)) === (1 << (8 - length)) - 1;
	for (let index = 1; index < length; index += 1) {
		value = value * 256 + (bytes[at + index] ?? 0);
		isUnknown &&= bytes[at + index] === 255;
	}
	return { value, next: at + length, isUnknown };
}

function read(bytes: Buffer, from: number, to: number, found: { head?: Buffer; packets: Buffer[] }): void {
	for (let at = from; at < to;) {
		const id = variable(bytes, at, true);
		if (id.next > to || bytes[at] === 0) return;
		const size = variable(bytes, id.next, false);
		// A stream that is recorded does not know how long it gets: such an element ends with its parent.
		const end = size.isUnknown ? to : Math.min(size.next + size.value, to);
		if (MASTERS.has(id.value)) read(bytes, size.next, end, found);
		else if (id.value === CODEC_PRIVATE) found.head = bytes.subarray(size.next, end);
		else if (id.value === SIMPLE_BLOCK || id.value === BLOCK) {
			// Track number, time (2 bytes) and flags (1 byte) come before the packet.
			found.packets.push(bytes.subarray(variable(bytes, size.next, false).next + 3, end));
		}
		at = end;
	}
}

/** Samples in an Opus packet (RFC 6716, section 3.1). */
function samplesIn(packet: Buffer): number {
	const first = packet[0] ?? 0;
	const code = first & 3;
	const frames = code === 0 ? 1 : code === 3 ? (packet[1] ?? 1) & 63 : 2;
	return (CONFIG_MS[first >> 3] * frames * SAMPLE_RATE) / 1000;
}

function ogg(head: Buffer, packets: Buffer[]): Buffer {
	const vendor = Buffer.from('emulator');
	const tags = Buffer.concat([Buffer.from('OpusTags'), length(vendor.length), vendor, length(0)]);
	let position = 0;
	return Buffer.concat([
		pageOf(head, { flags: 2, position: 0, serial: 0 }),
		pageOf(tags, { flags: 0, position: 0, serial: 1 }),
		...packets.map((packet, index) => {
			position += samplesIn(packet);
			return pageOf(packet, { flags: index === packets.length - 1 ? 4 : 0, position, serial: index + 2 });
		}),
	]);
}

function length(value: number): Buffer {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32LE(value);
	return bytes;
}

/** One packet as one page (RFC 3533, section 6). */
function pageOf(
	packet: Buffer,
	{ flags, position, serial }: { flags: number; position: number; serial: number },
): Buffer {
	const lacing = [...new Array<number>(Math.floor(packet.length / 255)).fill(255), packet.length % 255];
	const header = Buffer.alloc(27 + lacing.length);
	header.write('OggS', 0, 'latin1');
	header[5] = flags;
	header.writeBigUInt64LE(BigInt(Math.round(position)), 6);
	header.writeUInt32LE(1, 14);
	header.writeUInt32LE(serial, 18);
	header[26] = lacing.length;
	Buffer.from(lacing).copy(header, 27);
	const whole = Buffer.concat([header, packet]);
	whole.writeUInt32LE(checksum(whole), 22);
	return whole;
}

const table = Array.from({ length: 256 }, (_unused, index) => {
	let value = index << 24;
	for (let bit = 0; bit < 8; bit += 1) value = value & 0x80000000 ? (value << 1) ^ 0x04c11db7 : value << 1;
	return value >>> 0;
});

/** CRC-32 as OGG has it: not reflected, starting with 0. */
function checksum(bytes: Buffer): number {
	let sum = 0;
	for (const byte of bytes) sum = ((sum << 8) ^ table[((sum >>> 24) ^ byte) & 255]) >>> 0;
	return sum;
}
