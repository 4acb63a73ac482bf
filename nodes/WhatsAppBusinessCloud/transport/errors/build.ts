import { NodeApiError, type Failure, type IDataObject, type INode } from 'n8n-workflow';
import { cleanError } from './clean';

export interface ErrorParts {
	/** The headline. */
	message: string;
	/** Lines below the headline; empty ones are left out. */
	lines: Array<string | undefined>;
	/** HTTP status, where there was an answer. */
	httpStatus?: number;
	itemIndex?: number;
	/** For later nodes to branch on; undefined entries are left out. */
	context: IDataObject;
	/** What the other side said in its own words, shown by n8n under the details. */
	original?: string;
	failure?: Failure;
	/** The execution was cancelled: n8n must see its word for it in the message. */
	cancelled?: boolean;
}

/** n8n gives a run the status 'canceled' when the message holds this very spelling, wherever it comes from. */
const CANCEL_WORD = /canceled/g;

/**
 * Builds n8n's error so that it arrives as it was meant. NodeApiError replaces messages in which it sees an errno
 * ("preexisting" holds EEXIST), so its fields are set after it is built. It gets no cause and no response object:
 * n8n would look for messages in there and keep the request, token included, in the execution data.
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
