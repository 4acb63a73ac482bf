import type { IDataObject } from 'n8n-workflow';
import { text } from '../../shared/untrustedJson';
import { GraphApiError } from '../errors';
import type { SenderCapacity } from '../types';
import { CACHE_TTL_MS, CachedReads } from './cachedReads';
import { rememberThroughput, STANDARD, THROUGHPUT_FIELDS } from './throughput';

/** Fields of GET /{phone-number-id}; Meta rejects the call when one of them does not exist. */
export const CAPACITY_FIELDS = `${THROUGHPUT_FIELDS},display_phone_number,quality_rating,whatsapp_business_manager_messaging_limit`;

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

const readings = new CachedReads<SenderCapacity>(CACHE_TTL_MS);

/** @param number the phone number object from Meta */
const toCapacity = (key: string, number: IDataObject): SenderCapacity => ({
	perSecond: rememberThroughput(key, number),
	displayPhoneNumber: text(number.display_phone_number),
	quality: text(number.quality_rating),
	messagingLimit: readMessagingLimit(number.whatsapp_business_manager_messaging_limit),
});

/**
 * What a number may send. Read once per number, credential and process, and again after an hour.
 * @param key Graph host and number
 * @param credential fingerprint of the access token
 * @param read calls the Graph API for `CAPACITY_FIELDS`. When it fails, the last reading of this process counts.
 * @throws the error of `read` without such a reading: a number with a guessed weight would take over recipients of
 * others. After Meta's permanent rejection, which all processes get, it counts as one with 80 messages per second, and
 * the others send its messages if it cannot.
 */
export async function fetchCapacity(
	key: string,
	credential: string,
	read: () => Promise<IDataObject>,
): Promise<SenderCapacity> {
	const readNumber = async (): Promise<SenderCapacity> => toCapacity(key, await read());
	return await readings.get(key, credential, readNumber, (error, last) => {
		if (last !== undefined) return last;
		const response = error instanceof GraphApiError ? error.response : undefined;
		if (response?.fromMeta === true && !response.retryable) return { perSecond: STANDARD };
		throw error;
	});
}
