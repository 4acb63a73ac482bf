import { setTimeout as pause } from 'node:timers/promises';
import { waitFor } from '../../../scripts/n8n/wait';
import type { Emulator } from '../../../emulator/src';
import { incomingValue, statusValue } from '../../../emulator/src/webhookPayloads';

/** How long nothing may arrive before something counts as lost, in ms. */
const QUIET_MS = 60_000;

let customers = 0;

/** A phone number that this run has not used before, as digits. */
export const newCustomer = (): string => String(16_510_000_000 + ++customers);

/** Runs something several times, at a steady rate. @param rate per second */
export async function paced(count: number, rate: number, run: (index: number) => void): Promise<void> {
	const began = performance.now();
	for (let index = 0; index < count; index++) {
		await pause(Math.max(0, began + (index * 1000) / rate - performance.now()));
		run(index);
	}
}

/**
 * Waits until a counter has reached a number, or has not changed for a minute.
 * @param countNow the counter
 * @returns the last value
 */
export async function reaches(what: string, target: number, countNow: () => number): Promise<number> {
	let [seen, at] = [countNow(), Date.now()];
	return await waitFor(
		what,
		() => {
			if (countNow() !== seen) [seen, at] = [countNow(), Date.now()];
			return seen >= target || Date.now() - at > QUIET_MS ? seen : undefined;
		},
		30 * 60_000,
		50,
	);
}

/** Webhooks whose response was 200. */
export const delivered = ({ webhooks }: Emulator): number =>
	webhooks.reduce((sum, { status }) => sum + (status === 200 ? 1 : 0), 0);

/** Messages from customers to the first number, each answered. @throws Error when one has no reply */
export async function conversations(emulator: Emulator, count: number, rate: number): Promise<void> {
	const before = emulator.messages.length;
	await paced(count, rate, (index) => void emulator.incoming({ from: newCustomer(), text: `Order ${index}` }));
	const sent = await reaches('the replies', before + count, () => emulator.messages.length);
	if (sent !== before + count) throw new Error(`${count} messages had ${sent - before} replies`);
}

/**
 * Messages from customers to the second number in one payload, each answered by the same execution.
 * @throws Error when one has no reply
 */
export async function conversationsInOnePayload(emulator: Emulator, count: number): Promise<void> {
	const before = emulator.messages.length;
	const phone = emulator.seed.phoneNumbers[1];
	const events = Array.from({ length: count }, () => {
		const from = newCustomer();
		const id = `wamid.${Buffer.from(`from ${from}`).toString('base64')}`;
		const value = incomingValue(phone, { from, text: 'Order' }, id, Math.floor(Date.now() / 1000));
		return { field: 'messages', value, phoneNumberId: phone.id };
	});
	emulator.events(...events);
	const sent = await reaches('the replies', before + count, () => emulator.messages.length);
	if (sent !== before + count) throw new Error(`${count} messages in one payload had ${sent - before} replies`);
}

/** Statuses of messages that other software sent. @throws Error when one gets no 200 */
export async function foreignStatuses(emulator: Emulator, count: number, rate: number): Promise<void> {
	const before = delivered(emulator);
	const [phone] = emulator.seed.phoneNumbers;
	await paced(count, rate, () => {
		const to = newCustomer();
		const message = {
			id: `wamid.${Buffer.from(`other ${to}`).toString('base64')}`,
			at: Date.now(),
			phoneNumberId: phone.id,
			to,
			recipientType: 'individual' as const,
			type: 'text',
			category: 'service' as const,
			requestId: 0,
		};
		const pricing = { billable: true, pricing_model: 'PMP', category: 'service', type: 'regular' };
		const value = statusValue(phone, message, 'delivered', Math.floor(Date.now() / 1000), { pricing });
		emulator.events({ field: 'messages', value, phoneNumberId: phone.id });
	});
	const accepted = await reaches('the statuses', before + count, () => delivered(emulator));
	if (accepted !== before + count) throw new Error(`Of ${count} statuses, ${accepted - before} were accepted`);
}
