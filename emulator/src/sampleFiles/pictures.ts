import { draw, ellipse, polygon, type Shape } from './draw';

const SIDE = 400;

const table = (hex: string): Shape => polygon(hex, [0, 78], [100, 78], [100, 100], [0, 100]);
const pot = (hex: string, rim: string): Shape[] => [
	polygon(hex, [34, 60], [66, 60], [61, 86], [39, 86]),
	polygon(rim, [31, 55], [69, 55], [68, 62], [32, 62]),
];

/** A succulent in a pot. */
export const succulent = (): Buffer =>
	draw(
		SIDE,
		['fdf3e4', 'f6d9b8'],
		[
			table('d9a577'),
			...[-70, -45, -20, 0, 20, 45, 70].map((turn, index) =>
				ellipse(
					index % 2 === 0 ? '3f8f63' : '57ab78',
					[50 + turn * 0.28, 42 + Math.abs(turn) * 0.1],
					[6, 17 - Math.abs(turn) * 0.06],
					turn,
				),
			),
			ellipse('7cc796', [50, 47], [6, 9]),
			...pot('b5553c', 'cb6a4e'),
		],
	);

/** A small lemon tree. */
export const lemonTree = (): Buffer =>
	draw(
		SIDE,
		['e3f3fb', 'c4e3ef'],
		[
			table('8fb8a8'),
			polygon('7a5a3c', [48, 36], [52, 36], [53, 60], [47, 60]),
			ellipse('2f7d4f', [50, 30], [25, 21]),
			ellipse('3f9a63', [41, 25], [14, 12]),
			ellipse('3f9a63', [61, 32], [12, 10]),
			...[
				[36, 35],
				[48, 22],
				[58, 38],
				[66, 24],
				[46, 42],
			].map(([x, y]) => ellipse('f7cf3c', [x, y], [4.4, 3.6], -25)),
			...pot('3b6ea5', '4f86c0'),
		],
	);

/** A watering can. */
export const wateringCan = (): Buffer =>
	draw(
		SIDE,
		['f3ecfb', 'dccdf0'],
		[
			table('b79bd6'),
			ellipse('4b8f8c', [66, 52], [19, 19]),
			ellipse('e8def6', [66, 52], [13, 13]),
			polygon('57a5a1', [22, 34], [27, 31], [46, 62], [46, 72]),
			polygon('3f7c79', [14, 33], [27, 22], [31, 28], [18, 39]),
			polygon('63b3af', [38, 44], [70, 44], [73, 84], [35, 84]),
			polygon('4b8f8c', [37, 40], [71, 40], [71, 46], [37, 46]),
			ellipse('7cc796', [55, 66], [5, 11], 30),
			ellipse('7cc796', [51, 68], [4, 8], -35),
		],
	);
