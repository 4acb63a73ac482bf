import type { Summary } from './stats';

/** One line of the result. */
export interface Figure {
	part: string;
	what: string;
	unit: string;
	ours: Summary;
	/** The built-in node in the same run, or what `beside` names; absent if there is nothing to compare. */
	builtIn?: Summary;
	/** What it is compared with, if not with the built-in node. */
	beside?: string;
	/** The target as text, and whether ours met it; absent for informational lines. */
	target?: { text: string; met: boolean };
}

/** A value with a precision that fits its size. Ratios are compared with aims such as 1.04. */
function digits(value: number, unit: string): string {
	const size = Math.abs(value);
	if (unit === 'x' && size < 10) return value.toFixed(3);
	if (Number.isInteger(value) || size >= 100) return Math.round(value).toLocaleString('en-US');
	return value.toFixed(size >= 10 ? 1 : 2);
}

/** The median and, if the runs differ, the range, both without the unit. */
export function shown({ median, min, max }: Summary, unit: string): { median: string; range?: string } {
	const [middle, low, high] = [median, min, max].map((value) => digits(value, unit));
	return { median: middle, ...(low !== high && { range: `(${low} to ${high})` }) };
}

function tableCell(summary: Summary | undefined, unit: string): string {
	if (summary === undefined) return '-';
	const { median, range } = shown(summary, unit);
	return range === undefined ? median : `${median} ${range}`;
}

/** Ours divided by the built-in's; undefined where that is meaningless. */
export function ratio({ ours, builtIn }: Figure): number | undefined {
	if (builtIn === undefined || builtIn.median <= 0) return undefined;
	return ours.median / builtIn.median;
}

/** A readable table. Median, and in parentheses the smallest and largest run. */
export function table(figures: Figure[]): string {
	const rows = [
		['', 'unit', 'ours', 'built-in', 'ratio', 'target', ''],
		...figures.map((figure) => [
			`${figure.part}: ${figure.what}${figure.beside === undefined ? '' : `, beside ${figure.beside}`}`,
			figure.unit,
			tableCell(figure.ours, figure.unit),
			tableCell(figure.builtIn, figure.unit),
			ratio(figure)?.toFixed(2) ?? '-',
			figure.target?.text ?? '',
			figure.target === undefined ? '' : figure.target.met ? 'met' : 'MISSED',
		]),
	];
	const widths = rows[0].map((_cell, column) => Math.max(...rows.map((row) => row[column].length)));
	return rows
		.map((row) =>
			row
				.map((cell, column) => cell.padEnd(widths[column]))
				.join('  ')
				.trimEnd(),
		)
		.join('\n');
}
