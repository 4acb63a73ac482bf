import type { WorkflowDefinition, WorkflowNode } from '../../../scripts/n8n/rest';
import { waitFor } from '../../../scripts/n8n/wait';
import type { Emulator } from '../../../emulator/src';
import type { BenchEnvironment } from '../benchEnvironment';
import type { Figure } from '../figures';
import { summary } from '../stats';
import { chain, splitOut, textStep, type Side } from '../workflows';

const MESSAGES = 400;

/** From request to response in ms, alternating: none, and Meta's usual latency. */
const LATENCIES: Array<number | { min: number; max: number }> = [0, { min: 80, max: 250 }];

/** An n8n, or a part of it, that can be killed. */
export interface Arena {
	emulator: Emulator;
	/** Runs a campaign to its end. @returns an item for each message */
	run(items: unknown[]): Promise<Array<Record<string, unknown>>>;
	/** Kills the sending process, and waits until a campaign can be sent again. */
	kill(): Promise<void>;
}

/** The result of one campaign, after n8n was killed and the workflow run again. */
export interface Trial {
	/** Accepted before n8n was killed. */
	before: number;
	/** Neither accepted nor reported as unknown. */
	lost: number;
	/** Accepted twice. */
	doubled: number;
	/** Reported as unknown; and how many of those Meta had accepted. */
	unknown: number;
	unknownAccepted: number;
	/** Accepted before, and returned as accepted earlier. */
	acceptedEarlier: number;
	/** Returned with an ID other than Meta's. */
	wrongId: number;
}

/** A workflow that sends the campaign in its items and responds with all results. */
export function campaignWorkflow(
	env: BenchEnvironment,
	side: Side,
	start: WorkflowNode,
): Pick<WorkflowDefinition, 'nodes' | 'connections'> {
	const responding: WorkflowNode = { ...start, parameters: { ...start.parameters, responseData: 'allEntries' } };
	const nodes = [
		responding,
		splitOut,
		textStep(env, side, { campaign: '={{ $json.campaign }}' }, undefined, { network: { onUnknownOutcome: 'skip' } }),
	];
	return { nodes, connections: chain(nodes) };
}

/** Kills n8n at a random point of a campaign, and runs the workflow again. */
export async function trial(arena: Arena, side: Side, number: number): Promise<Trial> {
	const { emulator } = arena;
	emulator.reset();
	emulator.settings({
		messagesPerSecond: side === 'ours' ? 'own' : 0,
		latencyMs: LATENCIES[number % LATENCIES.length],
		recordBodies: false,
	});
	const campaign = `${side} ${number}`;
	const items = Array.from({ length: MESSAGES }, (_unused, index) => ({
		to: String(16_505_550_000 + index),
		text: `Hello ${index}`,
		campaign,
	}));
	let ended = false;
	arena.run(items).then(
		() => (ended = true),
		() => {},
	);
	const killAt = 1 + Math.floor(Math.random() * (MESSAGES - 60));
	await waitFor('messages to be accepted', () => (emulator.state().accepted >= killAt ? true : undefined), 120_000);
	await arena.kill();
	if (ended) throw new Error('The campaign had ended before n8n was killed');
	const idOf = new Map(emulator.messages.map(({ id, to }) => [to, id]));
	const before = new Set(idOf.keys());

	const results = new Map((await arena.run(items)).map((item, index) => [items[index].to, item]));
	const { perRecipient } = emulator.state();
	for (const { id, to } of emulator.messages) if (!idOf.has(to)) idOf.set(to, id);
	const unknown = (to: string): boolean => results.get(to)?.outcome === 'unknown';
	const toldId = (to: string) => results.get(to)?.messageId;
	const count = (met: (to: string) => boolean): number => items.filter(({ to }) => met(to)).length;
	return {
		before: before.size,
		lost: count((to) => !perRecipient[to] && !unknown(to)),
		doubled: count((to) => perRecipient[to] > 1),
		unknown: count(unknown),
		unknownAccepted: count((to) => unknown(to) && perRecipient[to] > 0),
		acceptedEarlier: count((to) => before.has(to) && results.get(to)?.acceptedEarlier === true),
		wrongId: count((to) => toldId(to) !== undefined && toldId(to) !== idOf.get(to)),
	};
}

/** The result of all trials of one part. */
export function crashFigures(part: string, ours: Trial[], builtIn: Trial[]): Figure[] {
	const figure = (what: string, pick: (trial: Trial) => number, compare = true): Figure => ({
		part,
		what,
		unit: 'messages',
		ours: summary(ours.map(pick)),
		...(compare && builtIn.length > 0 && { builtIn: summary(builtIn.map(pick)) }),
	});
	const never = (what: string, pick: (trial: Trial) => number, compare = true): Figure => ({
		...figure(what, pick, compare),
		target: { text: 'none', met: ours.every((result) => pick(result) === 0) },
	});
	return [
		figure(`accepted of ${MESSAGES} when killed (${ours.length} times)`, ({ before }) => before),
		never('lost', ({ lost }) => lost),
		never('sent twice', ({ doubled }) => doubled),
		figure('reported as unknown', ({ unknown }) => unknown, false),
		figure('... of these accepted', ({ unknownAccepted }) => unknownAccepted, false),
		figure('reported as accepted earlier', ({ acceptedEarlier }) => acceptedEarlier, false),
		never('reported with a wrong ID', ({ wrongId }) => wrongId, false),
	];
}
