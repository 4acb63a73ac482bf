import type { IDataObject } from 'n8n-workflow';
import type { AdvisoryRule } from '../../shared/inputWarning';
import { isObject } from '../../shared/input/parameterValues';

/** A rule about a whole Cloud API message. Its content may come from raw JSON, so nothing in it can be relied on. */
export type MessageRule = AdvisoryRule<IDataObject>;

/** The value at a path of property names such as `interactive.action.name`; undefined where there is none. */
export function at(value: unknown, path: string): unknown {
	let found = value;
	for (const key of path.split('.')) {
		if (!isObject(found) || !Object.hasOwn(found, key)) return undefined;
		found = found[key];
	}
	return found;
}

/** The entries of a list at a path; none where there is no list. */
export function listAt(value: unknown, path: string): unknown[] {
	const found = at(value, path);
	return Array.isArray(found) ? found : [];
}

/** Whether the message is an interactive one of this type. */
export const isInteractive = (message: IDataObject, type: string): boolean => at(message, 'interactive.type') === type;
