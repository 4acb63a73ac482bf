/** Writes Opus packets as an Ogg file (RFC 3533, RFC 7845). */
import type { OpusAudio } from './webmOpus';

/** Name of the program that wrote a file, in its comment header. */
const VENDOR = 'n8n-nodes-whatsapp-business-cloud';

/** Samples of a page at most, at 48 kHz: one second, as RFC 7845 recommends. */
const PAGE_SAMPLES = 48_000;
/** A page has at most 255 segments of at most 255 bytes. */
const MAX_SEGMENTS = 255;

/** An Ogg file can contain several streams; this one has one. */
const SERIAL = 1;

/** Bits of a page's type. */
const FIRST = 2;
const LAST = 4;

/** CRC-32 with polynomial 0x04c11db7, neither reflected nor inverted. */
const table = Uint32Array.from({ length: 256 }, (_unused, index) => {
	let value = index << 24;
	for (let bit = 0; bit < 8; bit++) value = (value << 1) ^ (value < 0 ? 0x04c11db7 : 0);
	return value >>> 0;
});

const checksum = (page: Buffer): number =>
	page.reduce((crc, byte) => ((crc << 8) ^ table[((crc >>> 24) ^ byte) & 0xff]) >>> 0, 0);

/** Samples of one frame at 48 kHz, by the configuration in the first byte of a packet. RFC 6716, section 3.1. */
function frameSamples(config: number): number {
	if (config < 12) return [480, 960, 1920, 2880][config % 4];
	if (config < 16) return [480, 960][config % 2];
	return [120, 240, 480, 960][config % 4];
}

/** Samples of a packet at 48 kHz. RFC 6716, section 3.1. */
export function packetSamples(packet: Buffer): number {
	const [first, second = 0] = packet;
	const frames = [1, 2, 2, second & 0x3f][first & 3];
	return frames * frameSamples(first >> 3);
}

const segmentsOf = ({ length }: Buffer): number => Math.floor(length / 255) + 1;

interface Page {
	packets: Buffer[];
	/** Samples up to the end of the page. */
	position: number;
	type: number;
}

function pageOf({ packets, position, type }: Page, sequence: number): Buffer {
	const segments = packets.flatMap(({ length }) => [
		...Array<number>(Math.floor(length / 255)).fill(255),
		length % 255,
	]);
	const header = Buffer.alloc(27 + segments.length);
	header.write('OggS', 0, 'latin1');
	header[5] = type;
	header.writeBigInt64LE(BigInt(position), 6);
	header.writeUInt32LE(SERIAL, 14);
	header.writeUInt32LE(sequence, 18);
	header[26] = segments.length;
	header.set(segments, 27);
	const page = Buffer.concat([header, ...packets]);
	page.writeUInt32LE(checksum(page), 22);
	return page;
}

/** The comment header, without comments. */
function tags(): Buffer {
	const vendor = Buffer.from(VENDOR, 'latin1');
	const [length, none] = [Buffer.alloc(4), Buffer.alloc(4)];
	length.writeUInt32LE(vendor.length);
	return Buffer.concat([Buffer.from('OpusTags', 'latin1'), length, vendor, none]);
}

/** Distributes packets over pages. */
function audioPages(packets: Buffer[], padding: number): Page[] {
	const pages: Page[] = [];
	let page: Page = { packets: [], position: 0, type: 0 };
	let [segments, start] = [0, 0];
	for (const packet of packets) {
		const samples = packetSamples(packet);
		const isFull = segments + segmentsOf(packet) > MAX_SEGMENTS || page.position + samples - start > PAGE_SAMPLES;
		if (isFull && page.packets.length > 0) {
			pages.push(page);
			start = page.position;
			page = { packets: [], position: start, type: 0 };
			segments = 0;
		}
		page.packets.push(packet);
		page.position += samples;
		segments += segmentsOf(packet);
	}
	pages.push({ ...page, position: Math.max(start, page.position - padding), type: LAST });
	return pages;
}

/** An Ogg file with this audio. The same audio gives the same bytes. */
export function writeOggOpus({ head, packets, padding }: OpusAudio): Buffer {
	const pages: Page[] = [
		{ packets: [head], position: 0, type: FIRST },
		{ packets: [tags()], position: 0, type: 0 },
		...audioPages(packets, padding),
	];
	return Buffer.concat(pages.map(pageOf));
}
