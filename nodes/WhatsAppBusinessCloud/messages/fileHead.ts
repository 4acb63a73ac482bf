/**
 * Number of bytes that identify a file: the first pages of all streams of an OGG file, the header of a WebP picture.
 */
export const HEAD_BYTES = 512;

const ascii = (head: Buffer, start: number, end: number): string => head.toString('latin1', start, end);

/** How the first packet of a stream in OGG starts, by codec (RFC 7845 and the mappings of Xiph.org). */
const packets: Array<[start: string, codec: string]> = [
	['OpusHead', 'Opus'],
	['\x01vorbis', 'Vorbis'],
	['\x7fFLAC', 'FLAC'],
	['Speex   ', 'Speex'],
];

/**
 * The codec of an OGG file (RFC 3533: each stream starts with a page of its own, before all other pages).
 * @param head the first HEAD_BYTES of the file
 * @returns `Opus` if any stream uses it, otherwise the codec of the first stream or `another`; undefined when this is
 * not an OGG file
 */
export function oggCodec(head: Buffer): string | undefined {
	const found: string[] = [];
	for (let page = 0; page + 27 < head.length && ascii(head, page, page + 4) === 'OggS';) {
		const isFirst = (head[page + 5] & 2) !== 0;
		if (!isFirst) break;
		const segments = head.subarray(page + 27, page + 27 + head[page + 26]);
		const packet = page + 27 + head[page + 26];
		found.push(packets.find(([start]) => ascii(head, packet, packet + start.length) === start)?.[1] ?? 'another');
		page = packet + segments.reduce((sum, bytes) => sum + bytes, 0);
	}
	if (ascii(head, 0, 4) !== 'OggS') return undefined;
	return found.includes('Opus') ? 'Opus' : (found.find((codec) => codec !== 'another') ?? 'another');
}

/**
 * Whether a WebP picture is animated: the animation flag of its VP8X chunk (WebP container specification).
 * @returns undefined when this is not a WebP file
 */
export function isAnimatedWebp(head: Buffer): boolean | undefined {
	if (ascii(head, 0, 4) !== 'RIFF' || ascii(head, 8, 12) !== 'WEBP') return undefined;
	return ascii(head, 12, 16) === 'VP8X' && head.length > 20 && (head[20] & 0b10) !== 0;
}
