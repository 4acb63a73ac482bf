import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../../../../scripts/n8n/paths';
import { costSection, ratio } from '../../../../scripts/scale/costPage';
import { readMeasured, type Day } from '../../../../scripts/scale/measured';
import { SCALE_PAGE, withPlan } from '../../../../scripts/scale/page';
import { planSection } from '../../../../scripts/scale/planPage';
import { bytes, count, percent } from '../../../../scripts/scale/text';
import { moments } from '../../../bench/queue/day';
import { allOf, cost, figures } from './sampleFigures';

const page = readFileSync(join(PROJECT, SCALE_PAGE), 'utf8');

const day: Day = {
	...figures(),
	numbers: 4,
	compression: 288,
	load: { replies: 10, statuses: 60, parts: 1, campaignMessages: 10, seconds: 0, saved: true },
	cost: allOf(30),
	lost: 0,
	doubled: 0,
};

/** The cells of a row of a table. */
const row = (text: string, start: string): string[] => {
	const line = text.split('\n').find((one) => one.startsWith(`| ${start} |`));
	return (line ?? '').split('|').map((cell) => cell.trim());
};

describe('docs/scale.md', () => {
	const measured = readMeasured();

	(measured.figures === null ? it.skip : it)('is up to date (npm run docs:scale writes it)', () => {
		expect(withPlan(page, measured)).toBe(page);
	});

	it('has places for the plan and the costs', () => {
		expect(withPlan(page, { figures: figures(), day })).toContain('Test CPU');
	});

	it('is not written without measured figures', () => {
		expect(() => withPlan(page, { figures: null, day: null })).toThrow('Run: npm run bench -- plan');
	});
});

describe('the plan on the page', () => {
	const reply = cost({ webhookMs: 10, workerMs: 50, mainMs: 0.5, writes: 10 });
	const text = planSection(figures({ reply, replySaved: { ...reply, tableBytes: 10_000 } }));

	it('has a column for each volume', () => {
		expect(row(text, 'Messages a day')).toEqual(['', 'Messages a day', '1 million', '10 million', '100 million', '']);
		expect(row(text, 'Executions per day').slice(2, 5)).toEqual(['500,500', '5,005,000', '50,050,000']);
	});

	it('says what is reached first, and what to do', () => {
		expect(text).toContain(
			'**First: Transactions of PostgreSQL that write, 5,000 per second.** Each transaction waits',
		);
		expect(text).toContain('**First: Deleting old executions, 100 per second.**');
	});
});

describe('the costs on the page', () => {
	it('are in their units', () => {
		const text = costSection(figures({ reply: cost({ workerMs: 12.34, walBytes: 5600, commits: 7 }) }), null);
		expect(row(text, 'CPU of the worker')[2]).toBe('12 ms');
		expect(row(text, 'PostgreSQL: written to the log (WAL)')[2]).toBe('5.6 KB');
		expect(row(text, 'PostgreSQL: transactions')[2]).toBe('7');
		expect(row(text, 'PostgreSQL: growth of the tables')[2]).toBe('-');
	});

	it('are compared with the simulated day', () => {
		const text = costSection(figures({ replySaved: allOf(2) }), day);
		expect(text).toContain('| Redis: commands | 20 | 30 | 1.50 |');
		expect(text).toContain('4 numbers, 288 times as fast');
	});

	it('has no ratio to nothing', () => expect(ratio(5, 0)).toBe('-'));
});

describe('a value on the page', () => {
	it.each([
		[1234.5, '1,235'],
		[10.4, '10'],
		[3.25, '3.3'],
		[3, '3'],
		[0.126, '0.13'],
	])('writes %d as %s', (value, text) => expect(count(value)).toBe(text));

	it.each([
		[500, '500 bytes'],
		[1500, '1.5 KB'],
		[12e6, '12 MB'],
		[2e9, '2 GB'],
		[3.3e12, '3.3 TB'],
	])('writes %d bytes as %s', (value, text) => expect(bytes(value)).toBe(text));

	it('writes a share in percent', () => expect(percent(0.123)).toBe('12%'));
});

describe('the simulated day', () => {
	it('has a tenth of its events in the busiest hour, and all of them in order', () => {
		const all = moments(1000);
		expect(all.filter((at) => at >= 18 / 24 && at < 19 / 24)).toHaveLength(100);
		expect(all).toEqual([...all].sort((one, other) => one - other));
		expect(all[0]).toBeGreaterThanOrEqual(0);
		expect(all[999]).toBeLessThan(1);
	});
});
