import type { IDataObject } from 'n8n-workflow';
import { lookUpErrorCode } from '../errorCodes';
import { boundedCopy, redact } from '../../shared/redact';
import type { GraphAnswer, GraphErrorPayload } from './types';

/** Longest message and details to keep, in characters. */
const MESSAGE_LIMIT = 300;
const DETAILS_LIMIT = 1_000;

/** Longest copy of a text body, in characters: 2 kB of JSON even when every character is written as \uXXXX. */
const RAW_TEXT_LIMIT = 330;

/** Statuses of Meta's own responses that indicate a temporary problem. */
const PASSING_STATUS = new Set([429, 500, 502, 503, 504]);

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function number(value: unknown): number | undefined {
	if (typeof value === 'string' && /^\d{1,9}$/.test(value.trim())) return Number(value);
	return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
}

function text(value: unknown, limit: number): string | undefined {
	if (typeof value !== 'string') return undefined;
	return redact(value, limit).trim() || undefined;
}

function line(value: unknown, limit: number): string | undefined {
	return text(typeof value === 'string' ? value.slice(0, 20_000).replace(/\s+/g, ' ') : value, limit);
}

function parsed(value: string): unknown {
	try {
		return JSON.parse(value);
	} catch {
		return undefined;
	}
}

/** Returns the body as parsed object, list or text. Bytes are read as UTF-8. */
function decoded(body: unknown): unknown {
	let content = body;
	if (content instanceof ArrayBuffer) content = new Uint8Array(content);
	if (content instanceof Uint8Array) content = Buffer.from(content).toString('utf8');
	if (typeof content !== 'string') return content;
	const value = parsed(content);
	return typeof value === 'object' && value !== null ? value : content;
}

/** Reads `error_data`, which is an object, a JSON string, or plain text. */
function errorData(value: unknown): Pick<GraphErrorPayload, 'details' | 'blamedFields'> {
	const data = typeof value === 'string' ? (parsed(value) ?? value) : value;
	if (!isObject(data)) return { details: text(data, DETAILS_LIMIT) };
	const { details } = data;
	const specs: unknown[] = Array.isArray(data.blame_field_specs) ? data.blame_field_specs : [];
	const fields = specs
		.flat(2)
		.map((field) => line(field, 100))
		.filter((field) => field !== undefined)
		.slice(0, 10);
	return {
		details:
			isObject(details) || Array.isArray(details)
				? redact(JSON.stringify(boundedCopy(details)) ?? '', DETAILS_LIMIT)
				: text(details, DETAILS_LIMIT),
		...(fields.length > 0 && { blamedFields: fields }),
	};
}

/** `(#131030) Recipient …` becomes `Recipient …`: the code is reported separately. */
function withoutCode(message: string | undefined): string | undefined {
	return message?.replace(/^\(#\d+\)\s*/, '') || undefined;
}

function fromErrorObject(
	error: Record<string, unknown>,
	httpStatus: number | undefined,
): Omit<GraphErrorPayload, 'httpStatus' | 'raw'> {
	const type = line(error.type, 100);
	const traceId = line(error.fbtrace_id, 100);
	const code = number(error.code);
	const subcode = number(error.error_subcode);
	// Third-party gateways and proxies also return {"error":{"code":502}}. Without type and trace ID, a code that is
	// unknown or equal to the HTTP status is not Meta's.
	const metas =
		type !== undefined ||
		traceId !== undefined ||
		(code !== httpStatus && lookUpErrorCode(code, subcode) !== undefined);
	return {
		...(metas && { code, subcode }),
		type,
		traceId,
		message:
			withoutCode(line(error.message, MESSAGE_LIMIT)) ??
			line(error.title, MESSAGE_LIMIT) ??
			'The request was refused without a reason',
		userTitle: line(error.error_user_title, MESSAGE_LIMIT),
		userMessage: text(error.error_user_msg, DETAILS_LIMIT),
		...(typeof error.is_transient === 'boolean' && { transient: error.is_transient }),
		...errorData(error.error_data),
	};
}

/** The object that contains the error: `error`, or the first of `errors` (block list, calls). */
function errorObject(body: Record<string, unknown>): Record<string, unknown> | undefined {
	if (isObject(body.error)) return body.error;
	const several: unknown = Array.isArray(body.errors) ? body.errors[0] : body.errors;
	return isObject(several) ? several : undefined;
}

/** JSON that does not have the shape of Meta's errors, from a proxy, the OAuth dialog or the upload host. */
function fromOtherJson(body: object): Pick<GraphErrorPayload, 'message' | 'details'> {
	const fields = body as Record<string, unknown>;
	const debug = isObject(fields.debug_info) ? fields.debug_info : {};
	const said = [
		fields.error_description,
		fields.error_message,
		debug.message,
		fields.message,
		fields.error,
		fields.title,
	]
		.map((value) => line(value, MESSAGE_LIMIT))
		.find((value) => value !== undefined);
	return { message: said ?? "The answer is not in the form of Meta's answers" };
}

function fromText(body: string): Pick<GraphErrorPayload, 'message' | 'details'> {
	const start = body.slice(0, 20_000).trim();
	if (start === '') return { message: 'The answer was empty' };
	if (/^(<!doctype|<html|<\?xml|<head|<body)/i.test(start)) {
		const title = /<title[^>]*>([^<]*)<\/title/i.exec(start)?.[1];
		const shown = line(title, 200);
		return {
			message: 'The answer was a web page instead of JSON',
			...(shown && { details: `Title of the page: ${shown}` }),
		};
	}
	if (/^[[{]/.test(start)) return { message: 'The answer broke off before its end' };
	return { message: 'The answer was text instead of JSON', details: `It begins: ${line(start, 200)}` };
}

function redirected(headers: Record<string, unknown>): Pick<GraphErrorPayload, 'message'> {
	const location = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === 'location')?.[1];
	let target: string | undefined;
	try {
		target = redact(new URL(String(location)).host, 100);
	} catch {
		target = undefined;
	}
	return {
		message: target
			? `The request was redirected to '${target}' and not followed`
			: 'The request was redirected and not followed',
	};
}

/**
 * Parses the error in a response, whatever its body is (Meta docs: Graph API > Handling errors). Never throws.
 * @returns undefined for a success response: a 2xx status with a JSON object that has no `error` object
 */
export function parseGraphError(answer: GraphAnswer): GraphErrorPayload | undefined {
	const { statusCode } = answer;
	const body = decoded(answer.body);
	const success = statusCode >= 200 && statusCode < 300;
	if (success && isObject(body) && !isObject(body.error)) return undefined;

	const httpStatus = number(statusCode);
	if (statusCode >= 300 && statusCode < 400) return { httpStatus, ...redirected(answer.headers) };
	if (typeof body !== 'object' || body === null) {
		const content = typeof body === 'string' ? body : '';
		const raw = redact(content, RAW_TEXT_LIMIT).trim();
		return { httpStatus, ...fromText(content), ...(raw && { raw }) };
	}
	const error = isObject(body) ? errorObject(body) : undefined;
	const fault = error ? fromErrorObject(error, httpStatus) : fromOtherJson(body);
	const raw: IDataObject | undefined = boundedCopy(body);
	return { httpStatus, ...fault, ...(raw && { raw }) };
}

/**
 * Whether Meta itself responded, with an error object in JSON, as opposed to a gateway or proxy in between. When false,
 * it is unknown whether a request that reached Meta was carried out.
 */
export function isFromMeta(fault: GraphErrorPayload): boolean {
	return fault.code !== undefined || fault.traceId !== undefined;
}

/** Whether the table of codes marks a rejection as permanent, regardless of the rest of the response. */
function isLasting(known: ReturnType<typeof lookUpErrorCode>): boolean {
	return known?.retry === 'later' || (known?.retry === 'never' && !known.generic);
}

/**
 * Whether Meta did nothing and allows an automatic retry, so that a retry cannot send a message twice: codes marked so
 * in the tables, `is_transient`, and temporary HTTP statuses with an unknown code.
 */
export function isRetryable(fault: GraphErrorPayload): boolean {
	if (!isFromMeta(fault)) return false;
	const known = lookUpErrorCode(fault.code, fault.subcode);
	if (known?.maxRetries === 0) return false;
	if (known?.retry === 'backoff' || known?.automatic) return true;
	if (isLasting(known)) return false;
	if (fault.transient) return true;
	return known === undefined && PASSING_STATUS.has(fault.httpStatus ?? 0);
}
