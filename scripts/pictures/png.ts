import { crc32, deflateSync } from 'node:zlib';
import { applyPalette, quantize } from 'gifenc';
import { PNG } from 'pngjs';

/** Most colors that a PNG with a palette can have. */
const COLORS = 256;

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A chunk of a PNG (PNG specification, section 5.3). */
function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const file = Buffer.alloc(body.length + 8);
	file.writeUInt32BE(data.length, 0);
	body.copy(file, 4);
	file.writeUInt32BE(crc32(body), body.length + 4);
	return file;
}

/** The rows of an image, each after the byte that says that it has no filter. */
function rows(index: Uint8Array, width: number, height: number): Buffer {
	const data = Buffer.alloc((width + 1) * height);
	for (let y = 0; y < height; y++) data.set(index.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
	return data;
}

/**
 * A screenshot with at most 256 colors, which takes about a third of the space. Opaque.
 * @param file a PNG
 */
export function shrink(file: Buffer): Buffer {
	const { width, height, data: bytes } = PNG.sync.read(file);
	// gifenc reads the whole memory behind an array.
	const data = new Uint8Array(bytes);
	const palette = quantize(data, COLORS, { format: 'rgb565' });
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	// 8 bits per pixel, with a palette (color type 3).
	header.set([8, 3, 0, 0, 0], 8);
	const colors = Buffer.from(palette.flatMap((color) => color.slice(0, 3)));
	return Buffer.concat([
		SIGNATURE,
		chunk('IHDR', header),
		chunk('PLTE', colors),
		chunk('IDAT', deflateSync(rows(applyPalette(data, palette), width, height), { level: 9 })),
		chunk('IEND', Buffer.alloc(0)),
	]);
}
