/** One curve. */
export interface Line {
	name: string;
	points: Array<[x: number, y: number]>;
	/** A reference line, not a measurement. */
	dashed?: boolean;
}

export interface Plot {
	title: string;
	/** Describes the method, below the title. */
	subtitle: string;
	xLabel: string;
	lines: Line[];
}

const WIDTH = 760;
const HEIGHT = 420;
const LEFT = 72;
const RIGHT = 24;
const TOP = 76;
const BOTTOM = 56;

/** Readable on white and on GitHub's dark background; distinguishable without colors by their labels. */
const STYLE = `
	text { font: 13px system-ui, "Segoe UI", Helvetica, Arial, sans-serif; fill: #1f2328 }
	.title { font-size: 17px; font-weight: 600 } .muted { fill: #59636e } .grid { stroke: #d1d9e0 } .back { fill: #ffffff }
	.line { fill: none; stroke-width: 2.5; stroke-linejoin: round } .dashed { stroke: #818b98; stroke-width: 1.5; stroke-dasharray: 5 5 }
	.s0 { stroke: #0a7d4f } .s1 { stroke: #bc4c00 } .f0 { fill: #0a7d4f } .f1 { fill: #bc4c00 }
	@media (prefers-color-scheme: dark) {
		text { fill: #f0f6fc } .muted { fill: #9198a1 } .grid { stroke: #3d444d } .back { fill: #0d1117 }
		.s0 { stroke: #3fb68b } .s1 { stroke: #f0883e } .f0 { fill: #3fb68b } .f1 { fill: #f0883e }
	}`;

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** A round step that divides a range into four to eight parts. */
function step(range: number): number {
	const rough = range / 5;
	const power = 10 ** Math.floor(Math.log10(rough));
	const factor = [1, 2, 2.5, 5, 10].find((candidate) => candidate * power >= rough) ?? 10;
	return factor * power;
}

function ticks(most: number): number[] {
	const by = step(most);
	return Array.from({ length: Math.floor(most / by + 1e-9) + 1 }, (_unused, index) => index * by);
}

const formatted = (value: number): string => value.toLocaleString('en-US');

/** @returns an SVG image with its own light and dark colors */
export function plot({ title, subtitle, xLabel, lines }: Plot): string {
	const all = lines.flatMap(({ points }) => points);
	const mostX = Math.max(1, ...all.map(([x]) => x));
	const mostY = Math.max(1, ...all.map(([, y]) => y));
	const atX = (x: number) => LEFT + (x / mostX) * (WIDTH - LEFT - RIGHT);
	const atY = (y: number) => HEIGHT - BOTTOM - (y / mostY) * (HEIGHT - TOP - BOTTOM);
	const place = ([x, y]: [number, number]) => `${atX(x).toFixed(1)},${atY(y).toFixed(1)}`;

	const grid = [
		...ticks(mostY).map(
			(y) =>
				`<path class="grid" d="M${LEFT} ${atY(y)}H${WIDTH - RIGHT}"/><text class="muted" x="${LEFT - 8}" y="${atY(y) + 4}" text-anchor="end">${formatted(y)}</text>`,
		),
		...ticks(mostX).map(
			(x) =>
				`<text class="muted" x="${atX(x)}" y="${HEIGHT - BOTTOM + 20}" text-anchor="middle">${formatted(x)}</text>`,
		),
	];
	const measured = lines.filter(({ dashed }) => !dashed);
	const curves = lines.map(
		(line) =>
			`<polyline class="line ${line.dashed ? 'dashed' : `s${measured.indexOf(line)}`}" points="${line.points.map(place).join(' ')}"/>`,
	);
	const labels = lines.map((line, index) => {
		const [, last] = line.points[line.points.length - 1] ?? [0, 0];
		const name = line.dashed ? line.name : `${line.name}: ${formatted(last)}`;
		const [x, y] = [LEFT + 16, TOP + 14 + index * 22];
		const kind = line.dashed ? 'dashed' : `s${measured.indexOf(line)}`;
		return `<path class="line ${kind}" d="M${x} ${y - 4}h24"/><text class="${line.dashed ? 'muted' : `f${measured.indexOf(line)}`}" x="${x + 32}" y="${y}">${escaped(name)}</text>`;
	});
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escaped(title).replace(/"/g, '&quot;')}">`,
		`<style>${STYLE}\n</style><rect class="back" width="${WIDTH}" height="${HEIGHT}" rx="6"/>`,
		`<text class="title" x="${LEFT - 48}" y="30">${escaped(title)}</text><text class="muted" x="${LEFT - 48}" y="52">${escaped(subtitle)}</text>`,
		...grid,
		`<text class="muted" x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 14}" text-anchor="middle">${escaped(xLabel)}</text>`,
		...curves,
		...labels,
		'</svg>',
		'',
	].join('\n');
}
