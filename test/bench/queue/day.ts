import { setTimeout as pause } from 'node:timers/promises';
import type { Cost, Load } from '../../../scripts/scale/measured';
import type { Emulator } from '../../../emulator/src';
import type { Installation } from './installation';
import type { Meter } from './meter';
import { delivered, newCustomer, reaches } from './traffic';

/** The share of the day's messages in each of its hours: the busiest, from 18 to 19 h, has a tenth. */
const HOURS = [
	0.01, 0.005, 0.005, 0.005, 0.005, 0.01, 0.02, 0.035, 0.05, 0.065, 0.075, 0.08, 0.06, 0.055, 0.055, 0.06, 0.065, 0.075,
	0.1, 0.07, 0.045, 0.025, 0.015, 0.01,
];

/** Statuses of each message: sent, delivered, read. */
const STATUSES = 3;

const NUMBERS = 4;

/** What is simulated. */
export interface DayOptions {
	/** Messages from customers, each answered. */
	replies: number;
	/** Parts of a campaign, and messages in each. */
	parts: number;
	perPart: number;
	/** How long the day takes, in seconds. */
	seconds: number;
}

/** The result of a simulated day. */
export interface DayResult {
	numbers: number;
	compression: number;
	load: Load;
	cost: Cost;
	lost: number;
	doubled: number;
}

/** When the events of a day happen, as shares of the day, in order: as many in each hour as the curve says. */
export function moments(count: number): number[] {
	const starts: number[] = [0];
	for (const share of HOURS) starts.push(starts[starts.length - 1] + share);
	return Array.from({ length: count }, (_unused, index) => {
		const share = (index + 0.5) / count;
		const hour = Math.max(
			0,
			HOURS.findIndex((_share, at) => share < starts[at + 1]),
		);
		return (hour + (share - starts[hour]) / HOURS[hour]) / HOURS.length;
	});
}

/** Runs things at their moments. @param events with shares of the day, in any order */
async function replay(events: Array<{ at: number; run: () => void }>, seconds: number): Promise<void> {
	const began = performance.now();
	for (const { at, run } of events.sort((one, other) => one.at - other.at)) {
		await pause(Math.max(0, began + at * seconds * 1000 - performance.now()));
		run();
	}
}

/**
 * Replays a day of several numbers: half replies, half campaigns, executions saved.
 * @returns what it took, all together, and what was lost
 * @throws Error when a part of a campaign failed
 */
export async function simulateDay(
	emulator: Emulator,
	installation: Installation,
	meter: Meter,
	{ replies, parts, perPart, seconds }: DayOptions,
): Promise<DayResult> {
	await installation.listen({ saved: true, statuses: true });
	const numbers = emulator.seed.phoneNumbers.slice(0, NUMBERS).map(({ id }) => id);
	const first = emulator.messages.length;
	const answeredBefore = delivered(emulator);
	const expected = replies + parts * perPart;
	const sending: Array<Promise<void>> = [];
	const conversations = moments(replies).map((at, index) => ({
		at,
		run: () => {
			const phoneNumberId = numbers[index % NUMBERS];
			emulator.incoming({ from: newCustomer(), text: `Order ${index}`, phoneNumberId });
		},
	}));
	const campaigns = moments(parts).map((at, index) => ({
		at,
		run: () => {
			const part = { number: numbers[index % NUMBERS], recipients: Array.from({ length: perPart }, newCustomer) };
			const sent = installation.sendPart(part);
			// Awaited at the end.
			sent.catch(() => undefined);
			sending.push(sent);
		},
	}));
	const { whole } = await meter.during(async () => {
		await replay([...conversations, ...campaigns], seconds);
		await Promise.all(sending);
		const accepted = await reaches('all messages', first + expected, () => emulator.messages.length);
		const webhooks = answeredBefore + replies + STATUSES * (accepted - first);
		await reaches('all statuses', webhooks, () => delivered(emulator));
		await installation.idle();
	});
	const sent = emulator.messages.slice(first);
	const people = new Set(sent.map(({ to }) => to)).size;
	return {
		numbers: NUMBERS,
		compression: 86_400 / seconds,
		load: {
			replies,
			statuses: delivered(emulator) - answeredBefore - replies,
			parts,
			campaignMessages: parts * perPart,
			seconds: whole.seconds,
			saved: true,
		},
		cost: whole.cost,
		lost: expected - people,
		doubled: sent.length - people,
	};
}
