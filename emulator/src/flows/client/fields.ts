import { isObject, type Json } from '../../messages/checks';
import { inputs } from './components';
import type { Component } from './definition';
import type { PickedFile } from './media';

const day = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** Limits of the pickers where the component sets none (Meta docs: Flows > Media upload components). */
const DEFAULT_FILES = 30;
const DEFAULT_FILE_KB = 25 * 1024;

/** What the customer sees of an option. */
export interface Option {
	id: string;
	title: string;
	enabled?: boolean;
	description?: string;
	metadata?: string;
}

/** The options of a field. */
export function options(field: Component): Option[] {
	return Array.isArray(field['data-source']) ? (field['data-source'].filter(isObject) as unknown as Option[]) : [];
}

/** Whether a field is empty. */
export function isEmpty(value: unknown): boolean {
	return (
		value === undefined ||
		value === null ||
		value === '' ||
		value === false ||
		(Array.isArray(value) && value.length === 0)
	);
}

/**
 * Converts user input for a field.
 * @returns the value as the app holds it; undefined when it was cleared
 * @throws RangeError when the field does not accept it: wrong type, or an option that does not exist
 */
export function entered(field: Component, value: unknown): unknown {
	if (field.enabled === false) throw new RangeError(`The field '${String(field.name)}' is not enabled`);
	if (value === null || value === undefined || value === '') return undefined;
	if (!Object.hasOwn(inputs, field.type))
		throw new RangeError(`'${String(field.name)}' is a ${field.type}: nothing can be put in`);
	return readers[inputs[field.type]](field, value);
}

const isDay = (value: unknown): value is string => typeof value === 'string' && day.test(value);

/** Converts input for each form of value; throws RangeError when it does not fit. */
const readers: Record<(typeof inputs)[string], (field: Component, value: unknown) => unknown> = {
	text: (field, value) =>
		typeof value === 'string' || typeof value === 'number' ? String(value) : reject(field, 'a text'),
	truth: (field, value) => (typeof value === 'boolean' ? value : reject(field, 'true or false')),
	one: pick,
	many: (field, value) =>
		Array.isArray(value) ? value.map((one) => pick(field, one)) : reject(field, 'a list of option IDs'),
	date: (field, value) => (isDay(value) ? value : reject(field, 'a date such as 2026-12-24')),
	calendar,
	files,
};

function reject(field: Component, needs: string): never {
	throw new RangeError(`The field '${String(field.name)}' takes ${needs}`);
}

function pick(field: Component, id: unknown): string {
	const all = options(field);
	const option = all.find((one) => one.id === id);
	if (!option)
		throw new RangeError(
			`The field '${String(field.name)}' has no option '${String(id)}', but ${all.map((one) => `'${one.id}'`).join(', ') || 'none'}`,
		);
	if (option.enabled === false)
		throw new RangeError(`The option '${option.id}' of the field '${String(field.name)}' is not enabled`);
	return option.id;
}

function calendar(field: Component, value: unknown): unknown {
	if (field.mode !== 'range') return readers.date(field, value);
	const range = isObject(value) ? value : {};
	return isDay(range['start-date']) && isDay(range['end-date']) ? value : reject(field, 'a start-date and an end-date');
}

function files(field: Component, value: unknown): PickedFile[] {
	const all = (Array.isArray(value) ? value : [value]) as Array<Partial<PickedFile> & { base64?: string }>;
	return all.map(({ fileName, mimeType, content, base64 }) => {
		const bytes = Buffer.isBuffer(content)
			? content
			: typeof base64 === 'string'
				? Buffer.from(base64, 'base64')
				: undefined;
		if (fileName === undefined || mimeType === undefined || bytes === undefined)
			return reject(field, 'files: fileName, mimeType, and content or base64');
		return { fileName, mimeType, content: bytes };
	});
}

/** What is wrong with a field on submit; undefined when it is valid. */
export function problem(field: Component, value: unknown): string | undefined {
	if (isEmpty(value)) return field.required === true || fewest(field) > 0 ? 'is required' : undefined;
	switch (inputs[field.type]) {
		case 'text':
			return textProblem(field, String(value));
		case 'many':
			return countProblem(value as unknown[], fewest(field), Number(field['max-selected-items'] ?? Infinity));
		case 'date':
			return dateProblem(field, String(value));
		case 'calendar':
			return isObject(value)
				? (dateProblem(field, String(value['start-date'])) ?? dateProblem(field, String(value['end-date'])))
				: dateProblem(field, String(value));
		case 'files':
			return filesProblem(field, value as PickedFile[]);
		default:
			return undefined;
	}
}

function fewest(field: Component): number {
	return Number(field['min-selected-items'] ?? field['min-uploaded-photos'] ?? field['min-uploaded-documents'] ?? 0);
}

/** The format of each `input-type`, with the problem of a text that does not have it. */
const formats = new Map<unknown, { format: RegExp; otherwise: string }>([
	['email', { format: /^[^\s@]+@[^\s@]+\.[^\s@]+$/, otherwise: 'is no email address' }],
	['phone', { format: /^\+?[\d\s().-]{3,}$/, otherwise: 'is no phone number' }],
	['number', { format: /^[+-]?\d+(?:\.\d+)?$/, otherwise: 'is no number' }],
	['passcode', { format: /^\d+$/, otherwise: 'is no passcode of digits' }],
]);

function textProblem(field: Component, text: string): string | undefined {
	const expected = formats.get(field['input-type']);
	if (expected && !expected.format.test(text)) return expected.otherwise;
	return lengthProblem(field, text) ?? patternProblem(field, text);
}

function lengthProblem(field: Component, text: string): string | undefined {
	const longest = Number(field['max-chars'] ?? field['max-length'] ?? (field.type === 'TextArea' ? 600 : 80));
	const count = [...text].length;
	if (count > longest) return `is longer than ${longest} characters`;
	if (count < Number(field['min-chars'] ?? 0)) return `is shorter than ${String(field['min-chars'])} characters`;
	return undefined;
}

function patternProblem(field: Component, text: string): string | undefined {
	if (typeof field.pattern === 'string' && !new RegExp(`^(?:${field.pattern})$`).test(text))
		return 'does not have the form that is asked for';
	return undefined;
}

function countProblem(chosen: unknown[], least: number, most: number): string | undefined {
	if (chosen.length < least) return `needs at least ${least}`;
	return chosen.length > most ? `takes at most ${most}` : undefined;
}

function dateProblem(field: Component, date: string): string | undefined {
	if (typeof field['min-date'] === 'string' && date < field['min-date']) return `is before ${field['min-date']}`;
	if (typeof field['max-date'] === 'string' && date > field['max-date']) return `is after ${field['max-date']}`;
	if (Array.isArray(field['unavailable-dates']) && field['unavailable-dates'].includes(date)) return 'is not available';
	const include = field['include-days'];
	if (Array.isArray(include) && !include.includes(weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()]))
		return 'is not a day that can be chosen';
	return undefined;
}

function filesProblem(field: Component, picked: PickedFile[]): string | undefined {
	const most = Number(field['max-uploaded-photos'] ?? field['max-uploaded-documents'] ?? DEFAULT_FILES);
	const kilobytes = Number(field['max-file-size-kb'] ?? DEFAULT_FILE_KB);
	const types = field['allowed-mime-types'];
	for (const { fileName, mimeType, content } of picked) {
		if (content.length > kilobytes * 1024) return `takes files of at most ${kilobytes} KB: '${fileName}' is larger`;
		if (Array.isArray(types) && !types.includes(mimeType)) return `does not take ${mimeType}`;
	}
	return countProblem(picked, fewest(field), most);
}

/** What the app puts into an action for an untouched field: an empty list for groups, nothing for others. */
export function untouched(fields: Component[]): Json {
	return Object.fromEntries<unknown[]>(
		fields
			.filter(({ type, name }) => inputs[type] === 'many' && typeof name === 'string')
			.map(({ name }) => [String(name), []]),
	);
}
