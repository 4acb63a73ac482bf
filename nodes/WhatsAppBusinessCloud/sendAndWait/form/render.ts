import { attributes, escapeHtml, formatted } from '../../shared/html';
import type { Language } from '../language/languages';
import { renderPage, type Page } from '../page';
import { cleanHtml } from './cleanHtml';
import type { FormField } from './types';

/** The texts around the fields. */
export interface FormTexts {
	title: string;
	description: string;
	button: string;
	css: string;
	hasAttribution: boolean;
	language: Language;
}

/** The previous input and its errors, by control name. */
export interface PreviousInput {
	texts: Record<string, string[]>;
	wrong: Record<string, string>;
}

const inputTypes: Partial<Record<FormField['kind'], string>> = {
	date: 'date',
	email: 'email',
	file: 'file',
	number: 'number',
	password: 'password',
};

const wrongId = ({ id }: FormField): string => `${id}-wrong`;
const marker = '<span class="required" aria-hidden="true"> *</span>';

/** The initial content of a field: the previous input, or its default. */
function filled(field: FormField, before: PreviousInput | undefined): string[] {
	const { id, kind, initial, options, isMultiple } = field;
	if (kind === 'password') return [];
	if (before) return before.texts[id] ?? [];
	if (initial === '') return [];
	if (kind === 'date') return [initial.slice(0, 10)];
	if (kind !== 'checkbox' && !isMultiple) return [initial];
	const selected = initial.split(',').map((one) => one.trim());
	return options.filter((option) => selected.includes(option) || option === initial);
}

/** Kinds whose answers are words of the user, which have their own direction. */
const written: ReadonlyArray<FormField['kind']> = ['text', 'textarea'];

function control(field: FormField, values: string[], isWrong: boolean, { texts }: Language): string {
	const { id, kind, placeholder, isRequired, isMultiple, options, accept } = field;
	const common = {
		id,
		name: id,
		required: isRequired,
		dir: written.includes(kind) ? 'auto' : undefined,
		'aria-invalid': isWrong ? 'true' : undefined,
		'aria-describedby': isWrong ? wrongId(field) : undefined,
	};
	const [value = ''] = values;
	if (kind === 'textarea')
		return `<textarea${attributes({ ...common, placeholder })} rows="5">\n${escapeHtml(value)}</textarea>`;
	if (kind === 'dropdown') {
		const entries = options.map(
			(option) =>
				`<option${attributes({ value: option, selected: values.includes(option) })}>${escapeHtml(option)}</option>`,
		);
		const first = isMultiple ? '' : `<option value="">${escapeHtml(texts.pleaseSelect)}</option>`;
		return `<select${attributes({ ...common, multiple: isMultiple })}>${first}${entries.join('')}</select>`;
	}
	if (kind === 'file') return `<input${attributes({ type: 'file', ...common, multiple: isMultiple, accept })}>`;
	return `<input${attributes({ type: inputTypes[kind] ?? 'text', ...common, placeholder, value, step: kind === 'number' && 'any' })}>`;
}

/** Checkboxes or radio buttons. */
function boxes(field: FormField, values: string[]): string {
	const { id, kind, options, isRequired } = field;
	const isRadio = kind === 'radio';
	return options
		.map((option) => {
			const box = attributes({
				type: isRadio ? 'radio' : 'checkbox',
				name: id,
				value: option,
				checked: values.includes(option),
				required: isRadio && isRequired,
			});
			return `<label class="option"><input${box}><span dir="auto">${escapeHtml(option)}</span></label>`;
		})
		.join('\n');
}

function selectionHint({ min, max }: FormField, language: Language): string {
	if (min === undefined) return '';
	const { selectExactly, selectAtLeast, selectBetween } = language.texts;
	const text =
		min === max
			? language.fill(selectExactly, { n: min })
			: max === undefined
				? language.fill(selectAtLeast, { n: min })
				: language.fill(selectBetween, { min, max });
	return `<span class="hint">${escapeHtml(text)}</span>`;
}

function fieldHtml(field: FormField, before: PreviousInput | undefined, language: Language): string {
	const { id, kind, label, isRequired } = field;
	if (kind === 'hiddenField') return '';
	if (kind === 'html') return `<div class="html" dir="auto">${cleanHtml(field.html)}</div>`;
	const wrong = before?.wrong[id];
	const values = filled(field, before);
	const name = `<bdi>${escapeHtml(label)}</bdi>${isRequired ? marker : ''}`;
	const errorHtml = wrong === undefined ? '' : `<span class="error" id="${wrongId(field)}">${escapeHtml(wrong)}</span>`;
	const className = wrong === undefined ? 'field' : 'field invalid';
	if (kind === 'checkbox' || kind === 'radio') {
		return `<fieldset class="${className}"><legend class="name">${name}</legend>${selectionHint(field, language)}\n${boxes(field, values)}${errorHtml}</fieldset>`;
	}
	return `<div class="${className}"><label class="name" for="${id}">${name}</label>${control(field, values, wrong !== undefined, language)}${errorHtml}</div>`;
}

function heading({ title, description }: Pick<FormTexts, 'title' | 'description'>): string {
	return `${title === '' ? '' : `<h1 dir="auto">${escapeHtml(title)}</h1>\n`}${description === '' ? '' : `<p class="message" dir="auto">${formatted(description)}</p>\n`}`;
}

const attributionHtml = ({ hasAttribution, language }: Pick<FormTexts, 'hasAttribution' | 'language'>): string =>
	hasAttribution ? `\n<p class="sent">${escapeHtml(language.texts.sentWithN8n)}</p>` : '';

const documentTitle = ({ title, language }: Pick<FormTexts, 'title' | 'language'>): string =>
	title || language.texts.yourResponse;

/** What the asterisk means, for forms that mark some of several fields. */
function requiredHint(fields: FormField[], { texts }: Language): string {
	const visible = fields.filter(({ kind }) => kind !== 'html' && kind !== 'hiddenField');
	const isNeeded = visible.length > 1 && visible.some(({ isRequired }) => isRequired);
	return isNeeded
		? `<p class="legend"><span class="required" aria-hidden="true">*</span> ${escapeHtml(texts.required)}</p>\n`
		: '';
}

/** The page with a form, which is submitted to the URL of the page. */
export function formPage(fields: FormField[], texts: FormTexts, before?: PreviousInput): Page {
	const { language } = texts;
	const count = Object.keys(before?.wrong ?? {}).length;
	const summary =
		count === 0
			? ''
			: `<p class="summary" role="alert">${escapeHtml(language.count(language.texts.notSent, count))}</p>\n`;
	const content = `${heading(texts)}${summary}${requiredHint(fields, language)}<form method="post" enctype="multipart/form-data">
${fields.map((field) => fieldHtml(field, before, language)).join('\n')}
<button type="submit" dir="auto">${escapeHtml(texts.button)}</button>
</form>${attributionHtml(texts)}`;
	return renderPage(documentTitle(texts), content, {
		language,
		css: texts.css,
		hasFiles: fields.some(({ kind }) => kind === 'file'),
		hasPictures: fields.some(({ kind, html }) => kind === 'html' && /<img\b/i.test(html)),
	});
}

/** The page with one button per choice. Opening it answers nothing, so link previews and scanners have no effect. */
export function choicePage(choices: Array<{ answer: string; label: string }>, texts: Omit<FormTexts, 'button'>): Page {
	const buttons = choices.map(
		({ answer, label }, index) =>
			`<button type="submit" dir="auto" name="answer" value="${escapeHtml(answer)}"${index === 0 ? '' : ' class="secondary"'}>${escapeHtml(label)}</button>`,
	);
	return renderPage(
		documentTitle(texts),
		`${heading(texts)}<form method="post">\n${buttons.join('\n')}\n</form>${attributionHtml(texts)}`,
		{ language: texts.language, css: texts.css },
	);
}
