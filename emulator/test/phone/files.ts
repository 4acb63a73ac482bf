import { oggOfWebm } from '../../src/phoneApi/voice';
import { png as encode } from '../../src/png';
import { clip as sampleClip } from '../../src/sampleFiles/clip';

/** An element of a WebM file. */
const element = (id: string, ...content: Buffer[]): Buffer => {
	const body = Buffer.concat(content);
	const size = Buffer.alloc(4);
	size.writeUInt32BE(0x10000000 | body.length);
	return Buffer.concat([Buffer.from(id, 'hex'), size, body]);
};

const opusHead = Buffer.concat([Buffer.from('OpusHead'), Buffer.from([1, 1, 0x38, 1, 0x80, 0xbb, 0, 0, 0, 0, 0])]);

/** A packet of 20 ms of silence in Opus. */
export const silence = Buffer.from([0xf8, 0xff, 0xfe]);

/** A recording of a browser: Opus in WebM, whose segment and cluster have no size. */
export function webm(packets: number): Buffer {
	const track = element('1654ae6b', element('ae', element('63a2', opusHead)));
	const blocks = Array.from({ length: packets }, () => element('a3', Buffer.from([0x81, 0, 0, 0x80]), silence));
	const unknown = Buffer.from('01ffffffffffffff', 'hex');
	return Buffer.concat([
		element('1a45dfa3'),
		Buffer.from('18538067', 'hex'),
		unknown,
		track,
		Buffer.from('1f43b675', 'hex'),
		unknown,
		...blocks,
	]);
}

/** A voice message of one second. */
export const voice = (): Buffer => oggOfWebm(webm(50));

/** A video of two seconds, in MP4. */
export const clip = (): Buffer => sampleClip;

/** A picture of a gradient. */
export const png = (width = 160, height = 120): Buffer =>
	encode(
		'rgb',
		width,
		Array.from({ length: height }, (_unused, y) =>
			Uint8Array.from({ length: 3 * width }, (_one, index) => {
				const x = Math.floor(index / 3);
				return [230 - x, 120 + y / 2, 90 + x / 2][index % 3];
			}),
		),
	);
