import { NodeApiError, type Failure, type IDataObject, type INode } from 'n8n-workflow';
import { cleanError } from './clean';

export interface ErrorParts {
	/** The headline. */
	message: string;
	/** Lines below the headline; empty ones are omitted. */
	lines: Array<string | undefined>;
	/** HTTP status, if there was a response. */
	httpStatus?: number;
	itemIndex?: number;
	/** For later nodes to branch on; undefined entries are omitted. */
	context: IDataObject;
	/** Original error text of the other side, which n8n shows under the details. */
	original?: string;
	failure?: Failure;
	/** The execution was cancelled: the message must contain n8n's word for it. */
	cancelled?: boolean;
}

/**
 * n8n sets the status of a run to 'canceled' when the message contains this exact spelling, regardless of its origin.
 */
const CANCEL_WORD = /canceled/g;

/**
 * Builds n8n's error with exactly these texts. NodeApiError replaces messages in which it finds an errno ("preexisting"
 * contains EEXIST), so its fields are set after construction. It gets no cause and no response object: n8n would look
 * for messages in them and keep the request, including the token, in the execution data.
 */
export function buildError(node: INode, parts: ErrorParts): NodeApiError {
	const message = parts.cancelled ? parts.message : parts.message.replace(CANCEL_WORD, 'cancelled');
	const lines = parts.lines.filter((line) => line !== undefined && line !== '' && line !== message);
	const error = new NodeApiError(
		node,
		{},
		{ message: 'WhatsApp', description: 'WhatsApp', httpCode: '0', level: 'warning', failure: parts.failure },
	);
	error.message = message;
	error.description = [...new Set(lines)].join('\n') || undefined;
	error.httpCode = parts.httpStatus === undefined ? null : String(parts.httpStatus);
	error.messages = parts.original ? [parts.original] : [];
	error.context = Object.fromEntries(
		Object.entries({ ...parts.context, itemIndex: parts.itemIndex }).filter(([, value]) => value !== undefined),
	);
	return cleanError(error);
}
