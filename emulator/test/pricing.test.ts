import { closeAll, sendMessage, started } from './helpers';
import { seed, type Emulator } from '../src';
import { Clock } from '../src/clock';
import { Pricing } from '../src/pricing';
import type { AcceptedMessage } from '../src/types';
import { Receiver } from './receiver';

// Meta docs: Pricing (since October 2026): 1,000 delivered service messages per number and calendar month are free.
let receiver: Receiver;
let emulator: Emulator;
beforeEach(async () => {
	receiver = new Receiver();
	emulator = await started({ messagesPerSecond: 0, pairLimit: false, statusDelayMs: 1 });
	await emulator.subscribe({ url: await receiver.start() });
});
afterEach(async () => {
	await closeAll();
	await receiver.stop();
});

type Json = Record<string, unknown>;
const text = { type: 'text', text: { body: 'Hello' } };
const inGroup = { ...text, recipient_type: 'group', to: seed.groupId };
const template = (name: string, components: object[]): Json => ({
	type: 'template',
	template: { name, language: { code: 'en_US' }, components },
});
const body = (...values: string[]): object => ({
	type: 'body',
	parameters: values.map((value) => ({ type: 'text', text: value })),
});

const statuses = (status: string): Json[] =>
	receiver.events
		.flatMap(({ value }) => (value.statuses as Json[] | undefined) ?? [])
		.filter((one) => one.status === status);

/** Waits for events until there is what is looked for. */
async function seen<T>(find: () => T | undefined): Promise<T> {
	for (let found = find(); ; found = find()) {
		if (found !== undefined) return found;
		await receiver.until(receiver.events.length + 1);
	}
}

/** Sends a message and waits for its status. @returns the pricing in it */
async function priced(message: Json, status = 'delivered', phoneNumberId = seed.phoneNumberId): Promise<unknown> {
	const { data } = await sendMessage(emulator, message, phoneNumberId);
	const [{ id }] = data.messages as Array<{ id: string }>;
	return (await seen(() => statuses(status).find((one) => one.id === id))).pricing;
}
const free = { billable: false, pricing_model: 'PMP', type: 'free_customer_service', category: 'service' };
const paid = { billable: true, pricing_model: 'PMP', type: 'regular', category: 'service' };
const freeInGroup = { ...free, type: 'free_group_customer_service', category: 'group_service' };
const paidInGroup = { ...paid, category: 'group_service' };

test('service messages to users and groups share the free ones of their number and month', async () => {
	emulator.settings({ freeServiceMessages: 2 });
	expect(await priced(text)).toEqual(free);
	expect(await priced(inGroup)).toEqual(freeInGroup);
	expect(await priced(text)).toEqual(paid);
	expect(await priced(inGroup)).toEqual(paidInGroup);
	expect(await priced(text, 'sent')).toEqual(paid);
	expect(await priced(text, 'delivered', seed.secondPhoneNumberId)).toEqual(free);
	const moved = await fetch(`${emulator.url}/_emulator/phone/clock`, {
		method: 'POST',
		body: JSON.stringify({ forwardMs: 31 * 86_400_000 }),
	});
	expect(moved.status).toBe(200);
	emulator.incoming({ from: '16505550001' });
	expect(await priced(text)).toEqual(free);
});

test('1,000 delivered ones are free', () => {
	const pricing = new Pricing(new Clock(), () => ({ freeServiceMessages: 1000 }));
	const message: AcceptedMessage = {
		id: 'wamid.1',
		at: 0,
		phoneNumberId: seed.phoneNumberId,
		to: '16505550001',
		recipientType: 'individual',
		type: 'text',
		category: 'service',
		requestId: 1,
	};
	for (let sent = 1; sent <= 1000; sent += 1) {
		expect(pricing.of(message, 'sent')).toEqual(free);
		expect(pricing.of(message, 'delivered')).toEqual(free);
	}
	expect(pricing.of(message, 'sent')).toEqual(paid);
	const restored = new Pricing(new Clock(), () => ({ freeServiceMessages: 1000 }));
	restored.restore(pricing.snapshot());
	expect(restored.of(message, 'delivered')).toEqual(paid);
});

test('templates and reactions do not use up free messages', async () => {
	emulator.settings({ freeServiceMessages: 1 });
	const arrivals = { type: 'header', parameters: [{ type: 'image', image: { link: 'https://example.com/a.jpg' } }] };
	expect(await priced(template('hello_world', []))).toEqual({ ...paid, category: 'utility' });
	expect(await priced(template('new_arrivals', [arrivals, body('Ann')]))).toEqual({ ...paid, category: 'marketing' });
	const reaction = { type: 'reaction', reaction: { message_id: seed.incomingMessageId, emoji: '👍' } };
	expect(await priced(reaction, 'sent')).toEqual(free);
	expect(await priced(text)).toEqual(free);
	expect(await priced(reaction, 'sent')).toEqual(free);
	expect(await priced(text)).toEqual(paid);
});

test('counts a failed message not at all', async () => {
	emulator.settings({ freeServiceMessages: 1 });
	expect(await priced({ ...text, to: seed.undeliverableRecipient }, 'failed')).toBeUndefined();
	expect(await priced(text)).toEqual(free);
	expect(() => emulator.settings({ freeServiceMessages: -1 })).toThrow('freeServiceMessages must be a whole number');
});
