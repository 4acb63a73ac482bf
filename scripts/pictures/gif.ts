import { applyPalette, GIFEncoder, quantize } from 'gifenc';
import { PNG } from 'pngjs';

/** A picture of an animation, and how long it is shown. */
export interface Frame {
	picture: PNG;
	/** In ms. */
	delay: number;
}

/** Colors of an animation, of which one stands for "as before". */
const COLORS = 255;

/** Space between two pictures side by side, in pixels. */
const GAP = 16;

const WHITE = 255;

/** Two pictures side by side, on white, the lower one centered. */
export function sideBySide(left: PNG, right: PNG): PNG {
	const height = Math.max(left.height, right.height);
	const both = new PNG({ width: left.width + GAP + right.width, height });
	both.data.fill(WHITE);
	const top = (picture: PNG): number => Math.floor((height - picture.height) / 2);
	PNG.bitblt(left, both, 0, 0, left.width, left.height, 0, top(left));
	PNG.bitblt(right, both, 0, 0, right.width, right.height, left.width + GAP, top(right));
	return both;
}

/** What differs from the frame before; the rest is transparent, which takes next to no space. */
function changes(index: Uint8Array, before: Uint8Array | undefined, transparent: number): Uint8Array {
	return before === undefined ? index : index.map((color, place) => (color === before[place] ? transparent : color));
}

/**
 * An endless animation.
 * @param frames of one size
 */
export function animate(frames: Frame[]): Buffer {
	const [{ picture }] = frames;
	const { width, height } = picture;
	const palette = quantize(new Uint8Array(Buffer.concat(frames.map((frame) => frame.picture.data))), COLORS, {
		format: 'rgb565',
	});
	const transparent = palette.length;
	const colors = [...palette, [0, 0, 0]];
	const gif = GIFEncoder();
	let before: Uint8Array | undefined;
	for (const { picture: one, delay } of frames) {
		const index = applyPalette(new Uint8Array(one.data), palette);
		gif.writeFrame(changes(index, before, transparent), width, height, {
			...(before === undefined && { palette: colors }),
			delay,
			transparent: before !== undefined,
			transparentIndex: transparent,
			dispose: 1,
		});
		before = index;
	}
	gif.finish();
	return Buffer.from(gif.bytes());
}
