import { signatureOf, checkSignature } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/signature';
import { readBody } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/body';
import { readEvents } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/events';
import { isWanted } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/filters';
import { readTriggerSettings } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/settings';
import { SeenEvents } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/seen';
import { toOutput } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/output';

/**
 * The trigger's work on the largest payload that Meta sends, 1,000 messages in 3 MB, in ms of CPU time, n8n left out:
 * `npx tsx test/bench/parts/receive.ts`.
 */
const SECRET = 'bench';
const ROUNDS = 15;

/** A payload with so many messages, filled up to that many bytes. */
function payload(count: number, bytes: number): Buffer {
	const fill = 'x'.repeat(Math.max(0, Math.floor(bytes / count) - 290));
	const messages = Array.from({ length: count }, (_, at) => ({
		from: `1650555${String(at).padStart(4, '0')}`,
		from_user_id: `US.${at}`,
		id: `wamid.HBgLMTY1MDU1NTEyMzQVAgASGBQzQTdG${at}`,
		timestamp: '1749416383',
		type: 'text',
		text: { body: `order ${at} ${fill}` },
	}));
	const contacts = messages.map(({ from, from_user_id }) => ({ profile: { name: 'Customer' }, wa_id: from, user_id: from_user_id }));
	const value = { messaging_product: 'whatsapp', metadata: { display_phone_number: '15550783881', phone_number_id: '106540352242922' }, contacts, messages };
	return Buffer.from(JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: '1', changes: [{ field: 'messages', value }] }] }));
}

/** CPU ms of one piece of work, the middle of several rounds. */
async function cpu(work: () => unknown): Promise<number> {
	const rounds: number[] = [];
	for (let round = 0; round < ROUNDS; round++) {
		const start = process.cpuUsage();
		await work();
		const { user, system } = process.cpuUsage(start);
		rounds.push((user + system) / 1000);
	}
	return rounds.sort((one, other) => one - other)[Math.floor(ROUNDS / 2)];
}

async function measure(name: string, raw: Buffer): Promise<void> {
	const settings = readTriggerSettings({ updates: ['messages'], filters: { textContains: 'order', textPattern: '^order \\d+', senders: '' } });
	const signature = signatureOf(raw, SECRET);
	const body = readBody(raw);
	if (!('payload' in body)) throw new Error(body.refused);
	const events = readEvents(body.payload);
	const steps: Array<[string, () => unknown]> = [
		['signature', () => checkSignature(raw, signature, SECRET)],
		['JSON', () => readBody(raw)],
		['events', () => readEvents(body.payload)],
		['filters', () => events.filter((event) => isWanted(event, settings, Date.now()))],
		[
			'repeats',
			async () => {
				const seen = new SeenEvents();
				const outcome = Promise.resolve(true);
				await seen.claim(events, outcome, Date.now());
				return seen.stored(outcome);
			},
		],
		['output', () => toOutput(events, 'events')],
	];
	let total = 0;
	const parts: string[] = [];
	for (const [step, work] of steps) {
		const spent = await cpu(work);
		total += spent;
		parts.push(`${step} ${spent.toFixed(1)}`);
	}
	console.log(`${name}: ${events.length} events, ${(raw.length / 1024 / 1024).toFixed(2)} MB: ${total.toFixed(1)} ms CPU (${parts.join(', ')})`);
}

void (async () => {
	await measure('One message', payload(1, 0));
	await measure('Largest payload', payload(1000, 3 * 1024 * 1024));
})();
