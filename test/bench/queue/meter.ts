import { setTimeout as pause } from 'node:timers/promises';
import { eachQuantity, total } from '../../../scripts/scale/cost';
import type { Cost } from '../../../scripts/scale/measured';
import type { Cluster } from '../../e2e/support/cluster';
import { parentOf, settle, treeCpuMs } from '../proc';

/**
 * A connection of PostgreSQL that becomes idle reports its counters at the latest after 10 seconds (PostgreSQL 15:
 * PGSTAT_IDLE_INTERVAL). In ms, with time to spare.
 */
const COUNTED_MS = 11_000;

/** The counters of the cluster at one moment, since the start of its processes and services. */
interface Reading {
	at: number;
	counters: Cost;
}

/** What was used in a number of seconds. */
export interface Usage {
	cost: Cost;
	seconds: number;
}

/** What is used while something runs. */
interface Measured {
	/** Until the processes have nothing more to do. PostgreSQL has not counted everything by then. */
	busy: Usage;
	/** Until PostgreSQL has counted everything. */
	whole: Usage;
}

/** Reads what a cluster of one process of each kind uses. */
export interface Meter {
	/** Waits until PostgreSQL has counted what was done before. */
	counted(): Promise<void>;
	during(run: () => Promise<void>): Promise<Measured>;
}

/**
 * What something took, beside what an idle cluster uses. CPU time is that of the busy time only: the rest would add
 * nothing but chance.
 * @param idle of an idle cluster in one second
 */
export const beside = ({ busy, whole }: Measured, idle: Cost): Cost =>
	eachQuantity((quantity) => {
		const { cost, seconds } = quantity.endsWith('Ms') ? busy : whole;
		return Math.max(0, cost[quantity] - seconds * idle[quantity]);
	});

const usage = (from: Reading, to: Reading): Usage => ({
	cost: total([
		[1, to.counters],
		[-1, from.counters],
	]),
	seconds: (to.at - from.at) / 1000,
});

/** @throws Error when the processes of PostgreSQL are not visible on this machine */
async function postmasterOf({ store }: Cluster): Promise<number> {
	const [row] = await store.query(`SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'`);
	try {
		return parentOf(Number(row?.pid));
	} catch (cause) {
		throw new Error('The processes of PostgreSQL are not on this machine: their CPU time cannot be measured', {
			cause,
		});
	}
}

/**
 * Transactions that write take a number each, also those that fail: these do not wait for the disk. Rows are those of
 * n8n's tables: PostgreSQL's own, such as its statistics, change at any time.
 */
async function databaseCounters({ store }: Cluster): Promise<Partial<Cost>> {
	const [row] = await store.query(`
		SELECT xact_commit AS "commits",
			pg_snapshot_xmax(pg_current_snapshot())::text::bigint - xact_rollback AS "writes",
			"rowsInserted", "rowsUpdated", "rowsDeleted", "tableBytes",
			pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0') AS "walBytes"
		FROM pg_stat_database, (
			SELECT sum(n_tup_ins) AS "rowsInserted", sum(n_tup_upd) AS "rowsUpdated", sum(n_tup_del) AS "rowsDeleted",
				sum(pg_total_relation_size(relid)) AS "tableBytes"
			FROM pg_stat_user_tables
		) AS tables
		WHERE datname = current_database()`);
	return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number(value)]));
}

async function redisCounters({ store }: Cluster): Promise<Partial<Cost>> {
	const info = await store.redisInfo();
	return {
		redisMs: (Number(info.used_cpu_user) + Number(info.used_cpu_sys)) * 1000,
		redisCommands: Number(info.total_commands_processed),
		redisBytes: Number(info.total_net_input_bytes) + Number(info.total_net_output_bytes),
	};
}

/** @param cluster joined, with one webhook process and one worker */
export async function startMeter(cluster: Cluster): Promise<Meter> {
	const postmaster = await postmasterOf(cluster);
	const [webhook, worker] = [cluster.webhooks[0], cluster.workers[0]];
	const now = async (): Promise<Reading> => {
		// The processes first: reading the other counters takes some of PostgreSQL's and Redis's time.
		const processes: Partial<Cost> = {
			webhookMs: treeCpuMs(webhook.n8n.pid),
			workerMs: treeCpuMs(worker.n8n.pid),
			mainMs: treeCpuMs(cluster.main.n8n.pid),
			postgresMs: treeCpuMs(postmaster),
		};
		const at = Date.now();
		const counters = { ...processes, ...(await redisCounters(cluster)), ...(await databaseCounters(cluster)) };
		return { at, counters: eachQuantity((quantity) => counters[quantity] ?? 0) };
	};
	const counted = async (): Promise<void> => await pause(COUNTED_MS);
	return {
		counted,
		async during(run) {
			const before = await now();
			await run();
			for (const member of [webhook, worker]) await settle(member.n8n.pid);
			const settled = await now();
			await counted();
			return { busy: usage(before, settled), whole: usage(before, await now()) };
		},
	};
}
