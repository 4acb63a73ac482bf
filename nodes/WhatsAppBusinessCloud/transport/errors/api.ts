import type { Failure, IDataObject, INode, NodeApiError } from 'n8n-workflow';
import { classifyRecipient, lookUpErrorCode, type KnownCode } from '../errorCodes';
import type { NumberForm } from '../types';
import { buildError } from './build';
import { isFromMeta, isRetryable } from './graphError';
import type { GraphErrorPayload } from './types';

/** n8n 2.x reads this from the error; 1.x ignores it. */
function failureOf(fault: GraphErrorPayload, known: KnownCode | undefined): Failure | undefined {
	const cause = known?.cause;
	if (cause === 'credential-invalid' || cause === 'configuration-invalid') return { cause };
	if (cause) return { cause, ...(known.waitMs !== undefined && { retryAfterMs: known.waitMs }) };
	if (known) return undefined;
	if (fault.httpStatus === 429) return { cause: 'rate-limited' };
	return (fault.httpStatus ?? 0) >= 500 ? { cause: 'temporarily-unavailable' } : undefined;
}

/** Advice for a response whose code is unknown or absent. */
function adviceByStatus(fault: GraphErrorPayload): string {
	const status = fault.httpStatus ?? 0;
	if (isFromMeta(fault)) {
		return isRetryable(fault)
			? 'Try again in a few minutes. metastatus.com shows outages.'
			: "Do what Meta's text says, or look the code up in Meta's WhatsApp documentation.";
	}
	if (status >= 300 && status < 400) {
		return "Correct the 'Base URL' in the credential; Meta's own is https://graph.facebook.com.";
	}
	if (status === 407) return 'The proxy between n8n and Meta wants a sign-in: correct the proxy settings of n8n.';
	if (status === 413) return 'The request is too large for Meta or for a proxy on the way. Send a smaller file.';
	if (status === 429) return "Wait, then send fewer requests: lower 'Messages per Second'.";
	if (status >= 500) {
		return 'Meta, or a proxy on the way to it, is not available. Try again in a few minutes; metastatus.com shows outages.';
	}
	return "Check the 'Base URL' in the credential, and any proxy between n8n and Meta.";
}

function headline(fault: GraphErrorPayload, known: KnownCode | undefined): string {
	const byTable = known?.title;
	return (known?.generic ? (fault.userTitle ?? byTable) : byTable) ?? fault.userTitle ?? fault.message;
}

/** `Meta code 131030, subcode 2655007, HTTP 400, trace id Abc` */
export function errorIds(fault: GraphErrorPayload): string | undefined {
	const { code, subcode, httpStatus, traceId } = fault;
	const numbers = [
		code !== undefined && `Meta code ${code}`,
		subcode !== undefined && `subcode ${subcode}`,
		httpStatus !== undefined && `HTTP ${httpStatus}`,
		traceId !== undefined && `trace id ${traceId}`,
	].filter(Boolean);
	return numbers.join(', ') || undefined;
}

/**
 * The entries of `context` that later nodes can branch on: `metaCode`, `metaSubcode`, `fbtraceId`, `retry`, `data`, and
 * what the error says about the recipient (`class`, `after`, `scope`).
 */
export function errorContext(fault: GraphErrorPayload): IDataObject {
	const known = lookUpErrorCode(fault.code, fault.subcode);
	return {
		metaCode: fault.code,
		metaSubcode: fault.subcode,
		fbtraceId: fault.traceId,
		retry: known?.retry ?? (isRetryable(fault) ? 'backoff' : undefined),
		...classifyRecipient(fault),
		data: fault.raw,
	};
}

/** What the rejection means for a suppression list; for other errors, when Meta accepts such requests again. */
function listLine(fault: GraphErrorPayload): string | undefined {
	const { class: sendClass, after, scope } = classifyRecipient(fault) ?? {};
	const what = scope === 'calls' ? 'Make calls' : scope === 'marketing' ? 'Send marketing messages' : 'Send messages';
	if (sendClass === 'never') return `${what.replace(' ', ' no more ')} to this recipient (class 'never').`;
	if (sendClass === 'later')
		return `${what} to this recipient ${after === undefined ? 'later' : `after ${after} at the earliest`} (class 'later').`;
	if (sendClass !== 'change' || fault.waitMs === undefined) return undefined;
	return `Meta takes such requests again after ${new Date(Date.now() + fault.waitMs).toISOString()}.`;
}

/**
 * A test number can send only to the numbers in its list, in the form in which they were added (Meta docs: Support >
 * Error codes).
 */
const NOT_IN_LIST = 131030;

function otherFormLine(fault: GraphErrorPayload, form: NumberForm | undefined): string | undefined {
	if (fault.code !== NOT_IN_LIST || form === undefined) return undefined;
	return `The list may hold this number in its other form, ${form.difference}: send to ${form.number} instead.`;
}

/** Meta's details of an error below its headline, most specific first. */
export function errorDetailLines(fault: GraphErrorPayload): Array<string | undefined> {
	const fields = fault.blamedFields?.map((field) => `'${field}'`).join(', ');
	const said = [fault.details, fault.userTitle, fault.userMessage].filter((text) => text !== undefined);
	return [...said, ...(said.length === 0 ? [fault.message] : []), fields && `Fields that Meta names: ${fields}`];
}

/**
 * Builds the n8n error for a Graph API error. The message says what happened. The description has one line each for
 * Meta's details, what to do, and the IDs that Meta's support asks for. `context` holds `metaCode`, `metaSubcode`,
 * `fbtraceId`, `retry` ('backoff', 'later' or 'never'), `class`, `after` and `scope` (see `classifyRecipient`), `data`
 * (Meta's body without secrets) and `itemIndex`; `httpCode` is the HTTP status.
 * @param otherForm other form of the recipient's number, if there is one
 */
export function graphError(
	node: INode,
	fault: GraphErrorPayload,
	itemIndex?: number,
	otherForm?: NumberForm,
): NodeApiError {
	const known = lookUpErrorCode(fault.code, fault.subcode);
	return buildError(node, {
		message: headline(fault, known),
		lines: [
			...errorDetailLines(fault),
			known?.advice ?? adviceByStatus(fault),
			otherFormLine(fault, otherForm),
			listLine(fault),
			errorIds(fault),
		],
		httpStatus: fault.httpStatus,
		itemIndex,
		context: errorContext(fault),
		original: fault.message,
		failure: failureOf(fault, known),
	});
}

/**
 * Builds the error of a message that was not sent because Meta rejected an earlier one of the same run and number for a
 * reason that applies to all of them. `context.outcome` is 'notSent'; the rest is copied from the rejection.
 */
export function notSentError(node: INode, fault: GraphErrorPayload, itemIndex?: number): NodeApiError {
	const known = lookUpErrorCode(fault.code, fault.subcode);
	return buildError(node, {
		message: `Not sent: ${headline(fault, known)}`,
		lines: [
			'Meta refused an earlier message of this run for that reason. It would have refused this one as well, so that it was not tried.',
			...errorDetailLines(fault),
			known?.advice ?? adviceByStatus(fault),
			listLine(fault),
			errorIds(fault),
		],
		itemIndex,
		context: { ...errorContext(fault), data: undefined, outcome: 'notSent' },
		original: fault.message,
		failure: failureOf(fault, known),
	});
}
