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

const digits = (value: number): string =>
	Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(Math.abs(value) >= 10 ? 1 : 2);

/** The median and, if there were several runs, the range. */
export function shown(summary: Summary | undefined): string {
	if (summary === undefined) return '-';
	const { median, min, max } = summary;
	return min === max ? digits(median) : `${digits(median)} (${digits(min)}..${digits(max)})`;
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
			shown(figure.ours),
			shown(figure.builtIn),
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
