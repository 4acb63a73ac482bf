import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';
import { isObject } from '../../shared/input/parameterValues';
import { ListsByNode } from '../../shared/listsByNode';
import { decrypt, deriveKey, encrypt } from '../../shared/encryption';
import { trimToTotal, type Trimmable } from '../../shared/trimToTotal';
import { RANGES, type CombineSettings } from './combineSettings';

/** Maximum number of customers whose messages are in static data, which n8n also stores with each saved execution. */
const MAX_STORED = 200;

/** Maximum number of earlier deliveries listed with a message. */
const MAX_EARLIER = 4;

/** Maximum number of customers whose messages a process keeps that other processes received, for each node. */
const MAX_ELSEWHERE = 1000;

/**
 * Maximum number of messages in open rounds of a process, for all nodes together: 10,000 are enough for 400 per second
 * with the longest silence. Beyond it, the oldest rounds are split: the executions that carry their messages continue
 * with them.
 */
export const MAX_MESSAGES = 10_000;

/** ms. No round is open after the longest silence that the form allows. */
const MAX_AGE = RANGES.silence.max * 1000;

/** Whether this process executes what it receives, as in regular mode: then no other process needs its open rounds. */
let executesHere = false;

/** Called by an execution that this process received itself. */
export function noteSingleProcess(): void {
	executesHere = true;
}

/** Encrypts open rounds in static data. */
export const roundsKey = (appSecret: string): Buffer =>
	deriveKey(appSecret, 'n8n-nodes-whatsapp-business-cloud open rounds');

/** A message of a round. */
export interface RoundMessage {
	/** Identifies the event, as in deduplication. */
	hash: string;
	json: IDataObject;
}

interface OpenMessage extends RoundMessage {
	/** When it arrived, in ms since 1970. */
	at: number;
	/** The last deliveries whose executions carry it. */
	deliveries: string[];
}

/** What the execution of a delivery needs to end a customer's round, or to leave that to a newer execution. */
export interface Round {
	/** Hash of number and customer. */
	customer: string;
	/** When the delivery arrived, in ms since 1970. */
	at: number;
	/** ms to wait for further messages. */
	wait: number;
	/** All messages of the round so far, in order of arrival; `earlier` are deliveries whose executions carry it too. */
	messages: Array<RoundMessage & { earlier: string[] }>;
}

/** A customer's open round. */
interface OpenRound {
	messages: OpenMessage[];
	/** When the last message arrived. */
	at: number;
	/** Messages up to this time belong to an earlier round, which became full. */
	endedAt: number;
}

/** An entry in static data. */
interface Entry {
	/** When the last message arrived. */
	at: number;
	/** An OpenRound, encrypted. */
	data: string;
}

const isEntry = (value: unknown): value is Entry & IDataObject =>
	isObject(value) && typeof value.at === 'number' && typeof value.data === 'string';

/** Data encrypted earlier, by this version of the package or another one. */
const openRoundSchema = z.object({
	messages: z.array(
		z.object({
			hash: z.string(),
			json: z.custom<IDataObject>(isObject),
			at: z.number(),
			deliveries: z.array(z.string()),
		}),
	),
	at: z.number(),
	endedAt: z.number(),
});

const roundSchema = z.object({
	customer: z.string(),
	at: z.number(),
	wait: z.number(),
	messages: z.array(
		z.object({ hash: z.string(), json: z.custom<IDataObject>(isObject), earlier: z.array(z.string()) }),
	),
});

/** A round as the webhook passed it on. @returns undefined for anything else */
export const readRoundData = (value: unknown): Round | undefined => roundSchema.safeParse(value).data;

const readOpenRound = (value: unknown): OpenRound | undefined => openRoundSchema.safeParse(value).data;

/** The messages of both lists, each once, in order of arrival. */
function merged(one: OpenMessage[], other: OpenMessage[]): OpenMessage[] {
	const byHash = new Map<string, OpenMessage>();
	for (const message of [...one, ...other]) {
		const known = byHash.get(message.hash);
		byHash.set(
			message.hash,
			known ? { ...known, deliveries: [...new Set([...known.deliveries, ...message.deliveries])] } : message,
		);
	}
	return [...byHash.values()].sort((first, second) => first.at - second.at);
}

/**
 * The open rounds of one node: the messages that customers sent a moment ago. Each delivery starts an execution, which
 * carries all messages of the round so far; the newest one continues with them. So this process needs no timer, and
 * loses nothing when it stops: at worst, executions that do not know of each other each continue with a part of the
 * round.
 *
 * Other webhook processes learn of the messages from static data, where the list of each customer is encrypted. n8n saves
 * static data as a unit and the last write wins, so each process always writes all that it knows.
 */
export class OpenRounds implements Trimmable {
	/** By hash; who wrote last comes last. */
	private readonly customers = new Map<string, OpenRound>();
	/** Entries in static data. */
	private readonly elsewhere = new Map<string, Entry>();
	private messageCount = 0;
	private hasChanged = false;

	/** @param trim enforces the size limit after messages are added */
	constructor(private readonly trim: () => void = () => trimToTotal([this], MAX_MESSAGES)) {}

	/** Number of messages. */
	get size(): number {
		return this.messageCount;
	}

	/** Drops the rounds of the customers who wrote least recently. */
	dropOldest(count: number): void {
		let left = count;
		for (const [customer, { messages }] of this.customers) {
			if (left <= 0) break;
			left -= messages.length;
			this.delete(customer);
		}
	}

	/** Whether static data differs from what `stored` returns. */
	get isChanged(): boolean {
		return this.hasChanged;
	}

	/** Whether other processes may need the open rounds. */
	get isShared(): boolean {
		return !executesHere;
	}

	/**
	 * Loads entries from static data. They are decrypted when needed. What was loaded before stays: another process may
	 * have overwritten it.
	 * @param now ms since 1970
	 */
	load(stored: unknown, now: number): void {
		this.removeOld(MAX_AGE, now);
		for (const [customer, entry] of Object.entries(isObject(stored) ? stored : {})) {
			const { at, data } = isEntry(entry) ? entry : { at: 0, data: '' };
			if (now - at <= MAX_AGE && at > (this.elsewhere.get(customer)?.at ?? 0))
				this.putElsewhere(customer, { at, data });
		}
	}

	/**
	 * Adds the messages of one customer in a delivery.
	 * @param received in order
	 * @param delivery ID of the delivery
	 * @param key decrypts what other processes stored
	 * @param now ms since 1970
	 */
	add(
		customer: string,
		received: RoundMessage[],
		{ delivery, settings, key, now }: { delivery: string; settings: CombineSettings; key: Buffer; now: number },
	): Round {
		const open = this.openMessages(customer, key, settings, now);
		const all = merged(
			open,
			received.map((message) => ({ ...message, at: now, deliveries: [] })),
		);
		const isFull = all.length >= settings.maxMessages;
		const left = all[0].at + settings.maxTime - now;
		const remembered = all.map((message) => ({
			...message,
			deliveries: [delivery, ...message.deliveries].slice(0, MAX_EARLIER),
		}));
		this.put(customer, { messages: isFull ? [] : remembered, at: now, endedAt: isFull ? now : 0 });
		this.removeOld(settings.silence, now);
		this.hasChanged = true;
		this.trim();
		return {
			customer,
			at: now,
			wait: isFull ? 0 : Math.min(settings.silence, left),
			messages: all.map(({ hash, json, deliveries }) => ({ hash, json, earlier: deliveries })),
		};
	}

	/** Entries for static data. @param now ms since 1970 */
	stored(key: Buffer, settings: CombineSettings, now: number): IDataObject {
		this.hasChanged = false;
		this.removeOld(settings.silence, now);
		const entries = new Map(this.elsewhere);
		for (const [customer, state] of this.customers) {
			// Another process may have received newer messages of this customer.
			if (state.at >= (entries.get(customer)?.at ?? 0))
				entries.set(customer, { at: state.at, data: encrypt(state, key, customer) });
		}
		const newest = [...entries].sort(([, one], [, other]) => one.at - other.at).slice(-MAX_STORED);
		return Object.fromEntries(newest.map(([customer, { at, data }]) => [customer, { at, data }]));
	}

	/** The customer's messages in the open round; empty if the last round is over. */
	private openMessages(
		customer: string,
		key: Buffer,
		{ silence, maxTime }: CombineSettings,
		now: number,
	): OpenMessage[] {
		const stored = readOpenRound(decrypt(this.elsewhere.get(customer)?.data, key, customer));
		const own = this.customers.get(customer);
		const endedAt = Math.max(own?.endedAt ?? 0, stored?.endedAt ?? 0);
		const messages = merged(own?.messages ?? [], stored?.messages ?? []).filter(({ at }) => at > endedAt);
		const last = messages.at(-1);
		const isOver = last === undefined || now - last.at > silence || now - messages[0].at >= maxTime;
		return isOver ? [] : messages;
	}

	private put(customer: string, state: OpenRound): void {
		this.delete(customer);
		this.customers.set(customer, state);
		this.messageCount += state.messages.length;
	}

	private delete(customer: string): void {
		this.messageCount -= this.customers.get(customer)?.messages.length ?? 0;
		this.customers.delete(customer);
	}

	private putElsewhere(customer: string, entry: Entry): void {
		this.elsewhere.delete(customer);
		this.elsewhere.set(customer, entry);
		if (this.elsewhere.size > MAX_ELSEWHERE) this.elsewhere.delete(this.elsewhere.keys().next().value!);
	}

	private removeOld(silence: number, now: number): void {
		for (const [customer, { at }] of this.customers) {
			if (now - at <= silence) break;
			this.delete(customer);
		}
		for (const [customer, { at }] of this.elsewhere) if (now - at > silence) this.elsewhere.delete(customer);
	}
}

const nodes = new ListsByNode(MAX_MESSAGES, (trim) => new OpenRounds(trim));

/** The open rounds of a node in this process. */
export const openRounds = (node: string): OpenRounds => nodes.get(node);
