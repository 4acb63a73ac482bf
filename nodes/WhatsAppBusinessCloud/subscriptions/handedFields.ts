import { isObject } from '../shared/input/parameterValues';
import { parseJson } from '../shared/untrustedJson';

/** Webhook fields of the app that a trigger no longer needs and leaves to another one of the same account. */
export interface HandedFields {
	wabaId: string;
	fields: string[];
}

/** Request header with them. The request's proof covers it. */
export const FIELDS_HEADER = 'X-WhatsApp-Trigger-Fields';

/** @returns the value of the header */
export const writeHandedFields = ({ wabaId, fields }: HandedFields): string => JSON.stringify({ wabaId, fields });

/** Parses the header, whose proof must have been checked. @returns undefined if it is malformed */
export function readHandedFields(header: string): HandedFields | undefined {
	const value = parseJson(header);
	if (!isObject(value) || typeof value.wabaId !== 'string' || !Array.isArray(value.fields)) return undefined;
	return {
		wabaId: value.wabaId,
		fields: value.fields.filter((field): field is string => typeof field === 'string' && /^\w{1,100}$/.test(field)),
	};
}
