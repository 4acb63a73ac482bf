import { createHash } from 'crypto';
import type { EncryptedRequest } from '../protocol/crypto';

/** A sent response: status and encrypted body. */
export interface CachedResponse {
	status: number;
	body: string;
}

/**
 * How long a response is cached, in ms. A client creates a new key for each request, so identical bytes are a duplicate
 * request.
 */
const MAX_AGE = 10 * 60_000;

/** Maximum number of responses cached per process, and of their characters in total. */
const MAX_ENTRIES = 2000;
const MAX_CHARACTERS = 16 * 1024 * 1024;

interface Entry {
	until: number;
	response: Promise<CachedResponse>;
	size: number;
}

const cache = new Map<string, Entry>();
let characters = 0;

function drop(name: string): void {
	characters -= cache.get(name)?.size ?? 0;
	cache.delete(name);
}

function evict(now: number): void {
	for (const [name, { until }] of cache) {
		if (until > now && cache.size <= MAX_ENTRIES && characters <= MAX_CHARACTERS) return;
		drop(name);
	}
}

/**
 * Identifies a request to this node.
 * @param scope node and execution mode, so that a test does not respond to production requests
 */
export function requestFingerprint(
	scope: string,
	{ encrypted_aes_key, initial_vector, encrypted_flow_data }: EncryptedRequest,
): string {
	return createHash('sha256')
		.update([scope, encrypted_aes_key, initial_vector, encrypted_flow_data].join('\n'))
		.digest('base64');
}

/**
 * Meta's requests have no sequence number or timestamp, so only a record of earlier requests reveals a duplicate. A
 * duplicate gets the same bytes as the first request: the workflow does not run twice, and two different responses are
 * never encrypted with the same key and IV, which would expose both.
 * @returns the sent or pending response to the same request; undefined when the request is new
 */
export function cachedResponse(name: string, now: number): Promise<CachedResponse> | undefined {
	const entry = cache.get(name);
	return entry !== undefined && entry.until > now ? entry.response : undefined;
}

/** Caches the pending response to a new request. In this process only; other processes do not see it. */
export function cacheResponse(name: string, response: Promise<CachedResponse>, now: number): void {
	const entry: Entry = { until: now + MAX_AGE, response, size: 0 };
	cache.set(name, entry);
	const record = (sent: CachedResponse): void => {
		if (cache.get(name) !== entry) return;
		entry.size = sent.body.length;
		characters += entry.size;
		evict(now);
	};
	void response.then(record, () => drop(name));
	evict(now);
}
