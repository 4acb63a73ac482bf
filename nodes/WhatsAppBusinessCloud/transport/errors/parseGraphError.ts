import type { IDataObject } from 'n8n-workflow';
import { lookUpErrorCode } from '../errorCodes';
import { isObject } from '../../shared/input/parameterValues';
import { boundedCopy, redact } from '../../shared/redact';
import { number, parseJson } from '../../shared/untrustedJson';
import type { Usage } from '../types';
import { statedWait } from '../usage';
import { classifyError } from './classifyError';
import type { GraphResponse, GraphErrorPayload, ParsedGraphError } from './types';

/** Longest message and details to keep, in characters. */
const MESSAGE_LIMIT = 300;
const DETAILS_LIMIT = 1_000;

/** Longest copy of a text body, in characters: 2 kB of JSON even when every character is written as \uXXXX. */
const RAW_TEXT_LIMIT = 330;

/** A code or status: Meta sends some as text. */
function integer(value: unknown): number | undefined {
	if (typeof value === 'string' && !/^\d{1,9}$/.test(value.trim())) return undefined;
	const read = number(value);
	return Number.isInteger(read) ? read : undefined;
}

function limitedText(value: unknown, limit: number): string | undefined {
	if (typeof value !== 'string') return undefined;
	return redact(value, limit).trim() || undefined;
}

function limitedLine(value: unknown, limit: number): string | undefined {
	return limitedText(typeof value === 'string' ? value.slice(0, 20_000).replace(/\s+/g, ' ') : value, limit);
}

/** Returns the body as parsed object, list or text. Bytes are read as UTF-8. */
function decodeBody(body: unknown): unknown {
	let content = body;
	if (content instanceof ArrayBuffer) content = new Uint8Array(content);
	if (content instanceof Uint8Array) content = Buffer.from(content).toString('utf8');
	if (typeof content !== 'string') return content;
	const value = parseJson(content);
	return typeof value === 'object' && value !== null ? value : content;
}

/** Reads `error_data`, which is an object, a JSON string, or plain text. */
function errorData(value: unknown): Pick<GraphErrorPayload, 'details' | 'blamedFields'> {
	const data = typeof value === 'string' ? (parseJson(value) ?? value) : value;
	if (!isObject(data)) return { details: limitedText(data, DETAILS_LIMIT) };
	const { details } = data;
	const specs: unknown[] = Array.isArray(data.blame_field_specs) ? data.blame_field_specs : [];
	const fields = specs
		.flat(2)
		.map((field) => limitedLine(field, 100))
		.filter((field) => field !== undefined)
		.slice(0, 10);
	return {
		details:
			isObject(details) || Array.isArray(details)
				? redact(JSON.stringify(boundedCopy(details)) ?? '', DETAILS_LIMIT)
				: limitedText(details, DETAILS_LIMIT),
		...(fields.length > 0 && { blamedFields: fields }),
	};
}

/** `(#131030) Recipient …` becomes `Recipient …`: the code is reported separately. */
function withoutCode(message: string | undefined): string | undefined {
	return message?.replace(/^\(#\d+\)\s*/, '') || undefined;
}

function fromErrorObject(error: Record<string, unknown>, httpStatus: number | undefined): GraphErrorPayload {
	const type = limitedLine(error.type, 100);
	const traceId = limitedLine(error.fbtrace_id, 100);
	const code = integer(error.code);
	const subcode = integer(error.error_subcode);
	// Third-party gateways and proxies also return {"error":{"code":502}}. Without type and trace ID, a code that is
	// unknown or equal to the HTTP status is not Meta's.
	const isFromMeta =
		type !== undefined ||
		traceId !== undefined ||
		(code !== httpStatus && lookUpErrorCode(code, subcode) !== undefined);
	return {
		...(isFromMeta && { code, subcode }),
		type,
		traceId,
		message:
			withoutCode(limitedLine(error.message, MESSAGE_LIMIT)) ??
			limitedLine(error.title, MESSAGE_LIMIT) ??
			'The request was rejected without a reason',
		userTitle: limitedLine(error.error_user_title, MESSAGE_LIMIT),
		userMessage: limitedText(error.error_user_msg, DETAILS_LIMIT),
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
	const texts = [
		fields.error_description,
		fields.error_message,
		debug.message,
		fields.message,
		fields.error,
		fields.title,
	]
		.map((value) => limitedLine(value, MESSAGE_LIMIT))
		.find((value) => value !== undefined);
	return { message: texts ?? "The response does not have the format of Meta's responses" };
}

function fromText(body: string): Pick<GraphErrorPayload, 'message' | 'details'> {
	const start = body.slice(0, 20_000).trim();
	if (start === '') return { message: 'The response was empty' };
	if (/^(<!doctype|<html|<\?xml|<head|<body)/i.test(start)) {
		const title = /<title[^>]*>([^<]*)<\/title/i.exec(start)?.[1];
		const shown = limitedLine(title, 200);
		return {
			message: 'The response was a web page instead of JSON',
			...(shown && { details: `Title of the page: ${shown}` }),
		};
	}
	if (/^[[{]/.test(start)) return { message: 'The response was incomplete' };
	return { message: 'The response was text instead of JSON', details: `It begins: ${limitedLine(start, 200)}` };
}

function redirectError(headers: Record<string, unknown>): Pick<GraphErrorPayload, 'message'> {
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

/** @returns undefined for a success response */
function readError(response: GraphResponse): GraphErrorPayload | undefined {
	const { statusCode } = response;
	const body = decodeBody(response.body);
	const success = statusCode >= 200 && statusCode < 300;
	if (success && isObject(body) && !isObject(body.error)) return undefined;

	const httpStatus = integer(statusCode);
	if (statusCode >= 300 && statusCode < 400) return { httpStatus, ...redirectError(response.headers) };
	if (typeof body !== 'object' || body === null) {
		const content = typeof body === 'string' ? body : '';
		const raw = redact(content, RAW_TEXT_LIMIT).trim();
		return { httpStatus, ...fromText(content), ...(raw && { raw }) };
	}
	const error = isObject(body) ? errorObject(body) : undefined;
	const parsedError = error ? fromErrorObject(error, httpStatus) : fromOtherJson(body);
	const raw: IDataObject | undefined = boundedCopy(body);
	return { httpStatus, ...parsedError, ...(raw && { raw }) };
}

/** The wait in a Retry-After header (RFC 9110, section 10.2.3), in ms. */
function retryAfter(headers: Record<string, unknown>): number | undefined {
	const value = headers['retry-after'];
	if (value === undefined) return undefined;
	const seconds = Number(value);
	return statedWait(Number.isNaN(seconds) ? Date.parse(String(value)) - Date.now() : seconds * 1000);
}

/**
 * Parses the error in a response, whatever its body is (Meta docs: Graph API > Handling errors), and adds what the table
 * of codes says about it. Never throws.
 * @param usage Meta's call limits, which may state when a limit ends
 * @returns undefined for a success response: a 2xx status with a JSON object that has no `error` object
 */
export function parseGraphError(response: GraphResponse, usage: Usage = {}): ParsedGraphError | undefined {
	const error = readError(response);
	return error && classifyError({ ...error, waitMs: retryAfter(response.headers ?? {}) }, usage);
}
