import { DateTime } from 'luxon';
import { bareType } from '../../shared/fileTypes';
import type { Language } from '../language/languages';
import type { FieldKind, FormField, Submission, UploadedFile } from './types';

/** Maximum characters per answer: far more than users type, far less than would strain n8n. */
const MAX_TEXT = 100_000;
const MAX_FILES = 20;
const MEGABYTE = 1024 * 1024;
/** Per file. n8n limits the entire form to 200 MB, unless N8N_FORMDATA_FILE_SIZE_MAX sets another limit. */
export const MAX_FILE_BYTES = 100 * MEGABYTE;

/** Result of checking a field: a value for the output, or an error message for the user. */
export type Checked = { value: unknown } | { wrong: string };

function isAccepted({ name, mimeType }: UploadedFile, accept: string): boolean {
	const acceptedTypes = accept
		.split(',')
		.map((entry) => entry.trim().toLowerCase())
		.filter((entry) => entry !== '');
	if (acceptedTypes.length === 0) return true;
	const type = bareType(mimeType);
	return acceptedTypes.some((entry) => {
		if (entry.endsWith('/*')) return type.startsWith(entry.slice(0, -1));
		if (entry.includes('/')) return type === bareType(entry);
		return name.toLowerCase().endsWith(entry.startsWith('.') ? entry : `.${entry}`);
	});
}

function checkFiles(field: FormField, files: UploadedFile[], language: Language): Checked {
	const { texts } = language;
	const { isRequired, isMultiple, accept } = field;
	if (files.length === 0) return isRequired ? { wrong: texts.selectFile } : { value: null };
	if (!isMultiple && files.length > 1) return { wrong: texts.selectOneFile };
	if (files.length > MAX_FILES) return { wrong: language.fill(texts.selectFewerFiles, { n: MAX_FILES }) };
	const strange = files.find((file) => !isAccepted(file, accept));
	if (strange) return { wrong: language.fill(texts.wrongFileType, { name: strange.name, types: accept }) };
	const large = files.find(({ size }) => size > MAX_FILE_BYTES);
	if (large) return { wrong: language.fill(texts.fileTooLarge, { name: large.name, n: MAX_FILE_BYTES / MEGABYTE }) };
	const described = files.map(({ name, mimeType, size }) => ({ filename: name, mimetype: mimeType, size }));
	return { value: isMultiple ? described : described[0] };
}

/** Checks several selected options of a list. */
function checkSeveral(
	{ isRequired, options, min = 0, max = Infinity }: FormField,
	chosen: string[],
	language: Language,
): Checked {
	const { texts } = language;
	if (chosen.some((option) => !options.includes(option))) return { wrong: texts.notInList };
	const { size } = new Set(chosen);
	if (size === 0 && !isRequired) return { value: [] };
	if (size === 0) return { wrong: texts.selectOne };
	if (size < min || size > max) {
		const [text, n] = min === max ? [texts.exactly, min] : size < min ? [texts.atLeast, min] : [texts.atMost, max];
		return { wrong: language.fill(text, { options: language.count(texts.options, n) }) };
	}
	return { value: options.filter((option) => chosen.includes(option)) };
}

function checkDate({ dateFormat }: FormField, text: string, { texts }: Language): Checked {
	const date = DateTime.fromFormat(text, 'yyyy-MM-dd');
	if (!date.isValid) return { wrong: texts.enterDate };
	return { value: dateFormat === '' ? text : date.toFormat(dateFormat) };
}

function checkNumber(text: string, { texts }: Language): Checked {
	const number = Number(text);
	return Number.isFinite(number) ? { value: number } : { wrong: texts.enterNumber };
}

function checkEmail(text: string, { texts }: Language): Checked {
	return /^[^\s@]+@[^\s@]+$/.test(text) ? { value: text } : { wrong: texts.enterEmail };
}

const oneOf = ({ options }: FormField, text: string, { texts }: Language): Checked =>
	options.includes(text) ? { value: text } : { wrong: texts.notInList };

/** Converts the text of a field to its value. The text is present and not empty. */
const readers: Partial<Record<FieldKind, (field: FormField, text: string, language: Language) => Checked>> = {
	date: (field, text, language) => checkDate(field, text.trim(), language),
	dropdown: oneOf,
	email: (_field, text, language) => checkEmail(text.trim(), language),
	number: (_field, text, language) => checkNumber(text.trim(), language),
	radio: oneOf,
	text: (_field, text) => ({ value: text.trim() }),
};

/** Output value of an empty field: empty text, or null if text would be the wrong type. */
const nothing = ({ kind }: FormField): Checked => ({ value: kind === 'number' || kind === 'radio' ? null : '' });

/** Checks the answer to one field. */
export function checkField(field: FormField, { texts, files }: Submission, language: Language): Checked {
	const { id, kind, isRequired, isMultiple } = field;
	if (kind === 'html') return { value: field.html };
	if (kind === 'hiddenField') return { value: field.value };
	if (kind === 'file') return checkFiles(field, files[id] ?? [], language);
	const selected = texts[id] ?? [];
	if (kind === 'checkbox' || (kind === 'dropdown' && isMultiple)) return checkSeveral(field, selected, language);
	const answer = (selected[0] ?? '').replace(/\r\n?/g, '\n');
	if (answer.trim() === '') return isRequired ? { wrong: language.texts.fillIn } : nothing(field);
	if (answer.length > MAX_TEXT) return { wrong: language.fill(language.texts.shorten, { n: MAX_TEXT }) };
	return readers[kind]?.(field, answer, language) ?? { value: answer };
}

/**
 * Checks all answers of a form.
 * @returns the output values by name, or the error messages by control name
 */
export function checkForm(
	fields: FormField[],
	submission: Submission,
	language: Language,
): { values: Record<string, unknown> } | { wrong: Record<string, string> } {
	const checked = fields.map((field) => ({ field, result: checkField(field, submission, language) }));
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
