import { png } from '../png';

type Point = readonly [x: number, y: number];
type Color = readonly [red: number, green: number, blue: number];

/** A shape in one color, on a canvas of 100 by 100. */
export interface Shape {
	color: Color;
	contains: (x: number, y: number) => boolean;
}

const colorOf = (hex: string): Color => {
	const value = Number.parseInt(hex, 16);
	return [value >> 16, (value >> 8) & 255, value & 255];
};

/** @param turn angle in degrees */
export function ellipse(hex: string, [cx, cy]: Point, [rx, ry]: Point, turn = 0): Shape {
	const [sin, cos] = [Math.sin((turn * Math.PI) / 180), Math.cos((turn * Math.PI) / 180)];
	return {
		color: colorOf(hex),
		contains: (x, y) => {
			const [dx, dy] = [x - cx, y - cy];
			return ((dx * cos + dy * sin) / rx) ** 2 + ((dy * cos - dx * sin) / ry) ** 2 <= 1;
		},
	};
}

/** A polygon by the even-odd rule. */
export const polygon = (hex: string, ...points: Point[]): Shape => ({
	color: colorOf(hex),
	contains: (x, y) => {
		let isInside = false;
		points.forEach(([x1, y1], index) => {
			const [x2, y2] = points[(index + 1) % points.length];
			if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) isInside = !isInside;
		});
		return isInside;
	},
});

/** Samples per side of a pixel, for smooth edges. */
const SAMPLES = 2;

/**
 * Draws a square picture.
 * @param sky colors at the top and at the bottom of the background
 * @param shapes the last one is in front
 * @returns a PNG
 */
export function draw(side: number, sky: readonly [top: string, bottom: string], shapes: Shape[]): Buffer {
	const [top, bottom] = sky.map(colorOf);
	const inFront = [...shapes].reverse();
	const scale = 100 / (side * SAMPLES);
	const colorAt = (column: number, row: number): Color => {
		const [x, y] = [(column + 0.5) * scale, (row + 0.5) * scale];
		const shape = inFront.find(({ contains }) => contains(x, y));
		if (shape) return shape.color;
		const mix = (channel: 0 | 1 | 2): number => top[channel] + ((bottom[channel] - top[channel]) * y) / 100;
		return [mix(0), mix(1), mix(2)];
	};
	const rows = Array.from({ length: side }, (_unused, row) => {
		const pixels = new Uint8Array(side * 3);
		for (let column = 0; column < side; column += 1) {
			const sum = [0, 0, 0];
			for (let sample = 0; sample < SAMPLES * SAMPLES; sample += 1) {
				const color = colorAt(column * SAMPLES + (sample % SAMPLES), row * SAMPLES + Math.floor(sample / SAMPLES));
				color.forEach((value, channel) => (sum[channel] += value));
			}
			sum.forEach((value, channel) => (pixels[column * 3 + channel] = Math.round(value / (SAMPLES * SAMPLES))));
		}
		return pixels;
	});
	return png('rgb', side, rows);
}
