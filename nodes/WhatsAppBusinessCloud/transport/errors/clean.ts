import type { GenericValue, IDataObject, NodeApiError, NodeOperationError } from 'n8n-workflow';
import { redact } from '../../shared/redact';

/** Maximum depth of an error's context and causes that is cleaned. */
const MAX_DEPTH = 8;

const isPlainObject = (value: object): boolean =>
	[Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null);

function cleanValue(value: unknown, depth: number): GenericValue | IDataObject {
	if (typeof value === 'string') return redact(value);
	if (typeof value !== 'object' || value === null || depth === 0) return value as GenericValue;
	if (Array.isArray(value)) return value.map((entry: unknown) => cleanValue(entry, depth - 1)) as IDataObject[];
	if (!isPlainObject(value)) return value;
	return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, cleanValue(entry, depth - 1)]));
}

function cleanCause(thrown: unknown, depth: number): void {
	if (!(thrown instanceof Error) || depth === 0) return;
	thrown.message = redact(thrown.message);
	if (thrown.stack !== undefined) thrown.stack = redact(thrown.stack);
	cleanCause(thrown.cause, depth - 1);
}

/**
 * Removes secrets, control characters and direction marks from an n8n error and its causes. Every error that leaves a
 * node passes through here, because n8n stores it with the execution, logs it and displays it.
 * @param error changed in place
 * @returns the same error
 */
export function cleanError<E extends NodeApiError | NodeOperationError>(error: E): E {
	cleanCause(error, MAX_DEPTH);
	if (typeof error.description === 'string') error.description = redact(error.description);
	if (Array.isArray(error.messages)) error.messages = error.messages.map((message) => redact(String(message)));
	if (error.context) error.context = cleanValue(error.context, MAX_DEPTH) as IDataObject;
	return error;
}
