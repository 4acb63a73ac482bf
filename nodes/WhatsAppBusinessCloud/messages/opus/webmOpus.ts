/**
 * Reads the Opus packets of a WebM file, such as a recording of a browser. Matroska specification (RFC 9559), WebM
 * container guidelines.
 */

/** IDs of the elements that are read. */
const ids = {
	ebml: 0x1a45dfa3,
	segment: 0x18538067,
	tracks: 0x1654ae6b,
	trackEntry: 0xae,
	trackNumber: 0xd7,
	codecId: 0x86,
	codecPrivate: 0x63a2,
	contentEncodings: 0x6d80,
	cluster: 0x1f43b675,
	simpleBlock: 0xa3,
	blockGroup: 0xa0,
	block: 0xa1,
	discardPadding: 0x75a2,
};

/** Elements whose content is read element by element. Recordings do not know the size of some of them. */
const containers = new Set([ids.segment, ids.tracks, ids.trackEntry, ids.cluster, ids.blockGroup]);

/** The audio of a file. */
export interface OpusAudio {
	/** The ID header of the stream, `OpusHead` (RFC 7845). */
	head: Buffer;
	packets: Buffer[];
	/** Samples to drop at the end, at 48 kHz. */
	padding: number;
}

interface Track {
	number?: number;
	codec?: string;
	head?: Buffer;
	isEncoded?: boolean;
}

/** A number of variable length. @returns undefined if it is incomplete */
function readVint(file: Buffer, at: number, keepMarker: boolean): { value: number; length: number } | undefined {
	const first = file[at];
	if (first === undefined || first === 0) return undefined;
	const length = Math.clz32(first) - 23;
	if (at + length > file.length) return undefined;
	let value = keepMarker ? first : first & (0xff >> length);
	for (let i = 1; i < length; i++) value = value * 256 + file[at + i];
	return { value, length };
}

/** Whether all bits of the size are set: it is unknown. */
const isUnknownSize = ({ value, length }: { value: number; length: number }): boolean =>
	value === 2 ** (7 * length) - 1;

/** One element; `content` is empty for those that contain others. */
interface Element {
	id: number;
	content: Buffer;
}

/** The elements of a file in order, as far as they are complete. */
function* elements(file: Buffer): Generator<Element> {
	let at = 0;
	for (;;) {
		const id = readVint(file, at, true);
		const size = id && readVint(file, at + id.length, false);
		if (id === undefined || size === undefined) return;
		const start = at + id.length + size.length;
		if (containers.has(id.value)) {
			yield { id: id.value, content: file.subarray(start, start) };
			at = start;
			continue;
		}
		const end = start + size.value;
		if (isUnknownSize(size) || end > file.length) return;
		yield { id: id.value, content: file.subarray(start, end) };
		at = end;
	}
}

const readUnsigned = (content: Buffer): number => content.reduce((sum, byte) => sum * 256 + byte, 0);

/** A signed number of nanoseconds, as samples at 48 kHz. */
function toSamples(content: Buffer): number {
	const value = readUnsigned(content);
	const isNegative = content.length > 0 && content[0] >= 128;
	return Math.round(((isNegative ? value - 2 ** (8 * content.length) : value) * 48_000) / 1e9);
}

/** Sizes of the frames of a block but the last one, after the byte with their number. */
function readLaceSizes(body: Buffer, kind: number, count: number): { sizes: number[]; length: number } | undefined {
	if (kind === 2) return { sizes: Array<number>(count - 1).fill(Math.floor((body.length - 1) / count)), length: 1 };
	const sizes: number[] = [];
	let at = 1;
	while (sizes.length < count - 1) {
		if (kind === 1) {
			let size = 0;
			while (body[at] === 255) size += body[at++];
			size += body[at++] ?? NaN;
			sizes.push(size);
			continue;
		}
		const found = readVint(body, at, false);
		if (found === undefined) return undefined;
		at += found.length;
		const previous = sizes[sizes.length - 1];
		// After the first size, the difference to the one before, in a range around 0.
		sizes.push(previous === undefined ? found.value : previous + found.value - (2 ** (7 * found.length - 1) - 1));
	}
	return { sizes, length: at };
}

/** The frames of a block of this track. */
function framesOf(block: Buffer, track: number): Buffer[] {
	const number = readVint(block, 0, false);
	if (number?.value !== track || block.length < number.length + 3) return [];
	const kind = (block[number.length + 2] & 6) >> 1;
	const body = block.subarray(number.length + 3);
	if (kind === 0) return [body];
	const lace = readLaceSizes(body, kind, (body[0] ?? 0) + 1);
	if (lace === undefined || lace.sizes.some((size) => !(size >= 0))) return [];
	let at = lace.length;
	const frames = lace.sizes.map((size) => body.subarray(at, (at += size)));
	return [...frames, body.subarray(at)];
}

/** Whether a file starts like one of Matroska, which WebM is a part of. @param head its first bytes */
export const isMatroska = (head: Buffer): boolean => head.length >= 4 && head.readUInt32BE(0) === ids.ebml;

/** Reads the properties of a track. */
function readTrack(track: Track, { id, content }: Element): void {
	if (id === ids.trackNumber) track.number = readUnsigned(content);
	if (id === ids.codecId) track.codec = content.toString('latin1').replace(/\0+$/, '');
	if (id === ids.codecPrivate) track.head = content;
	if (id === ids.contentEncodings) track.isEncoded = true;
}

const isOpus = ({ codec, head, isEncoded }: Track): boolean =>
	codec === 'A_OPUS' && isEncoded !== true && head?.toString('latin1', 0, 8) === 'OpusHead';

/**
 * Reads the first Opus track. A recording that was cut off is read as far as it goes.
 * @returns undefined if the file has no Opus track, or no packet in it
 */
export function readWebmOpus(file: Buffer): OpusAudio | undefined {
	const tracks: Track[] = [];
	const packets: Buffer[] = [];
	let padding = 0;
	let chosen: Track | undefined;
	for (const element of elements(file)) {
		const { id, content } = element;
		if (id === ids.trackEntry) tracks.push({});
		else if (tracks.length > 0) readTrack(tracks[tracks.length - 1], element);
		if (id === ids.cluster) chosen ??= tracks.find(isOpus);
		if (id === ids.simpleBlock || id === ids.block) {
			const frames = chosen?.number === undefined ? [] : framesOf(content, chosen.number);
			if (frames.length > 0) padding = 0;
			packets.push(...frames.filter((frame) => frame.length > 0));
		}
		if (id === ids.discardPadding) padding = toSamples(content);
	}
	if (chosen?.head === undefined || packets.length === 0) return undefined;
	return { head: chosen.head, packets, padding: Math.max(0, padding) };
}
