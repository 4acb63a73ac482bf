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

/** A refusal: HTTP status and the inside of the error envelope (facts sheet 1.3). */
export class GraphError extends Error {
	constructor(
		readonly status: number,
		readonly fields: GraphErrorFields,
		readonly headers: Record<string, string> = {},
	) {
		super(fields.message);
	}

	/** The answer body, with a new trace id. */
	body(): { error: GraphErrorFields & { fbtrace_id: string } } {
		return { error: { ...this.fields, fbtrace_id: traceId() } };
	}
}

/** A trace id as Meta prints it: 'A' and 22 URL-safe characters. */
export function traceId(): string {
	return `A${randomBytes(16).toString('base64url')}`;
}

/**
 * A WhatsApp error with details, for instance (131009, 'Latitude...').
 * Source: facts sheet 1.3 (message starts with the code in brackets, details in error_data) and 1.4 (status).
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

/** A generic Graph parameter error: code 100 with the whole text in the message (facts sheet 1.4, generic request). */
export function parameterError(text: string): GraphError {
	return new GraphError(400, { message: `(#100) ${text}`, type: 'OAuthException', code: 100 });
}

/** Unknown or invisible object: 100 with subcode 33 (facts sheet 1.4). */
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

/** A field or edge that the node type does not have (facts sheet 6.1: one unknown field fails the whole call with 100). */
export function unknownField(field: string, nodeType: string): GraphError {
	return parameterError(`Tried accessing nonexisting field (${field}) on node type (${nodeType})`);
}

/** A path that Graph cannot read, such as one starting with a version that does not exist. */
export function unknownPath(rest: string): GraphError {
	return new GraphError(400, { message: `Unknown path components: ${rest}`, type: 'OAuthException', code: 2500 });
}

/** A token that does not work: 401 with code 190 (facts sheet 1.4, authentication). */
export function tokenError(message: string, subcode?: number, code = 190): GraphError {
	return new GraphError(
		401,
		{ message, type: 'OAuthException', code, ...(subcode === undefined ? {} : { error_subcode: subcode }) },
		{ 'WWW-Authenticate': `OAuth "Facebook Platform" "invalid_token" "${message.replace(/"/g, "'")}"` },
	);
}
