import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lookUpErrorCode } from '../../../../nodes/WhatsAppBusinessCloud/transport/errorCodes';
import { ROWS } from './table';

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

it("lists in docs/large-runs.md every code whose class is not 'change'", () => {
	const page = readFileSync(join(__dirname, '../../../../docs/large-runs.md'), 'utf8');
	const listed = page.split('\n').filter((line) => /^\| \d+ \|/.test(line));
	const expected = ROWS.filter((row) => row.class !== 'change').map((row) => {
		const only = row.scope ? ` (${row.scope} only)` : '';
		return `| ${row.code} | \`${row.class}\` | ${spelled(row.wait)} | ${lookUpErrorCode(row.code)!.title}${only} |`;
	});
	expect(listed.sort()).toEqual(expected.sort());
});
