import { waitFor } from '../../../scripts/n8n/wait';
import type { BenchEnvironment } from '../benchEnvironment';
import type { Figure } from '../figures';
import { peakMb, resetPeak, residentMb, settle } from '../proc';
import { summary } from '../stats';
import { activate, chain, graphRequestStep, noOperation, SIDES, splitOut, textStep, type Runnable } from '../workflows';

/** Messages of one run. */
const SIZES = [1000, 10_000, 100_000];
const SMALL_SIZES = [200, 1000];
/** Without the smallest run: there, a smaller heap makes no difference. */
const LARGE_SIZES = [10_000, 100_000];

/**
 * Only the run of this package has more. The built-in node opens a connection for each item at once: with more, n8n
 * stops responding.
 */
const OTHERS_MOST = 10_000;

/** Most MB that sending may add, by number of messages. */
const AIMS: Record<number, number> = { 10_000: 60, 100_000: 350 };

/** Share of the messages after which `held` looks. */
const HELD_AT = 0.97;

/** HTTP Request has no limit of requests at a time, only pauses between batches: about as fast as this package. */
const BATCHES = { batching: { batch: { batchSize: 20, batchInterval: 50 } } };

/** `floor`: n8n's own HTTP Request. */
const NAMES = ['base', ...SIDES, 'floor'] as const;
type Name = (typeof NAMES)[number];

async function workflow(env: BenchEnvironment, name: Name): Promise<Runnable> {
	const step = () => {
		if (name === 'base') return noOperation;
		if (name === 'floor') return graphRequestStep(env, BATCHES);
		return textStep(env, name, { messagesPerSecond: 0 });
	};
	return await activate(env, `Memory, ${name}`, (start) => {
		const nodes = [start, splitOut, step()];
		return { nodes, connections: chain(nodes) };
	});
}

async function workflowsOf(env: BenchEnvironment, names: readonly Name[]): Promise<Map<Name, Runnable>> {
	const workflows = new Map<Name, Runnable>();
	for (const name of names) workflows.set(name, await workflow(env, name));
	return workflows;
}

const items = (count: number) =>
	Array.from({ length: count }, (_unused, index) => ({
		to: `1650${5_550_000 + index}`,
		text: `Hello, your order ${index} is on its way.`,
	}));

/** A fresh n8n that has run the workflow once. @returns its heap in use, in MB */
async function prepare(env: BenchEnvironment, runnable: Runnable): Promise<number> {
	await env.restart();
	await runnable.ready();
	env.emulator.reset();
	env.emulator.settings({ messagesPerSecond: 0, latencyMs: 20, recordBodies: false });
	await runnable.run({ items: items(10) });
	const heap = await env.n8n.collectGarbage();
	await settle(env.n8n.pid);
	return heap;
}

/** Maximum memory of n8n in a run beyond its memory before, in MB; each time in a fresh n8n. */
async function peak(env: BenchEnvironment, runnable: Runnable, size: number): Promise<number> {
	await prepare(env, runnable);
	const before = residentMb(env.n8n.pid);
	resetPeak(env.n8n.pid);
	await runnable.run({ items: items(size) });
	return peakMb(env.n8n.pid) - before;
}

/**
 * What n8n needs when nearly all messages of a run are sent: its heap after a forced garbage collection, beyond that
 * before the run, in MB. The rest of the memory at the peak is garbage that V8 has not collected.
 */
async function held(env: BenchEnvironment, runnable: Runnable, size: number): Promise<number> {
	const before = await prepare(env, runnable);
	const sent = env.emulator.messages.length;
	const run = runnable.run({ items: items(size) });
	const isNearlySent = () => env.emulator.messages.length - sent >= HELD_AT * size || undefined;
	await Promise.race([waitFor('the last messages of the run', isNearlySent, 1_200_000), run]);
	const heap = await env.n8n.collectGarbage();
	await run;
	return heap - before;
}

/** The peak of each workflow, in MB; without those that failed or are not tried. */
async function peaks(
	env: BenchEnvironment,
	say: (line: string) => void,
	workflows: Map<Name, Runnable>,
	size: number,
): Promise<Map<Name, number>> {
	const mb = new Map<Name, number>();
	for (const [name, runnable] of workflows) {
		if (name !== 'base' && name !== 'ours' && size > OTHERS_MOST) continue;
		try {
			mb.set(name, await peak(env, runnable, size));
			say(`memory ${name}, ${size} items: ${mb.get(name)?.toFixed(0)} MB`);
		} catch (thrown) {
			if (name !== 'builtIn') throw thrown;
			say(`memory ${name}, ${size} items: failed: ${(thrown as Error).message}`);
			await env.crash();
		}
	}
	return mb;
}

const figure = (size: number, what: string, mb: number): Figure => ({
	part: 'memory',
	what: `${size.toLocaleString('en-US')} messages: ${what}`,
	unit: 'MB',
	ours: summary([mb]),
});

function peakFigures(mb: Map<Name, number>, size: number): Figure[] {
	const base = mb.get('base')!;
	const sending = mb.get('ours')! - base;
	const aim = AIMS[size];
	const compared = figure(size, 'what sending adds', sending);
	const others = (['builtIn', 'floor'] as const).flatMap((name): Figure[] => {
		const other = mb.get(name);
		if (other === undefined) return [];
		const beside = name === 'floor' ? { beside: "n8n's HTTP Request" } : {};
		return [{ ...compared, builtIn: summary([other - base]), ...beside }];
	});
	const [first = compared, ...more] = others;
	return [
		figure(size, 'the run without sending', base),
		{ ...first, ...(aim !== undefined && { target: { text: `<= ${aim} MB`, met: sending <= aim } }) },
		...more,
	];
}

/** What sending adds to runs of 10,000 and 100,000 messages: the peak, compared with the same workflow without it. */
export async function addedMemory(
	env: BenchEnvironment,
	say: (line: string) => void,
	small: boolean,
): Promise<Figure[]> {
	const workflows = await workflowsOf(env, ['base', 'ours']);
	const figures: Figure[] = [];
	for (const size of small ? SMALL_SIZES : LARGE_SIZES) {
		figures.push(...peakFigures(await peaks(env, say, workflows, size), size));
	}
	return figures;
}

/**
 * Runs of 1,000, 10,000 and 100,000 messages: the same, compared with n8n's nodes, and what the heap holds at the end.
 */
export async function memory(env: BenchEnvironment, say: (line: string) => void, small: boolean): Promise<Figure[]> {
	const workflows = await workflowsOf(env, NAMES);
	const figures: Figure[] = [];
	for (const size of small ? SMALL_SIZES : SIZES) {
		figures.push(...peakFigures(await peaks(env, say, workflows, size), size));
		const heldMb = await held(env, workflows.get('ours')!, size);
		say(`memory ours, ${size} items, held: ${heldMb.toFixed(0)} MB`);
		const what = `heap in use after ${100 * HELD_AT}% of them, after a forced garbage collection, with the items of the workflow`;
		figures.push(figure(size, what, heldMb));
	}
	return figures;
}
