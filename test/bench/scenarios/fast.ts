import type { BenchEnvironment } from '../benchEnvironment';
import type { Figure } from '../figures';
import { hotspots } from '../hotspots';
import { cpuMs, settle } from '../proc';
import { summary } from '../stats';
import { activate, chain, noOperation, SIDES, splitOut, textStep, type Runnable, type Side } from '../workflows';

const MESSAGES = 5000;
const SMALL = 1000;
const ROUNDS = 3;

const LATENCY_MS = 50;

interface Sent {
	wallMs: number;
	cpuMs: number;
	reached: number;
	/** Accepted per second, from the first to the last. */
	perSecond: number;
	rejected: number;
}

async function send(env: BenchEnvironment, runnable: Runnable, count: number): Promise<Sent> {
	const { emulator, n8n } = env;
	emulator.reset();
	emulator.settings({ messagesPerSecond: 'own', latencyMs: LATENCY_MS, recordBodies: false });
	await n8n.collectGarbage();
	await runnable.ready();
	await settle(n8n.pid);
	const before = cpuMs(n8n.pid);
	const items = Array.from({ length: count }, (_unused, index) => ({
		to: `+1 650 ${String(5_550_000 + index)}`,
		text: `Hello ${index}`,
	}));
	const { wallMs } = await runnable.run({ items });
	await settle(n8n.pid);
	const { perRecipient, rejected, firstAcceptedAt = 0, lastAcceptedAt = 0 } = emulator.state();
	const reached = Object.keys(perRecipient).length;
	return {
		wallMs,
		cpuMs: cpuMs(n8n.pid) - before,
		reached,
		perSecond: reached / ((lastAcceptedAt - firstAcceptedAt) / 1000),
		rejected: Object.values(rejected).reduce((sum, number) => sum + number, 0),
	};
}

/** A number that may send 1,000 messages per second: the rate that one n8n process reaches, and its bottlenecks. */
export async function fast(
	env: BenchEnvironment,
	say: (line: string) => void,
	small: boolean,
	profileTo?: (side: Side, profile: unknown) => void,
): Promise<Figure[]> {
	const count = small ? SMALL : MESSAGES;
	const number = env.emulator.seed.secondPhoneNumberId;
	const make = async (side: Side) =>
		await activate(env, `Fast, ${side}`, (start) => {
			const nodes = [start, splitOut, textStep(env, side, {}, number)];
			return { nodes, connections: chain(nodes) };
		});
	const base = await activate(env, 'Fast, no sending', (start) => {
		const nodes = [start, splitOut, noOperation];
		return { nodes, connections: chain(nodes) };
	});
	const workflows = { ours: await make('ours'), builtIn: await make('builtIn') };
	const runs: Record<Side, Sent[]> = { ours: [], builtIn: [] };
	const idle: number[] = [];
	for (let round = -1; round < ROUNDS; round++) {
		const empty = await send(env, base, count);
		if (round >= 0) idle.push(empty.cpuMs);
		for (const side of round % 2 === 0 ? SIDES : [...SIDES].reverse()) {
			const sent = await send(env, workflows[side], count);
			say(`fast ${side}${round < 0 ? ' (warm-up)' : ''}: ${JSON.stringify(sent)}`);
			if (round >= 0) runs[side].push(sent);
		}
	}
	await env.n8n.startProfile();
	await send(env, workflows.ours, count);
	const profile = await env.n8n.stopProfile();
	profileTo?.('ours', profile);
	const { functions, packages } = hotspots(profile);
	say(
		`fast, where the time goes, by package: ${packages.map(({ name, percent }) => `${name} ${percent}%`).join(', ')}`,
	);
	say(
		`fast, where the time goes, by function: ${functions.map(({ name, percent }) => `${name} ${percent}%`).join(', ')}`,
	);

	const baseCpu = summary(idle).median;
	const figure = (what: string, unit: string, pick: (sent: Sent) => number): Figure => ({
		part: 'fast',
		what,
		unit,
		ours: summary(runs.ours.map(pick)),
		builtIn: summary(runs.builtIn.map(pick)),
	});
	const cpu = figure('CPU per message', 'ms', (sent) => (sent.cpuMs - baseCpu) / Math.max(1, sent.reached));
	return [
		figure(`people reached of ${count.toLocaleString('en-US')}`, 'people', (sent) => sent.reached),
		figure('accepted per second, of 1,000', 'messages', (sent) => sent.perSecond),
		{ ...cpu, target: { text: '<= half of built-in', met: cpu.ours.median <= (cpu.builtIn?.median ?? 0) / 2 } },
		figure('rejected on the way', 'responses', (sent) => sent.rejected),
		...packages.slice(0, 6).map(({ name, percent }): Figure => ({
			part: 'fast',
			what: `share of the time in ${name}`,
			unit: '%',
			ours: summary([percent]),
		})),
	];
}
