import { campaignExecution, campaignMessage, costOf } from './cost';
import { QUANTITIES, WORK, type Cost, type Day, type Figures, type Machine } from './measured';
import { table } from '../markdown';
import { bytes, count } from './text';

const LABELS: Record<keyof Cost, string> = {
	webhookMs: 'CPU of the webhook process',
	workerMs: 'CPU of the worker',
	mainMs: 'CPU of the main process',
	postgresMs: 'CPU of PostgreSQL',
	redisMs: 'CPU of Redis',
	commits: 'PostgreSQL: transactions',
	writes: 'PostgreSQL: transactions that write',
	rowsInserted: 'PostgreSQL: rows inserted',
	rowsUpdated: 'PostgreSQL: rows updated',
	rowsDeleted: 'PostgreSQL: rows deleted',
	walBytes: 'PostgreSQL: written to the log (WAL)',
	tableBytes: 'PostgreSQL: growth of the tables',
	redisCommands: 'Redis: commands',
	redisBytes: 'Redis: network',
};

/** A quantity with its unit. */
function quantity(name: keyof Cost, value: number): string {
	if (name.endsWith('Ms')) return `${count(value)} ms`;
	return name.endsWith('Bytes') ? bytes(value) : count(value);
}

const measuredOn = ({ date, commit, n8n, node, cpus, cpu, postgres, redis }: Machine): string =>
	`n8n ${n8n} in queue mode with one main process, one webhook process and one worker; Node.js ${node}, PostgreSQL ${postgres}, Redis ${redis}, all on ${cpus} x ${cpu}. ${date}, commit \`${commit}\`.`;

/** The measured costs, and the simulated day. */
export function costSection(figures: Figures, day: Day | null): string {
	const { costs, memoryMb, jobBytes } = figures;
	const columns: Array<[name: string, cost: Cost, isKept: boolean]> = [
		[WORK.reply, costs.reply, false],
		['The same, saved', costs.replySaved, true],
		[WORK.status, costs.status, false],
		['An execution that sends a part of a campaign, saved, without its messages', campaignExecution(figures), true],
		['A message of a campaign', campaignMessage(figures), true],
		[WORK.idle, costs.idle, false],
	];
	const rows = QUANTITIES.map((name) => [
		LABELS[name],
		// PostgreSQL uses the space of deleted rows again.
		...columns.map(([, cost, isKept]) => (name === 'tableBytes' && !isKept ? '-' : quantity(name, cost[name]))),
	]);
	return [
		`${measuredOn(figures.machine)} Medians.`,
		table(['For each', ...columns.map(([name]) => name)], rows),
		`Memory at its peak: main process ${count(memoryMb.main)} MB, webhook process ${count(memoryMb.webhook)} MB, worker ${count(memoryMb.worker)} MB. An execution that waits for a worker takes ${bytes(jobBytes)} of Redis.`,
		...(day === null ? [] : [daySection(figures, day)]),
	].join('\n\n');
}

/** The simulated day: computed and measured side by side. */
function daySection(figures: Figures, day: Day): string {
	const { load, cost, numbers, compression, lost, doubled, machine } = day;
	const expected = costOf(figures, load);
	const rows = QUANTITIES.map((name) => [
		LABELS[name],
		quantity(name, expected[name]),
		quantity(name, cost[name]),
		ratio(cost[name], expected[name]),
	]);
	const parts = [
		`${count(load.replies)} messages from customers, each answered`,
		`${count(load.campaignMessages)} campaign messages in ${count(load.parts)} parts`,
		`${count(load.statuses)} statuses`,
	];
	return [
		`**A simulated day** of ${numbers} numbers, ${count(compression)} times as fast as a real one, with a tenth of the messages in the busiest hour: ${parts.join(', ')}. ${load.saved ? 'Executions were saved.' : 'Executions were not saved.'} Messages lost: ${lost}. Sent twice: ${doubled}. Commit \`${machine.commit}\`, ${machine.date}.`,
		table(['Of the entire day', 'Computed from the costs above', 'Measured', 'Measured / computed'], rows),
	].join('\n\n');
}

/** Measured divided by computed. */
export const ratio = (measured: number, computed: number): string =>
	computed > 0 ? (measured / computed).toFixed(2) : '-';
