import { DateTime } from 'luxon';
import { bareType } from '../../shared/fileTypes';
import type { FieldKind, FormField, Submission, UploadedFile } from './types';

/** Maximum characters per answer: far more than users type, far less than would strain n8n. */
const MAX_TEXT = 100_000;
const MAX_FILES = 20;
const MEGABYTE = 1024 * 1024;
/** Per file. n8n limits the entire form to 200 MB, unless N8N_FORMDATA_FILE_SIZE_MAX sets another limit. */
export const MAX_FILE_BYTES = 100 * MEGABYTE;

/** Result of checking a field: a value for the output, or an error message for the user. */
export type Checked = { value: unknown } | { wrong: string };

const needed = (): Checked => ({ wrong: 'Please fill in this field.' });

function isAccepted({ name, mimeType }: UploadedFile, accept: string): boolean {
	const wanted = accept
		.split(',')
		.map((entry) => entry.trim().toLowerCase())
		.filter((entry) => entry !== '');
	if (wanted.length === 0) return true;
	const type = bareType(mimeType);
	return wanted.some((entry) => {
		if (entry.endsWith('/*')) return type.startsWith(entry.slice(0, -1));
		if (entry.includes('/')) return type === bareType(entry);
		return name.toLowerCase().endsWith(entry.startsWith('.') ? entry : `.${entry}`);
	});
}

function checkFiles(field: FormField, files: UploadedFile[]): Checked {
	const { isRequired, isMultiple, accept } = field;
	if (files.length === 0) return isRequired ? { wrong: 'Please select a file.' } : { value: null };
	if (!isMultiple && files.length > 1) return { wrong: 'Please select only one file.' };
	if (files.length > MAX_FILES) return { wrong: `Please select ${MAX_FILES} files or fewer.` };
	const strange = files.find((file) => !isAccepted(file, accept));
	if (strange) return { wrong: `“${strange.name}” has an unsupported file type. Supported: ${accept}` };
	const large = files.find(({ size }) => size > MAX_FILE_BYTES);
	if (large) return { wrong: `“${large.name}” is larger than ${MAX_FILE_BYTES / MEGABYTE} MB.` };
	const described = files.map(({ name, mimeType, size }) => ({ filename: name, mimetype: mimeType, size }));
	return { value: isMultiple ? described : described[0] };
}

/** Checks several selected options of a list. */
function checkSeveral({ isRequired, options, min = 0, max = Infinity }: FormField, chosen: string[]): Checked {
	if (chosen.some((option) => !options.includes(option))) return { wrong: 'Please select an option from the list.' };
	const several = (number: number): string => (number === 1 ? '1 option' : `${number} options`);
	const { length } = new Set(chosen).size === chosen.length ? chosen : [...new Set(chosen)];
	if (length === 0 && !isRequired) return { value: [] };
	if (length === 0) return { wrong: 'Please select at least one option.' };
	if (length < min || length > max) {
		return {
			wrong:
				min === max
					? `Please select exactly ${several(min)}.`
					: length < min
						? `Please select at least ${several(min)}.`
						: `Please select at most ${several(max)}.`,
		};
	}
	return { value: options.filter((option) => chosen.includes(option)) };
}

function checkDate({ dateFormat }: FormField, text: string): Checked {
	const date = DateTime.fromFormat(text, 'yyyy-MM-dd');
	if (!date.isValid) return { wrong: 'Please enter a date, such as 2030-01-31.' };
	return { value: dateFormat === '' ? text : date.toFormat(dateFormat) };
}

function checkNumber(text: string): Checked {
	const number = Number(text);
	return Number.isFinite(number) ? { value: number } : { wrong: 'Please enter a number.' };
}

const oneOf = ({ options }: FormField, text: string): Checked =>
	options.includes(text) ? { value: text } : { wrong: 'Please select an option from the list.' };

/** Converts the text of a field to its value. The text is present and not empty. */
const readers: Partial<Record<FieldKind, (field: FormField, text: string) => Checked>> = {
	date: (field, text) => checkDate(field, text.trim()),
	dropdown: oneOf,
	email: (_field, text) =>
		/^[^\s@]+@[^\s@]+$/.test(text.trim())
			? { value: text.trim() }
			: { wrong: 'Please enter an email address, such as name@example.com.' },
	number: (_field, text) => checkNumber(text.trim()),
	radio: oneOf,
	text: (_field, text) => ({ value: text.trim() }),
};

/** Output value of an empty field: empty text, or null if text would be the wrong type. */
const nothing = ({ kind }: FormField): Checked => ({ value: kind === 'number' || kind === 'radio' ? null : '' });

/** Checks the answer to one field. */
export function checkField(field: FormField, { texts, files }: Submission): Checked {
	const { id, kind, isRequired, isMultiple } = field;
	if (kind === 'html') return { value: field.html };
	if (kind === 'hiddenField') return { value: field.value };
	if (kind === 'file') return checkFiles(field, files[id] ?? []);
	const selected = texts[id] ?? [];
	if (kind === 'checkbox' || (kind === 'dropdown' && isMultiple)) return checkSeveral(field, selected);
	const answer = (selected[0] ?? '').replace(/\r\n?/g, '\n');
	if (answer.trim() === '') return isRequired ? needed() : nothing(field);
	if (answer.length > MAX_TEXT)
		return { wrong: `Please shorten this to ${MAX_TEXT.toLocaleString('en-US')} characters.` };
	return readers[kind]?.(field, answer) ?? { value: answer };
}

/**
 * Checks all answers of a form.
 * @returns the output values by name, or the error messages by control name
 */
export function checkForm(
	fields: FormField[],
	submission: Submission,
): { values: Record<string, unknown> } | { wrong: Record<string, string> } {
	const checked = fields.map((field) => ({ field, result: checkField(field, submission) }));
	const wrong = checked.flatMap(({ field, result }) => ('wrong' in result ? [[field.id, result.wrong] as const] : []));
	if (wrong.length > 0) return { wrong: Object.fromEntries(wrong) };
	return {
		values: Object.fromEntries(
			checked.flatMap(({ field, result }) =>
				'value' in result && field.name !== '' ? [[field.name, result.value] as const] : [],
			),
		),
	};
}
