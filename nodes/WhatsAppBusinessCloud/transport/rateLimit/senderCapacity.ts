import type { IDataObject } from 'n8n-workflow';
import { LruMap } from '../../shared/lruMap';
import { cachedThroughput, FAILURE_HOLDS, HOLDS, MAX_KNOWN, rememberThroughput, THROUGHPUT_FIELDS } from './throughput';

/** What Meta says about how much a number may send. */
export interface SenderCapacity {
	/** Messages per second. */
	perSecond: number;
	/** GREEN, YELLOW, RED or UNKNOWN. Absent when it could not be read. */
	quality?: string;
	/**
	 * How many people the portfolio of the number may write to in 24 hours, outside of customer service windows; Infinity
	 * = no limit. All numbers of the portfolio share it (WhatsApp docs: Messaging limits). Absent when it is not known.
	 */
	messagingLimit?: number;
}

/** Fields of GET /{phone-number-id}; Meta rejects the call when one of them does not exist. */
export const CAPACITY_FIELDS = `${THROUGHPUT_FIELDS},quality_rating,whatsapp_business_manager_messaging_limit`;

/**
 * Reads a messaging limit.
 * @param tier `TIER_250`, `TIER_2K`, `TIER_UNLIMITED`
 * @returns undefined for any other value
 */
export function readMessagingLimit(tier: unknown): number | undefined {
	if (tier === 'TIER_UNLIMITED') return Infinity;
	const [, digits, thousands] = /^TIER_(\d{1,6})(K?)$/.exec(String(tier)) ?? [];
	return digits === undefined ? undefined : Number(digits) * (thousands === 'K' ? 1000 : 1);
}

interface Reading {
	value: Promise<SenderCapacity>;
	/** ms since the epoch; Infinity while the request is in flight */
	until: number;
}

/** By number and credential: a token that Meta rejects says nothing about the number. */
const readings = new LruMap<string, Reading>(MAX_KNOWN);

async function readAndRemember(
	key: string,
	reading: Reading,
	read: () => Promise<IDataObject>,
): Promise<SenderCapacity> {
	try {
		const number = await read();
		reading.until = Date.now() + HOLDS;
		return {
			perSecond: rememberThroughput(key, number),
			quality: typeof number.quality_rating === 'string' ? number.quality_rating : undefined,
			messagingLimit: readMessagingLimit(number.whatsapp_business_manager_messaging_limit),
		};
	} catch {
		// Sending shows whether the number can send, and how fast.
		reading.until = Date.now() + FAILURE_HOLDS;
		return { perSecond: cachedThroughput(key) };
	}
}

/**
 * What a number may send. Read once per number, credential and process, and again after an hour.
 * @param key Graph host and number
 * @param credential fingerprint of the access token
 * @param read calls the Graph API for `CAPACITY_FIELDS`; when it fails, only the throughput is known
 */
export async function fetchCapacity(
	key: string,
	credential: string,
	read: () => Promise<IDataObject>,
): Promise<SenderCapacity> {
	const asker = `${key} ${credential}`;
	const earlier = readings.get(asker);
	if (earlier && earlier.until > Date.now()) return await earlier.value;
	const reading: Reading = { value: Promise.resolve({ perSecond: cachedThroughput(key) }), until: Infinity };
	reading.value = readAndRemember(key, reading, read);
	readings.set(asker, reading);
	return await reading.value;
}
