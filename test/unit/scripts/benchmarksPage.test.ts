import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../../../scripts/n8n/paths';
import type { Figure } from '../../bench/figures';
import { isMeasured, readMeasured, withRoundFigures, type Measured } from '../../bench/page/measured';
import { BENCHMARKS_PAGE, benchmarkTables, cell, withBenchmarks } from '../../bench/page/page';
import { IN_SHORT } from '../../bench/page/parts';
import { summary } from '../../bench/stats';

const page = readFileSync(join(PROJECT, BENCHMARKS_PAGE), 'utf8');

const shortFigures = IN_SHORT.map(({ part, what }): Figure => ({
	part,
	what,
	unit: 'ms',
	ours: summary([1, 2, 4]),
	builtIn: summary([8]),
}));

const measured = (figures: Figure[]): Measured => ({
	date: '2026-01-02',
	commit: 'abc1234',
	machine: { cpus: 2, memoryMb: 1, node: 'v20', n8n: '2.1.0', loadAverageBefore: 0, loadAverageAfter: 1 },
	seconds: 601,
	figures: [...shortFigures, ...figures],
});

/** The cells of the rows that begin with a text. */
const rows = (text: string, start: string): string[][] =>
	text
		.split('\n')
		.filter((line) => line.startsWith(`| ${start} |`))
		.map((line) => line.split(' | ').slice(1));

describe('docs/benchmarks.md', () => {
	(isMeasured() ? it : it.skip)('is up to date (npm run docs:benchmarks writes it)', () => {
		expect(withBenchmarks(page, readMeasured())).toBe(page);
	});

	it('names the run', () => {
		expect(benchmarkTables(measured([]))).toContain(
			'on 2026-01-02 with commit `abc1234`, n8n 2.1.0, on 2 cores with nothing else to do; it took 10 minutes.',
		);
	});

	it('has the medians of the most important figures at the top', () => {
		const [first] = rows(benchmarkTables(measured([])), IN_SHORT[0].label);
		expect(first).toEqual(['8 ms', '2 ms |']);
	});

	it('has one row for what is compared with several things, and says which aims are missed', () => {
		const figure = { part: 'chat', what: 'reply', unit: 'ms', ours: summary([70, 77, 80]) };
		const text = benchmarkTables(
			measured([
				{ ...figure, builtIn: summary([98]), target: { text: '<= 0.5 x', met: false } },
				{ ...figure, builtIn: summary([42]), beside: "n8n's Webhook", target: { text: '<= 2 x', met: true } },
			]),
		);
		expect(rows(text, 'reply')).toEqual([
			["98 ms<br>n8n's Webhook: 42 ms", '77 ms (70 to 80)', '<= 0.5 x: **missed**<br><= 2 x: met |'],
		]);
		expect(text).toContain('Missed aims: 1 of 2.');
	});

	it('leaves the plan to docs/scale.md', () => {
		expect(benchmarkTables(measured([{ part: 'plan', what: 'x', unit: '', ours: summary([1]) }]))).not.toContain(
			'-- plan',
		);
	});

	it('is not written without a figure at its top, or with a part that it has no place for', () => {
		expect(() => benchmarkTables({ ...measured([]), figures: shortFigures.slice(1) })).toThrow(
			'There is no figure "people reached" of campaign to compare',
		);
		expect(() => benchmarkTables(measured([{ part: 'new', what: 'x', unit: '', ours: summary([1]) }]))).toThrow(
			'The page has no place for new',
		);
	});

	it('is not written with two figures of one name, of which it would show one', () => {
		const figure = { part: 'durable', what: 'CPU', unit: 'ms', ours: summary([1]) };
		const beside = { ...figure, builtIn: summary([1]), beside: 'a bare loop' };
		expect(() => benchmarkTables(measured([figure, beside]))).not.toThrow();
		expect(() => benchmarkTables(measured([figure, beside, { ...figure, unit: 's' }]))).toThrow(
			'There are two figures "CPU" of durable',
		);
	});
});

describe('a cell', () => {
	it.each([
		[[12_345.6], 'ms', '12,346 ms'],
		[[24.04, 24.06, 24.1], 'ms', '24.1 ms (24.0 to 24.1)'],
		[[1.044, 1.039, 1.047], 'x', '1.044 (1.039 to 1.047)'],
		[[1.044, 1.0441, 1.0442], 'x', '1.044'],
		[[99.7], '%', '99.7%'],
		[[3], 'messages', '3'],
		[[-4.5], 'MB', '-4.50 MB'],
	])('shows %p %s as %s', (runs, unit, text) => {
		expect(cell(summary(runs), unit)).toBe(text);
	});
});

describe('the saved figures', () => {
	it('have four significant digits', () => {
		const figure = { part: 'chat', what: 'x', unit: 'ms', ours: summary([123.456, 0.00123456]) };
		const { figures } = withRoundFigures({ ...measured([]), figures: [{ ...figure, builtIn: summary([98_765]) }] });
		expect(figures).toEqual([
			{
				...figure,
				ours: { median: 61.73, min: 0.001235, max: 123.5, runs: [123.5, 0.001235] },
				builtIn: { median: 98_770, min: 98_770, max: 98_770, runs: [98_770] },
			},
		]);
	});
});
