import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { classify, knownCode, type SendClass } from '../../../nodes/WhatsAppBusinessCloud/graph/errorCodes';

const numbers = (text: string) => text.trim().split(/\s+/).map(Number);

/** Written down by hand; every other known code is 'change'. */
const EXPECTED: Record<Exclude<SendClass, 'change'>, number[]> = {
	never: numbers('130497 131026 131050 131203 138001'),
	later: numbers(`
		130472 131049
		368 4 80007 80008 32 17 613 131048 131064 133016 132015 132069 133008 133009 133015
		138002 138005 138009 138010 138011 138012 138013 131208 131214 2388023 2388091 2388093 2494100
	`),
	retryable: numbers('1 2 130429 131056 131000 131016 131057 134101 134102 133000 133004 138004 139102 139103'),
};

const CLASSES = Object.entries(EXPECTED).flatMap(([name, codes]) => codes.map((code) => [code, name] as const));

const MARKETING = [130472, 131049, 131050];

it.each(CLASSES)('%i is %s', (code, name) => {
	expect(classify({ code })?.class).toBe(name);
	expect(classify({ code })?.scope).toBe(MARKETING.includes(code) ? 'marketing' : undefined);
});

it.each(numbers('0 3 10 33 100 190 131005 131008 131009 131021 131030 131031 131042 131047 131051 131053 132000 132001 132016 137000 470 1026'))(
	'%i says nothing about the person',
	(code) => expect(classify({ code })).toEqual({ class: 'change' }),
);

it('makes nothing up for codes it does not know', () => {
	expect(classify({ code: 987_654 })).toBeUndefined();
	expect(classify({})).toBeUndefined();
});

it("says from when on it may be tried again: Meta's own time goes before the table's", () => {
	expect(classify({ code: 131049 }, 0)).toEqual({ class: 'later', after: '1970-01-02T00:00:00.000Z', scope: 'marketing' });
	expect(classify({ code: 80007 }, 0)).toEqual({ class: 'later' });
	expect(classify({ code: 80007, waitMs: 42 * 60_000 }, 0)).toEqual({ class: 'later', after: '1970-01-01T00:42:00.000Z' });
	expect(classify({ code: 131026, waitMs: 1000 }, 0)).toEqual({ class: 'never' });
});

const WAIT: Array<[number, string]> = [
	[86_400_000, 'day'],
	[3_600_000, 'hour'],
	[60_000, 'minute'],
	[1000, 'second'],
];

function spelled(ms: number | undefined): string {
	if (ms === undefined) return '';
	const [unit, name] = WAIT.find(([size]) => ms >= size)!;
	return `${ms / unit} ${name}${ms === unit ? '' : 's'}`;
}

it('is documented in full', () => {
	const page = readFileSync(join(__dirname, '../../../docs/large-runs.md'), 'utf8');
	const rows = page.split('\n').filter((line) => /^\| \d+ \|/.test(line));
	const expected = CLASSES.map(([code, name]) => {
		const { title, waitMs, scope } = knownCode(code)!;
		return `| ${code} | \`${name}\` | ${spelled(waitMs)} | ${title}${scope ? ' (marketing only)' : ''} |`;
	});
	expect(rows.sort()).toEqual(expected.sort());
});
