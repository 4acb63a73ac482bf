import { recipientStatus, lookUpErrorCode, type ErrorCodeInfo } from '../errorCodes';
import type { Usage } from '../types';
import { minutesUntilRegained } from '../usage';
import type { GraphErrorPayload, ParsedGraphError } from './types';

/** Statuses of Meta's own responses that indicate a temporary problem. */
const TRANSIENT_STATUSES = new Set([429, 500, 502, 503, 504]);

/** Whether an error that may be temporary is: the table does not say that it is permanent. */
function isTransient({ httpStatus, transient }: GraphErrorPayload, known: ErrorCodeInfo | undefined): boolean {
	if (known?.retry === 'later' || (known?.retry === 'never' && !known.generic)) return false;
	if (transient) return true;
	return known === undefined && TRANSIENT_STATUSES.has(httpStatus ?? 0);
}

function isRetryable(error: GraphErrorPayload, known: ErrorCodeInfo | undefined): boolean {
	if (known?.maxRetries === 0) return false;
	return known?.retry === 'backoff' || known?.automatic === true || isTransient(error, known);
}

/** How long a limit of Meta's lasts, in ms, from the usage headers; undefined for other errors. */
function waitForUsage(known: ErrorCodeInfo | undefined, usage: Usage): number | undefined {
	if (known?.retry !== 'later') return undefined;
	const minutes = minutesUntilRegained(usage);
	return minutes === undefined ? undefined : minutes * 60_000;
}

/**
 * Adds what the table of codes says about an error.
 * @param usage Meta's call limits, which may state when a limit ends
 */
export function classifyError(error: GraphErrorPayload, usage: Usage = {}): ParsedGraphError {
	const known = lookUpErrorCode(error.code, error.subcode);
	const waitMs = error.waitMs ?? waitForUsage(known, usage);
	const fromMeta = error.code !== undefined || error.traceId !== undefined;
	const retryable = fromMeta && isRetryable(error, known);
	return {
		...error,
		waitMs,
		known,
		fromMeta,
		retryable,
		retry: known?.retry ?? (retryable ? 'backoff' : undefined),
		recipient: known && recipientStatus(known, waitMs),
	};
}
