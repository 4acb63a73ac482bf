import { join } from 'node:path';
import { table, withTable } from '../../../scripts/markdown';
import { shown, type Figure } from '../figures';
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

/** The median with its unit, and the range. */
export function cell(of: Summary, unit: string): string {
	const { median, range } = shown(of, unit);
	const withUnit = UNNAMED.includes(unit) ? median : `${median}${unit === '%' ? '' : ' '}${unit}`;
	return range === undefined ? withUnit : `${withUnit} ${range}`;
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
	const { title, text, picture } = PAGE_PARTS[part];
	const measures = new Map<string, Figure[]>();
	for (const figure of figures) measures.set(figure.what, [...(measures.get(figure.what) ?? []), figure]);
	return `### ${title}\n\n\`npm run bench -- ${part}\`: ${text}\n\n${table(HEAD, [...measures.values()].map(row))}${picture === undefined ? '' : `\n\n${picture}`}`;
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

/** @throws Error when two figures have the same name: a row would show only one of them */
function checkNames(figures: Figure[]): void {
	const names = new Set<string>();
	for (const { part, what, beside } of figures) {
		const name = JSON.stringify([part, what, beside]);
		if (names.has(name)) throw new Error(`There are two figures "${what}" of ${part}`);
		names.add(name);
	}
}

/**
 * The tables of the page.
 * @throws Error when a figure of the short table is missing, a part is not on the page, or two figures have one name
 */
export function benchmarkTables({ date, commit, machine, seconds, figures }: Measured): string {
	const onPage = figures.filter(({ part }) => part !== 'plan');
	const unknown = onPage.find(({ part }) => !(part in PAGE_PARTS));
	if (unknown) throw new Error(`The page has no place for ${unknown.part}`);
	checkNames(onPage);
	const missed = onPage.filter((figure) => figure.target?.met === false).length;
	const aims = onPage.filter((figure) => figure.target !== undefined).length;
	const run = [
		`All figures are of one run of \`npm run bench\` on ${date} with commit \`${commit}\`, n8n ${machine.n8n},`,
		`on ${machine.cpus} cores with nothing else to do; it took ${Math.round(seconds / 60)} minutes.`,
		'Medians; with several runs, the range in parentheses.',
		`Missed aims: ${missed} of ${aims}. The [same as JSON](../test/bench/page/measured.json), with each run.`,
	].join(' ');
	const sections = Object.keys(PAGE_PARTS)
		.map((part) => ({ part, own: onPage.filter((figure) => figure.part === part) }))
		.filter(({ own }) => own.length > 0)
		.map(({ part, own }) => partSection(part, own));
	return [run, inShort(onPage), '## All figures', ...sections].join('\n\n');
}

/**
 * @returns the page with its tables
 * @throws Error when a figure or a place is missing
 */
export const withBenchmarks = (page: string, measured: Measured): string =>
	withTable(page, benchmarkTables(measured), 'bench');
