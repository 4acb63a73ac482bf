import type { IDataObject } from 'n8n-workflow';
import type { AdvisoryRule } from '../../shared/inputWarning';
import { isObject } from '../../shared/input/parameterValues';

/** A rule about a complete Cloud API message. The message can come from raw JSON, so it is untrusted input. */
export type MessageRule = AdvisoryRule<IDataObject>;

/** The value at a path of property names, for example `interactive.action.name`; undefined when there is none. */
export function at(value: unknown, path: string): unknown {
	let found = value;
	for (const key of path.split('.')) {
		if (!isObject(found) || !Object.hasOwn(found, key)) return undefined;
		found = found[key];
	}
	return found;
}

/** The entries of the list at a path; empty when there is no list. */
export function listAt(value: unknown, path: string): unknown[] {
	const found = at(value, path);
	return Array.isArray(found) ? found : [];
}

/** Whether this is an interactive message of the given type. */
export const isInteractive = (message: IDataObject, type: string): boolean => at(message, 'interactive.type') === type;
