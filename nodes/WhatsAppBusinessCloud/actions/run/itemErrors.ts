import type { IDataObject, INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { cleanError } from '../../transport/errors';
import { InputError } from '../../shared/inputError';

export type ItemError = NodeApiError | NodeOperationError;

/**
 * Turns whatever an operation threw into the n8n error of one item. n8n's own errors stay as they are, but for the item
 * they belong to; they are known by name, since a second copy of n8n-workflow may have made them.
 */
export function toNodeError(node: INode, thrown: unknown, itemIndex: number): ItemError {
	if (thrown instanceof InputError) {
		const error = new NodeOperationError(node, thrown.message, {
			itemIndex,
			description: thrown.advice,
			level: 'warning',
		});
		// n8n swaps texts that contain the name of a system call's code; this one may quote what the person typed.
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

/** The error of an item that an earlier try of this run may have sent: repeating it could double the message. */
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

/** What of an error goes into an item's JSON, so that later nodes can branch on it. */
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
