import type { IHttpRequestOptions } from 'n8n-workflow';
import { SenderPool } from '../../../../../nodes/WhatsAppBusinessCloud/actions/message/pool/senderPool';
import { interleaveSenders } from '../../../../../nodes/WhatsAppBusinessCloud/idempotency/interleaveSenders';
import { runWithConcurrency } from '../../../../../nodes/WhatsAppBusinessCloud/shared/concurrency/orderedConcurrency';
import { createGraphClient } from '../../../../../nodes/WhatsAppBusinessCloud/transport/client';
import { GraphApiError } from '../../../../../nodes/WhatsAppBusinessCloud/transport/errors';
import { contextOf } from '../../../transport/rateLimit/meta';

/** How a simulated number behaves. */
export interface SimulatedNumber {
	id: string;
	/** Messages per second: 20, 80 or 1,000. */
	limit: number;
	/** Meta blocks it after this many accepted messages of all numbers. */
	blockedAfter?: number;
}

interface Accepted {
	number: string;
	to: string;
	/** ms since the epoch */
	at: number;
}

/** Meta with 120 ms latency and jitter; each number accepts as many messages in any second as its limit says. */
export class Meta {
	readonly accepted: Accepted[] = [];

	/** Requests that were rejected, by code. */
	readonly rejected = new Map<number, number>();

	/** Messages that were accepted while the connection broke before the response. */
	readonly lost = new Set<string>();

	private readonly times: Map<string, number[]>;

	constructor(
		private readonly random: () => number,
		private readonly numbers: SimulatedNumber[],
		/** Share of messages that Meta accepts while the connection breaks. */
		private readonly lostShare: number,
	) {
		this.times = new Map(numbers.map(({ id }) => [id, []]));
	}

	async post({ method, url, body }: IHttpRequestOptions): Promise<unknown> {
		await this.way();
		const [, id] = /\/(\d+)(?:\/messages)?$/.exec(url) ?? [];
		const number = this.numbers.find((one) => one.id === id)!;
		const response = method === 'GET' ? this.describe(number) : this.respond(number, (body as { to: string }).to);
		await this.way();
		if (response === undefined) throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
		return { headers: {}, ...response };
	}

	private async way(): Promise<void> {
		await new Promise((done) => setTimeout(done, 30 + 60 * this.random()));
	}

	private describe({ limit }: SimulatedNumber): object {
		const level = limit > 80 ? 'HIGH' : 'STANDARD';
		const body = { throughput: { level }, is_on_biz_app: limit < 80, quality_rating: 'GREEN' };
		return { statusCode: 200, body: { ...body, whatsapp_business_manager_messaging_limit: 'TIER_100K' } };
	}

	/** @returns undefined when the message was accepted but the connection breaks before the response */
	private respond({ id, limit, blockedAfter = Infinity }: SimulatedNumber, to: string): object | undefined {
		if (this.accepted.length >= blockedAfter) return this.reject(131031);
		const times = this.times.get(id)!;
		const now = Date.now();
		if (now - (times.at(-limit) ?? -Infinity) < 1000) return this.reject(130429);
		times.push(now);
		this.accepted.push({ number: id, to, at: now });
		if (this.random() >= this.lostShare) return { statusCode: 200, body: { messages: [{ id: `wamid.${to}` }] } };
		this.lost.add(to);
		return undefined;
	}

	private reject(code: number): object {
		this.rejected.set(code, (this.rejected.get(code) ?? 0) + 1);
		return { statusCode: 400, body: { error: { message: `(#${code}) x`, type: 'OAuthException', code } } };
	}
}

/** What became of a message. */
export interface Outcome {
	/** The number that sent it. */
	number?: string;
	movedFrom?: string;
	/** Of a message that was not accepted, as far as the sender knows. */
	failed?: string;
}

/**
 * Sends one message to each recipient from a pool, as the node does. Needs jest's fake timers.
 * @returns each message's outcome, and when sending began and ended, in ms since the epoch
 */
export async function sendFromPool(
	meta: Meta,
	numbers: SimulatedNumber[],
	recipients: string[],
): Promise<{ outcomes: Outcome[]; began: number; ended: number }> {
	const context = contextOf(meta);
	const options = { credential: 'whatsAppBusinessCloudApi', items: recipients.length } as const;
	const graph = await createGraphClient(context, options);
	const outcomes: Outcome[] = [];
	const began = Date.now();
	let ended = 0;
	const sendAll = async (): Promise<void> => {
		const ids = numbers.map(({ id }) => id);
		const pool = await SenderPool.open(context, graph(0), ids);
		const shares = recipients.map((to) => pool.shareOf({ kind: 'phone', value: to, key: to }));
		const order = interleaveSenders(shares);
		await runWithConcurrency(
			order.length,
			() => graph(0).parallel,
			async (position) => {
				const job = order[position];
				const to = recipients[job];
				const attempt = async (sender: string) =>
					await graph(job).request({
						method: 'POST',
						path: [sender, 'messages'],
						body: { to },
						sender,
						recipient: to,
						isPooled: true,
					});
				try {
					const { from } = await shares[job].send(graph(job), undefined, attempt);
					outcomes[job] = { number: from.phoneNumberId, movedFrom: from.movedFrom };
				} catch (error) {
					outcomes[job] = { failed: error instanceof GraphApiError ? error.outcome : String(error) };
				}
			},
			() => true,
			(position) => recipients[order[position]],
		);
	};
	void sendAll().finally(() => (ended = Date.now()));
	for (let spent = 0; ended === 0 && spent < 600_000; spent += 20) await jest.advanceTimersByTimeAsync(20);
	return { outcomes, began, ended };
}
