/** Meta's advice on repeating a request: with growing waits, much later or at a slower pace, or never without a change. */
export type Retry = 'backoff' | 'later' | 'never';

/** What is known about one code of Meta's tables ("WhatsApp Business Platform > Support > Error codes" and the pages of each API). */
export interface KnownCode {
	retry: Retry;
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
