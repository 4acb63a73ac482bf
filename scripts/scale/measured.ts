import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../n8n/paths';

/** The figures that `npm run bench -- plan` writes. */
const FILE = join(PROJECT, 'scripts', 'scale', 'measured.json');

/**
 * What is measured of each kind of work. Names that end in `Ms` are milliseconds of CPU time, those that end in `Bytes`
 * bytes; the others are counts.
 */
export const QUANTITIES = [
	'webhookMs',
	'workerMs',
	'mainMs',
	'postgresMs',
	'redisMs',
	'commits',
	'writes',
	'rowsInserted',
	'rowsUpdated',
	'rowsDeleted',
	'walBytes',
	'tableBytes',
	'redisCommands',
	'redisBytes',
] as const;

/** What work takes from the processes of n8n, from PostgreSQL and from Redis. */
export type Cost = Record<(typeof QUANTITIES)[number], number>;

/** The kinds of work that are measured. */
export const WORK = {
	replySaved: 'A message and the reply, execution saved',
	reply: 'A message and the reply, execution not saved',
	status: 'A status that starts nothing',
	part: 'A campaign part of 1,000 messages, execution saved',
	smallPart: 'A campaign part of 100 messages, execution saved',
	idle: 'A second without messages',
} as const;

export type Work = keyof typeof WORK;

/** Number of messages in a `part` and in a `smallPart`. */
export const PART_SIZE = 1000;
export const SMALL_PART_SIZE = 100;

/** Where and when something was measured. */
export interface Machine {
	/** ISO date. */
	date: string;
	commit: string;
	n8n: string;
	node: string;
	cpus: number;
	cpu: string;
	postgres: string;
	redis: string;
}

/** Measured with one process of each kind. */
export interface Figures {
	machine: Machine;
	/** The median of each quantity, for one unit of each kind of work. */
	costs: Record<Work, Cost>;
	/** Peak resident memory of a process, in MB. */
	memoryMb: { main: number; webhook: number; worker: number };
	/** Memory of Redis for one waiting execution, in bytes. */
	jobBytes: number;
	/** Bodies of requests, without headers, in bytes. */
	payloadBytes: { incoming: number; status: number };
}

/** How much of each kind of work there was, in a number of seconds. */
export interface Load {
	replies: number;
	statuses: number;
	parts: number;
	campaignMessages: number;
	seconds: number;
	/** Whether successful executions were saved. */
	saved: boolean;
}

/** The simulated day. */
export interface Day {
	machine: Machine;
	numbers: number;
	/** How many times as fast as a real day. */
	compression: number;
	load: Load;
	/** Measured, all of the day together. */
	cost: Cost;
	/** Messages that were lost, and messages that were sent twice. */
	lost: number;
	doubled: number;
}

/** The content of measured.json; null: not measured yet. */
export interface MeasuredFile {
	figures: Figures | null;
	day: Day | null;
}

export const readMeasured = (): MeasuredFile => JSON.parse(readFileSync(FILE, 'utf8')) as MeasuredFile;

/** Replaces a part of measured.json. */
export function saveMeasured(change: Partial<MeasuredFile>): void {
	writeFileSync(FILE, `${JSON.stringify({ ...readMeasured(), ...change }, null, '\t')}\n`);
}

/** @throws Error when nothing was measured yet */
export function figuresOf({ figures }: MeasuredFile): Figures {
	if (figures === null) throw new Error('There are no measured figures. Run: npm run bench -- plan');
	return figures;
}
