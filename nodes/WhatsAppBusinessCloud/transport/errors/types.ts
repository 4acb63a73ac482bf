import type { IDataObject } from 'n8n-workflow';

/** One HTTP response; `body` is parsed JSON, a string (HTML, text, truncated JSON), a Buffer, or undefined. */
export interface GraphAnswer {
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
