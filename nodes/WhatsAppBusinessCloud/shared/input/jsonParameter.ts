import type { IDataObject } from 'n8n-workflow';
import { MAX_JSON_LENGTH } from './limit';
import { InputError } from '../inputError';
import { isDeeperThan } from '../untrustedJson';
import { emptyFieldError, describeType } from './parameterValues';

/** Maximum nesting depth of JSON. WhatsApp's deepest message (a template's carousel) needs about 10 levels. */
const maxDepth = 50;

/** Position in the text where JSON parsing failed, 1-based, as far as the parser reports it. */
function position(reason: unknown, text: string): string {
	const found = /position (\d+)/.exec(String(reason));
	if (found) return ` (look near character ${Number(found[1]) + 1})`;
	return /unexpected end/i.test(String(reason)) ? ` (it ends too early, after character ${text.length})` : '';
}

function parse(text: string, field: string, advice: string): unknown {
	try {
		return JSON.parse(text);
	} catch (reason) {
		throw notJson(field, position(reason, text), advice);
	}
}

const notJson = (field: string, where: string, advice: string): InputError =>
	new InputError(field, `is not valid JSON${where}`, advice);

/** @returns JSON text, or undefined when the value has none: functions, circular objects, big integers */
function stringify(value: unknown): string | undefined {
	try {
		return JSON.stringify(value);
	} catch {
		return undefined;
	}
}

/**
 * Parses a JSON parameter: text, or an object or array from an expression.
 * @returns a copy: changing it does not change the item
 * @throws InputError when it is empty, not JSON, not an object or array, longer than 1,000,000 characters or nested
 * deeper than 50 levels
 */
export function readJson(value: unknown, field: string, advice: string): object {
	if (value === null || value === undefined || (typeof value === 'string' && value.trim() === ''))
		throw emptyFieldError(value, field, advice);
	const text = typeof value === 'string' ? value : typeof value === 'object' ? stringify(value) : undefined;
	if (text === undefined) throw new InputError(field, `needs JSON, got ${describeType(value)}`, advice);
	if (text.length > MAX_JSON_LENGTH) {
		throw new InputError(field, 'is too large to be a message', 'Send the content in several messages');
	}
	const data = parse(text, field, advice);
	if (typeof data !== 'object' || data === null) {
		throw new InputError(field, `needs a JSON object, got ${describeType(data)}`, advice);
	}
	if (isDeeperThan(data, maxDepth)) {
		throw new InputError(field, `nests deeper than ${maxDepth} levels, more than any message`, advice);
	}
	return data;
}

/** A JSON object, as text or from an expression. @throws InputError */
export function jsonObject(value: unknown, field: string): IDataObject {
	const advice = 'Enter a JSON object, with braces around it';
	const data = readJson(value, field, advice);
	if (Array.isArray(data)) throw new InputError(field, 'needs a JSON object, got an array', advice);
	return data as IDataObject;
}
