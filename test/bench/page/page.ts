import { join } from 'node:path';
import { withTable } from '../../../scripts/coverageTable/table';
import { table } from '../../../scripts/scale/text';
import type { Figure } from '../figures';
import { summary, type Summary } from '../stats';
import type { Measured } from './measured';
import { IN_SHORT, PAGE_PARTS } from './parts';

/** The page, relative to the repository. */
export const BENCHMARKS_PAGE = join('docs', 'benchmarks.md');

/** Units that a number without a unit is understood in. */
const UNNAMED = [
	'x',
	'people',
	'messages',
	'items',
	'responses',
	'deliveries',
	'rows',
	'entries',
	'keys',
	'of them',
	'',
];

/** A figure with a precision that fits its size. Ratios are compared with aims such as 1.04. */
function digits(value: number, unit: string): string {
	const size = Math.abs(value);
	if (unit === 'x' && size < 10) return value.toFixed(3);
	if (Number.isInteger(value) || size >= 100) return Math.round(value).toLocaleString('en-US');
	return value.toFixed(size >= 10 ? 1 : 2);
}

/** The median with the range and the unit. */
export function cell({ median, min, max }: Summary, unit: string): string {
	const [middle, low, high] = [median, min, max].map((value) => digits(value, unit));
	const range = low === high ? '' : ` (${low} to ${high})`;
	if (UNNAMED.includes(unit)) return `${middle}${range}`;
	return `${middle}${unit === '%' ? '' : ' '}${unit}${range}`;
}

const target = ({ target: aim }: Figure): string => (aim ? `${aim.text}: ${aim.met ? 'met' : '**missed**'}` : '');

/** The figures of one measure: one for each thing that it is compared with. */
function row(figures: Figure[]): string[] {
	const [{ what, unit, ours }] = figures;
	const compared = figures.flatMap(({ builtIn, beside }) => {
		if (builtIn === undefined) return [];
		return beside === undefined ? [cell(builtIn, unit)] : [`${beside}: ${cell(builtIn, unit)}`];
	});
	const aims = figures.map(target).filter((text) => text !== '');
	return [what, compared.join('<br>'), cell(ours, unit), aims.join('<br>')];
}

const HEAD = ['Measure', 'Built-in node, or as named', 'This package', 'Aim'];

function partSection(part: string, figures: Figure[]): string {
	const { title, text } = PAGE_PARTS[part];
	const measures = new Map<string, Figure[]>();
	for (const figure of figures) measures.set(figure.what, [...(measures.get(figure.what) ?? []), figure]);
	const picture =
		part === 'campaign'
			? '\n\n![Messages accepted over time, by this package and by the built-in node](benchmark.svg)'
			: '';
	return `### ${title}\n\n\`npm run bench -- ${part}\`: ${text}\n\n${table(HEAD, [...measures.values()].map(row))}${picture}`;
}

function inShort(figures: Figure[]): string {
	const rows = IN_SHORT.map(({ part, what, label }) => {
		const figure = figures.find((one) => one.part === part && one.what === what && one.beside === undefined);
		if (figure?.builtIn === undefined) throw new Error(`There is no figure "${what}" of ${part} to compare`);
		const { ours, builtIn, unit } = figure;
		return [label, ...[builtIn, ours].map(({ median }) => cell(summary([median]), unit))];
	});
	return table(['', 'Built-in node', 'This package'], rows);
}

/**
 * The tables of the page.
 * @throws Error when a figure of the short table is missing, or a part is not on the page
 */
export function benchmarkTables({ date, commit, machine, seconds, figures }: Measured): string {
	const shown = figures.filter(({ part }) => part !== 'plan');
	const unknown = shown.find(({ part }) => !(part in PAGE_PARTS));
	if (unknown) throw new Error(`The page has no place for ${unknown.part}`);
	const missed = shown.filter((figure) => figure.target?.met === false).length;
	const aims = shown.filter((figure) => figure.target !== undefined).length;
	const run = [
		`All figures are of one run of \`npm run bench\` on ${date} with commit \`${commit}\`, n8n ${machine.n8n},`,
		`on ${machine.cpus} cores with nothing else to do; it took ${Math.round(seconds / 60)} minutes.`,
		'Medians; with several runs, the range in parentheses.',
		`Of ${aims} aims, ${missed} are missed. The [same as JSON](../test/bench/page/measured.json), with each run.`,
	].join(' ');
	const sections = Object.keys(PAGE_PARTS)
		.map((part) => ({ part, own: shown.filter((figure) => figure.part === part) }))
		.filter(({ own }) => own.length > 0)
		.map(({ part, own }) => partSection(part, own));
	return [run, inShort(shown), '## All figures', ...sections].join('\n\n');
}

/**
 * @returns the page with its tables
 * @throws Error when a figure or a place is missing
 */
export const withBenchmarks = (page: string, measured: Measured): string =>
	withTable(page, benchmarkTables(measured), 'bench');
