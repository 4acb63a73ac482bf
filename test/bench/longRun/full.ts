import { EventEmitter } from 'node:events';
import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { cacheResponse } from '../../../nodes/WhatsAppBusinessCloud/flows/endpoint/responseCache';
import { claimQuestion } from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/claim';
import { QuestionCipher } from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/questionCipher';
import { fetchThroughput } from '../../../nodes/WhatsAppBusinessCloud/transport/rateLimit/throughput';
import { recordPairSend } from '../../../nodes/WhatsAppBusinessCloud/transport/rateLimit/pairRateLimit';
import { markAccepted, rateLimiterFor } from '../../../nodes/WhatsAppBusinessCloud/transport/rateLimit/rateLimiters';
import { openRounds, roundsKey } from '../../../nodes/WhatsAppBusinessCloud/trigger/combine/openRounds';
import { supersededMessages } from '../../../nodes/WhatsAppBusinessCloud/trigger/combine/supersededMessages';
import { newDelivery } from '../../../nodes/WhatsAppBusinessCloud/trigger/deduplication/deliveryMetadata';
import { OutputEvents } from '../../../nodes/WhatsAppBusinessCloud/trigger/deduplication/outputEvents';
import { hashOf, seenEvents } from '../../../nodes/WhatsAppBusinessCloud/trigger/deduplication/seenEvents';
import { pausesOf } from '../../../nodes/WhatsAppBusinessCloud/trigger/pause/pauses';
import { parseEvents } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/parseEvents';
import { pendingQuestions } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/pendingQuestions';
import { keepMessages } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/recentMessages';
import { payload } from '../scenarios/receiveWork';

/**
 * Fills what a process remembers up to the maximum, and beyond it, one after the other. Run with --expose-gc.
 * Argument: share of it that is filled. Prints the MB of heap that each takes, as JSON.
 */
const share = Number(process.argv[2]);
const NODES = 200;
const PHONE = '106540352242922';
const SECRET = 'long run';

/** Questions are encrypted, which takes long: those of a part of the nodes count for all. */
const SAMPLED = 'questions';
const SAMPLED_NODES = 20;

const cipher = new QuestionCipher(SECRET);
const now = Date.now();

/** Calls a function with 0, 1, 2 ... @param count at the maximum */
async function times(count: number, run: (index: number) => unknown): Promise<void> {
	for (let index = 0; index < count * share; index++) await run(index);
}

/** A text message, as the trigger reads it. */
function event(index: number) {
	const { payload: body } = { payload: JSON.parse(payload(1, 600, index).toString()) as object };
	return parseEvents(body, now).events[0];
}

const combine = { silence: 25_000, maxMessages: 50, maxTime: 300_000, types: new Set(['text']) };

function addToRound(index: number): void {
	const { key, json } = event(index);
	openRounds(`node${index % NODES}`).add(hashOf(`person${index}`), [{ hash: hashOf(key), json }], {
		delivery: newDelivery(),
		settings: combine,
		key: roundsKey(SECRET),
		now,
	});
}

function track(index: number): void {
	const recipient = String(4_915_100_000_000 + index);
	const token = `n8nwait:${index}:node:message:0:${'ab'.repeat(32)}`;
	const question = { token, recipient, expires: now / 1000 + 86_400 };
	const status: IDataObject = {
		id: `wamid.HBgMNDkxNTEyMzQ1Njc4OTAVAgASGBQzQTdG${index}`,
		status: 'sent',
		timestamp: String(Math.floor(now / 1000)),
		recipient_id: recipient,
		biz_opaque_callback_data: cipher.encryptCallback(question, PHONE),
	};
	pendingQuestions(`node${index % SAMPLED_NODES}`).track(cipher, PHONE, status, now / 1000);
}

function claimAnswer(index: number): void {
	claimQuestion(
		{
			getRequestObject: () => ({ originalUrl: `/webhook-waiting/${index}/node` }),
			getNode: () => ({ id: 'node' }),
			getResponseObject: () => new EventEmitter(),
		} as unknown as IWebhookFunctions,
		0,
		now,
	);
}

const output = new OutputEvents();
const rows = { verify: async () => {}, record: async () => new Set<string>(), remove: async () => {} };

/** What fills each kind of memory beyond its maximum. */
const FILLS: Record<string, () => Promise<void>> = {
	seen: async () =>
		await times(50_000, async (index) => {
			const keys = Array.from({ length: 10 }, (_unused, at) => ({ key: `message|wamid.${index * 10 + at}` }));
			await seenEvents(`node${index % NODES}`).claim(keys, Promise.resolve(true), now);
		}),
	output: async () =>
		await times(120_000, async (index) => {
			await output.duplicates(rows as never, newDelivery(), [hashOf(String(index))], true);
		}),
	rounds: async () => await times(12_000, addToRound),
	superseded: async () =>
		await times(24_000, async (index) => {
			const messages = [{ hash: hashOf(String(index)), earlier: [newDelivery()] }];
			await supersededMessages.add({ node: hashOf('node'), delivery: newDelivery(), messages }, 'person');
		}),
	recent: async () => await times(600, (index) => keepMessages(`node${index % NODES}`, [event(index)], now)),
	pauses: async () =>
		await times(NODES * 3000, (index) =>
			pausesOf(`node${index % NODES}`).set(
				[cipher.userHash(PHONE, String(4_915_100_000_000 + index))],
				{ until: now + 1, at: now },
				now,
			),
		),
	[SAMPLED]: async () => await times(SAMPLED_NODES * 1000, track),
	claims: async () => await times(12_000, claimAnswer),
	pairs: async () =>
		await times(24_000, (index) => recordPairSend(`https://graph.facebook.com/${PHONE} 49151${index}`, now)),
	numbers: async () =>
		await times(12_000, async (index) => {
			const key = `https://graph.facebook.com/${106_540_352_242_922 + index}`;
			rateLimiterFor(key);
			markAccepted(`${key} token`);
			await fetchThroughput(key, 'token', async () => ({}));
		}),
	flowResponses: async () =>
		await times(3000, async (index) => {
			const response = Promise.resolve({ status: 200, body: Buffer.alloc(9000, index % 256).toString('latin1') });
			cacheResponse(hashOf(String(index)), response, now);
			await response;
		}),
};

async function main(): Promise<void> {
	const collectGarbage = (globalThis as { gc?: () => void }).gc;
	if (collectGarbage === undefined) throw new Error('Run it with --expose-gc');
	const heapMb = async (): Promise<number> => {
		for (let round = 0; round < 3; round++) {
			await new Promise((done) => setImmediate(done));
			collectGarbage();
		}
		return process.memoryUsage().heapUsed / 2 ** 20;
	};
	const sizes: Record<string, number> = {};
	event(0);
	let before = await heapMb();
	for (const [name, fill] of Object.entries(FILLS)) {
		await fill();
		const after = await heapMb();
		sizes[name] = (after - before) * (name === SAMPLED ? NODES / SAMPLED_NODES : 1);
		before = after;
	}
	process.stdout.write(JSON.stringify(sizes));
}

main().catch((thrown: Error) => {
	process.stderr.write(`${thrown.stack}\n`);
	process.exitCode = 1;
});
