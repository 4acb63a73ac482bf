/** Meta's advice on retries: with growing waits, much later or more slowly, or never without a change. */
export type Retry = 'backoff' | 'later' | 'never';

/**
 * What an error is about: what has to change, or recover, before the same request can succeed. Only `recipient` says
 * something about sending to that recipient again.
 */
export type Subject =
	/** The recipient of the message or call: their phone, their settings, how many messages they received recently. */
	| 'recipient'
	/** This one message, call or request: its content, or the time at which it is made. */
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
 * What a failed message says about sending to that recipient:
 * - `retryable`: the same message may be sent again once the wait is over;
 * - `later`: not now, neither this message nor a similar one;
 * - `never`: not to this recipient, unless they take action themselves;
 * - `change`: it says nothing about the recipient; the message, template, Flow, number, account or app has to change or
 *   recover first.
 */
export type SendClass = 'retryable' | 'later' | 'never' | 'change';

/**
 * Entry of one code in Meta's tables ("WhatsApp Business Platform > Support > Error codes" and the pages of each API).
 */
export interface ErrorCodeInfo {
	subject: Subject;
	retry: Retry;
	/** Set when it applies to marketing messages, or to calls, only: others may still be sent to the recipient. */
	scope?: 'marketing' | 'calls';
	/** What happened, in plain English, without a period. */
	title: string;
	/** What to do next, in one or two sentences. */
	advice: string;
	/** Wait before the next attempt, in ms, when Meta states one. */
	waitMs?: number;
	/** Maximum number of automatic retries when more are pointless or, if 0, unwelcome. */
	maxRetries?: number;
	/** A limit that ends within seconds or minutes: retried automatically although Meta says 'later'. */
	automatic?: true;
	/** Meta rejects everything else from the sending number as well: the rest of a run is not sent. */
	blocksSender?: true;
	/**
	 * Meta rejects everything else from the sending number until someone sets it right. With several numbers, the others
	 * send its messages; a run with one number continues.
	 */
	blocksPooledSender?: true;
	/** Not specific: Meta's own title, if there is one, is the better headline. */
	generic?: true;
	/** Category of the problem, in n8n's terms (n8n-workflow 2.x `Failure`). */
	cause?:
		| 'rate-limited'
		| 'quota-exhausted'
		| 'temporarily-unavailable'
		| 'credential-invalid'
		| 'configuration-invalid';
	/** Codes that Meta sends this one as a subcode of; absent: 100. */
	carriedBy?: readonly number[];
}

export type CodeTable = Readonly<Record<number, ErrorCodeInfo>>;

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
