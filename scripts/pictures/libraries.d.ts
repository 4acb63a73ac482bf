declare module 'gifenc' {
	/** Colors as `[red, green, blue]`. */
	type Palette = number[][];

	export function quantize(rgba: Uint8Array, maxColors: number, options?: { format?: string }): Palette;
	export function applyPalette(rgba: Uint8Array, palette: Palette, format?: string): Uint8Array;
	export function GIFEncoder(): {
		writeFrame(
			index: Uint8Array,
			width: number,
			height: number,
			options: { palette?: Palette; delay: number; transparent?: boolean; transparentIndex?: number; dispose?: number },
		): void;
		finish(): void;
		bytes(): Uint8Array;
	};
}

declare module 'pngjs' {
	export class PNG {
		constructor(size: { width: number; height: number });
		width: number;
		height: number;
		/** Four bytes per pixel: red, green, blue, opacity. */
		data: Buffer;
		static sync: { read(file: Buffer): PNG; write(picture: PNG): Buffer };
		static bitblt(
			from: PNG,
			to: PNG,
			fromX: number,
			fromY: number,
			width: number,
			height: number,
			toX: number,
			toY: number,
		): void;
	}
}
