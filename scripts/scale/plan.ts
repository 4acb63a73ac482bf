import { costOf } from './cost';
import {
	firstLimit,
	installationsFor,
	limitsOf,
	newsOf,
	PLANNED_LOAD,
	PLANNED_MS,
	processesFor,
	type Limit,
} from './serverLimits';
import type { Cost, Figures } from './measured';
import { busiestSecondOf, dayOf, inBusiestSecond, trafficOf, type Traffic } from './traffic';

/**
 * Messages that Meta lets a number send and receive in a second: at first, and after Meta's upgrade (Meta docs:
 * Throughput).
 */
export const METAS_RATES = [80, 1000] as const;

/** People whom a business portfolio may write to first in 24 hours (Meta docs: Messaging limits). */
const MESSAGING_LIMITS = [250, 2000, 10_000, 100_000];

/** The size that the tables of executions are to stay under, in bytes. An assumption. */
export const TABLE_LIMIT_BYTES = 100e9;

/** Connections of a process: n8n's default of 2 is too small for 10 concurrent executions. */
const POOL_SIZE = 5;

/** Redis must hold the executions of an hour in which no worker runs, in seconds. An assumption. */
const BACKLOG_SECONDS = 3600;

/** Headers of a request and its response, TLS and TCP, in bytes. An estimate. */
const HEADER_BYTES = 2000;

/** What one installation of n8n needs, of several that share the traffic equally. */
export interface Installation {
	webhooks: number;
	workers: number;
	/** Memory of all processes, in MB. */
	memoryMb: number;
	/** Busy cores in the busiest hour at the planned load. */
	cores: number;
	postgresCores: number;
	/** In a second of the busiest hour. */
	commits: number;
	/** Those of them that write. */
	writes: number;
	/** To PostgreSQL, at the recommended pool size. */
	connections: number;
	redisCommands: number;
	/** Share of the time of Redis, which uses one core. */
	redisShare: number;
	redisBacklogBytes: number;
}

/** How long saved executions can be kept. */
export interface Retention {
	/** Growth of one installation's tables in a day, in bytes. */
	bytesPerDay: number;
	/** For EXECUTIONS_DATA_MAX_AGE: whole hours, at most two weeks, n8n's default. */
	maxAgeHours: number;
	/** For EXECUTIONS_DATA_PRUNE_MAX_COUNT. */
	maxCount: number;
}

/** What statuses take a large part of. */
type StatusQuantity = 'webhookMs' | 'postgresMs' | 'writes';

/** The plan for a number of messages a day. */
export interface Plan {
	traffic: Traffic;
	/** Whether successful executions are saved. */
	saved: boolean;
	/** Business numbers needed at each of Meta's rates. */
	numbers: number[];
	/** Meta's messaging limit that the campaigns need; undefined: unlimited. */
	messagingLimit: number | undefined;
	/** Were all traffic in one installation. */
	limits: Limit[];
	first: Limit;
	installations: number;
	each: Installation;
	/** Of all installations, in a day. */
	day: Cost;
	/** Absent when executions are not saved. */
	retention?: Retention;
	/** Shares of statuses in what the traffic takes. */
	statusShares: Record<StatusQuantity, number>;
	/** From and to Meta in the busiest hour, in bits per second. */
	networkBits: number;
}

const divided = (traffic: Traffic, by: number): Traffic =>
	Object.fromEntries(Object.entries(traffic).map(([name, value]) => [name, (value as number) / by])) as Record<
		keyof Traffic,
		number
	>;

/** What each of several equal installations needs. */
function installation(figures: Figures, traffic: Traffic, saved: boolean): Installation {
	const second = costOf(figures, busiestSecondOf(traffic, saved));
	const newsMs = newsOf(figures, traffic, saved);
	const webhooks = processesFor(second.webhookMs, newsMs);
	const workers = processesFor(second.workerMs, newsMs);
	const { main, webhook, worker } = figures.memoryMb;
	return {
		webhooks,
		workers,
		memoryMb: main + webhooks * webhook + workers * worker,
		cores: 1 + webhooks + workers,
		postgresCores: Math.ceil(second.postgresMs / PLANNED_MS),
		commits: second.commits,
		writes: second.writes,
		connections: (1 + webhooks + workers) * POOL_SIZE,
		redisCommands: second.redisCommands,
		redisShare: second.redisMs / 1000,
		redisBacklogBytes: inBusiestSecond(traffic.executions) * BACKLOG_SECONDS * figures.jobBytes,
	};
}

/** A whole number with two digits that are not zero, and not less than the value. */
function roundedUp(value: number): number {
	const unit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
	return Math.ceil(value / unit) * unit;
}

/** How long the tables of one installation stay under their limit. @param bytesPerDay their growth, in bytes */
export function retentionOf(bytesPerDay: number, executionsPerDay: number): Retention {
	const maxAgeHours = Math.min(336, Math.floor((TABLE_LIMIT_BYTES / bytesPerDay) * 24));
	return { bytesPerDay, maxAgeHours, maxCount: roundedUp((executionsPerDay * maxAgeHours) / 24) };
}

/** Numbers needed so that each is planned at the usual load. @param rate messages in a second, of Meta's limit */
export const numbersFor = ({ messages, replies }: Traffic, rate: number): number =>
	Math.ceil(inBusiestSecond(messages + replies) / (rate * PLANNED_LOAD));

function networkOf({ payloadBytes: { incoming, status } }: Figures, traffic: Traffic): number {
	const { messages, replies, statuses } = traffic;
	// A message that is sent is about as long as one that arrives.
	const bytes = (replies + messages) * (incoming + HEADER_BYTES) + statuses * (status + HEADER_BYTES);
	return inBusiestSecond(bytes) * 8;
}

/**
 * Computes what a number of messages a day needs.
 * @param messages that the business sends in a day
 * @param saved whether successful executions are saved
 */
export function planFor(figures: Figures, messages: number, saved: boolean): Plan {
	const traffic = trafficOf(messages);
	const limits = limitsOf(figures, traffic, saved);
	const installations = installationsFor(limits);
	const part = divided(traffic, installations);
	const wholeDay = dayOf(traffic, saved);
	const day = costOf(figures, { ...wholeDay, seconds: wholeDay.seconds * installations });
	const busy = costOf(figures, { ...wholeDay, seconds: 0 });
	const statusShare = (quantity: StatusQuantity): number =>
		busy[quantity] === 0 ? 0 : (traffic.statuses * figures.costs.status[quantity]) / busy[quantity];
	return {
		traffic,
		saved,
		numbers: METAS_RATES.map((rate) => numbersFor(traffic, rate)),
		messagingLimit: MESSAGING_LIMITS.find((limit) => limit >= traffic.campaignMessages),
		limits,
		first: firstLimit(limits),
		installations,
		each: installation(figures, part, saved),
		day,
		...(saved && { retention: retentionOf(day.tableBytes / installations, part.executions) }),
		statusShares: {
			webhookMs: statusShare('webhookMs'),
			postgresMs: statusShare('postgresMs'),
			writes: statusShare('writes'),
		},
		networkBits: networkOf(figures, traffic),
	};
}
