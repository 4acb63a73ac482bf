/** Meta's advice on repeating a request: with growing waits, much later or at a slower pace, or never without a change. */
export type Retry = 'backoff' | 'later' | 'never';

/**
 * What an error is about: what has to change, or recover, before the same thing can work. Only `recipient` says something
 * about sending to that person again.
 */
export type Subject =
	/** The recipient of the message or call: their phone, their settings, how much they got lately. */
	| 'recipient'
	/** This one message, call or request: what it holds, or the moment at which it is made. */
	| 'message'
	| 'template'
	| 'flow'
	| 'group'
	/** The phone number of the business. */
	| 'number'
	/** The WhatsApp Business account, or the business that owns it. */
	| 'account'
	/** The Meta app and its access token. */
	| 'app'
	/** Meta's own services. */
	| 'meta';

/**
 * What a failed message says about sending to that person:
 * - `retryable`: the same message may go out again, as soon as the wait is over;
 * - `later`: not now, neither this message nor one like it;
 * - `never`: not to this person, unless they do something themselves;
 * - `change`: it says nothing about the person: the message, template, Flow, number, account or app has to change or recover first.
 */
export type SendClass = 'retryable' | 'later' | 'never' | 'change';

/** What is known about one code of Meta's tables ("WhatsApp Business Platform > Support > Error codes" and the pages of each API). */
export interface ErrorCodeInfo {
	subject: Subject;
	retry: Retry;
	/** Set where it holds for marketing messages, or for calls, only: others may still be sent to the recipient. */
	scope?: 'marketing' | 'calls';
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
		'rate-limited' | 'quota-exhausted' | 'temporarily-unavailable' | 'credential-invalid' | 'configuration-invalid';
	/** The codes that this one is a subcode of, where Meta sends it so; absent: 100. */
	carriedBy?: readonly number[];
}

export type CodeTable = Readonly<Record<number, ErrorCodeInfo>>;

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
