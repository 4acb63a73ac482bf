import { costOf } from './cost';
import { busiestSecondOf, inBusiestSecond, type Traffic } from './traffic';
import type { Figures } from './measured';

/** Share of its time that a process is planned to be busy in the busiest hour. An assumption. */
export const PLANNED_LOAD = 0.6;

/** CPU time in milliseconds that a process, or a core, is planned to use in a second. */
export const PLANNED_MS = PLANNED_LOAD * 1000;

/**
 * Share of that time for the news of other executions. n8n tells each process of every execution of the installation
 * over Redis (n8n 2.41: scaling.service, `global:progress`), so this does not shrink with more processes.
 */
const NEWS_SHARE = 0.5;

/** Cores of the one server of PostgreSQL that writes: a large machine that every provider has. An assumption. */
export const POSTGRES_CORES = 16;

/**
 * Transactions that this server writes in a second: each waits until its disk has stored it. An assumption for a local
 * SSD; `pgbench` measures it.
 */
export const POSTGRES_WRITES = 5000;

/**
 * n8n's main process deletes 100 old executions at once, then waits a second (n8n 2.41: executions-pruning.service).
 * Without pruning, executions that are not saved are deleted when they end, without this limit
 * (execution-persistence, `deleteInFlightExecution`).
 */
export const DELETIONS_PER_SECOND = 100;

/** Something that an installation of n8n has once, however many processes it has. */
export interface Limit {
	resource: 'main' | 'postgresCpu' | 'postgresWrites' | 'redis' | 'deletion';
	/** The load in the busiest hour, and what one installation can take, in the same unit. */
	load: number;
	capacity: number;
}

/**
 * The load of everything that an installation has only once, were all the traffic in one installation.
 * @param saved whether successful executions are saved
 */
export function limitsOf(figures: Figures, traffic: Traffic, saved: boolean): Limit[] {
	const second = costOf(figures, { ...busiestSecondOf(traffic, saved), seconds: 0 });
	// Each installation also needs what an idle one does.
	const { idle } = figures.costs;
	const limits: Limit[] = [
		{ resource: 'main', load: second.mainMs, capacity: PLANNED_MS * NEWS_SHARE - idle.mainMs },
		{ resource: 'postgresCpu', load: second.postgresMs, capacity: POSTGRES_CORES * PLANNED_MS - idle.postgresMs },
		{ resource: 'postgresWrites', load: second.writes, capacity: POSTGRES_WRITES * PLANNED_LOAD - idle.writes },
		{ resource: 'redis', load: second.redisMs, capacity: PLANNED_MS - idle.redisMs },
	];
	// Deleting may take the whole day. Executions that are not saved are planned without pruning.
	if (saved) limits.push({ resource: 'deletion', load: traffic.executions / 86_400, capacity: DELETIONS_PER_SECOND });
	return limits;
}

const shareOf = ({ load, capacity }: Limit): number => load / capacity;

/** The limit that is reached first. @param limits at least one */
export const firstLimit = (limits: Limit[]): Limit =>
	limits.reduce((first, limit) => (shareOf(limit) > shareOf(first) ? limit : first));

/** How many installations of n8n, split by business number, the traffic needs. */
export const installationsFor = (limits: Limit[]): number => Math.max(1, Math.ceil(shareOf(firstLimit(limits))));

/**
 * How many processes of one kind an installation needs.
 * @param ms CPU time of all of them in a second of the busiest hour, as measured with one process
 * @param newsMs CPU time in which each of them hears of the executions of that second
 * @throws RangeError when the news alone takes all of the time
 */
export function processesFor(ms: number, newsMs: number): number {
	if (newsMs >= PLANNED_MS) throw new RangeError('The processes have no time left: use more installations');
	// The measurement had one process, which heard of all executions too: its share is in `ms`.
	return Math.max(1, Math.ceil(Math.max(0, ms - newsMs) / (PLANNED_MS - newsMs)));
}

/** CPU time in which a process hears of the executions of a second of the busiest hour, in milliseconds. */
export const newsOf = (figures: Figures, traffic: Traffic, saved: boolean): number =>
	inBusiestSecond(traffic.executions) * (saved ? figures.costs.replySaved : figures.costs.reply).mainMs;
