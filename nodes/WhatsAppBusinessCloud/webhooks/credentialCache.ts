import type { IWebhookFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { LruMap } from '../shared/lruMap';

/**
 * Milliseconds for which a webhook uses what it read of its credential. n8n 2.x makes a sandbox for expressions each time
 * that a node reads one, which takes several times as long as all else between a delivery and its response.
 */
const MAX_AGE = 10_000;

/** Milliseconds between two reads of one node's credential, whatever its callers send. */
export const READ_INTERVAL = 1000;

/** Nodes whose credentials a process keeps. */
const MAX_NODES = 1000;

/**
 * Requests of all nodes that wait for the next read at the same time. Each holds its body, of at most 4 MB, for at most
 * READ_INTERVAL.
 */
const MAX_WAITING = 50;

/** One read of a credential. */
interface Reading<T> {
	value: Promise<T>;
	/** ms since the epoch */
	startedAt: number;
	/** ms since the epoch */
	until: number;
	/** The next read, when requests wait for it. */
	next?: Promise<Reading<T>>;
}

/**
 * What webhooks read of their credentials a moment ago. A burst of requests reads a credential once. A request that fails with
 * what was read, as after the credential was changed, gets a second attempt with what the credential contains now; no caller can
 * make a node read its credential more than once per READ_INTERVAL.
 */
export class CredentialCache<T> {
	private readonly readings = new LruMap<string, Reading<T>>(MAX_NODES);

	private waiting = 0;

	/**
	 * @param credential its type
	 * @param read what the node needs of it; throws what n8n throws when it cannot be read
	 */
	constructor(
		private readonly credential: string,
		private readonly read: (context: IWebhookFunctions) => Promise<T>,
	) {}

	/**
	 * Tries something with the credential as it was read up to ten seconds ago and, when the result may be due to an outdated
	 * credential, once more with the next read. That takes place at once, or one second after the last one: the request waits for it.
	 * When too many wait already, the first result counts.
	 * @param attempt is called once or twice
	 * @param isFinal whether a result would be the same with another credential
	 * @throws what reading the credential throws, and what `attempt` throws
	 */
	async use<R>(
		context: IWebhookFunctions,
		attempt: (value: T) => Promise<R> | R,
		isFinal: (result: R) => boolean,
	): Promise<R> {
		const node = context.getNode();
		const key = `${context.getWorkflow().id} ${node.id} ${node.credentials?.[this.credential]?.id}`;
		const known = this.readings.get(key);
		if (known === undefined || Date.now() >= known.until) return await attempt(await this.start(context, key).value);
		const result = await attempt(await known.value);
		if (isFinal(result)) return result;
		const newer = await this.readAfter(context, key, known);
		return newer === undefined ? result : await attempt(await newer.value);
	}

	/** @returns the reading after `known`; undefined when too many requests wait for one */
	private async readAfter(context: IWebhookFunctions, key: string, known: Reading<T>): Promise<Reading<T> | undefined> {
		const current = this.readings.get(key);
		if (current !== undefined && current !== known) return current;
		const delay = known.startedAt + READ_INTERVAL - Date.now();
		if (delay <= 0) return this.start(context, key, known);
		if (this.waiting >= MAX_WAITING) return undefined;
		this.waiting++;
		try {
			known.next ??= sleep(Math.min(delay, READ_INTERVAL)).then(() => this.start(context, key, known));
			return await known.next;
		} finally {
			this.waiting--;
		}
	}

	/** @param before counts again when this read fails: an error of the database must not make deliveries fail that would not cause a read */
	private start(context: IWebhookFunctions, key: string, before?: Reading<T>): Reading<T> {
		const now = Date.now();
		const reading: Reading<T> = { value: this.read(context), startedAt: now, until: now + MAX_AGE };
		this.readings.set(key, reading);
		reading.value.catch(() => {
			if (this.readings.get(key) !== reading) return;
			if (before !== undefined && before.until > Date.now())
				this.readings.set(key, { value: before.value, startedAt: now, until: before.until });
			else reading.until = now + READ_INTERVAL;
		});
		return reading;
	}
}
