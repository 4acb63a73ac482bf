/** Meta's advice on repeating a request: with growing waits, much later or at a slower pace, or never without a change. */
export type Retry = 'backoff' | 'later' | 'never';

/**
 * What a failed message says about sending to that person:
 * - `retryable`: the same message may go out again, as soon as the wait is over;
 * - `later`: not now, neither this message nor one like it;
 * - `never`: not to this person, unless they do something themselves;
 * - `change`: it says nothing about the person: something of the message, the number or the account has to change first.
 */
export type SendClass = 'retryable' | 'later' | 'never' | 'change';

/** What is known about one code of Meta's tables ("WhatsApp Business Platform > Support > Error codes" and the pages of each API). */
export interface KnownCode {
	retry: Retry;
	/** What it says about the person, where that does not follow from `retry`: `change` for `never`, `retryable` for `backoff`. */
	class?: SendClass;
	/** The class holds for marketing messages only; others may still be sent to the person. */
	scope?: 'marketing';
	/** What happened, in plain English, without a period. */
	title: string;
	/** What to do next, in one or two sentences. */
	advice: string;
	/** Wait before the next try, in ms, where Meta states one. */
	waitMs?: number;
	/** Upper bound of own retries where repeating more is pointless or, when 0, unwelcome. */
	maxRetries?: number;
	/** A limit that is over within seconds or minutes: repeated automatically although Meta says 'later'. */
	automatic?: true;
	/** Nothing else that the sending number sends will be taken either: the rest of a run is not tried. */
	stopsNumber?: true;
	/** Says little by itself: Meta's own title, where there is one, is the better headline. */
	generic?: true;
	/** What kind of trouble it is, in n8n's terms (n8n-workflow 2.x `Failure`). */
	cause?:
		| 'rate-limited'
		| 'quota-exhausted'
		| 'temporarily-unavailable'
		| 'credential-invalid'
		| 'configuration-invalid';
}

export type CodeTable = Readonly<Record<number, KnownCode>>;

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
