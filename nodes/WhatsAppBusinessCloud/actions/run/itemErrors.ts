import type { IDataObject, INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { cleanError, GraphApiError, type ErrorDetails } from '../../transport/errors';
import { withPlainLinks } from '../../shared/docs';
import { omitUndefined } from '../../shared/input/parameterValues';
import { InputError } from '../../shared/inputError';

export type NodeError = NodeApiError | NodeOperationError;

/** The error of one item. */
export interface ItemError {
	/** For n8n. */
	error: NodeError;
	/** The message without the item, which would differ from item to item; undefined where the message has no item. */
	reason?: string;
	/** The field with the wrong input. */
	field?: string;
	/** For a summary: what the table of codes advises, since the texts of responses differ from item to item, or a short advice. */
	advice?: string;
	/** What Meta's response says, and the outcome. */
	details: ErrorDetails;
	/** HTTP status of the response. */
	httpStatus?: string;
}

/** An earlier attempt of this run may have sent the item: a retry could duplicate the message. */
export class UnknownOutcomeError extends Error {
	constructor(
		message: string,
		readonly description?: string,
	) {
		super(message);
	}
}

function operationError(
	node: INode,
	{ message, description }: { message: string; description?: string },
	context: IDataObject & { itemIndex: number },
): NodeOperationError {
	const error = new NodeOperationError(node, message, { description, level: 'warning' });
	// n8n replaces texts that contain the name of a system error code; this one may quote user input.
	error.message = message;
	error.context = context;
	return cleanError(error);
}

/** n8n's own errors are recognized by name, since a second copy of n8n-workflow may have created them. */
const isNodeError = (thrown: unknown): thrown is NodeError =>
	thrown instanceof Error && (thrown.name === 'NodeApiError' || thrown.name === 'NodeOperationError');

function withItem(error: NodeError, itemIndex: number): NodeError {
	error.context = { ...error.context, itemIndex: error.context?.itemIndex ?? itemIndex };
	return cleanError(error);
}

/** n8n's panel counts items from 0 and adds the item to a message that does not have it, if there are several. */
const itemSuffix = (itemIndex: number, total: number): string => (total > 1 ? ` [item ${itemIndex}]` : '');

/**
 * Turns any error of an operation into that of one item. n8n's own errors are kept, with the item added.
 * @param total number of items of the run
 */
export function toItemError(node: INode, thrown: unknown, itemIndex: number, total: number): ItemError {
	if (thrown instanceof InputError) {
		const { field, advice, shortAdvice } = thrown;
		const texts = { message: `${thrown.message}${itemSuffix(itemIndex, total)}`, description: advice };
		return {
			error: operationError(node, texts, { itemIndex, field }),
			reason: thrown.message,
			field,
			advice: shortAdvice,
			details: {},
		};
	}
	if (thrown instanceof UnknownOutcomeError) {
		const details: ErrorDetails = { outcome: 'unknown' };
		return { error: operationError(node, thrown, { itemIndex, ...details }), details };
	}
	if (thrown instanceof GraphApiError) {
		const { details, response, httpStatus } = thrown;
		return {
			error: withItem(thrown, itemIndex),
			advice: response?.known?.advice,
			details,
			httpStatus: httpStatus === undefined ? undefined : String(httpStatus),
		};
	}
	if (isNodeError(thrown)) {
		const httpStatus = 'httpCode' in thrown ? (thrown.httpCode ?? undefined) : undefined;
		return { error: withItem(thrown, itemIndex), details: {}, httpStatus };
	}
	const error = new NodeOperationError(node, thrown instanceof Error ? thrown : String(thrown), { itemIndex });
	return { error: cleanError(error), details: {} };
}

/** The parts of an error that are added to an item's JSON, so that later nodes can branch on them. */
export function toErrorDetails({ error, field, details, httpStatus }: ItemError): IDataObject {
	return omitUndefined({
		description: error.description ? withPlainLinks(error.description) : undefined,
		field,
		httpCode: httpStatus,
		...details,
	});
}
