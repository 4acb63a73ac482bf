import type { Browser } from '../../test/e2e/support/browser';

const SIZE = { width: 360, height: 190 };

const scene = (background: string, shapes: string): string =>
	`<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE.width}" height="${SIZE.height}" viewBox="0 0 360 190"><rect width="360" height="190" fill="${background}"/><rect y="140" width="360" height="50" fill="#c9a27a"/>${shapes}</svg>`;

const loaf = [
	'<path d="M70 145c-30-60 20-95 110-95s140 35 110 95z" fill="#a9652c"/>',
	'<path d="M84 140c-20-45 20-76 96-76s116 31 96 76z" fill="#c07a3a"/>',
	...[130, 180, 230].map(
		(x) =>
			`<path d="M${x - 14} 120q10-34 34-44" stroke="#f1d9b5" stroke-width="9" fill="none" stroke-linecap="round"/>`,
	),
].join('');

const slice = [
	'<path d="M80 140 250 88v52z" fill="#e3b36a"/>',
	'<path d="M80 140 250 88l-12-18z" fill="#c98f45"/>',
	...[150, 190, 228].map((x) => `<circle cx="${x}" cy="126" r="9" fill="#f3e2a9"/>`),
	'<rect x="60" y="140" width="220" height="10" rx="5" fill="#ffffff"/>',
].join('');

/** Drawings of what the bakery of the pictures sells, as PNG. */
export async function drawIllustrations({ page }: Browser): Promise<{ bread: Buffer; cake: Buffer }> {
	await page.setViewportSize(SIZE);
	const draw = async (svg: string): Promise<Buffer> => {
		await page.setContent(`<body style="margin:0">${svg}`);
		return await page.screenshot();
	};
	return { bread: await draw(scene('#f6ead7', loaf)), cake: await draw(scene('#e4eef2', slice)) };
}
