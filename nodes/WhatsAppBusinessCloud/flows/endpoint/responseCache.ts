import { createHash } from 'crypto';
import type { EncryptedRequest } from '../protocol/crypto';

/** What went out: status and encrypted body. */
export interface CachedResponse {
	status: number;
	body: string;
}

/** ms that an answer is kept. A client makes a new key for each request, so equal bytes are one request that came twice. */
const KEPT_FOR = 10 * 60_000;

/** Answers kept in one process, and characters of them together. */
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
 * Names a request, for this node.
 * @param place node and kind of run, so that a test does not answer for production
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
 * Meta puts neither a number nor a time into a request, so an old one cannot be told from a new one but by having seen it.
 * A request that comes again gets the bytes that went out at first: the workflow does not run twice, and no two different
 * answers are encrypted with one key and vector, which would give both away.
 * @returns the answer to the same request, sent or under way; undefined when it is new
 */
export function cachedResponse(name: string, now: number): Promise<CachedResponse> | undefined {
	const entry = kept.get(name);
	return entry !== undefined && entry.until > now ? entry.answer : undefined;
}

/** Keeps the answer of a new request, from before it is there. In this process only: others do not know of it. */
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
