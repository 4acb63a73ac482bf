import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	DEFAULT_API_VERSION,
	endedMessage,
	formatDay,
	GRAPH_VERSIONS,
	isEnded,
	NEXT_API_VERSION,
} from '../../../nodes/WhatsAppBusinessCloud/transport/graphVersions';
import { PROJECT } from '../../../scripts/n8n/paths';

const at = (date: string): number => Date.parse(date);

test('uses the newest version by default', () => {
	expect([DEFAULT_API_VERSION, NEXT_API_VERSION]).toEqual(['v26.0', 'v27.0']);
});

test.each([
	['v26.0', '2040-01-01T00:00:00Z', false],
	['v25.0', '2026-11-29T00:00:00Z', false],
	['v25.0', '2028-07-29T23:59:59Z', false],
	['v25.0', '2028-07-30T00:00:00Z', true],
	['v21.0', '2027-01-21T12:00:00Z', false],
	['v20.0', '2026-11-29T00:00:00Z', true],
	['v13.0', '2026-11-29T00:00:00Z', true],
	['v2.12', '2026-11-29T00:00:00Z', true],
	['v27.0', '2026-11-29T00:00:00Z', false],
])('says whether %s has ended at %s: %s', (version, now, ended) => expect(isEnded(version, at(now))).toBe(ended));

test('names the day on which a version ended, if the table has it', () => {
	expect(endedMessage('v20.0')).toBe(
		'Meta ended v20.0 of the Graph API on 24 September 2026 and serves its oldest version instead',
	);
	expect(endedMessage('v13.0')).toBe('Meta ended v13.0 of the Graph API and serves its oldest version instead');
});

test('has the versions and days of docs/operations.md', () => {
	const page = readFileSync(join(PROJECT, 'docs/operations.md'), 'utf8');
	const rows = [...page.matchAll(/^\| (v\d+\.0)(?: \(default\))? \| (.+?) \|$/gm)].map(([, version, until]) => [
		version,
		until,
	]);
	expect(rows).toEqual(
		GRAPH_VERSIONS.map(({ version, until }) => [version, until === undefined ? 'not announced' : formatDay(until)]),
	);
});
