import type { BenchEnvironment } from '../benchEnvironment';
import type { Figure } from '../figures';
import { cpuMs, settle } from '../proc';
import { summary, type Summary } from '../stats';
import { activate, chain, noOperation, SIDES, splitOut, textStep, type Runnable, type Side } from '../workflows';

export const MESSAGES = 1000;

/** Latency of the emulator's responses. */
const LATENCY_MS = 50;

/** The default throughput of a number (Meta docs: Cloud API > Throughput). */
const LIMIT = 80;

/** Text messages to distinct recipients; recipient and text come from the item, by expression. */
function items(): Array<{ to: string; text: string }> {
	return Array.from({ length: MESSAGES }, (_unused, index) => ({
		to: `+1 650 ${String(5_550_000 + index)}`,
		text: `Hello, your order ${index} is on its way.`,
	}));
}

async function textWorkflow(env: BenchEnvironment, side: Side, largeRuns: Record<string, unknown>): Promise<Runnable> {
	return await activate(env, `Texts, ${side}`, (start) => {
		const nodes = [start, splitOut, textStep(env, side, largeRuns)];
		return { nodes, connections: chain(nodes) };
	});
}

interface Sent {
	wallMs: number;
	cpuMs: number;
	accepted: number;
	doubled: number;
	rejected: number;
	/** From the start of the workflow to the first accepted message. */
	firstMs: number;
	/** From the first accepted message to the last. */
	spanMs: number;
}

/** The load of a run. */
interface Load {
	/** Input of the workflow. */
	items: unknown[];
	/** How often each side is measured; 5 times by default. */
	rounds?: number;
	/** Called after the emulator was reset. */
	prepare?(): void;
}

const texts = (): Load => ({ items: items() });

/** Sends all messages once. */
async function send(env: BenchEnvironment, workflow: Runnable, messagesPerSecond: number, load: Load): Promise<Sent> {
	const { emulator, n8n } = env;
	emulator.reset();
	load.prepare?.();
	emulator.settings({ messagesPerSecond, latencyMs: LATENCY_MS, recordBodies: false });
	// Garbage of an earlier run must not be collected during this one.
	await n8n.collectGarbage();
	// After a run that blocks n8n for seconds, it reports its database as unavailable for a while.
	await workflow.ready();
	await settle(n8n.pid);
	const before = cpuMs(n8n.pid);
	const began = Date.now();
	const { wallMs } = await workflow.run({ items: load.items });
	await settle(n8n.pid);
	const { accepted, perRecipient, rejected, firstAcceptedAt = NaN, lastAcceptedAt = NaN } = emulator.state();
	return {
		wallMs,
		cpuMs: cpuMs(n8n.pid) - before,
		accepted: Object.keys(perRecipient).length,
		doubled: accepted - Object.keys(perRecipient).length,
		rejected: Object.values(rejected).reduce((sum, number) => sum + number, 0),
		firstMs: firstAcceptedAt - began,
		spanMs: lastAcceptedAt - firstAcceptedAt,
	};
}

/**
 * 1,000 texts against Meta's limit of 80 messages per second.
 * @param state what n8n has done before, for the figures
 */
export async function broadcast(env: BenchEnvironment, say: (line: string) => void, state: string): Promise<Figure[]> {
	const ROUNDS = 3;
	const ideal = (MESSAGES / LIMIT) * 1000;
	const runs: Record<Side, Sent[]> = { ours: [], builtIn: [] };
	const workflows = { ours: await textWorkflow(env, 'ours', {}), builtIn: await textWorkflow(env, 'builtIn', {}) };
	for (let round = 0; round < ROUNDS; round++) {
		for (const side of SIDES) {
			const sent = await send(env, workflows[side], LIMIT, texts());
			say(`broadcast ${side}: ${JSON.stringify(sent)}`);
			runs[side].push(sent);
		}
	}
	const figure = (what: string, unit: string, pick: (sent: Sent) => number): Figure => {
		const [ours, builtIn] = SIDES.map((side) => summary(runs[side].map(pick)));
		return { part: 'broadcast', what: `${state}, ${what}`, unit, ours, builtIn };
	};
	const always = (text: string, met: (sent: Sent) => boolean) => ({ target: { text, met: runs.ours.every(met) } });
	const time = figure("time / the limit's own time (12.5 s)", 'x', (sent) => sent.wallMs / ideal);
	return [
		{
			...figure('accepted of 1,000', 'messages', (sent) => sent.accepted),
			...always('all 1,000', (sent) => sent.accepted === MESSAGES),
		},
		{
			...figure('lost', 'messages', (sent) => MESSAGES - sent.accepted),
			...always('none', (sent) => sent.accepted === MESSAGES),
		},
		{ ...figure('sent twice', 'messages', (sent) => sent.doubled), ...always('none', (sent) => sent.doubled === 0) },
		figure('rejected by the limit on the way', 'responses', (sent) => sent.rejected),
		{ ...time, ...always('<= 1.05, each', (sent) => sent.wallMs / ideal <= 1.05) },
		figure('accepted per second', 'messages', (sent) => sent.accepted / (sent.wallMs / 1000)),
	];
}

type ProfileTo = (side: Side, profile: unknown) => void;

/**
 * Measures several variants of sending all messages, alternating. A variant called `base` sends none.
 *
 * @returns the results of each variant, without its first run
 * @throws Error when a variant did not deliver all messages
 */
async function inTurns<Way extends string>(
	ways: Way[],
	rounds: number,
	say: (line: string) => void,
	part: string,
	run: (way: Way) => Promise<Sent>,
): Promise<Record<Way, Sent[]>> {
	const runs = Object.fromEntries(ways.map((way) => [way, [] as Sent[]])) as Record<Way, Sent[]>;
	// The first runs of a fresh n8n compile code: not counted.
	for (let round = -1; round < rounds; round++) {
		// The order is reversed in every second round.
		for (const way of round % 2 === 0 ? ways : [...ways].reverse()) {
			const sent = await run(way);
			say(`${part} ${way}${round < 0 ? ' (warm-up)' : ''}: ${JSON.stringify(sent)}`);
			if (way !== 'base' && sent.accepted !== MESSAGES)
				throw new Error(`${way}: ${sent.accepted} of ${MESSAGES} messages were accepted`);
			if (round >= 0) runs[way].push(sent);
		}
	}
	return runs;
}

/**
 * 1,000 messages at maximum speed. CPU is what the step adds to the same workflow with an empty step.
 *
 * @param make creates the workflow of a side
 * @returns time of the entire run in seconds, and CPU per message in milliseconds
 */
export async function race(
	env: BenchEnvironment,
	say: (line: string) => void,
	part: string,
	load: Load,
	make: (side: Side) => Promise<Runnable>,
	profileTo?: ProfileTo,
): Promise<{ wall: Record<Side, Summary>; cpu: Record<Side, Summary> }> {
	const { rounds = 5 } = load;
	const base = await activate(env, `${part}, no sending`, (start) => {
		const nodes = [start, splitOut, noOperation];
		return { nodes, connections: chain(nodes) };
	});
	const workflows = { base, ours: await make('ours'), builtIn: await make('builtIn') };
	const runs = await inTurns(
		['base', ...SIDES],
		rounds,
		say,
		part,
		async (name) => await send(env, workflows[name], 0, load),
	);
	if (profileTo) {
		for (const side of SIDES) {
			await env.n8n.startProfile();
			await send(env, workflows[side], 0, load);
			profileTo(side, await env.n8n.stopProfile());
		}
	}
	const baseCpu = summary(runs.base.map((sent) => sent.cpuMs)).median;
	const of = (pick: (sent: Sent) => number): Record<Side, Summary> => ({
		ours: summary(runs.ours.map(pick)),
		builtIn: summary(runs.builtIn.map(pick)),
	});
	return { wall: of((sent) => sent.wallMs / 1000), cpu: of((sent) => (sent.cpuMs - baseCpu) / MESSAGES) };
}

/** 1,000 texts at maximum speed. */
export async function unlimited(
	env: BenchEnvironment,
	say: (line: string) => void,
	profileTo?: ProfileTo,
): Promise<Figure[]> {
	const make = async (side: Side) => await textWorkflow(env, side, { messagesPerSecond: 0 });
	const { wall, cpu } = await race(env, say, 'unlimited', texts(), make, profileTo);
	return [
		{
			part: 'unlimited',
			what: 'time for 1,000 messages',
			unit: 's',
			...wall,
			target: { text: '<= built-in', met: wall.ours.median <= wall.builtIn.median },
		},
		{
			part: 'unlimited',
			what: 'CPU per message',
			unit: 'ms',
			...cpu,
			target: { text: '<= half of built-in', met: cpu.ours.median <= cpu.builtIn.median / 2 },
		},
	];
}

/** The cost of recording each message in n8n's database: 1,000 texts at maximum speed, without and with a campaign. */
export async function durable(env: BenchEnvironment, say: (line: string) => void): Promise<Figure[]> {
	const largeRuns = { without: {}, with: { campaign: 'durable' } };
	type Kind = keyof typeof largeRuns;
	const runs = await inTurns<Kind>(['without', 'with'], 3, say, 'durable', async (kind) => {
		// A campaign belongs to its workflow: the same workflow would send nothing the second time.
		const workflow = await textWorkflow(env, 'ours', { messagesPerSecond: 0, ...largeRuns[kind] });
		return await send(env, workflow, 0, texts());
	});
	const figure = (what: string, unit: string, name: Kind, pick: (sent: Sent) => number): Figure => ({
		part: 'durable',
		what,
		unit,
		ours: summary(runs[name].map(pick)),
	});
	const seconds = (sent: Sent) => sent.wallMs / 1000;
	const cpu = (sent: Sent) => sent.cpuMs / MESSAGES;
	return [
		figure('without a campaign, time for 1,000 messages', 's', 'without', seconds),
		figure('with a campaign, time for 1,000 messages', 's', 'with', seconds),
		figure('without a campaign, CPU per message of the entire run', 'ms', 'without', cpu),
		figure('with a campaign, CPU per message of the entire run', 'ms', 'with', cpu),
	];
}
