import type { Failure } from 'n8n-workflow';
import { docsLink } from '../../shared/docs';
import { endSentence } from '../../shared/endSentence';
import { isoDate } from '../../shared/untrustedJson';
import { errorAnchor } from '../errorCodes';
import type { NumberForm, Permission } from '../types';
import { NETWORK_ADVICE } from './networkError';
import type { NetworkError, ParsedGraphError, RequestFailure } from './types';

/** The texts of n8n's error. */
export interface ErrorTexts {
	/** The headline. */
	message: string;
	/** Lines below the headline, each ended by punctuation; empty ones are omitted. */
	lines: Array<string | undefined>;
	/** Original error text of the other side, which n8n shows under the details. */
	original?: string;
	/** n8n 2.x reads this from the error; 1.x ignores it. */
	failure?: Failure;
	/** The execution was cancelled: the message must contain n8n's word for it. */
	cancelled?: boolean;
}

function failureOf({ known, httpStatus = 0 }: ParsedGraphError): Failure | undefined {
	const cause = known?.cause;
	if (cause === 'credential-invalid' || cause === 'configuration-invalid') return { cause };
	if (cause) return { cause, ...(known?.waitMs !== undefined && { retryAfterMs: known.waitMs }) };
	if (known) return undefined;
	if (httpStatus === 429) return { cause: 'rate-limited' };
	return httpStatus >= 500 ? { cause: 'temporarily-unavailable' } : undefined;
}

/** Advice for a response that is not Meta's. */
function adviceByStatus(status: number): string {
	if (status >= 300 && status < 400) {
		return "Correct the 'Base URL' in the credential; Meta's own is https://graph.facebook.com.";
	}
	if (status === 407) return 'The proxy between n8n and Meta requires a login. Correct the proxy settings of n8n.';
	if (status === 413) return 'The request is too large for Meta or for a proxy on the way. Send a smaller file.';
	if (status === 429) return "Wait, then send fewer requests: lower 'Messages per Second'.";
	if (status >= 500) {
		return 'Meta, or a proxy on the way to it, is not available. Try again in a few minutes; metastatus.com shows outages.';
	}
	return "Check the 'Base URL' in the credential, and any proxy between n8n and Meta.";
}

function adviceFor({ known, fromMeta, retryable, httpStatus = 0 }: ParsedGraphError): string {
	if (known) return known.advice;
	if (!fromMeta) return adviceByStatus(httpStatus);
	return retryable
		? 'Try again in a few minutes. metastatus.com shows outages.'
		: "Follow Meta's message, or look up the code in Meta's WhatsApp documentation.";
}

function headline({ known, userTitle, message }: ParsedGraphError): string {
	const title = known?.generic ? (userTitle ?? known.title) : known?.title;
	return title ?? userTitle ?? message;
}

/** `(Meta code 131030, subcode 2655007, HTTP 400, trace ID Abc)` */
function errorIds({ code, subcode, httpStatus, traceId }: ParsedGraphError): string | undefined {
	const ids = [
		code !== undefined && `Meta code ${code}`,
		subcode !== undefined && `subcode ${subcode}`,
		httpStatus !== undefined && `HTTP ${httpStatus}`,
		traceId !== undefined && `trace ID ${traceId}`,
	].filter(Boolean);
	return ids.length === 0 ? undefined : `(${ids.join(', ')})`;
}

/** Link to what docs/errors.md says about the code. */
function documentationLine({ code, subcode }: ParsedGraphError): string | undefined {
	const anchor = errorAnchor(code, subcode);
	return anchor && docsLink(`errors.md#${anchor}`, 'More about this code');
}

/** What the rejection means for a suppression list; for other errors, when Meta accepts such requests again. */
function suppressionLine({ recipient, waitMs }: ParsedGraphError): string | undefined {
	const { class: sendClass, after, scope } = recipient ?? {};
	const what = scope === 'calls' ? 'Make calls' : scope === 'marketing' ? 'Send marketing messages' : 'Send messages';
	if (sendClass === 'never') return `${what.replace(' ', ' no more ')} to this recipient (class 'never').`;
	if (sendClass === 'later')
		return `${what} to this recipient ${after === undefined ? 'later' : `after ${after} at the earliest`} (class 'later').`;
	const end = sendClass === 'change' && waitMs !== undefined ? isoDate(Date.now() + waitMs) : undefined;
	return end && `Meta accepts such requests again after ${end}.`;
}

/**
 * A test number can send only to the numbers in its list, in the form in which they were added (Meta docs: Support >
 * Error codes).
 */
const NOT_IN_LIST = 131030;

function otherFormLine({ code }: ParsedGraphError, form: NumberForm | undefined): string | undefined {
	if (code !== NOT_IN_LIST || form === undefined) return undefined;
	return `The list may contain this number in its other form, ${form.difference}: send to ${form.number} instead.`;
}

/**
 * Codes of a missing permission (Meta docs: Support > Error codes > Authorization errors). Code 10 is also that of a
 * recipient who is not in the list of a test number.
 */
const lacksPermission = ({ code = 0 }: ParsedGraphError): boolean => code === 10 || (code >= 200 && code <= 299);

/** The error with the name of the permission that is missing, where the request is known to need one. */
function withPermission(response: ParsedGraphError, permission: Permission | undefined): ParsedGraphError {
	const { known } = response;
	if (permission === undefined || known === undefined || !lacksPermission(response)) return response;
	const title = `The access token is missing the permission ${permission}`;
	const advice = `Give the system user ${permission} and assign the WhatsApp account to it, then create a new token and save it in the credential.`;
	return { ...response, known: { ...known, title, advice } };
}

/** The details of an error, most specific first. */
function detailsOf({ details, userTitle, userMessage, message }: ParsedGraphError): string[] {
	const texts = [details, userTitle, userMessage].filter((text) => text !== undefined);
	return texts.length === 0 ? [message] : texts;
}

/**
 * Texts of a response as lines below a headline that does not repeat them. Meta's are one quotation, so that they are
 * not taken for the advice of this package.
 */
function quoteLines(texts: string[], headline: string, { fromMeta, blamedFields }: ParsedGraphError): string[] {
	const sentences = [...new Set(texts)].filter((text) => text !== '' && text !== headline).map(endSentence);
	const fields = blamedFields?.map((field) => `'${field}'`).join(', ');
	return [
		...(fromMeta && sentences.length > 0 ? [`Meta: "${sentences.join(' ')}"`] : sentences),
		...(fields ? [`Fields that Meta names: ${fields}.`] : []),
	];
}

const UNKNOWN = 'The message may or may not have been sent';

const UNKNOWN_CHANGE = 'Meta may or may not have carried out the request';

const UNKNOWN_CHANGE_OUTCOME = [
	'It was not sent again, so that nothing is done twice.',
	'To find out, read the state with an operation such as Get, then decide whether to run this one again.',
];

const UNKNOWN_OUTCOME = [
	'It was not sent again, so that the recipient does not receive it twice.',
	"To find out, wait for its status webhook. It contains the message's 'Callback Data', if set.",
	"To have such messages sent again, change the option 'On Unknown Outcome'.",
];

/** Link to what is guaranteed for messages with an unknown outcome. */
const GUARANTEES = docsLink('reliability.md#what-is-guaranteed', 'What is guaranteed');

const unknownOutcome = (isMessage = true): { message: string; advice: string[] } =>
	isMessage
		? { message: UNKNOWN, advice: UNKNOWN_OUTCOME }
		: { message: UNKNOWN_CHANGE, advice: UNKNOWN_CHANGE_OUTCOME };

const NOT_SENT =
	'Meta rejected an earlier message of this run for this reason, and would have rejected this one as well.';

function describeResponse({
	outcome,
	response: parsed,
	otherForm,
	permission,
	isMessage,
}: Extract<RequestFailure, { response: unknown }>): ErrorTexts {
	const response = withPermission(parsed, permission);
	const original = response.message;
	const details = detailsOf(response);
	const ids = errorIds(response);
	if (outcome === 'unknown') {
		const { message, advice } = unknownOutcome(isMessage);
		const link = documentationLine(response) ?? GUARANTEES;
		return {
			message,
			lines: [...quoteLines([original, ...details], message, response), ...advice, ids, link],
			original,
		};
	}
	const isNotSent = outcome === 'notSent';
	const message = headline(response);
	return {
		message: isNotSent ? `Not sent: ${message}` : message,
		lines: [
			isNotSent ? NOT_SENT : undefined,
			...quoteLines(details, message, response),
			endSentence(adviceFor(response)),
			otherFormLine(response, otherForm),
			suppressionLine(response),
			ids,
			documentationLine(response),
		],
		original,
		failure: failureOf(response),
	};
}

/** What happened, as a sentence, with further details and what to do. */
function explainNetworkError(
	{ kind, message, fromN8n }: NetworkError,
	request: { host: string; timeoutMs?: number },
): { what: string; quote?: string; advice?: string } {
	if (kind) return { what: kind.message(request), advice: kind.advice };
	if (message !== undefined && fromN8n) return { what: message };
	return { what: `The request to '${request.host}' failed`, quote: message, advice: NETWORK_ADVICE };
}

function describeNetworkError(failure: Extract<RequestFailure, { network: unknown }>): ErrorTexts {
	const { outcome, network, isMessage } = failure;
	const { kind, message: original } = network;
	const { what, quote, advice } = explainNetworkError(network, failure);
	const cancelled = kind?.cancelled;
	if (outcome === 'unknown') {
		const { message: unknown, advice: lines } = unknownOutcome(isMessage);
		const message = cancelled ? `${unknown}: the execution was canceled` : unknown;
		return {
			message,
			lines: [endSentence(what), quote && endSentence(quote), ...lines, GUARANTEES],
			original,
			cancelled,
		};
	}
	const failureCause: Failure | undefined = kind?.passing ? { cause: 'temporarily-unavailable' } : undefined;
	return { message: what, lines: [quote && endSentence(quote), advice], original, cancelled, failure: failureCause };
}

/** The texts of n8n's error for a failed request: what happened, the other side's details, what to do, and the IDs. */
export const describeFailure = (failure: RequestFailure): ErrorTexts =>
	'network' in failure ? describeNetworkError(failure) : describeResponse(failure);
