import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { deflateSync } from 'node:zlib';
import { GraphError } from '../errors';
import type { RequestContext, RouteResponse } from '../requestContext';

/** Modules per side of the smallest QR code, and pixels per module. */
const SIDE = 21;
const SCALE = 8;

/** A pattern that looks like a QR code. It is the same for the same text, and cannot be scanned. */
function pattern(text: string): boolean[][] {
	const bits = createHash('sha512').update(text).digest();
	const isDark = (index: number): boolean => ((bits[(index >> 3) % bits.length] >> (index & 7)) & 1) === 1;
	const inFinder = (row: number, column: number): boolean | undefined => {
		for (const [top, left] of [
			[0, 0],
			[0, SIDE - 7],
			[SIDE - 7, 0],
		]) {
			const [y, x] = [row - top, column - left];
			if (y < -1 || y > 7 || x < -1 || x > 7) continue;
			const ring = Math.max(Math.abs(y - 3), Math.abs(x - 3));
			return ring !== 2 && ring !== 4;
		}
		return undefined;
	};
	return Array.from({ length: SIDE }, (_row, row) =>
		Array.from({ length: SIDE }, (_column, column) => inFinder(row, column) ?? isDark(row * SIDE + column)),
	);
}

/** PNG specification, annex D. */
function crc32(data: Buffer): number {
	let crc = 0xffffffff;
	for (const byte of data) {
		crc ^= byte;
		for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
	}
	return (crc ^ 0xffffffff) >>> 0;
}

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const frame = Buffer.alloc(8);
	frame.writeUInt32BE(data.length, 0);
	frame.writeUInt32BE(crc32(body), 4);
	return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** A PNG in shades of gray (PNG specification, 8 bits per pixel). */
function png(modules: boolean[][]): Buffer {
	const size = SIDE * SCALE;
	const rows = modules.flatMap((row) => {
		const pixels = row.flatMap((isDark) => Array<number>(SCALE).fill(isDark ? 0 : 255));
		return Array<Buffer>(SCALE).fill(Buffer.from([0, ...pixels]));
	});
	const header = Buffer.alloc(13);
	header.writeUInt32BE(size, 0);
	header.writeUInt32BE(size, 4);
	header.set([8, 0, 0, 0, 0], 8);
	return Buffer.concat([
		Buffer.from('89504e470d0a1a0a', 'hex'),
		chunk('IHDR', header),
		chunk('IDAT', deflateSync(Buffer.concat(rows))),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

function svg(modules: boolean[][]): Buffer {
	const squares = modules.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
	return Buffer.from(
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIDE} ${SIDE}"><path d="${squares.join('')}"/></svg>`,
	);
}

/** The URL of a picture. Meta serves pictures from its media hosts, without a token. */
export const pictureUrl = (ctx: RequestContext, of: string, format: 'PNG' | 'SVG'): string =>
	`${ctx.origin}/pictures?of=${encodeURIComponent(of)}&format=${format}`;

/** GET on the URL of a picture. */
export function getPicture({ query: { of = '', format = '' } }: RequestContext): RouteResponse {
	if (of === '' || (format !== 'PNG' && format !== 'SVG'))
		throw new GraphError(404, { message: 'Not found', type: 'OAuthException', code: 100 });
	const content = format === 'PNG' ? png(pattern(of)) : svg(pattern(of));
	return {
		stream: { from: () => Readable.from([content]), length: content.length },
		headers: { 'Content-Type': format === 'PNG' ? 'image/png' : 'image/svg+xml' },
	};
}
