import type { IDataObject } from 'n8n-workflow';
import { MAX_JSON_LENGTH } from './limit';
import { InputError } from '../inputError';
import { firstInexactNumber } from '../preserveBigIntegers';
import { isDeeperThan } from '../untrustedJson';
import { anyObject, checkInput } from './parseInput';
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

const tooDeep = (field: string, advice: string): InputError =>
	new InputError(field, `nests deeper than ${maxDepth} levels, more than any message`, advice);

/** @returns JSON text, or undefined when the value has none: functions, circular objects, big integers */
function stringify(value: object, field: string, advice: string): string | undefined {
	try {
		return JSON.stringify(value);
	} catch (reason) {
		if (reason instanceof RangeError) throw tooDeep(field, advice);
		return undefined;
	}
}

function textOf(value: unknown, field: string, advice: string): string {
	if (isEmptyJson(value)) throw emptyFieldError(value, field, advice);
	const text = typeof value === 'string' ? value : isJsonParent(value) ? stringify(value, field, advice) : undefined;
	if (text === undefined) throw new InputError(field, `needs JSON, got ${describeType(value)}`, advice);
	if (text.length > MAX_JSON_LENGTH) {
		throw new InputError(field, 'is too large to be a message', 'Send the content in several messages');
	}
	if (typeof value === 'string') checkNumbers(text, field);
	return text;
}

/** @throws InputError when JSON text has a number that JavaScript cannot represent */
export function checkNumbers(text: string, field: string): void {
	const inexact = firstInexactNumber(text);
	if (inexact === undefined) return;
	throw new InputError(
		field,
		`contains the number ${inexact.slice(0, 40)}, which has too many digits`,
		'Put it in quotes: as a number, it would lose its last digits',
	);
}

const isJsonParent = (value: unknown): value is object => typeof value === 'object' && value !== null;

const isEmptyJson = (value: unknown): boolean =>
	value === null || value === undefined || (typeof value === 'string' && value.trim() === '');

/**
 * Parses a JSON parameter: text, or an object or array from an expression.
 * @returns a copy: changing it does not change the item
 * @throws InputError when it is empty, not JSON, not an object or array, longer than 1,000,000 characters, nested
 * deeper than 50 levels, or has a number that JavaScript cannot represent
 */
export function readJson(value: unknown, field: string, advice: string): object {
	const text = textOf(value, field, advice);
	const data = parse(text, field, advice);
	if (!isJsonParent(data)) throw new InputError(field, `needs a JSON object, got ${describeType(data)}`, advice);
	if (isDeeperThan(data, maxDepth)) throw tooDeep(field, advice);
	return data;
}

/** A JSON object, as text or from an expression. @throws InputError */
export const jsonObject = (
	value: unknown,
	field: string,
	advice = 'Enter a JSON object, with braces around it',
): IDataObject => checkInput(anyObject, readJson(value, field, advice), field, { advice }) as IDataObject;

/** Like jsonObject. @returns undefined when the field is empty, or the object has no keys @throws InputError */
export function optionalJsonObject(value: unknown, field: string, advice?: string): IDataObject | undefined {
	if (isEmptyJson(value)) return undefined;
	const data = jsonObject(value, field, advice);
	return Object.keys(data).length === 0 ? undefined : data;
}
