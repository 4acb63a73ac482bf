import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../../../scripts/n8n/paths';
import type { Figure } from '../figures';
import type { Summary } from '../stats';

/** The figures of the last complete `npm run bench`. */
const FILE = join(PROJECT, 'test', 'bench', 'page', 'measured.json');

/** A run of the benchmark, complete or not. */
export interface BenchRun {
	machine: {
		cpus: number;
		cpu?: string;
		memoryMb: number;
		/** Version of Node.js that runs the benchmark; n8n brings its own. */
		node: string;
		n8n: string;
		/** Load average of the last minute before and after the run. */
		loadAverageBefore: number;
		loadAverageAfter: number;
	};
	/** Duration of the run. */
	seconds: number;
	figures: Figure[];
}

/** A complete run. */
export interface Measured extends BenchRun {
	/** When it began: ISO date. */
	date: string;
	commit: string;
}

/** Enough to compare, and readable in a diff. */
const SIGNIFICANT_DIGITS = 4;

const round = (value: number): number => Number(value.toPrecision(SIGNIFICANT_DIGITS));

const rounded = ({ median, min, max, runs }: Summary): Summary => ({
	median: round(median),
	min: round(min),
	max: round(max),
	runs: runs.map(round),
});

/** The figures with four significant digits. */
export const withRoundFigures = (measured: Measured): Measured => ({
	...measured,
	figures: measured.figures.map(({ ours, builtIn, ...figure }) => ({
		...figure,
		ours: rounded(ours),
		...(builtIn && { builtIn: rounded(builtIn) }),
	})),
});

/** Whether there was a complete run. */
export const isMeasured = (): boolean => existsSync(FILE);

/** @throws Error when there was no complete run yet */
export function readMeasured(): Measured {
	if (!isMeasured()) throw new Error('There are no measured figures. Run: npm run bench');
	return JSON.parse(readFileSync(FILE, 'utf8')) as Measured;
}

/** Writes measured.json, with four significant digits. */
export function saveMeasured(measured: Measured): void {
	writeFileSync(FILE, `${JSON.stringify(withRoundFigures(measured), null, '\t')}\n`);
}
