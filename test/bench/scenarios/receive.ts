import { randomUUID } from 'node:crypto';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { signatureOf } from '../../../nodes/WhatsAppBusinessCloud/webhooks/signature';
import { requestHandler } from '../../../emulator/src';
import type { BenchEnvironment } from '../benchEnvironment';
import type { Figure } from '../figures';
import { settle } from '../proc';
import { percentile, summary } from '../stats';
import type { WorkflowNode } from '../../../scripts/n8n/rest';
import { noOperation, publishChain, SIDES, type Side } from '../workflows';
import { filtersAlone, largestPayload, payload, work } from './receiveWork';

/** Deliveries of one message to each of the two triggers, alternating. */
const DELIVERIES = Number(process.env.BENCH_DELIVERIES) || 300;
const TURN = 100;

/** Per second: a rate that n8n itself keeps up with on a small machine. */
const RATE = 5;

const BURSTS = 5;
const BURST = 100;

/** Large payloads to each; those before are not counted, since n8n still compiles code. */
const LARGE = 30;
const LARGE_WARM_UP = 5;

const TYPES: Record<Side, { type: string; typeVersion: number; credential: string }> = {
	ours: {
		type: 'n8n-nodes-whatsapp-business-cloud.whatsAppBusinessCloudTrigger',
		typeVersion: 2,
		credential: 'whatsAppBusinessCloudOAuth2Api',
	},
	builtIn: { type: 'n8n-nodes-base.whatsAppTrigger', typeVersion: 1, credential: 'whatsAppTriggerApi' },
};

/** The emulator without TLS, as our trigger requires it: Meta's own host would have to reach this machine. */
export async function openLocally({
	emulator,
}: Pick<BenchEnvironment, 'emulator'>): Promise<{ url: string; close(): void }> {
	const server = createServer(requestHandler(emulator));
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		close: () => {
			server.closeAllConnections();
			server.close();
		},
	};
}

/**
 * Publishes a workflow with one of the triggers.
 * @param baseUrl of the Graph API
 * @param then the nodes after the trigger
 * @returns the URL that Meta calls
 */
export async function publish(
	env: BenchEnvironment,
	side: Side,
	baseUrl: string,
	then: WorkflowNode[] = [noOperation],
): Promise<string> {
	const { type, typeVersion, credential } = TYPES[side];
	const { id: clientId, secret: clientSecret } = env.emulator.seed.app;
	const saved = await env.rest.createCredential(`App, ${side}`, credential, {
		clientId,
		clientSecret,
		...(side === 'ours' && { baseUrl, apiVersion: 'v25.0' }),
	});
	const webhookId = randomUUID();
	const trigger = {
		name: 'WhatsApp Trigger',
		type,
		typeVersion,
		position: [0, 0] as [number, number],
		webhookId,
		parameters: { updates: ['messages'], ...(side === 'ours' && { authenticateWith: 'oAuth2' }) },
		credentials: { [saved.type]: { id: saved.id, name: saved.name } },
	};
	// An app has only one callback, and both triggers need it: the benchmark calls both of them directly.
	env.emulator.reset();
	env.emulator.settings({ messagesPerSecond: 0 });
	await publishChain(env, `Receive, ${side}`, [trigger, ...then]);
	return `${env.n8n.url}/webhook/${webhookId}/webhook`;
}

/**
 * Delivers a payload, on a connection of its own.
 * @returns ms until the response was received; undefined when it was not 200
 */
export async function deliver(url: string, raw: Buffer, secret: string): Promise<number | undefined> {
	const headers = {
		'content-type': 'application/json',
		'content-length': raw.length,
		'x-hub-signature-256': signatureOf(raw, secret),
	};
	const began = performance.now();
	return await new Promise((done) => {
		request(url, { method: 'POST', agent: false, headers }, (response) => {
			response.resume().on('end', () => done(response.statusCode === 200 ? performance.now() - began : undefined));
		})
			.on('error', () => done(undefined))
			.end(raw);
	});
}

/**
 * Time from a delivery to its 200 compared with the built-in trigger, in the same n8n: at a steady rate, in bursts, and
 * with 1,000 updates in one payload; and the CPU time of the trigger itself for the largest payload.
 * @param profileTo also writes CPU profiles, of a burst
 */
export async function receive(
	env: BenchEnvironment,
	say: (line: string) => void,
	profileTo?: (side: Side, profile: unknown) => void,
): Promise<Figure[]> {
	const { secret } = env.emulator.seed.app;
	const graph = await openLocally(env);
	const addresses = { builtIn: await publish(env, 'builtIn', graph.url), ours: await publish(env, 'ours', graph.url) };
	graph.close();
	let count = 0;
	const rejected: Record<Side, number> = { ours: 0, builtIn: 0 };
	const send = async (side: Side, updates: number): Promise<number[]> => {
		const took = await deliver(addresses[side], payload(updates, 0, (count += updates)), secret);
		if (took === undefined) rejected[side]++;
		return took === undefined ? [] : [took];
	};
	const [even, bursts, large] = Array.from({ length: 3 }, (): Record<Side, number[]> => ({ ours: [], builtIn: [] }));
	const turns = (round: number) => (round % 2 === 0 ? SIDES : [...SIDES].reverse());

	const pace = async (side: Side, total: number): Promise<number[]> => {
		const began = performance.now();
		const under: Array<Promise<number[]>> = [];
		for (let sent = 0; sent < total; sent++) {
			await pause(Math.max(0, began + (sent * 1000) / RATE - performance.now()));
			under.push(send(side, 1));
		}
		return (await Promise.all(under)).flat();
	};
	const burst = async (side: Side): Promise<number[]> =>
		(await Promise.all(Array.from({ length: BURST }, async () => await send(side, 1)))).flat();
	// The first requests of a fresh n8n compile code: not counted.
	for (const side of SIDES) await pace(side, 20);
	for (let round = 0; round < DELIVERIES / TURN; round++) {
		for (const side of turns(round)) {
			even[side].push(...(await pace(side, TURN)));
			await settle(env.n8n.pid);
		}
		say(
			`receive: ${(round + 1) * TURN} deliveries to each: ${SIDES.map((side) => `${side} p50 ${percentile(even[side], 50).toFixed(1)} ms`).join(', ')}`,
		);
	}
	for (let round = 0; round < BURSTS; round++) {
		for (const side of turns(round)) {
			bursts[side].push(...(await burst(side)));
			await settle(env.n8n.pid);
		}
	}
	for (const side of profileTo ? SIDES : []) {
		await env.n8n.startProfile();
		await burst(side);
		await settle(env.n8n.pid);
		profileTo?.(side, await env.n8n.stopProfile());
	}
	for (let round = -LARGE_WARM_UP; round < LARGE; round++) {
		for (const side of turns(Math.abs(round))) {
			const took = await send(side, 1000);
			await settle(env.n8n.pid);
			if (round >= 0) large[side].push(...took);
		}
	}

	const filters = summary(await filtersAlone(largestPayload()));
	const figure = (what: string, of: Record<Side, number[]>, percent: number): Figure => {
		const [ours, builtIn] = SIDES.map((side) => summary([percentile(of[side], percent)]));
		return { part: 'receive', what, unit: 'ms', ours, builtIn };
	};
	return [
		figure(`webhook to 200, ${DELIVERIES} messages at ${RATE}/s, p50`, even, 50),
		figure(`webhook to 200, ${DELIVERIES} messages at ${RATE}/s, p99`, even, 99),
		figure(`webhook to 200, ${BURSTS} bursts of ${BURST}, p50`, bursts, 50),
		figure(`webhook to 200, ${BURSTS} bursts of ${BURST}, p99`, bursts, 99),
		{
			part: 'receive',
			what: 'webhook to 200, 1,000 messages in one payload',
			unit: 'ms',
			ours: summary(large.ours),
			builtIn: summary(large.builtIn),
		},
		{
			part: 'receive',
			what: 'responses other than 200',
			unit: 'deliveries',
			ours: summary([rejected.ours]),
			builtIn: summary([rejected.builtIn]),
			target: { text: 'none', met: rejected.ours === 0 },
		},
		{
			part: 'receive',
			what: 'CPU of the trigger alone, one message',
			unit: 'ms',
			ours: summary(await work(payload(1, 0, 0), say)),
		},
		{
			part: 'receive',
			what: 'CPU of the trigger alone, 1,000 messages in 3 MB',
			unit: 'ms',
			ours: summary(await work(largestPayload(), say)),
		},
		{
			part: 'receive',
			what: 'CPU of the filters alone, none set, 1,000 messages in 3 MB',
			unit: 'ms',
			ours: filters,
			target: { text: '< 5', met: filters.median < 5 },
		},
	];
}
