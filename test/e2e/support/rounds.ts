import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Emulator } from '../../../emulator/src';
import type { N8nRest, SavedCredential } from '../../../scripts/n8n/rest';
import type { Counter } from './counter';
import { TRIGGER } from './testEnvironment';
import { chain } from './workflows';

/** How two messages relate: sure to be in one round, sure to be in two, and around the limit. */
type Expected = 'same' | 'either' | 'separate';

/** Pauses between two messages of a person, in ms. @param silence seconds */
const pausesFor = (silence: number): Record<Expected, [number, number]> => ({
	same: [300, silence * 500],
	either: [silence * 500, silence * 1500],
	separate: [silence * 1900, silence * 2200],
});

/** A message, with how it is expected to relate to the one before it. */
interface Sent {
	id: string;
	at: number;
	expected?: Expected;
}

/** What people wrote, in order. */
export type Conversations = Sent[][];

/** Publishes a workflow that combines the messages to a number, and reports its rounds to the counter. */
export async function publishCombining(
	rest: N8nRest,
	credential: SavedCredential,
	{ phoneNumberId, counter, silence }: { phoneNumberId: string; counter: Counter; silence: number },
): Promise<string> {
	const workflow = chain(`Combine ${randomUUID()}`, [
		{
			name: 'WhatsApp Trigger',
			type: TRIGGER,
			typeVersion: 2,
			position: [0, 0],
			webhookId: randomUUID(),
			parameters: {
				updates: ['messages'],
				listenOn: 'phoneNumber',
				phoneNumberId: { __rl: true, mode: 'id', value: phoneNumberId },
				options: { combineMessages: { settings: { silence, maxMessages: 20, maxSeconds: 120 } } },
			},
			credentials: { [credential.type]: { id: credential.id, name: credential.name } },
		},
		{
			name: 'Count',
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			position: [0, 0],
			parameters: {
				method: 'POST',
				url: counter.url,
				sendBody: true,
				specifyBody: 'json',
				options: {},
				jsonBody:
					'={{ JSON.stringify({ executionId: $execution.id, messageIds: $json.messages.map(({ messageId }) => messageId) }) }}',
			},
		},
	]);
	const id = await rest.createWorkflow(workflow);
	await rest.publish(id);
	return id;
}

const between = ([from, to]: [number, number]): number => from + Math.random() * (to - from);
const oneOf = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)];

/** A person writes 1 to 6 messages, with random pauses; with a short silence, 1 to 4. */
async function write(emulator: Emulator, from: string, phoneNumberId: string, silence: number): Promise<Sent[]> {
	const pauses = pausesFor(silence);
	const sent: Sent[] = [];
	const count = 1 + Math.floor(Math.random() * (silence > 2 ? 6 : 4));
	for (let index = 0; index < count; index++) {
		const expected = index === 0 ? undefined : oneOf(['same', 'same', 'either', 'separate'] as const);
		if (expected) await pause(between(pauses[expected]));
		sent.push({ id: emulator.incoming({ from, phoneNumberId, text: `part ${index}` }), at: Date.now(), expected });
	}
	return sent;
}

/** People write to a number; they begin one after the other. */
export async function writeToNumber(
	emulator: Emulator,
	phoneNumberId: string,
	{ people, begin, silence }: { people: number; begin: number; silence: number },
): Promise<Conversations> {
	return await Promise.all(
		Array.from({ length: people }, async (_unused, index) => {
			await pause((begin * index) / people);
			return await write(emulator, `1650556${String(index).padStart(4, '0')}`, phoneNumberId, silence);
		}),
	);
}

/** What became of messages. */
export interface RoundFigures {
	people: number;
	messages: number;
	/** Executions that continued. */
	rounds: number;
	ranOnce: number;
	ranTwice: number;
	/** IDs of messages that did not come through. */
	missing: string[];
	/** Pairs of messages that belong together, and how many of them came through separately. */
	together: number;
	wronglySplit: number;
	/** Pairs of messages that are separate, and how many of them came through together. */
	separate: number;
	wronglyJoined: number;
	/** Rounds whose messages are not in order. */
	outOfOrder: number;
}

/** Compares what people wrote with the rounds that came through. @param isCounted of pairs that nothing disturbed */
export function judgeRounds(
	conversations: Conversations,
	counter: Counter,
	isCounted: (sent: { id: string; at: number }) => boolean = () => true,
): RoundFigures {
	const all = conversations.flat();
	const position = new Map(all.map(({ id }, index) => [id, index]));
	const roundsOf = new Map<string, number[]>();
	for (const [round, { messageIds }] of counter.runs.entries())
		for (const id of messageIds) roundsOf.set(id, [...(roundsOf.get(id) ?? []), round]);
	const executions = (id: string): number => new Set(counter.executionsOf(id)).size;
	const pairs = conversations.flatMap((sent) =>
		sent.slice(1).flatMap((message, index) => {
			const [one, other] = [roundsOf.get(sent[index].id)?.[0], roundsOf.get(message.id)?.[0]];
			const counts = one !== undefined && other !== undefined && isCounted(sent[index]) && isCounted(message);
			return counts ? [{ expected: message.expected, isJoined: one === other }] : [];
		}),
	);
	const count = (expected: Expected, isJoined?: boolean): number =>
		pairs.filter((pair) => pair.expected === expected && (isJoined === undefined || pair.isJoined === isJoined)).length;
	return {
		people: conversations.length,
		messages: all.length,
		rounds: counter.runs.length,
		ranOnce: all.filter(({ id }) => executions(id) === 1).length,
		ranTwice: all.filter(({ id }) => executions(id) > 1).length,
		missing: all.filter(({ id }) => executions(id) === 0).map(({ id }) => id),
		together: count('same'),
		wronglySplit: count('same', false),
		separate: count('separate'),
		wronglyJoined: count('separate', true),
		outOfOrder: counter.runs.filter(({ messageIds }) => {
			const places = messageIds.map((id) => position.get(id) ?? -1);
			return places.some((place, index) => index > 0 && place < places[index - 1]);
		}).length,
	};
}
