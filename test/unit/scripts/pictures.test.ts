import { PNG } from 'pngjs';
import { animate, sideBySide } from '../../../scripts/pictures/gif';
import { shrink } from '../../../scripts/pictures/png';

/** A picture of one color, with a dot of another color at its start. */
function picture(width: number, height: number, [red, green, blue]: number[], dot = [0, 0, 0]): PNG {
	const png = new PNG({ width, height });
	for (let place = 0; place < png.data.length; place += 4) png.data.set([red, green, blue, 255], place);
	png.data.set([...dot, 255], 0);
	return png;
}

const pixel = ({ data, width }: PNG, x: number, y: number): number[] => [
	...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 3),
];

it('saves a picture with a palette, in the same colors', () => {
	const shrunk = shrink(PNG.sync.write(picture(40, 30, [248, 0, 0], [0, 0, 248])));
	// Color type 3: with a palette.
	expect(shrunk[25]).toBe(3);
	const read = PNG.sync.read(shrunk);
	expect([read.width, read.height, pixel(read, 0, 0), pixel(read, 39, 29)]).toEqual([40, 30, [0, 0, 248], [248, 0, 0]]);
});

it('puts two pictures side by side on white', () => {
	const both = sideBySide(picture(10, 20, [248, 0, 0]), picture(6, 10, [0, 248, 0]));
	expect([both.width, both.height]).toEqual([32, 20]);
	expect([pixel(both, 9, 19), pixel(both, 20, 10), pixel(both, 27, 10), pixel(both, 27, 0)]).toEqual([
		[248, 0, 0],
		[255, 255, 255],
		[0, 248, 0],
		[255, 255, 255],
	]);
});

it('makes an endless animation in which frames hold only what changes', () => {
	const still = picture(100, 100, [248, 0, 0]);
	const frames = [still, picture(100, 100, [248, 0, 0], [0, 0, 248])].map((one) => ({ picture: one, delay: 700 }));
	const gif = animate(frames);
	expect(gif.subarray(0, 6).toString()).toBe('GIF89a');
	expect(gif.includes(Buffer.from('NETSCAPE2.0'))).toBe(true);
	expect(gif.length).toBeLessThan(animate([frames[0]]).length * 2);
});
