import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { GraphError } from '../errors';
import { png } from '../png';
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

function qrPng(modules: boolean[][]): Buffer {
	const rows = modules.flatMap((row) => {
		const pixels = row.flatMap((isDark) => Array<number>(SCALE).fill(isDark ? 0 : 255));
		return Array<Uint8Array>(SCALE).fill(Uint8Array.from(pixels));
	});
	return png('gray', SIDE * SCALE, rows);
}

function qrSvg(modules: boolean[][]): Buffer {
	const squares = modules.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
	return Buffer.from(
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIDE} ${SIDE}"><path d="${squares.join('')}"/></svg>`,
	);
}

/** The path of a picture on the emulator. */
export const picturePath = (of: string, format: 'PNG' | 'SVG'): string =>
	`/pictures?of=${encodeURIComponent(of)}&format=${format}`;

/** The URL of a picture. Meta serves pictures from its media hosts, without a token. */
export const pictureUrl = ({ origin }: RequestContext, of: string, format: 'PNG' | 'SVG'): string =>
	origin + picturePath(of, format);

/** GET on the URL of a picture. */
export function getPicture({ query: { of = '', format = '' } }: RequestContext): RouteResponse {
	if (of === '' || (format !== 'PNG' && format !== 'SVG'))
		throw new GraphError(404, { message: 'Not found', type: 'OAuthException', code: 100 });
	const content = format === 'PNG' ? qrPng(pattern(of)) : qrSvg(pattern(of));
	return {
		stream: { from: () => Readable.from([content]), length: content.length },
		headers: { 'Content-Type': format === 'PNG' ? 'image/png' : 'image/svg+xml' },
	};
}
