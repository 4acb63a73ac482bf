import fc from 'fast-check';
import { HEAD_BYTES, isAnimatedWebp, oggCodec } from '../../../nodes/WhatsAppBusinessCloud/messages/fileHead';
import { movingSticker, ogg, stillSticker, webm, webp } from '../../fixtures/sounds';

test.each<[string, Buffer, string | undefined]>([
	['Opus', ogg.opus, 'Opus'],
	['Opus behind a skeleton', ogg.skeletonAndOpus, 'Opus'],
	['Vorbis', ogg.vorbis, 'Vorbis'],
	['FLAC', ogg.flac, 'FLAC'],
	['Speex', ogg.speex, 'Speex'],
	['another codec', ogg.other, 'another'],
	['a piece without its beginning', ogg.headless, 'another'],
	['WebM', webm, undefined],
	['MP3', Buffer.from('ID3\x04OpusHead', 'latin1'), undefined],
	['nothing', Buffer.alloc(0), undefined],
	['no more than OggS', Buffer.from('OggS'), 'another'],
])('detects the codec of an OGG file: %s', (_name, file, codec) => {
	expect(oggCodec(file)).toBe(codec);
	expect(oggCodec(file.subarray(0, HEAD_BYTES))).toBe(codec);
});

test.each<[string, Buffer, boolean | undefined]>([
	['a moving picture', movingSticker, true],
	['a still picture in the extended form', stillSticker, false],
	['a lossy picture', webp('VP8 ', 0b10), false],
	['a lossless picture', webp('VP8L', 0b10), false],
	['a header that is cut', movingSticker.subarray(0, 20), false],
	['PNG', Buffer.from('89504e470d0a1a0a', 'hex'), undefined],
	['nothing', Buffer.alloc(0), undefined],
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
