import type { BenchEnvironment } from '../benchEnvironment';
import type { Figure } from '../figures';
import type { Line } from '../plot';
import { cpuMs, settle } from '../proc';
import { summary } from '../stats';
import { activate, aggregate, chain, SIDES, splitOut, textStep, type Runnable, type Side } from '../workflows';

/** Messages of one campaign; fewer with `--small`, to try out the benchmark. */
const MESSAGES = 10_000;
const SMALL = 800;

/** Campaigns per side: our rate varies between runs, the built-in node's loss is always the same. */
const RUNS: Record<Side, number> = { ours: 3, builtIn: 1 };

/** The default throughput of a number (Meta docs: Cloud API > Throughput). */
const LIMIT = 80;

/** From request to response in ms, half of it before the request is processed. */
const LATENCY = { min: 60, max: 180 };

/**
 * Injected faults: rejected by the throughput limit, rejected by the pair limit, HTTP 500 with a Meta error, accepted
 * but the connection cut.
 */
const FAULTS = { 130429: 0.02, 131056: 0.01, 131000: 0.005, cutAfterAcceptance: 0.002 };

/** The output of n8n at the end. */
interface Reported {
	messages?: unknown[];
	errorDetails?: Array<{ outcome?: string; code?: number }>;
	to?: string[];
}

interface Campaign {
	wallMs: number;
	cpuMs: number;
	/** Recipients with at least one accepted message. */
	reached: number;
	/** Messages beyond the first to one recipient. */
	doubled: number;
	/** Items with an unknown outcome. */
	unknown: number;
	/** Failed items, by outcome and code. */
	failures: Record<string, number>;
	/** Items with a known outcome whose message was accepted exactly once. */
	exactlyOnce: number;
	/** Items reported as failed, and not as unknown, though Meta accepted them. */
	wronglyFailed: number;
	/** Requests that Meta rejected during the run. */
	rejected: number;
	requests: number;
	/** When the first and the last message were accepted, in seconds from the start. */
	firstAt: number;
	lastAt: number;
	/** The times of all messages. */
	times: number[];
}

const digits = (text: string): string => text.replace(/\D/g, '');

const items = (count: number): Array<{ to: string; text: string }> =>
	Array.from({ length: count }, (_unused, index) => ({
		to: `+1 650 ${String(5_550_000 + index)}`,
		text: `Hello, offer ${index} is yours.`,
	}));

async function workflow(env: BenchEnvironment, side: Side): Promise<Runnable> {
	return await activate(env, `Campaign, ${side}`, (start) => {
		// Only Meta's response for accepted items: a `to` is that of a failed one.
		const step = textStep(env, side, {}, undefined, { simplify: false });
		const nodes = [start, splitOut, step, aggregate('messages', 'errorDetails', 'to')];
		return { nodes, connections: chain(nodes) };
	});
}

async function send(env: BenchEnvironment, runnable: Runnable, count: number): Promise<Campaign> {
	const { emulator, n8n } = env;
	emulator.reset();
	emulator.settings({ messagesPerSecond: 'own', latencyMs: LATENCY, recordBodies: false });
	emulator.addFault({ kind: 'random', probabilities: FAULTS, match: { method: 'POST', path: '/messages' }, seed: 7 });
	await n8n.collectGarbage();
	await runnable.ready();
	await settle(n8n.pid);
	const before = cpuMs(n8n.pid);
	const began = Date.now();
	const { wallMs, first } = await runnable.run({ items: items(count) });
	const reported = first as Reported;
	await settle(n8n.pid);
	const state = emulator.state();
	const { firstAcceptedAt = began, lastAcceptedAt = began } = state;
	const seconds = (at: number) => (at - began) / 1000;
	const perRecipient = new Map(Object.entries(state.perRecipient));
	const unknown = (reported.errorDetails ?? []).filter((details) => details?.outcome === 'unknown').length;
	const failures: Record<string, number> = {};
	for (const { outcome, code } of reported.errorDetails ?? []) {
		const kind = `${outcome} ${code ?? ''}`.trim();
		failures[kind] = (failures[kind] ?? 0) + 1;
	}
	// With ours, a failed item keeps its input; the built-in's is empty, so only the counts can show it.
	const failedTo = (reported.to ?? []).map(digits);
	const wrongByCount = Math.max(0, perRecipient.size - (reported.messages?.length ?? 0));
	const acceptedFailed = failedTo.length > 0 ? failedTo.filter((to) => perRecipient.has(to)).length : wrongByCount;
	const once = [...perRecipient.values()].filter((times) => times === 1).length;
	return {
		wallMs,
		cpuMs: cpuMs(n8n.pid) - before,
		reached: perRecipient.size,
		doubled: state.accepted - perRecipient.size,
		unknown,
		failures,
		exactlyOnce: once - Math.min(unknown, acceptedFailed),
		wronglyFailed: Math.max(0, acceptedFailed - unknown),
		rejected: Object.values(state.rejected).reduce((sum, number) => sum + number, 0),
		requests: state.requests,
		firstAt: seconds(firstAcceptedAt),
		lastAt: seconds(lastAcceptedAt),
		times: emulator.messages.map(({ at }) => seconds(at)),
	};
}

/** Accepted messages over time, one point per second. */
function line(name: string, { lastAt, times }: Campaign): Line {
	const end = Math.ceil(lastAt);
	const points = Array.from(
		{ length: end + 1 },
		(_unused, second) => [second, times.filter((time) => time <= second).length] as [number, number],
	);
	return { name, points };
}

/**
 * 10,000 recipients, 80 messages per second, and the faults of an ordinary day.
 * @returns figures, and the lines of the plot
 */
export async function campaign(
	env: BenchEnvironment,
	say: (text: string) => void,
	small: boolean,
): Promise<{ figures: Figure[]; lines: Line[] }> {
	const count = small ? SMALL : MESSAGES;
	const ideal = (count / LIMIT) * 1000;
	const runs: Record<Side, Campaign[]> = { ours: [], builtIn: [] };
	for (const side of SIDES) {
		const runnable = await workflow(env, side);
		while (runs[side].length < RUNS[side]) {
			const run = await send(env, runnable, count);
			runs[side].push(run);
			const { times, ...shown } = run;
			say(`campaign ${side}: ${JSON.stringify(shown)}`);
		}
	}
	const figure = (what: string, unit: string, pick: (run: Campaign) => number): Figure => {
		const [ours, builtIn] = SIDES.map((side) => summary(runs[side].map(pick)));
		return { part: 'campaign', what, unit, ours, builtIn };
	};
	const { ours } = runs;
	const known = (run: Campaign) => count - run.unknown;
	const own = `the limit's own time (${ideal / 1000} s)`;
	const time = figure(`time / ${own}`, 'x', (run) => run.wallMs / ideal);
	const figures = [
		figure('people reached', 'people', (run) => run.reached),
		{
			...figure(
				'accepted exactly once, of those with a known outcome',
				'%',
				(run) => (100 * run.exactlyOnce) / known(run),
			),
			target: { text: '100', met: ours.every((run) => run.exactlyOnce === known(run)) },
		},
		{
			...figure('sent twice', 'messages', (run) => run.doubled),
			target: { text: 'none', met: ours.every(({ doubled }) => doubled === 0) },
		},
		figure('reported as unknown', 'items', (run) => run.unknown),
		{
			...figure('reported as failed though accepted', 'items', (run) => run.wronglyFailed),
			target: { text: 'none', met: ours.every(({ wronglyFailed }) => wronglyFailed === 0) },
		},
		{ ...time, target: { text: '<= 1.04, each', met: time.ours.max <= 1.04 } },
		// The rate limiter determines this part; before and after it n8n reads the list, and writes the execution to
		// its database.
		figure(
			`... of it from the first to the last message accepted / ${own}`,
			'x',
			({ firstAt, lastAt }) => ((lastAt - firstAt) * 1000) / ideal,
		),
		figure('rejected on the way', 'responses', (run) => run.rejected),
		figure('CPU per person reached', 'ms', (run) => run.cpuMs / Math.max(1, run.reached)),
	];
	const limit: Line = {
		name: `The limit: ${LIMIT} per second`,
		points: [
			[0, 0],
			[ideal / 1000, count],
		],
		dashed: true,
	};
	return { figures, lines: [limit, line('This package', ours[0]), line('Built-in node', runs.builtIn[0])] };
}
