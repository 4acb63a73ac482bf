import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { runWithConcurrency } from '../../../../nodes/WhatsAppBusinessCloud/shared/concurrency/orderedConcurrency';
import { createGraphClient } from '../../../../nodes/WhatsAppBusinessCloud/transport/client';
import { GraphApiError } from '../../../../nodes/WhatsAppBusinessCloud/transport/errors';
import { seededRandom } from '../../../../emulator/src/random';

const MESSAGES = 10_000;

const LIMIT = 80;

const errorResponse = (statusCode: number, code: number) => ({
	statusCode,
	headers: {},
	body: { error: { message: `(#${code}) x`, type: 'OAuthException', code, fbtrace_id: 'T' } },
});

/** Meta on an ordinary day: 120 ms with jitter, at most 80 accepted in any second, and occasional failures. */
class Meta {
	readonly accepted = new Map<string, number>();

	readonly times: number[] = [];

	constructor(private readonly random: () => number) {}

	private async way(): Promise<void> {
		await new Promise((done) => setTimeout(done, 30 + 60 * this.random()));
	}

	async post({ method, body }: IHttpRequestOptions): Promise<unknown> {
		await this.way();
		if (method === 'GET') return { statusCode: 200, headers: {}, body: { throughput: { level: 'STANDARD' } } };
		const response = this.respondTo(String((body as { to: string }).to));
		await this.way();
		if (response === undefined) throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
		return response;
	}

	/** @returns undefined when the message was accepted but the connection breaks before the response */
	private respondTo(to: string): object | undefined {
		const drawn = this.random();
		if (drawn < 0.02) return errorResponse(400, 130429);
		if (drawn < 0.03) return errorResponse(400, 131056);
		if (drawn < 0.035) return errorResponse(500, 131000);
		const now = Date.now();
		const oldest = this.times[this.times.length - LIMIT];
		if (oldest !== undefined && now - oldest < 1000) return errorResponse(400, 130429);
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

beforeEach(() => jest.useFakeTimers({ now: 1_000_000 }));
afterEach(() => {
	jest.restoreAllMocks();
	jest.useRealTimers();
});

// Runs on a simulated clock, so that a busy machine does not affect the result.
test('sends 10,000 messages with known outcomes exactly once, within 1.05 of the time at the limit', async () => {
	const random = seededRandom(11);
	jest.spyOn(Math, 'random').mockImplementation(random);
	const meta = new Meta(random);
	const context = {
		getNode: () => ({ name: 'Send', type: 't', typeVersion: 1, parameters: {}, credentials: {} }),
		getCredentials: async () => ({
			accessToken: 'secret',
			businessAccountId: '1',
			apiVersion: 'v25.0',
			baseUrl: 'https://graph.facebook.com',
		}),
		helpers: {
			httpRequestWithAuthentication: async (_type: string, options: IHttpRequestOptions) => await meta.post(options),
		},
	} as unknown as IExecuteFunctions;
	const graph = await createGraphClient(context, { credential: 'whatsAppBusinessCloudApi', items: MESSAGES });
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
		Array.from({ length: MESSAGES }, () => undefined),
		() => graph(0).parallel,
		start,
		() => true,
	).then(() => (ended = Date.now()));
	for (let spent = 0; ended === 0 && spent < 300_000; spent += 20) await jest.advanceTimersByTimeAsync(20);

	expect(outcomes).toHaveLength(MESSAGES);
	const unknown = outcomes.filter((outcome) => outcome === 'unknown').length;
	expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(MESSAGES - unknown);
	expect(unknown).toBeGreaterThan(5);
	expect(unknown).toBeLessThan(50);
	expect(meta.accepted.size).toBe(MESSAGES);
	expect([...meta.accepted.values()].every((times) => times === 1)).toBe(true);
	expect((ended - began) / 1000 / (MESSAGES / LIMIT)).toBeLessThan(1.05);
}, 300_000);
