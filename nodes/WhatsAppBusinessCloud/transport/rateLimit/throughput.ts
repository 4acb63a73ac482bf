import type { IDataObject } from 'n8n-workflow';
import { numberOnApp, numberWithHighThroughput } from '../responses';
import { LruMap } from '../../shared/lruMap';

/** Default messages per second of a number (WhatsApp docs: Cloud API > Throughput). */
export const STANDARD = 80;

/** After Meta's upgrade (same section). */
const HIGH = 1000;

/** For numbers that are also in the WhatsApp Business app (WhatsApp docs: Onboarding WhatsApp Business app users). */
const COEXISTENCE = 20;

/** How long a value is cached, in ms: Meta upgrades numbers automatically. */
export const HOLDS = 60 * 60_000;

/** How long a failed read is cached, in ms. */
export const FAILURE_HOLDS = 5 * 60_000;

/** Maximum number of cached numbers, and of cached reads. */
export const MAX_KNOWN = 10_000;

interface Known {
	/** Messages per second. */
	perSecond: number;
	/** ms since the epoch */
	until: number;
}

/** Values read from Meta, by number; valid for every credential. */
const known = new LruMap<string, Known>(MAX_KNOWN);

interface Reading {
	value: Promise<number>;
	/** ms since the epoch; Infinity while the request is in flight */
	until: number;
}

/**
 * Reads in flight and failed reads, by number and credential: a token that Meta rejects says nothing about the number.
 */
const readings = new LruMap<string, Reading>(MAX_KNOWN);

function lookUp(key: string): number | undefined {
	const found = known.get(key);
	return found && found.until > Date.now() ? found.perSecond : undefined;
}

/**
 * Fields of GET /{phone-number-id} that `readThroughput` uses; Meta rejects the call when one of them does not exist.
 */
export const THROUGHPUT_FIELDS = 'throughput,is_on_biz_app';

/** @param number the phone number object from Meta @returns messages per second; 80 when the object does not say */
export function readThroughput(number: IDataObject): number {
	if (numberOnApp.safeParse(number).success) return COEXISTENCE;
	return numberWithHighThroughput.safeParse(number).success ? HIGH : STANDARD;
}

/** Remembers the throughput of a number that was just read. @returns messages per second */
export function rememberThroughput(key: string, number: IDataObject): number {
	const perSecond = readThroughput(number);
	known.set(key, { perSecond, until: Date.now() + HOLDS });
	return perSecond;
}

async function readAndRemember(key: string, reading: Reading, read: () => Promise<IDataObject>): Promise<number> {
	try {
		const perSecond = rememberThroughput(key, await read());
		reading.until = 0;
		return perSecond;
	} catch {
		// A limit that cannot be read does not block sending: the responses to the messages reveal it as well.
		reading.until = Date.now() + FAILURE_HOLDS;
		return cachedThroughput(key);
	}
}

/**
 * Returns the messages per second that a number may send. Read once per number and process, and again after an hour.
 * @param key Graph host and number
 * @param credential fingerprint of the access token that reads it; a failed read counts for this credential only
 * @param read calls the Graph API; when it fails, the previous value is used, or 80 messages per second
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

/** The value that an earlier run read, without a request. @returns messages per second; 80 when none is cached */
export function cachedThroughput(key: string): number {
	return known.get(key)?.perSecond ?? STANDARD;
}

/** Discards the cached value: Meta is changing the limit, and the next large run reads it again. */
export function forgetThroughput(key: string): void {
	known.delete(key);
}
