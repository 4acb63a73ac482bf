import type { IDataObject } from 'n8n-workflow';
import type { ErrorCodeInfo, RecipientStatus, Retry } from '../errorCodes';
import type { NumberForm, Permission } from '../types';

/** One HTTP response; `body` is parsed JSON, a string (HTML, text, truncated JSON), a Buffer, or undefined. */
export interface GraphResponse {
	statusCode: number;
	headers: Record<string, unknown>;
	body: unknown;
}

/**
 * The error in a response (Meta docs: Graph API > Handling errors). Every text is limited in length and
 * contains no secret.
 */
export interface GraphErrorPayload {
	httpStatus?: number;
	/** Only set when the response has the shape of Meta's errors. */
	code?: number;
	subcode?: number;
	type?: string;
	message: string;
	/** `error_data.details`, Meta's most specific text. */
	details?: string;
	userTitle?: string;
	userMessage?: string;
	traceId?: string;
	/** Meta's `is_transient`. */
	transient?: boolean;
	/** How long Meta asks to wait, in ms. */
	waitMs?: number;
	blamedFields?: string[];
	/** Copy of the body, limited in size, without secrets. */
	raw?: IDataObject | string;
}

/** The error in a response, with what the table of codes says about it. Made once, when the response is read. */
export interface ParsedGraphError extends GraphErrorPayload {
	/** The code's entry in the table. */
	known?: ErrorCodeInfo;
	/**
	 * Whether Meta itself responded, with an error object in JSON, as opposed to a gateway or proxy in between. When
	 * false, it is unknown whether a request that reached Meta was carried out.
	 */
	fromMeta: boolean;
	/**
	 * Whether Meta did nothing and allows an automatic retry, so that a retry cannot send a message twice: codes marked so
	 * in the table, `is_transient`, and temporary HTTP statuses with an unknown code.
	 */
	retryable: boolean;
	/** Meta's advice on retries; undefined when nothing is known. */
	retry?: Retry;
	/** What it says about sending to the recipient again; undefined when the code is not in the table. */
	recipient?: RecipientStatus;
}

/** An error without a response, as n8n's request helper threw it. */
export interface NetworkError {
	/** The code of Node.js, OpenSSL or axios, e.g. ECONNRESET, however deep n8n wrapped it. */
	code?: string;
	/** Undefined when the error is not recognized. */
	kind?: NetworkErrorKind;
	/**
	 * Whether it is certain that no part of the request reached the server: the connection was never made, or n8n did not
	 * allow it. Such a request is safe to retry, whatever it does.
	 */
	wasNeverSent: boolean;
	/** Whether n8n itself did not send the request, e.g. for missing credentials. */
	fromN8n: boolean;
	/** n8n's own message, without secrets. */
	message?: string;
}

/** Kind of a network error: how it is recognized, and what the user reads. */
export interface NetworkErrorKind {
	/** Codes of Node.js, OpenSSL and axios. */
	code?: RegExp;
	/** Texts, for errors that carry no code. */
	text?: RegExp;
	/** @param host of the request @param timeoutMs the timeout that was set, in ms */
	message: (request: { host: string; timeoutMs?: number }) => string;
	advice: string;
	/** Temporary. */
	passing?: boolean;
	/** Always occurs before any part of the request was sent. */
	wasNeverSent?: boolean;
	/** The execution was cancelled. */
	cancelled?: boolean;
}

/** What became of a request that failed. */
export type Outcome =
	/** It failed and may be made again: Meta rejected it, it was never sent, or it is idempotent. */
	| 'rejected'
	/** Meta may have carried it out, and a retry could do so twice. */
	| 'unknown'
	/** It was not attempted, because Meta rejected an earlier one for a reason that applies to it as well. */
	| 'notSent';

/** A failed request: its outcome, and either the error in the response or the reason why there was no response. */
export type RequestFailure =
	| {
			outcome: Outcome;
			/** For 'notSent': the rejection of the earlier request. */
			response: ParsedGraphError;
			/** Other form of the recipient's number, if there is one. */
			otherForm?: NumberForm;
			/** The permission that the request needs, if it is known. */
			permission?: Permission;
			/** False for a request that is not a message; the text of an unknown outcome differs. */
			isMessage?: boolean;
			/** Whether an earlier attempt had an unknown outcome: that one may have been carried out. */
			afterUnknown?: boolean;
	  }
	| {
			outcome: Exclude<Outcome, 'notSent'>;
			network: NetworkError;
			host: string;
			/** The timeout that was set, in ms. */
			timeoutMs?: number;
			/** False for a request that is not a message. */
			isMessage?: boolean;
	  };

/** What later nodes can branch on: Meta's codes, what they mean for the recipient, and the outcome. */
export interface ErrorDetails extends Partial<RecipientStatus> {
	code?: number;
	subcode?: number;
	traceId?: string;
	retry?: Retry;
	/** Absent for an ordinary rejection. */
	outcome?: Exclude<Outcome, 'rejected'>;
}
