import { recipientStatus, lookUpErrorCode, type ErrorCodeInfo } from '../errorCodes';
import type { GraphErrorPayload, ParsedGraphError } from './types';

/** Statuses of Meta's own responses that indicate a temporary problem. */
const PASSING_STATUS = new Set([429, 500, 502, 503, 504]);

/** Whether an error that may be temporary is: the table does not say that it is permanent. */
function mayPass({ httpStatus, transient }: GraphErrorPayload, known: ErrorCodeInfo | undefined): boolean {
	if (known?.retry === 'later' || (known?.retry === 'never' && !known.generic)) return false;
	if (transient) return true;
	return known === undefined && PASSING_STATUS.has(httpStatus ?? 0);
}

function isRetryable(error: GraphErrorPayload, known: ErrorCodeInfo | undefined): boolean {
	if (known?.maxRetries === 0) return false;
	return known?.retry === 'backoff' || known?.automatic === true || mayPass(error, known);
}

/** Adds what the table of codes says about an error. */
export function classifyError(
	error: GraphErrorPayload,
	known = lookUpErrorCode(error.code, error.subcode),
): ParsedGraphError {
	const fromMeta = error.code !== undefined || error.traceId !== undefined;
	const retryable = fromMeta && isRetryable(error, known);
	return {
		...error,
		known,
		fromMeta,
		retryable,
		retry: known?.retry ?? (retryable ? 'backoff' : undefined),
		recipient: known && recipientStatus(known, error.waitMs),
	};
}
