import type { IDataObject } from 'n8n-workflow';
import { LruMap } from '../../shared/lruMap';

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

/** Numbers, and credentials that ask for them, that are remembered. */
const MAX_KNOWN = 10_000;

interface Known {
	/** Messages per second. */
	perSecond: number;
	/** ms since the epoch */
	until: number;
}

/** What Meta said, by number: holds for every credential. */
const known = new LruMap<string, Known>(MAX_KNOWN);

interface Reading {
	value: Promise<number>;
	/** ms since the epoch; Infinity while Meta has not answered */
	until: number;
}

/** Reads under way and failed reads, by number and credential: a token that Meta rejects says nothing about the number. */
const readings = new LruMap<string, Reading>(MAX_KNOWN);

function lookUp(key: string): number | undefined {
	const found = known.get(key);
	return found && found.until > Date.now() ? found.perSecond : undefined;
}

/** Fields of GET /{phone-number-id} that `readThroughput` looks at; Meta refuses the call when one does not exist. */
export const THROUGHPUT_FIELDS = 'throughput,is_on_biz_app';

/** @param number the phone number as Meta describes it @returns messages per second; 80 when it does not say */
export function readThroughput(number: IDataObject): number {
	if (number.is_on_biz_app === true) return COEXISTENCE;
	return (number.throughput as IDataObject | undefined)?.level === 'HIGH' ? HIGH : STANDARD;
}

async function readAndRemember(key: string, reading: Reading, read: () => Promise<IDataObject>): Promise<number> {
	try {
		const perSecond = readThroughput(await read());
		known.set(key, { perSecond, until: Date.now() + HOLDS });
		reading.until = 0;
		return perSecond;
	} catch {
		// A limit that cannot be read is no reason not to send: the responses to the messages show it as well.
		reading.until = Date.now() + FAILURE_HOLDS;
		return cachedThroughput(key);
	}
}

/**
 * How many messages per second a number may send: read once per number and process, and again after an hour.
 * @param key Graph host and number
 * @param credential fingerprint of the access token that reads it; a failed read counts for this credential only
 * @param read asks Meta; when that fails, what was known before counts, else 80 messages per second
 */
export async function fetchThroughput(
	key: string,
	credential: string,
	read: () => Promise<IDataObject>,
): Promise<number> {
	const perSecond = lookUp(key);
	if (perSecond !== undefined) return perSecond;
	const asker = `${key} ${credential}`;
	const earlier = readings.get(asker);
	if (earlier && earlier.until > Date.now()) return await earlier.value;
	const reading: Reading = { value: Promise.resolve(STANDARD), until: Infinity };
	reading.value = readAndRemember(key, reading, read);
	readings.set(asker, reading);
	return await reading.value;
}

/** What an earlier run found out, without a request. @returns messages per second; 80 when nothing is known */
export function cachedThroughput(key: string): number {
	return known.get(key)?.perSecond ?? STANDARD;
}

/** Meta is changing the limit: the next large run reads it again. */
export function forgetThroughput(key: string): void {
	known.delete(key);
}
