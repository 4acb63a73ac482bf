import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { oggOfWebm } from '../../src/phoneApi/voice';

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
export const clip = (): Buffer => readFileSync(join(__dirname, 'clip.mp4'));

/** A picture of a gradient. */
export function png(width = 160, height = 120): Buffer {
	const rows = Array.from({ length: height }, (_unused, y) =>
		Buffer.from([0, ...Array.from({ length: width }, (_one, x) => [230 - x, 120 + y / 2, 90 + x / 2]).flat()]),
	);
	const head = Buffer.alloc(13);
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	head.set([8, 2, 0, 0, 0], 8);
	const chunk = (name: string, content: Buffer): Buffer => {
		const named = Buffer.concat([Buffer.from(name), content]);
		const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
		size.writeUInt32BE(content.length);
		sum.writeUInt32BE(crc32(named));
		return Buffer.concat([size, named, sum]);
	};
	return Buffer.concat([
		Buffer.from('89504e470d0a1a0a', 'hex'),
		chunk('IHDR', head),
		chunk('IDAT', deflateSync(Buffer.concat(rows))),
		chunk('IEND', Buffer.alloc(0)),
	]);
}
