/** Columns Y, L and N of Meta's advice: repeat with growing waits, much later, or never without a change. */
export type Retry = 'backoff' | 'later' | 'never';

export interface KnownCode {
	retry: Retry;
	/** What happened, in plain English, without a period. */
	title: string;
	/** What to do next, in one or two sentences. */
	advice: string;
	/** Wait before the next try, in ms, where Meta states one. */
	waitMs?: number;
	/** Upper bound of own retries where repeating more is pointless. */
	maxRetries?: number;
}

/** @returns what is known about a code of Meta's error table, or undefined */
export function knownCode(_code: number | undefined, _subcode?: number): KnownCode | undefined {
	return undefined;
}
