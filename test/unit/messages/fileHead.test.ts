import fc from 'fast-check';
import { HEAD_BYTES, isAnimatedWebp, oggCodec } from '../../../nodes/WhatsAppBusinessCloud/messages/fileHead';
import { movingSticker, ogg, stillSticker, webm, webp } from '../../fixtures/sounds';

test.each<[string, Buffer, string | undefined]>([
	['Opus', ogg.opus, 'Opus'],
	['Opus after a Skeleton stream', ogg.skeletonAndOpus, 'Opus'],
	['Vorbis', ogg.vorbis, 'Vorbis'],
	['FLAC', ogg.flac, 'FLAC'],
	['Speex', ogg.speex, 'Speex'],
	['another codec', ogg.other, 'another'],
	['part of a file without its beginning', ogg.headless, 'another'],
	['WebM', webm, undefined],
	['MP3', Buffer.from('ID3\x04OpusHead', 'latin1'), undefined],
	['an empty file', Buffer.alloc(0), undefined],
	['only OggS', Buffer.from('OggS'), 'another'],
])('detects the codec of an OGG file: %s', (_name, file, codec) => {
	expect(oggCodec(file)).toBe(codec);
	expect(oggCodec(file.subarray(0, HEAD_BYTES))).toBe(codec);
});

test.each<[string, Buffer, boolean | undefined]>([
	['an animated image', movingSticker, true],
	['a still image in the extended format', stillSticker, false],
	['a lossy image', webp('VP8 ', 0b10), false],
	['a lossless image', webp('VP8L', 0b10), false],
	['a truncated header', movingSticker.subarray(0, 20), false],
	['a PNG image', Buffer.from('89504e470d0a1a0a', 'hex'), undefined],
	['an empty file', Buffer.alloc(0), undefined],
])('detects whether a WebP image is animated: %s', (_name, file, moves) => {
	expect(isAnimatedWebp(file)).toBe(moves);
});

test('returns a codec or undefined for random bytes', () => {
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 600 }), fc.constantFrom('', 'OggS'), (bytes, start) => {
			const codec = oggCodec(Buffer.concat([Buffer.from(start), bytes]));
			expect(['Opus', 'Vorbis', 'FLAC', 'Speex', 'another', undefined]).toContain(codec);
		}),
	);
});
