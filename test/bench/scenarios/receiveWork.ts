import { parsePayload } from '../../../nodes/WhatsAppBusinessCloud/webhooks/rawBody';
import { parseEvents } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/parseEvents';
import { filterEvents } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/filterEvents';
import { toOutput } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/toOutput';
import { attachMetadata } from '../../../nodes/WhatsAppBusinessCloud/trigger/deduplication/deliveryMetadata';
import { SeenEvents } from '../../../nodes/WhatsAppBusinessCloud/trigger/deduplication/seenEvents';
import { parseSettings } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/triggerSettings';
import { checkSignature, signatureOf } from '../../../nodes/WhatsAppBusinessCloud/webhooks/signature';

const SECRET = 'bench';
const ROUNDS = 15;

/**
 * A webhook payload of messages.
 * @param count of messages
 * @param bytes target size; 0 = no padding
 * @param first number of the first message: a different number gives different IDs
 */
export function payload(count: number, bytes: number, first: number): Buffer {
	const fill = 'x'.repeat(Math.max(0, Math.floor(bytes / count) - 290));
	const messages = Array.from({ length: count }, (_, at) => ({
		from: `1650555${String(at).padStart(4, '0')}`,
		from_user_id: `US.${at}`,
		id: `wamid.HBgLMTY1MDU1NTEyMzQVAgASGBQzQTdG${first + at}`,
		timestamp: '1749416383',
		type: 'text',
		text: { body: `order ${at} ${fill}` },
	}));
	const contacts = messages.map(({ from, from_user_id }) => ({
		profile: { name: 'Customer' },
		wa_id: from,
		user_id: from_user_id,
	}));
	const value = {
		messaging_product: 'whatsapp',
		metadata: { display_phone_number: '15550783881', phone_number_id: '106540352242922' },
		contacts,
		messages,
	};
	return Buffer.from(
		JSON.stringify({
			object: 'whatsapp_business_account',
			entry: [{ id: '1', changes: [{ field: 'messages', value }] }],
		}),
	);
}

/** The largest payload that Meta sends (Meta docs: Webhooks > Payload size). */
export const largestPayload = (): Buffer => payload(1000, 3 * 1024 * 1024, 0);

/** CPU time of one task in ms, each round. */
async function cpu(step: () => unknown): Promise<number[]> {
	const rounds: number[] = [];
	for (let round = 0; round < ROUNDS; round++) {
		const start = process.cpuUsage();
		await step();
		const { user, system } = process.cpuUsage(start);
		rounds.push((user + system) / 1000);
	}
	return rounds;
}

/** CPU ms of the filters for the events of a body when no filter is set, each round. */
export async function filtersAlone(raw: Buffer): Promise<number[]> {
	const settings = await parseSettings({ updates: ['messages'], filters: {} });
	const body = parsePayload(raw);
	if (!('payload' in body)) throw new Error(body.reason);
	const { events } = parseEvents(body.payload, Date.now());
	return await cpu(() => filterEvents(events, settings, Date.now()));
}

/** The trigger's work on a body, from receiving it from n8n to returning the items, in CPU ms, each round. */
export async function work(raw: Buffer, say: (line: string) => void): Promise<number[]> {
	const settings = await parseSettings({
		updates: ['messages'],
		filters: { textContains: 'order', textPattern: '^order \\d+', senders: '' },
	});
	const signature = signatureOf(raw, SECRET);
	const body = parsePayload(raw);
	if (!('payload' in body)) throw new Error(body.reason);
	const { events } = parseEvents(body.payload, Date.now());
	const steps: Array<[string, () => unknown]> = [
		['signature', () => checkSignature(raw, signature, SECRET)],
		['JSON', () => parsePayload(raw)],
		['events', () => parseEvents(body.payload, Date.now())],
		['filters', () => filterEvents(events, settings, Date.now())],
		[
			'duplicates',
			async () => {
				const seen = new SeenEvents();
				const outcome = Promise.resolve(true);
				await seen.claim(events, outcome, Date.now());
				return seen.stored();
			},
		],
		['output', () => attachMetadata(toOutput(events, 'events'), events, 'events')],
	];
	const total = Array<number>(ROUNDS).fill(0);
	const parts: string[] = [];
	for (const [step, run] of steps) {
		const spent = await cpu(run);
		spent.forEach((ms, round) => (total[round] += ms));
		parts.push(`${step} ${spent.sort((one, other) => one - other)[ROUNDS >> 1].toFixed(1)}`);
	}
	say(`receive: ${events.length} events in ${(raw.length / 2 ** 20).toFixed(2)} MB, CPU ms: ${parts.join(', ')}`);
	return total;
}
