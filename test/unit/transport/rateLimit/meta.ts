import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { runWithConcurrency } from '../../../../nodes/WhatsAppBusinessCloud/shared/concurrency/orderedConcurrency';
import { createGraphClient } from '../../../../nodes/WhatsAppBusinessCloud/transport/client';
import { GraphApiError } from '../../../../nodes/WhatsAppBusinessCloud/transport/errors';

export const LIMIT = 80;

const errorResponse = (statusCode: number, code: number) => ({
	statusCode,
	headers: {},
	body: { error: { message: `(#${code}) x`, type: 'OAuthException', code, fbtrace_id: 'T' } },
});

interface Weather {
	/** Whether some requests fail for other reasons than the limit. */
	hasFailures: boolean;
	/** How many messages open a connection first, and how long the slowest takes, in ms. */
	opening?: { messages: number; ms: number };
}

/** Meta with 120 ms latency and jitter, and at most 80 accepted in any second. */
export class Meta {
	readonly accepted = new Map<string, number>();

	readonly times: number[] = [];

	/** Messages that the limit rejected. */
	throttled = 0;

	private received = 0;

	constructor(
		private readonly random: () => number,
		private readonly weather: Weather,
	) {}

	private async way(more = 0): Promise<void> {
		await new Promise((done) => setTimeout(done, more + 30 + 60 * this.random()));
	}

	async post({ method, body }: IHttpRequestOptions): Promise<unknown> {
		const { messages = 0, ms = 0 } = this.weather.opening ?? {};
		await this.way(method === 'POST' && this.received++ < messages ? ms * (0.3 + 0.7 * this.random()) : 0);
		if (method === 'GET') return { statusCode: 200, headers: {}, body: { throughput: { level: 'STANDARD' } } };
		const response = this.respondTo(String((body as { to: string }).to));
		await this.way();
		if (response === undefined) throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
		return response;
	}

	/** @returns undefined when the message was accepted but the connection breaks before the response */
	private respondTo(to: string): object | undefined {
		const drawn = this.weather.hasFailures ? this.random() : 1;
		if (drawn < 0.02) return errorResponse(400, 130429);
		if (drawn < 0.03) return errorResponse(400, 131056);
		if (drawn < 0.035) return errorResponse(500, 131000);
		const now = Date.now();
		const oldest = this.times[this.times.length - LIMIT];
		if (oldest !== undefined && now - oldest < 1000) {
			this.throttled++;
			return errorResponse(400, 130429);
		}
		this.times.push(now);
		this.accepted.set(to, (this.accepted.get(to) ?? 0) + 1);
		if (drawn < 0.037) return undefined;
		return {
			statusCode: 200,
			headers: {},
			body: { messaging_product: 'whatsapp', contacts: [{ input: to, wa_id: to }], messages: [{ id: `wamid.${to}` }] },
		};
	}
}

/** n8n's context of a node whose requests a simulation answers. */
export const contextOf = (meta: { post(options: IHttpRequestOptions): Promise<unknown> }): IExecuteFunctions =>
	({
		getNode: () => ({ name: 'Send', type: 't', typeVersion: 1, parameters: {}, credentials: {} }),
		getCredentials: async () => ({
			accessToken: 'secret',
			businessAccountId: '1',
			apiVersion: 'v25.0',
			baseUrl: 'https://graph.facebook.com',
		}),
		logger: { warn: () => undefined },
		helpers: {
			httpRequestWithAuthentication: async (_type: string, options: IHttpRequestOptions) => await meta.post(options),
		},
	}) as unknown as IExecuteFunctions;

/**
 * Sends messages to different users, as the node does. Needs jest's fake timers.
 * @returns each message's outcome, and the time taken relative to that at the limit
 */
export async function campaign(meta: Meta, messages: number): Promise<{ outcomes: string[]; ratio: number }> {
	const graph = await createGraphClient(contextOf(meta), { credential: 'whatsAppBusinessCloudApi', items: messages });
	const outcomes: string[] = [];
	const start = async (job: number): Promise<void> => {
		const to = String(16_505_550_000 + job);
		const body = { messaging_product: 'whatsapp', to, type: 'text', text: { body: 'x' } };
		try {
			await graph(job).request({ method: 'POST', path: ['106', 'messages'], body, sender: '106', recipient: to });
			outcomes[job] = 'accepted';
		} catch (error) {
			outcomes[job] = error instanceof GraphApiError ? error.outcome : String(error);
		}
	};
	const began = Date.now();
	let ended = 0;
	void runWithConcurrency(
		messages,
		() => graph(0).parallel,
		start,
		() => true,
	).then(() => (ended = Date.now()));
	for (let spent = 0; ended === 0 && spent < 300_000; spent += 20) await jest.advanceTimersByTimeAsync(20);
	return { outcomes, ratio: (ended - began) / 1000 / (messages / LIMIT) };
}
