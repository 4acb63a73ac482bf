import type { IDataObject } from 'n8n-workflow';

/** One HTTP answer; `body` is parsed JSON, a string (HTML, text, cut JSON), a Buffer, or undefined. */
export interface GraphAnswer {
	statusCode: number;
	headers: Record<string, unknown>;
	body: unknown;
}

/** What an answer says went wrong (Meta documentation: Graph API > Handling errors). Every text is bounded and holds no secret. */
export interface GraphErrorPayload {
	httpStatus?: number;
	/** Only set when the answer has the shape of Meta's errors. */
	code?: number;
	subcode?: number;
	type?: string;
	message: string;
	/** `error_data.details`, the most precise text Meta gives. */
	details?: string;
	userTitle?: string;
	userMessage?: string;
	traceId?: string;
	/** Meta's `is_transient`. */
	transient?: boolean;
	/** How long Meta says to wait, in ms. */
	waitMs?: number;
	blamedFields?: string[];
	/** Bounded copy of the body, secrets removed. */
	raw?: IDataObject | string;
}
