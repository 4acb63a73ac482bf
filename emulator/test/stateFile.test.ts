import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { State } from '../src/state';
import { keepState } from '../src/stateFile';
import type { AcceptedMessage } from '../src/types';

const folder = mkdtempSync(join(tmpdir(), 'emulator-state-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Parts of the state that a file does not keep, and why. */
const notKept: Record<string, string> = {
	options: 'what the emulator was started with',
	seed: 'follows from the options',
	seedCustomers: 'follows from the options',
	apps: 'follow from the options',
	tokens: 'follow from the options',
	requests: 'records',
	rejected: 'counts of records',
	changeCount: 'tells only whether to write the file',
	faults: 'for the moment',
	rates: 'limits on seconds to minutes',
	usage: 'limits on one hour',
	timers: 'what waits is over when the emulator ends',
	clock: 'runs on',
	webhooks: 'records, and deliveries on their way',
	flowSessions: 'Flows that are open in a browser',
	listeners: 'open pages',
	waiting: 'messages on their way',
	path: 'the place of a file',
	folder: 'the place of files',
	hash: 'of a completed upload, as its handle has it',
};

/** A copy of a value without classes, functions and what is not kept. */
function plain(value: unknown, parents: unknown[] = []): unknown {
	if (typeof value !== 'object' || value === null) return value;
	if (parents.includes(value)) return '<parent>';
	const below = [...parents, value];
	if (value instanceof Map) return [...value].map((pair) => plain(pair, below));
	if (value instanceof Set) return [...value].map((one) => plain(one, below));
	if (Array.isArray(value)) return value.map((one) => plain(one, below));
	return Object.fromEntries(
		Object.entries(value)
			.filter(([key, one]) => !(key in notKept) && typeof one !== 'function' && one !== undefined)
			.map(([key, one]) => [key, plain(one, below)]),
	);
}

/** Something of everything. */
async function fill(state: State): Promise<void> {
	const { phoneNumberId, wabaId } = state.seed;
	state.change({ directSend: true, threadRole: 'marketing', allowedRecipients: ['16505551234'] });
	state.phones.get(phoneNumberId)!.qualityRating = 'YELLOW';
	state.requestCount = 7;
	const id = state.newMessageId('16505551234');
	const body = { type: 'text', text: { body: 'https://example.com' } };
	const message: AcceptedMessage = {
		...{ id, at: 1, phoneNumberId, to: '16505551234', requestId: 7, body },
		...{ recipientType: 'individual', type: 'text', category: 'service' },
	};
	state.accept(message);
	state.phone.delivery.accepted(message);
	state.webhooks.incoming({ from: '16505551234', text: 'Hi' });
	state.webhooks.handover({ user: '16505551234', owner: 'ai_agent' });
	state.templates.add({ name: 'a', language: 'de', category: 'UTILITY', status: 'PAUSED', components: [] });
	state.blocked.set(phoneNumberId, new Map([['1', { wa_id: '1' }]]));
	state.subscriptions.subscribeAccount(wabaId, 'https://example.com/a');
	state.subscriptions.overridePhone(phoneNumberId, 'https://example.com/b');
	state.subscriptions.app = { callbackUrl: 'https://example.com', fields: ['calls'], version: 'v25.0' };
	await state.media.add({ content: Buffer.from('hi'), mimeType: 'text/plain' }, phoneNumberId);
	await state.media.add({ content: { generatedBytes: 9 }, mimeType: 'image/png', fileName: 'a' }, phoneNumberId);
	state.flows.find('900100200300')!.name = 'changed';
	state.pricing.of(message, 'delivered');
	state.wabaSettings = { is_enabled_for_insights: true };
	state.collections.newId('1');
	for (const map of Object.values(state.collections))
		if (map instanceof Map) map.set('1', { id: '1', list: [new Map([['a', 1]])] });
	state.uploads.finish(state.uploads.start('image/png', 3));
	state.phone.forward(60_000);
}

it('keeps all of the state', async () => {
	const path = join(folder, 'state.json');
	const first = new State({});
	const end = keepState(first, path);
	const atStart = plain(first) as Record<string, unknown>;
	await fill(first);
	const before = plain(first) as Record<string, unknown>;
	end();

	const second = new State({});
	keepState(second, path)();
	expect(plain(second)).toEqual(before);
	expect(second.clock.offset).toBe(60_000);

	// A part that nothing was written to would prove nothing.
	const untouched = Object.keys(before).filter((key) => JSON.stringify(before[key]) === JSON.stringify(atStart[key]));
	expect(untouched).toEqual([]);
});

it('restores less than it keeps when a part is lost', async () => {
	const path = join(folder, 'lost.json');
	const first = new State({});
	const end = keepState(first, path);
	await fill(first);
	end();
	const second = new State({});
	keepState(second, path)();
	second.threads.reset();
	expect(plain(second)).not.toEqual(plain(first));
});
