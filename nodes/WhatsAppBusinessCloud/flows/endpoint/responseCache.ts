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
const KEPT_FOR = 10 * 60_000;

/** Maximum number of responses cached per process, and of their characters in total. */
const MAX_KEPT = 2000;
const MAX_CHARACTERS = 16 * 1024 * 1024;

interface Entry {
	until: number;
	answer: Promise<CachedResponse>;
	size: number;
}

const kept = new Map<string, Entry>();
let characters = 0;

function drop(name: string): void {
	characters -= kept.get(name)?.size ?? 0;
	kept.delete(name);
}

function tidy(now: number): void {
	for (const [name, { until }] of kept) {
		if (until > now && kept.size <= MAX_KEPT && characters <= MAX_CHARACTERS) return;
		drop(name);
	}
}

/**
 * Identifies a request to this node.
 * @param place node and execution mode, so that a test does not respond to production requests
 */
export function requestFingerprint(
	place: string,
	{ encrypted_aes_key, initial_vector, encrypted_flow_data }: EncryptedRequest,
): string {
	return createHash('sha256')
		.update([place, encrypted_aes_key, initial_vector, encrypted_flow_data].join('\n'))
		.digest('base64');
}

/**
 * Meta's requests have no sequence number or timestamp, so only a record of earlier requests reveals a duplicate. A
 * duplicate gets the same bytes as the first request: the workflow does not run twice, and two different responses are
 * never encrypted with the same key and IV, which would expose both.
 * @returns the sent or pending response to the same request; undefined when the request is new
 */
export function cachedResponse(name: string, now: number): Promise<CachedResponse> | undefined {
	const entry = kept.get(name);
	return entry !== undefined && entry.until > now ? entry.answer : undefined;
}

/** Caches the pending response to a new request. In this process only; other processes do not see it. */
export function cacheResponse(name: string, answer: Promise<CachedResponse>, now: number): void {
	const entry: Entry = { until: now + KEPT_FOR, answer, size: 0 };
	kept.set(name, entry);
	const note = (sent: CachedResponse): void => {
		if (kept.get(name) !== entry) return;
		entry.size = sent.body.length;
		characters += entry.size;
		tidy(now);
	};
	void answer.then(note, () => drop(name));
	tidy(now);
}
