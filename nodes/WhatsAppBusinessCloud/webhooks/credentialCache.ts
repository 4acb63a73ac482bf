import type { IWebhookFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { LruMap } from '../shared/lruMap';

/**
 * How long a webhook uses a cached credential, in ms. n8n 2.x creates an expression sandbox each time a node reads one,
 * which takes several times as long as everything else between a delivery and its response.
 */
const MAX_AGE = 10_000;

/** Minimum interval between two reads of one node's credential, in ms, whatever requests arrive. */
export const READ_INTERVAL = 1000;

/** Maximum number of nodes whose credentials a process caches. */
const MAX_NODES = 1000;

/**
 * Maximum number of requests, of all nodes, that wait for the next read at the same time. Each holds its body, of at
 * most 4 MB, for at most READ_INTERVAL.
 */
const MAX_WAITING = 50;

/** One read of a credential. */
interface Reading<T> {
	value: Promise<T>;
	/** ms since the epoch */
	startedAt: number;
	/** ms since the epoch */
	until: number;
	/** The next read, if requests wait for it. */
	next?: Promise<Reading<T>>;
}

/**
 * Short-term cache of webhook credentials: a burst of requests reads a credential once. When a request fails with the
 * cached values, for example after the credential was changed, it is tried again with the current ones. No caller can
 * make a node read its credential more than once per READ_INTERVAL.
 */
export class CredentialCache<T> {
	private readonly readings = new LruMap<string, Reading<T>>(MAX_NODES);

	private waiting = 0;

	/**
	 * @param credentialOf returns the credential type that a node uses
	 * @param read returns what the node needs of it; throws n8n's error when it cannot be read
	 */
	constructor(
		private readonly credentialOf: (context: IWebhookFunctions) => string,
		private readonly read: (context: IWebhookFunctions) => Promise<T>,
	) {}

	/**
	 * Calls `attempt` with a credential read at most ten seconds ago and, when the result may be due to an outdated
	 * credential, again with the next read. That read starts at once, or one second after the previous one, and the
	 * request waits for it. When too many requests are waiting already, the first result is returned.
	 * @param attempt called once or twice
	 * @param isFinal whether a result would be the same with another credential
	 * @throws errors of reading the credential, and of `attempt`
	 */
	async use<R>(
		context: IWebhookFunctions,
		attempt: (value: T) => Promise<R> | R,
		isFinal: (result: R) => boolean,
	): Promise<R> {
		const node = context.getNode();
		const key = `${context.getWorkflow().id} ${node.id} ${node.credentials?.[this.credentialOf(context)]?.id}`;
		const known = this.readings.get(key);
		if (known === undefined || Date.now() >= known.until) return await attempt(await this.start(context, key).value);
		const result = await attempt(await known.value);
		if (isFinal(result)) return result;
		const newer = await this.readAfter(context, key, known);
		return newer === undefined ? result : await attempt(await newer.value);
	}

	/** @returns the reading after `known`; undefined when too many requests are waiting for one */
	private async readAfter(context: IWebhookFunctions, key: string, known: Reading<T>): Promise<Reading<T> | undefined> {
		const current = this.readings.get(key);
		if (current !== undefined && current !== known) return current;
		const delay = known.startedAt + READ_INTERVAL - Date.now();
		// On a busy process the second may be over before the sleep of those that wait.
		if (known.next === undefined && delay <= 0) return this.start(context, key, known);
		if (this.waiting >= MAX_WAITING) return undefined;
		this.waiting++;
		try {
			known.next ??= sleep(Math.min(delay, READ_INTERVAL)).then(() => this.start(context, key, known));
			return await known.next;
		} finally {
			this.waiting--;
		}
	}

	/**
	 * @param before restored when this read fails, so that a database error does not fail deliveries that would not
	 * cause a read
	 */
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
