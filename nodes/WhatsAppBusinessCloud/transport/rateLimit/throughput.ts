import type { IDataObject } from 'n8n-workflow';
import { numberOnApp, numberWithHighThroughput } from '../responses';
import { LruMap } from '../../shared/lruMap';
import { CACHE_TTL_MS, CachedReads, MAX_CACHED } from './cachedReads';

/** Default messages per second of a number (WhatsApp docs: Cloud API > Throughput). */
export const STANDARD = 80;

/** After Meta's upgrade (same section). */
const HIGH = 1000;

/** For numbers that are also in the WhatsApp Business app (WhatsApp docs: Onboarding WhatsApp Business app users). */
const COEXISTENCE = 20;

interface Known {
	/** Messages per second. */
	perSecond: number;
	/** ms since the epoch */
	until: number;
}

/** Values read from Meta, by number; valid for every credential. */
const known = new LruMap<string, Known>(MAX_CACHED);

/** Reads in flight and failed reads, by number and credential. A result is in `known`, for every credential. */
const readings = new CachedReads<number>(0);

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
	known.set(key, { perSecond, until: Date.now() + CACHE_TTL_MS });
	return perSecond;
}

/**
 * Returns the messages per second that a number may send. Read once per number and process, and again after an hour.
 * @param key Graph host and number
 * @param credential fingerprint of the access token that reads it; a failed read counts for this credential only
 * @param read calls the Graph API; when it fails, the previous value is used, or 80 messages per second: a limit that
 * cannot be read does not block sending, as the responses to the messages reveal it as well
 */
export async function fetchThroughput(
	key: string,
	credential: string,
	read: () => Promise<IDataObject>,
): Promise<number> {
	const perSecond = lookUp(key);
	if (perSecond !== undefined) return perSecond;
	const readNumber = async (): Promise<number> => rememberThroughput(key, await read());
	return await readings.get(key, credential, readNumber, () => cachedThroughput(key));
}

/** The value that an earlier run read, without a request. @returns messages per second; 80 when none is cached */
export function cachedThroughput(key: string): number {
	return known.get(key)?.perSecond ?? STANDARD;
}

/** Discards the cached value: Meta is changing the limit, and the next large run reads it again. */
export function forgetThroughput(key: string): void {
	known.delete(key);
}
