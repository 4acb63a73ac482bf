import { randomBytes } from 'node:crypto';
import { errorCodes } from './errorCodes';

export interface GraphErrorFields {
	message: string;
	type: string;
	code: number;
	error_subcode?: number;
	error_data?: unknown;
	is_transient?: boolean;
	error_user_title?: string;
	error_user_msg?: string;
}

/** An error response: HTTP status and the content of the error object (Meta docs: Graph API > Handling errors). */
export class GraphError extends Error {
	constructor(
		readonly status: number,
		readonly fields: GraphErrorFields,
		readonly headers: Record<string, string> = {},
	) {
		super(fields.message);
	}

	/** The response body, with a new trace ID. */
	body(): { error: GraphErrorFields & { fbtrace_id: string } } {
		return { error: { ...this.fields, fbtrace_id: traceId() } };
	}
}

/** A trace ID in Meta's format: 'A' and 22 URL-safe characters. */
export function traceId(): string {
	return `A${randomBytes(16).toString('base64url')}`;
}

/**
 * A WhatsApp error with details, for instance (131009, 'Latitude...'). The message starts with the code in parentheses,
 * the details are in error_data (Meta docs: Error codes).
 */
export function whatsappError(code: number, details: string): GraphError {
	const known = errorCodes[code] ?? { status: 400, title: 'Unknown' };
	return new GraphError(known.status, {
		message: `(#${code}) ${known.title}`,
		type: 'OAuthException',
		code,
		error_data: { messaging_product: 'whatsapp', details },
	});
}

/** A generic Graph API parameter error: code 100 with the full text in the message (Meta docs: Error codes). */
export function parameterError(text: string): GraphError {
	return new GraphError(400, { message: `(#100) ${text}`, type: 'OAuthException', code: 100 });
}

/** An error that Graph tells apart by its subcode, with code 100. */
export function subcodeError(error_subcode: number, text: string): GraphError {
	return new GraphError(400, { message: `(#100) ${text}`, type: 'OAuthException', code: 100, error_subcode });
}

/** Unknown or invisible object: 100 with subcode 33 (Meta docs: Graph API > Handling errors). */
export function unknownObject(method: string, id: string): GraphError {
	return new GraphError(400, {
		message:
			`Unsupported ${method.toLowerCase()} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, ` +
			'or does not support this operation. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api',
		type: 'GraphMethodException',
		code: 100,
		error_subcode: 33,
	});
}

/** A field or edge that the node type does not have: one unknown field fails the entire call with 100. */
export function unknownField(field: string, nodeType: string): GraphError {
	return parameterError(`Tried accessing nonexisting field (${field}) on node type (${nodeType})`);
}

/** A path that Graph cannot parse, such as one with a version that does not exist. */
export function unknownPath(rest: string): GraphError {
	return new GraphError(400, { message: `Unknown path components: ${rest}`, type: 'OAuthException', code: 2500 });
}

/** `me` without a token (general Graph API behavior). */
export function noCurrentUser(): GraphError {
	return new GraphError(400, {
		message: 'An active access token must be used to query information about the current user.',
		type: 'OAuthException',
		code: 2500,
	});
}

/** An unusable token: 401 with code 190 (Meta docs: Error codes > Authorization errors). */
export function tokenError(message: string, subcode?: number, code = 190): GraphError {
	return new GraphError(
		401,
		{ message, type: 'OAuthException', code, ...(subcode === undefined ? {} : { error_subcode: subcode }) },
		{ 'WWW-Authenticate': `OAuth "Facebook Platform" "invalid_token" "${message.replace(/"/g, "'")}"` },
	);
}
