import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { generateKeyPair } from '../../../nodes/WhatsAppBusinessCloud/flows/protocol/keys';
import { signatureOf } from '../../../nodes/WhatsAppBusinessCloud/webhooks/signature';
import type { BenchEnvironment } from '../benchEnvironment';
import type { Figure } from '../figures';
import { cpuMs, settle } from '../proc';
import { summary } from '../stats';
import { noOperation, publishChain } from '../workflows';
import { openLocally, publish } from './receive';
import { payload } from './receiveWork';

/** Requests of one kind in one round. */
const REQUESTS = 100;
const ROUNDS = 3;

/** Per second: a rate that n8n itself keeps up with on a small machine. */
const RATE = 10;

const APP_SECRET = 'bench-app-secret';

interface Kind {
	what: string;
	url: string;
	status: number;
	/** @returns headers beyond the usual ones */
	headers: (raw: Buffer) => Record<string, string>;
}

/**
 * n8n's own Webhook node, which responds before it runs the workflow: the base cost of a request to n8n.
 * @returns its URL
 */
async function publishPlain(env: BenchEnvironment): Promise<string> {
	const path = 'bench-floor';
	const parameters = { path, httpMethod: 'POST', responseMode: 'onReceived', options: {} };
	await publishChain(env, 'Floor', [
		{
			name: 'Webhook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			position: [0, 0],
			webhookId: randomUUID(),
			parameters,
		},
		noOperation,
	]);
	return `${env.n8n.url}/webhook/${path}`;
}

/** @returns the URL of a Flow's endpoint */
async function publishEndpoint(env: BenchEnvironment): Promise<string> {
	const { accessToken, wabaId: businessAccountId } = env.emulator.seed;
	const { id, name, type } = await env.rest.createCredential('Flows, rejected', 'whatsAppFlowsApi', {
		accessToken,
		businessAccountId,
		apiVersion: 'v25.0',
		baseUrl: 'https://graph.facebook.com',
		appSecret: APP_SECRET,
		privateKey: (await generateKeyPair()).privateKey,
		passphrase: '',
	});
	const webhookId = randomUUID();
	await publishChain(env, 'Endpoint, rejected', [
		{
			name: 'Trigger',
			type: 'n8n-nodes-whatsapp-business-cloud.whatsAppFlowsEndpointTrigger',
			typeVersion: 2,
			position: [0, 0],
			parameters: { options: {} },
			webhookId,
			credentials: { [type]: { id, name } },
		},
		noOperation,
	]);
	return `${env.n8n.url}/webhook/${webhookId}/flow`;
}

/** @returns the HTTP status */
async function post(url: string, raw: Buffer, headers: Record<string, string>): Promise<number | undefined> {
	return await new Promise((done) => {
		const all = { 'content-type': 'application/json', 'content-length': raw.length, ...headers };
		request(url, { method: 'POST', agent: false, headers: all }, (response) => {
			response.resume().on('end', () => done(response.statusCode));
		})
			.on('error', () => done(undefined))
			.end(raw);
	});
}

/**
 * CPU time of n8n per request: unsigned and incorrectly signed ones, and deliveries that start a run, compared with
 * n8n's own Webhook node.
 */
export async function reject(env: BenchEnvironment, say: (line: string) => void): Promise<Figure[]> {
	const { secret } = env.emulator.seed.app;
	const graph = await openLocally(env);
	const trigger = await publish(env, 'ours', graph.url);
	graph.close();
	const [floor, endpoint] = [await publishPlain(env), await publishEndpoint(env)];
	const signed = (key: string) => (raw: Buffer) => ({ 'x-hub-signature-256': signatureOf(raw, key) });
	const kinds: Kind[] = [
		{ what: "n8n's own Webhook node", url: floor, status: 200, headers: () => ({}) },
		{ what: 'trigger, signed', url: trigger, status: 200, headers: signed(secret) },
		{ what: 'trigger, unsigned', url: trigger, status: 401, headers: () => ({}) },
		{ what: 'trigger, wrong signature', url: trigger, status: 401, headers: signed('other') },
		{ what: 'endpoint, unsigned', url: endpoint, status: 432, headers: () => ({}) },
		{ what: 'endpoint, wrong signature', url: endpoint, status: 432, headers: signed('other') },
	];
	let count = 0;
	const run = async ({ what, url, status, headers }: Kind, requests: number): Promise<number> => {
		await settle(env.n8n.pid);
		const before = cpuMs(env.n8n.pid);
		const began = performance.now();
		const under: Array<ReturnType<typeof post>> = [];
		for (let sent = 0; sent < requests; sent++) {
			await pause(Math.max(0, began + (sent * 1000) / RATE - performance.now()));
			const raw = payload(1, 0, ++count);
			under.push(post(url, raw, headers(raw)));
		}
		const statuses = await Promise.all(under);
		await settle(env.n8n.pid);
		const unexpected = statuses.filter((one) => one !== status);
		if (unexpected.length > 0)
			say(`reject: ${what}: ${unexpected.length} responded with ${[...new Set(unexpected)].join()}`);
		return (cpuMs(env.n8n.pid) - before) / requests;
	};
	// The first requests of a fresh n8n compile code: not counted.
	for (const kind of kinds) await run(kind, 20);
	const spent = new Map<Kind, number[]>(kinds.map((kind) => [kind, []]));
	for (let round = 0; round < ROUNDS; round++) {
		for (const kind of round % 2 === 0 ? kinds : [...kinds].reverse()) {
			const ms = await run(kind, REQUESTS);
			spent.get(kind)?.push(ms);
			say(`reject: ${kind.what}: ${ms.toFixed(1)} ms of CPU per request`);
		}
	}
	const [first, ...others] = [...spent].map(([{ what }, ms]) => ({ what, summary: summary(ms) }));
	return others.map(({ what, summary: ours }) => {
		const isRejected = !what.endsWith(' signed');
		return {
			part: 'reject',
			what: `${what}, CPU per request`,
			beside: "n8n's Webhook",
			unit: 'ms',
			ours,
			builtIn: first.summary,
			...(isRejected && { target: { text: "<= n8n's Webhook", met: ours.median <= first.summary.median } }),
		};
	});
}
