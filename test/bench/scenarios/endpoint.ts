import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { generateKeyPair } from '../../../nodes/WhatsAppBusinessCloud/flows/protocol/keys';
import type { WorkflowNode } from '../../../scripts/n8n/rest';
import { sealRequest, signed, type SealedRequest } from '../../engine/endpoint/flowClient';
import type { BenchEnvironment } from '../benchEnvironment';
import type { Figure } from '../figures';
import { settle } from '../proc';
import { percentile, summary } from '../stats';
import { publishChain } from '../workflows';

/** Requests to each of the two, alternating. */
const REQUESTS = Number(process.env.BENCH_REQUESTS) || 200;
const TURN = 100;
/** Per second. */
const RATE = 5;
const BURSTS = 5;
const BURST = 100;

/** Aims in ms: the median at the steady rate, and the 90th percentile of a burst. */
const MOST_EVEN_MS = 45;
const MOST_BURST_MS = 2500;

const APP_SECRET = 'bench-app-secret';

/** What the figures compare: a Flow's endpoint, and n8n's own nodes, which have nothing to decrypt. */
const SIDES = ['endpoint', 'webhook'] as const;
const PLAIN = "n8n's Webhook and Respond to Webhook";
type Side = (typeof SIDES)[number];

const at = (name: string, type: string, typeVersion: number, parameters: Record<string, unknown>): WorkflowNode => ({
	name,
	type,
	typeVersion,
	position: [0, 0],
	parameters,
});

/** Publishes both workflows. @returns the URLs, and the public key of the endpoint */
async function open(env: BenchEnvironment): Promise<{ urls: Record<Side, string>; publicKey: string }> {
	const { privateKey, publicKey } = await generateKeyPair();
	const { accessToken, wabaId: businessAccountId } = env.emulator.seed;
	const { id, name, type } = await env.rest.createCredential('Flows', 'whatsAppFlowsApi', {
		accessToken,
		businessAccountId,
		apiVersion: 'v25.0',
		baseUrl: 'https://graph.facebook.com',
		appSecret: APP_SECRET,
		privateKey,
		passphrase: '',
	});
	const credentials = { [type]: { id, name } };
	const webhookId = randomUUID();
	const response = '{ "screen": "NEXT", "data": { "times": ["09:00", "10:00"] } }';
	await publishChain(env, 'Endpoint', [
		{
			...at('Trigger', 'n8n-nodes-whatsapp-business-cloud.whatsAppFlowsEndpointTrigger', 2, { options: {} }),
			webhookId,
			credentials,
		},
		{
			...at('Respond', 'n8n-nodes-whatsapp-business-cloud.whatsAppBusinessCloud', 1, {
				resource: 'flow',
				operation: 'respondToEndpoint',
				respondWith: 'screen',
				screen: 'NEXT',
				dataMode: 'json',
				dataJson: '{ "times": ["09:00", "10:00"] }',
			}),
			credentials,
		},
	]);
	const path = 'bench-plain';
	await publishChain(env, 'Plain webhook', [
		{
			...at('Webhook', 'n8n-nodes-base.webhook', 2, {
				path,
				httpMethod: 'POST',
				responseMode: 'responseNode',
				options: {},
			}),
			webhookId: randomUUID(),
		},
		at('Respond', 'n8n-nodes-base.respondToWebhook', 1.1, { respondWith: 'json', responseBody: response, options: {} }),
	]);
	return {
		urls: { endpoint: `${env.n8n.url}/webhook/${webhookId}/flow`, webhook: `${env.n8n.url}/webhook/${path}` },
		publicKey,
	};
}

/** Sends a body. @returns ms until the complete response was received, its status and text */
async function post(agent: Agent, url: string, raw: Buffer): Promise<{ ms: number; status?: number; text: string }> {
	const headers = { ...signed(raw, APP_SECRET), 'content-length': raw.length };
	const began = performance.now();
	return await new Promise((done) => {
		request(url, { method: 'POST', agent, headers }, (response) => {
			const chunks: Buffer[] = [];
			response
				.on('data', (chunk: Buffer) => chunks.push(chunk))
				.on('end', () => {
					const ms = performance.now() - began;
					done({ ms, status: response.statusCode, text: Buffer.concat(chunks).toString() });
				});
		})
			// The connection was cut: no response.
			.on('error', () => done({ ms: performance.now() - began, text: '' }))
			.end(raw);
	});
}

/**
 * The same request for both: encrypted beforehand, and its response decrypted afterwards, so that neither is measured.
 */
async function prepared(publicKey: string, count: number): Promise<Array<SealedRequest & { raw: Buffer }>> {
	const payload = {
		version: '3.0',
		action: 'data_exchange',
		screen: 'DATE',
		flow_token: 'bench',
		data: { date: '2026-12-24', service: 'checkup' },
	};
	return await Promise.all(
		Array.from({ length: count }, async () => {
			const sealed = await sealRequest(payload, publicKey);
			return { ...sealed, raw: Buffer.from(JSON.stringify(sealed.body)) };
		}),
	);
}

/**
 * Time from a Flow's request to its response, for a workflow of only the trigger and Respond to Endpoint, compared with
 * n8n's own Webhook and Respond to Webhook in the same n8n: at a steady rate, and 100 at once. Every response is
 * decrypted and checked.
 */
export async function endpoint(env: BenchEnvironment, say: (line: string) => void): Promise<Figure[]> {
	const { urls, publicKey } = await open(env);
	const agent = new Agent({ keepAlive: true });
	const even: Record<Side, number[]> = { endpoint: [], webhook: [] };
	const bursts: Record<Side, number[]> = { endpoint: [], webhook: [] };

	const unanswered = { endpoint: 0, webhook: 0 };
	const isAnswer = async (side: Side, text: string, { read }: SealedRequest): Promise<boolean> => {
		const response: unknown = side === 'endpoint' ? await read(text).catch(() => undefined) : text && JSON.parse(text);
		return JSON.stringify(response) === '{"screen":"NEXT","data":{"times":["09:00","10:00"]}}';
	};
	const run = async (side: Side, count: number, rate?: number): Promise<number[]> => {
		const requests = await prepared(publicKey, count);
		const began = performance.now();
		const under: Array<ReturnType<typeof post>> = [];
		for (const [sent, { raw }] of requests.entries()) {
			if (rate) await pause(Math.max(0, began + (sent * 1000) / rate - performance.now()));
			under.push(post(agent, urls[side], raw));
		}
		const responses = await Promise.all(under);
		for (const [index, { status, text }] of responses.entries()) {
			// The machine is too busy: n8n itself returns 503, or the endpoint its message for that.
			if (status !== 200 || !(await isAnswer(side, text, requests[index]))) unanswered[side]++;
		}
		await settle(env.n8n.pid);
		return responses.map(({ ms }) => ms);
	};
	const turns = (round: number): readonly Side[] => (round % 2 === 0 ? SIDES : [...SIDES].reverse());

	// The first requests of a fresh n8n compile code: not counted.
	for (const side of SIDES) for (let count = 0; count < 40; count++) await run(side, 1);
	for (const side of SIDES) unanswered[side] = 0;
	for (let round = 0; round < REQUESTS / TURN; round++) {
		for (const side of turns(round)) even[side].push(...(await run(side, TURN, RATE)));
		say(
			`endpoint: ${(round + 1) * TURN} requests to each: ${SIDES.map((side) => `${side} p50 ${percentile(even[side], 50).toFixed(1)} ms`).join(', ')}`,
		);
	}
	for (let round = 0; round < BURSTS; round++) {
		for (const side of turns(round)) bursts[side].push(...(await run(side, BURST)));
	}
	agent.destroy();

	const figure = (what: string, of: Record<Side, number[]>, percent: number, most?: number): Figure => {
		const [ours, plain] = SIDES.map((side) => summary([percentile(of[side], percent)]));
		return {
			part: 'endpoint',
			what: `${what}, p${percent}`,
			unit: 'ms',
			ours,
			builtIn: plain,
			beside: PLAIN,
			...(most !== undefined && { target: { text: `<= ${most}`, met: ours.median <= most } }),
		};
	};
	const paced = `flow request to response, ${REQUESTS} at ${RATE}/s`;
	const crowded = `flow request to response, ${BURSTS} times ${BURST} at once`;
	const lost: Figure = {
		part: 'endpoint',
		what: 'requests that the workflow did not respond to in time',
		unit: 'of them',
		ours: summary([unanswered.endpoint]),
		builtIn: summary([unanswered.webhook]),
		beside: PLAIN,
		target: { text: '0', met: unanswered.endpoint === 0 },
	};
	return [
		lost,
		figure(paced, even, 50, MOST_EVEN_MS),
		figure(paced, even, 90),
		figure(paced, even, 99),
		figure(crowded, bursts, 50),
		figure(crowded, bursts, 90, MOST_BURST_MS),
		figure(crowded, bursts, 99),
	];
}
