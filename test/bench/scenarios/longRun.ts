import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buildSync } from 'esbuild';
import { PROJECT } from '../../../scripts/n8n/paths';
import type { Figure } from '../figures';
import type { HourlyReading } from '../longRun/main';
import { HEAP_FLAGS, runNode } from '../program';
import { summary } from '../stats';

/** A day and a half of a busy n8n: 1,000,000 events and 30,000 messages a day. */
const DAYS = { events: 1_500_000, messages: 45_000, workflows: 50, hours: 36 };
const SMALL = { ...DAYS, events: 60_000, messages: 3750 };

/** The hour by which everything that is limited by number or by time is full. */
const FULL_AFTER = 28;

/** MB that the heap may differ after that. */
const FLAT_MB = 5;

/** MB that everything a process remembers may take, each at its maximum. */
const MOST_MB = 300;

/** Writes one of the programs in longRun/ as a single file. Node.js would take `X.node` for a binary module. */
function bundle(name: string): string {
	const outfile = join(PROJECT, '.cache', 'bench', `${name}.js`);
	buildSync({
		entryPoints: [join(__dirname, '..', 'longRun', `${name}.ts`)],
		outfile,
		bundle: true,
		packages: 'external',
		platform: 'node',
		target: 'es2022',
		resolveExtensions: ['.ts', '.js', '.json'],
	});
	return outfile;
}

/**
 * Runs `longRun/main` in its own process. Each run of the action node sends 25 messages.
 * @returns a reading for each hour
 */
export async function runHours(
	say: (line: string) => void,
	{ events, messages, workflows, hours }: typeof DAYS,
): Promise<HourlyReading[]> {
	const userFolder = mkdtempSync(join(tmpdir(), 'bench-long-run-'));
	const args = [...HEAP_FLAGS, bundle('main'), ...[events, workflows, hours, messages].map(String)];
	const child = spawn(process.execPath, args, {
		env: { ...process.env, N8N_USER_FOLDER: userFolder },
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
	const readings: HourlyReading[] = [];
	for await (const line of createInterface({ input: child.stdout })) {
		if (!line.startsWith('{')) continue;
		readings.push(JSON.parse(line) as HourlyReading);
		say(`longRun: ${line}`);
	}
	const code = await ended;
	rmSync(userFolder, { recursive: true, force: true });
	if (code !== 0) throw new Error(`The simulation ended with ${code}`);
	return readings;
}

/**
 * Runs `longRun/full` in its own process.
 * @param share of the maximum that is filled
 * @returns MB of heap of each kind of memory
 */
export const sizesAtMaximum = (share = 1): Record<string, number> => runNode([bundle('full'), share]);

function figuresOf(readings: HourlyReading[], isFull: boolean): Figure[] {
	const [first, full, last] = [readings[0], readings[FULL_AFTER - 1], readings[readings.length - 1]];
	const late = readings.filter(({ hour }) => hour >= FULL_AFTER).map(({ heapMb }) => heapMb);
	const change = Math.max(...late) - Math.min(...late);
	const figure = (what: string, unit: string, value: number, target?: Figure['target']): Figure => ({
		part: 'longRun',
		what,
		unit,
		ours: summary([value]),
		target,
	});
	return [
		figure('heap after the first hour', 'MB', first.heapMb),
		figure(`heap after ${full.hour} hours`, 'MB', full.heapMb),
		figure(`heap after ${last.hour} hours`, 'MB', last.heapMb),
		figure(
			`heap, largest difference after hour ${FULL_AFTER}`,
			'MB',
			change,
			isFull ? { text: `<= ${FLAT_MB} MB`, met: change <= FLAT_MB } : undefined,
		),
		figure('static data of the largest workflow', 'KB', last.staticData.largest / 1024),
		figure("rows in n8n's table of processed data", 'rows', last.table.rows),
		figure('... entries', 'entries', last.table.entries),
		figure('keys still locked', 'keys', last.lockedKeys, { text: 'none', met: last.lockedKeys === 0 }),
		figure('CPU per event, with executions and sending', 'ms', (1000 * last.cpuSeconds) / last.events),
	];
}

/**
 * A day and a half with many workflows in simulated time, and what a process remembers when everything is at its
 * maximum.
 */
export async function longRun(say: (line: string) => void, small: boolean): Promise<Figure[]> {
	const figures = figuresOf(await runHours(say, small ? SMALL : DAYS), !small);
	const sizes = sizesAtMaximum();
	say(`longRun: at the maximum, MB: ${JSON.stringify(sizes)}`);
	const total = Object.values(sizes).reduce((sum, one) => sum + one, 0);
	return [
		...figures,
		{
			part: 'longRun',
			what: 'everything at its maximum',
			unit: 'MB',
			ours: summary([total]),
			target: { text: `<= ${MOST_MB} MB`, met: total <= MOST_MB },
		},
	];
}
