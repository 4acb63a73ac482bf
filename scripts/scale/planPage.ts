import { POSTGRES_WRITES, POSTGRES_CORES, PLANNED_LOAD, type Limit } from './serverLimits';
import { PART_SIZE, type Figures } from './measured';
import { planFor, TABLE_LIMIT_BYTES, type Plan } from './plan';
import { inBusiestSecond } from './traffic';
import { table } from '../markdown';
import { bytes, count, percent } from './text';

/** Messages a day that the page plans for. */
export const VOLUMES = [1e6, 10e6, 100e6];

type Line = [what: string, show: (plan: Plan) => string];

const perSecond = (perDay: number): string => `${count(inBusiestSecond(perDay))} per second`;

const millions = (value: number): string => `${count(value / 1e6)} million`;

const TRAFFIC: Line[] = [
	['Messages sent in the busiest hour', ({ traffic }) => perSecond(traffic.messages)],
	['Messages from customers in the busiest hour', ({ traffic }) => perSecond(traffic.replies)],
	['Webhooks in the busiest hour, with statuses', ({ traffic }) => perSecond(traffic.webhooks)],
	['Executions per day', ({ traffic }) => count(traffic.executions)],
	[`... of these, campaign parts of ${count(PART_SIZE)} messages`, ({ traffic }) => count(traffic.parts)],
	['Business numbers, at 80 messages per second each', ({ numbers }) => count(numbers[0])],
	['... at 1,000 per second, after the upgrade', ({ numbers }) => count(numbers[1])],
	[
		'Messaging limit of the portfolio, if each campaign message goes to another person',
		({ messagingLimit }) => (messagingLimit === undefined ? 'Unlimited' : count(messagingLimit)),
	],
	['Network from and to Meta in the busiest hour', ({ networkBits }) => `${count(networkBits / 1e6)} Mbit/s`],
];

const PROCESSES: Line[] = [
	['Installations of n8n', ({ installations }) => count(installations)],
	['Webhook processes in each', ({ each }) => count(each.webhooks)],
	['Workers in each', ({ each }) => count(each.workers)],
	['Cores for n8n in each', ({ each }) => count(each.cores)],
	['Memory for n8n in each', ({ each }) => bytes(each.memoryMb * 2 ** 20)],
	['Cores for PostgreSQL in each', ({ each }) => count(each.postgresCores)],
	['Transactions of PostgreSQL per second in each', ({ each }) => count(each.commits)],
	['... of these, writing', ({ each }) => count(each.writes)],
	['... connections, with `DB_POSTGRESDB_POOL_SIZE=5`', ({ each }) => count(each.connections)],
	['Redis in each: commands per second', ({ each }) => count(each.redisCommands)],
	['... share of one core', ({ each }) => percent(each.redisShare)],
	['... memory for an hour without workers', ({ each }) => bytes(each.redisBacklogBytes)],
	['Webhook processes, all together', ({ each, installations }) => count(each.webhooks * installations)],
	['Workers, all together', ({ each, installations }) => count(each.workers * installations)],
	['Share of statuses in the CPU of the webhook processes', ({ statusShares }) => percent(statusShares.webhookMs)],
	['... in the CPU of PostgreSQL', ({ statusShares }) => percent(statusShares.postgresMs)],
	['... in the transactions of PostgreSQL that write', ({ statusShares }) => percent(statusShares.writes)],
];

const STORAGE: Line[] = [
	['Rows inserted per day, in all installations', ({ day }) => millions(day.rowsInserted)],
	['Rows updated per day', ({ day }) => millions(day.rowsUpdated)],
	["Written to PostgreSQL's log (WAL) per day", ({ day }) => bytes(day.walBytes)],
	['Growth of the tables per day, before old executions are deleted', ({ day }) => bytes(day.tableBytes)],
];

const RETENTION: Line[] = [
	['Installations of n8n', ({ installations }) => count(installations)],
	['Growth of the tables per day in each', ({ retention }) => bytes(retention?.bytesPerDay ?? 0)],
	[
		`\`EXECUTIONS_DATA_MAX_AGE\` for tables of at most ${bytes(TABLE_LIMIT_BYTES)}`,
		({ retention }) => `\`${retention?.maxAgeHours ?? 0}\` (hours)`,
	],
	['`EXECUTIONS_DATA_PRUNE_MAX_COUNT`', ({ retention }) => `\`${retention?.maxCount ?? 0}\``],
];

const RESOURCES: Record<Limit['resource'], { name: string; advice: string }> = {
	main: {
		name: "n8n's main process",
		advice:
			'n8n has one main process, which hears of every execution, and so does each other process. Split the numbers among several installations',
	},
	postgresCpu: {
		name: `CPU of PostgreSQL, ${POSTGRES_CORES} cores`,
		advice:
			'Only one server of PostgreSQL writes. Do not save successful executions. Then split the numbers among several installations, each with its own PostgreSQL',
	},
	postgresWrites: {
		name: `Transactions of PostgreSQL that write, ${count(POSTGRES_WRITES)} per second`,
		advice:
			"Each transaction waits for PostgreSQL's disk. Use a local SSD. Then split the numbers among several installations, each with its own PostgreSQL",
	},
	redis: {
		name: 'Redis, one core',
		advice: 'Redis uses one core. Split the numbers among several installations, each with its own Redis',
	},
	deletion: {
		name: 'Deleting old executions, 100 per second',
		advice:
			"n8n's main process deletes at most 100 old executions per second. Do not save successful executions, and set `EXECUTIONS_DATA_PRUNE=false`, so that n8n deletes them when they end",
	},
};

const lines = (head: string, plans: Plan[], all: Line[]): string =>
	table(
		[head, ...plans.map(({ traffic }) => millions(traffic.messages))],
		all.map(([what, show]) => [what, ...plans.map(show)]),
	);

/** How much of each limit of one installation the traffic takes, and what to do about the first. */
function limitLines(plans: Plan[]): string {
	const rows = plans[0].limits.map(({ resource }, index) => [
		RESOURCES[resource].name,
		...plans.map(({ limits, first }) => {
			const limit = limits[index];
			const share = percent(limit.load / limit.capacity);
			return first === limit ? `**${share}**` : share;
		}),
	]);
	const head = ['Of one installation', ...plans.map(({ traffic }) => millions(traffic.messages))];
	const firsts = [...new Set(plans.map(({ first }) => first.resource))];
	return [
		table(head, rows),
		...firsts.map((resource) => `**First: ${RESOURCES[resource].name}.** ${RESOURCES[resource].advice}.`),
	].join('\n\n');
}

/** The generated part of the plan. */
export function planSection(figures: Figures): string {
	const [lean, full] = [false, true].map((saved) => VOLUMES.map((volume) => planFor(figures, volume, saved)));
	return [
		lines('Messages a day', lean, TRAFFIC),
		`**Processes**, successful executions not saved, each process ${percent(PLANNED_LOAD)} busy in the busiest hour:`,
		lines('Messages a day', lean, PROCESSES),
		"**What is reached first.** Share of one installation's capacity, if it handled all traffic; successful executions not saved, `EXECUTIONS_DATA_PRUNE=false`:",
		limitLines(lean),
		'**The same, with successful executions saved, and deleted later:**',
		limitLines(full),
		'**Storage**, successful executions not saved:',
		lines('Messages a day', lean, STORAGE),
		'**Storage**, successful executions saved:',
		lines('Messages a day', full, STORAGE),
		'**Retention**, successful executions saved:',
		lines('Messages a day', full, RETENTION),
	].join('\n\n');
}
