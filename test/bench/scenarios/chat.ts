import { randomUUID } from 'node:crypto';
import type { WorkflowNode } from '../../../scripts/n8n/rest';
import { waitFor } from '../../../scripts/n8n/wait';
import type { BenchEnvironment } from '../benchEnvironment';
import type { Figure } from '../figures';
import { cpuMs, settle } from '../proc';
import { median, percentile, summary } from '../stats';
import { graphRequestStep, publishChain, textStep, type Side } from '../workflows';
import { deliver, openLocally, publish } from './receive';

/** How many customers write at the same time. */
const CHATS = [1, 10, 50];

/**
 * Messages of each level in one round, and how often the sides take turns. The node keeps Meta's limit per recipient, 45
 * messages at once (WhatsApp docs: Throughput > Pair rate limits), so a single chat must stay below it.
 */
const MESSAGES = Number(process.env.BENCH_CHAT_MESSAGES) || 40;
const ROUNDS = 3;

const TIMEOUT_MS = 60_000;

/** The two packages, and n8n's own minimum: Webhook, Edit Fields and HTTP Request. */
const BOTS = ['ours', 'builtIn', 'floor'] as const;
type Bot = (typeof BOTS)[number];

/** Where each trigger has the sender and the text. */
const PLACES: Record<Bot, { from: string; text: string }> = {
	ours: { from: '$json.from', text: '$json.text' },
	builtIn: { from: '$json.messages[0].from', text: '$json.messages[0].text.body' },
	floor: {
		from: '$json.body.entry[0].changes[0].value.messages[0].from',
		text: '$json.body.entry[0].changes[0].value.messages[0].text.body',
	},
};

function editFields({ from, text }: { from: string; text: string }): WorkflowNode {
	const assignments = [
		{ id: 'to', name: 'to', value: `={{ ${from} }}`, type: 'string' },
		{ id: 'text', name: 'text', value: `=You wrote: {{ ${text} }}`, type: 'string' },
	];
	return {
		name: 'Edit Fields',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		position: [0, 0],
		parameters: { assignments: { assignments }, options: {} },
	};
}

/** Publishes the bot of n8n's own nodes. @returns its URL */
async function publishFloor(env: BenchEnvironment): Promise<string> {
	const path = 'bench-chat';
	await publishChain(env, 'Chat, floor', [
		{
			name: 'Webhook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			position: [0, 0],
			webhookId: randomUUID(),
			parameters: { path, httpMethod: 'POST', responseMode: 'onReceived', options: {} },
		},
		editFields(PLACES.floor),
		graphRequestStep(env),
	]);
	return `${env.n8n.url}/webhook/${path}`;
}

async function publishBots(env: BenchEnvironment): Promise<Record<Bot, string>> {
	const graph = await openLocally(env);
	const bot = async (side: Side) =>
		await publish(env, side, graph.url, [editFields(PLACES[side]), textStep(env, side, {})]);
	const urls = { ours: await bot('ours'), builtIn: await bot('builtIn'), floor: await publishFloor(env) };
	graph.close();
	env.emulator.settings({ messagesPerSecond: 0, pairLimit: false });
	return urls;
}

function incoming(from: string, id: number): Buffer {
	const value = {
		messaging_product: 'whatsapp',
		metadata: { display_phone_number: '15550783881', phone_number_id: '106540352242922' },
		contacts: [{ profile: { name: 'Customer' }, wa_id: from, user_id: `US.${from}` }],
		messages: [
			{
				from,
				from_user_id: `US.${from}`,
				id: `wamid.HBgLMTY1MDU1NTEyMzQVAgASGBQzQTdG${id}`,
				timestamp: String(Math.floor(Date.now() / 1000)),
				type: 'text',
				text: { body: `Message ${id}` },
			},
		],
	};
	const entry = [{ id: '1', changes: [{ field: 'messages', value }] }];
	return Buffer.from(JSON.stringify({ object: 'whatsapp_business_account', entry }));
}

/** Round trips in ms, from the delivery of a customer's message to the emulator's acceptance of the reply. */
interface Trips {
	/** The first message of each customer. */
	first: number[];
	following: number[];
	/** CPU of n8n per message, in ms, one value per round. */
	cpu: number[];
	unanswered: number;
}

/**
 * Chats of one bot at the same time. Each customer writes the next message when the reply has arrived.
 * @param chats how many customers
 */
async function converse(
	env: BenchEnvironment,
	url: string,
	chats: number,
	next: () => number,
	into: Trips,
): Promise<void> {
	const { messages, seed } = env.emulator;
	/** When the last reply to a customer was accepted. */
	const replies = new Map<string, number>();
	let read = messages.length;
	const look = (to: string): number | undefined => {
		for (; read < messages.length; read++) replies.set(messages[read].to, messages[read].at);
		return replies.get(to);
	};
	const used = cpuMs(env.n8n.pid);
	const perChat = Math.max(3, Math.ceil(MESSAGES / chats));
	await Promise.all(
		Array.from({ length: chats }, async () => {
			const from = String(16_500_000_000 + next());
			for (let message = 0; message < perChat; message++) {
				replies.delete(from);
				const began = Date.now();
				const delivered = await deliver(url, incoming(from, next()), seed.app.secret);
				const answered = waitFor('the reply', () => look(from), TIMEOUT_MS, 2);
				const at = delivered === undefined ? undefined : await answered.catch(() => undefined);
				if (at === undefined) into.unanswered++;
				else (message === 0 ? into.first : into.following).push(at - began);
			}
		}),
	);
	await settle(env.n8n.pid);
	into.cpu.push((cpuMs(env.n8n.pid) - used) / (chats * perChat));
}

/**
 * Time from a customer's message to the reply, in a workflow of a trigger, Edit Fields and Send, compared with the
 * built-in nodes and with n8n's Webhook and HTTP Request, in the same n8n.
 * @param profileTo also writes CPU profiles, of 10 chats at a time
 */
export async function chat(
	env: BenchEnvironment,
	say: (line: string) => void,
	profileTo?: (side: Side, profile: unknown) => void,
): Promise<Figure[]> {
	const urls = await publishBots(env);
	let count = Date.now() % 1_000_000;
	const next = (): number => ++count;
	const figures: Figure[] = [];
	const none = (): Trips => ({ first: [], following: [], cpu: [], unanswered: 0 });
	// The first messages of a fresh n8n compile code: not counted.
	for (const bot of BOTS) for (let round = 0; round < 2; round++) await converse(env, urls[bot], 10, next, none());
	for (const chats of CHATS) {
		const trips: Record<Bot, Trips> = { ours: none(), builtIn: none(), floor: none() };
		for (let round = 0; round < ROUNDS; round++) {
			for (const bot of round % 2 === 0 ? BOTS : [...BOTS].reverse()) {
				await converse(env, urls[bot], chats, next, trips[bot]);
			}
		}
		for (const bot of BOTS) say(`chat ${chats} ${bot}: p50 ${percentile(trips[bot].following, 50)} ms`);
		figures.push(...figuresOf(chats, trips));
	}
	for (const side of profileTo ? (['ours', 'builtIn'] as const) : []) {
		await env.n8n.startProfile();
		await converse(env, urls[side], 10, next, none());
		profileTo?.(side, await env.n8n.stopProfile());
	}
	return figures;
}

function figuresOf(chats: number, trips: Record<Bot, Trips>): Figure[] {
	const figure = (what: string, of: (trip: Trips) => number, most: Partial<Record<'builtIn' | 'floor', number>> = {}) =>
		(['builtIn', 'floor'] as const).map((other): Figure => {
			const [ours, theirs] = [of(trips.ours), of(trips[other])];
			const times = most[other];
			return {
				part: 'chat',
				what: `${chats} at a time, ${what}`,
				unit: 'ms',
				ours: summary([ours]),
				builtIn: summary([theirs]),
				...(other === 'floor' && { beside: "n8n's Webhook and HTTP Request" }),
				...(times !== undefined && { target: { text: `<= ${times} x`, met: ours <= times * theirs } }),
			};
		});
	return [
		...figure('first message to reply, p50', ({ first }) => percentile(first, 50)),
		...figure('message to reply, p50', ({ following }) => percentile(following, 50), {
			builtIn: 0.5,
			...(chats === 1 && { floor: 1.3 }),
		}),
		...figure('message to reply, p99', ({ following }) => percentile(following, 99)),
		...figure('CPU of n8n per message', ({ cpu }) => median(cpu)),
		{
			part: 'chat',
			what: `${chats} at a time, messages without a reply`,
			unit: 'messages',
			ours: summary([trips.ours.unanswered]),
			builtIn: summary([trips.builtIn.unanswered]),
			target: { text: 'none', met: trips.ours.unanswered === 0 },
		},
	];
}
