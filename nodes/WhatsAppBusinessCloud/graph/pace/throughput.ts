import type { IDataObject } from 'n8n-workflow';

/** Messages per second of a number that Meta has not raised (WhatsApp docs: Cloud API > Throughput). */
export const STANDARD = 80;

/** After Meta's upgrade (same place). */
const HIGH = 1000;

/** Of a number that is also in the WhatsApp Business app (WhatsApp docs: Onboarding WhatsApp Business app users). */
const COEXISTENCE = 20;

/** How long an answer holds, in ms: Meta raises a number by itself. */
const HOLDS = 60 * 60_000;

/** How long a failure to read it holds, in ms. */
const FAILURE_HOLDS = 5 * 60_000;

interface Known {
	value: Promise<number>;
	/** What it turned out to be, once it is known. */
	perSecond?: number;
	until: number;
}

const known = new Map<string, Known>();

/** Fields of GET /{phone-number-id} that `readThroughput` looks at; Meta refuses the call when one does not exist. */
export const THROUGHPUT_FIELDS = 'throughput,is_on_biz_app';

/** @param number the phone number as Meta describes it @returns messages per second; 80 when it does not say */
export function readThroughput(number: IDataObject): number {
	if (number.is_on_biz_app === true) return COEXISTENCE;
	return (number.throughput as IDataObject | undefined)?.level === 'HIGH' ? HIGH : STANDARD;
}

async function settled(read: () => Promise<IDataObject>): Promise<{ perSecond: number; holds: number }> {
	try {
		return { perSecond: readThroughput(await read()), holds: HOLDS };
	} catch {
		// That the limit cannot be read is no reason not to send: the answers to the messages tell as well.
		return { perSecond: STANDARD, holds: FAILURE_HOLDS };
	}
}

/**
 * How many messages per second a number may send, asked once per number and process, and again after an hour.
 * @param key Graph host and number
 * @param read asks Meta; when that fails, the number counts as one with 80 messages per second
 */
export async function throughputOf(key: string, read: () => Promise<IDataObject>): Promise<number> {
	const found = known.get(key);
	if (found && found.until > Date.now()) return await found.value;
	const asking = settled(read);
	const entry: Known = { value: asking.then(({ perSecond }) => perSecond), until: Infinity };
	known.set(key, entry);
	const { perSecond, holds } = await asking;
	Object.assign(entry, { perSecond, until: Date.now() + holds });
	return perSecond;
}

/** What an earlier run found out, without asking anybody. @returns messages per second; 80 when nothing is known */
export function knownThroughput(key: string): number {
	return known.get(key)?.perSecond ?? STANDARD;
}

/** Meta is changing the limit: it has to be asked for anew. */
export function forgetThroughput(key: string): void {
	known.delete(key);
}
