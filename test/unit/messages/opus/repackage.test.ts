import fc from 'fast-check';
import { oggCodec } from '../../../../nodes/WhatsAppBusinessCloud/messages/fileHead';
import { packetSamples } from '../../../../nodes/WhatsAppBusinessCloud/messages/opus/oggOpus';
import { toOggOpus } from '../../../../nodes/WhatsAppBusinessCloud/messages/opus/repackage';
import {
	blockGroup,
	element,
	opusHead,
	packet,
	readOgg,
	simpleBlock,
	track,
	webm,
	type OggPage,
	type WebmOptions,
} from './webm';

const repackaged = (clusters: Buffer[][], options?: WebmOptions): OggPage[] =>
	readOgg(toOggOpus(webm(clusters, options))!);
/** The packets of the audio. */
const audio = (clusters: Buffer[][], options?: WebmOptions): Buffer[] =>
	repackaged(clusters, options)
		.slice(2)
		.flatMap(({ packets }) => packets);
const [a, b, c] = [packet(10, 1), packet(300, 2), packet(255, 3)];

test('writes the headers, then the packets unchanged', () => {
	const file = toOggOpus(webm([[simpleBlock(a), simpleBlock(b)], [simpleBlock(c)]]))!;
	expect(oggCodec(file)).toBe('Opus');
	const [head, tags, ...pages] = readOgg(file);
	expect(head).toEqual({ type: 2, position: 0, sequence: 0, packets: [opusHead()], isIntact: true });
	expect(tags).toMatchObject({ type: 0, position: 0, sequence: 1, isIntact: true });
	expect(tags.packets[0].toString('latin1', 0, 8)).toBe('OpusTags');
	expect(tags.packets[0].readUInt32LE(8)).toBe(tags.packets[0].length - 16);
	expect(pages).toEqual([{ type: 4, position: 3 * 960, sequence: 2, packets: [a, b, c], isIntact: true }]);
});

test('reads a recording of a browser, whose sizes are unknown', () => {
	expect(audio([[simpleBlock(a), simpleBlock(b)], [simpleBlock(c)]], { size: 'unknown' })).toEqual([a, b, c]);
});

test('reads blocks in groups, and drops the padding at the end', () => {
	// 10 ms in nanoseconds.
	const pages = repackaged([[blockGroup(a), blockGroup(b, Buffer.from('00989680', 'hex'))]]);
	expect(pages.at(-1)).toMatchObject({ position: 2 * 960 - 480, packets: [a, b] });
});

test.each([
	['Xiph', 0x02, Buffer.from([2, 10, 255, 45])],
	['EBML', 0x06, Buffer.from([2, 0x8a, 0x60 | 0, 0])],
])('reads frames with %s lacing', (kind, flags, lace) => {
	// The second size in EBML lacing is the difference to the first one: 300 - 10.
	if (kind === 'EBML') lace.writeUInt16BE(0x4000 | (290 + 8191), 2);
	expect(audio([[simpleBlock(Buffer.concat([lace, a, b, c]), flags)]])).toEqual([a, b, c]);
});

test('reads frames with fixed lacing', () => {
	const same = [packet(20, 1), packet(20, 2)];
	expect(audio([[simpleBlock(Buffer.concat([Buffer.from([1]), ...same]), 0x04)]])).toEqual(same);
});

test('starts a page after a second, and before it has too many segments', () => {
	const short = Array.from({ length: 120 }, (_unused, index) => packet(20, index));
	const pages = repackaged([short.map((one) => simpleBlock(one))]).slice(2);
	expect(pages.map(({ packets, position, type }) => [packets.length, position, type])).toEqual([
		[50, 48_000, 0],
		[50, 96_000, 0],
		[20, 115_200, 4],
	]);
	const long = Array.from({ length: 3 }, (_unused, index) => packet(30_000, index));
	expect(
		repackaged([long.map((one) => simpleBlock(one))])
			.slice(2)
			.map(({ packets, isIntact }) => [packets.length, isIntact]),
	).toEqual([
		[2, true],
		[1, true],
	]);
});

test('takes the Opus track, and no other', () => {
	const video = track(1, 'V_VP8');
	const voice = track(2, 'A_OPUS', opusHead(2));
	const blocks = [simpleBlock(b, 0, 1), simpleBlock(a, 0, 2), simpleBlock(c, 0, 1)];
	expect(audio([blocks], { tracks: [video, voice] })).toEqual([a]);
});

test('reads a recording that was cut off as far as it goes', () => {
	const file = webm([[simpleBlock(a), simpleBlock(b)]], { size: 'unknown' });
	const pages = readOgg(toOggOpus(file.subarray(0, -1))!);
	expect(pages.at(-1)!.packets).toEqual([a]);
});

test.each<[string, Buffer]>([
	['another codec', webm([[simpleBlock(a)]], { tracks: [track(1, 'A_VORBIS', opusHead())] })],
	['no header of the codec', webm([[simpleBlock(a)]], { tracks: [track(1, 'A_OPUS')] })],
	[
		'compressed packets',
		webm([[simpleBlock(a)]], { tracks: [track(1, 'A_OPUS', opusHead(), [element(0x6d80, [0])])] }),
	],
	['no packets', webm([[]])],
	['another file', Buffer.from('OggS')],
	['an empty file', Buffer.alloc(0)],
])('does not repackage %s', (_name, file) => expect(toOggOpus(file)).toBeUndefined());

// RFC 6716, table 2 and section 3.1.
test.each([
	['SILK, 60 ms', [0x18], 2880],
	['hybrid, 10 ms', [0x60], 480],
	['CELT, 2.5 ms', [0x80], 120],
	['two frames of 20 ms', [0xf9], 1920],
	['two frames of other lengths', [0xfa], 1920],
	['three frames of 20 ms', [0xfb, 0x83], 2880],
])('knows the length of a packet: %s', (_name, bytes, samples) =>
	expect(packetSamples(Buffer.from(bytes))).toBe(samples),
);

test('repackages any packets, and never fails for a damaged file', () => {
	const anyPacket = fc
		.tuple(fc.integer({ min: 2, max: 1300 }), fc.nat(255))
		.map(([length, fill]) => packet(length, fill));
	fc.assert(
		fc.property(fc.array(anyPacket, { minLength: 1, maxLength: 80 }), fc.nat(), fc.nat(255), (packets, place, byte) => {
			const file = webm([packets.map((one) => simpleBlock(one))]);
			const pages = readOgg(toOggOpus(file)!);
			expect(pages.slice(2).flatMap((page) => page.packets)).toEqual(packets);
			expect(pages.every(({ isIntact, sequence }, index) => isIntact && sequence === index)).toBe(true);
			file[place % file.length] = byte;
			toOggOpus(file);
			toOggOpus(file.subarray(0, place % file.length));
		}),
		{ numRuns: 60 },
	);
});
