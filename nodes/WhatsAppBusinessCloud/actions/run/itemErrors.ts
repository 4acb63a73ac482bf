import type { IDataObject, INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { cleanError } from '../../transport/errors';
import { InputError } from '../../shared/inputError';

export type ItemError = NodeApiError | NodeOperationError;

/**
 * Turns any error of an operation into the n8n error of one item. n8n's own errors are kept, with the item added; they
 * are recognized by name, since a second copy of n8n-workflow may have created them.
 */
export function toNodeError(node: INode, thrown: unknown, itemIndex: number): ItemError {
	if (thrown instanceof InputError) {
		const error = new NodeOperationError(node, thrown.message, {
			itemIndex,
			description: thrown.advice,
			level: 'warning',
		});
		// n8n replaces texts that contain the name of a system error code; this one may quote user input.
		error.message = `${thrown.message} [item ${itemIndex}]`;
		error.context.field = thrown.field;
		return cleanError(error);
	}
	const known = thrown as ItemError;
	if (known?.name === 'NodeApiError' || known?.name === 'NodeOperationError') {
		known.context = { ...known.context, itemIndex: known.context?.itemIndex ?? itemIndex };
		return cleanError(known);
	}
	return cleanError(new NodeOperationError(node, thrown instanceof Error ? thrown : String(thrown), { itemIndex }));
}

/** The error of an item that an earlier attempt of this run may have sent: a retry could duplicate the message. */
export function unknownOutcomeError(
	node: INode,
	earlier: { message: string; description?: string },
	itemIndex: number,
): ItemError {
	const error = new NodeOperationError(node, earlier.message, { itemIndex, description: earlier.description });
	error.message = earlier.message;
	error.context.outcome = 'unknown';
	return error;
}

/** The parts of an error that are added to an item's JSON, so that later nodes can branch on them. */
export function toErrorDetails(error: ItemError): IDataObject {
	const { context } = error;
	const details: IDataObject = {
		description: error.description ?? undefined,
		field: context.field as string | undefined,
		httpCode: 'httpCode' in error ? (error.httpCode ?? undefined) : undefined,
		code: context.metaCode as number | undefined,
		subcode: context.metaSubcode as number | undefined,
		traceId: context.fbtraceId as string | undefined,
		retry: context.retry as string | undefined,
		class: context.class as string | undefined,
		after: context.after as string | undefined,
		scope: context.scope as string | undefined,
		outcome: context.outcome as string | undefined,
	};
	return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined));
}
