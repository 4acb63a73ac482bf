import { InputError } from '../../shared/inputError';
import { emptyFieldError } from '../../shared/input/parameterValues';
import type { Category, Part } from '../types';
import type { Variables } from '../variables';
import { kind, objectOf, textOf } from './access';
import { checkHeaderText } from './texts';

/** Headers that show a file. WhatsApp docs: Templates > Components > Media header; GIFs: Marketing Messages API. */
export const mediaFormats = ['IMAGE', 'VIDEO', 'DOCUMENT', 'GIF'] as const;

const formats = ['TEXT', ...mediaFormats, 'LOCATION', 'PRODUCT'];

/** Format of handles from Meta's uploads: a number, a colon, and more. */
const HANDLE = /^\d+:/;

export const exampleField = 'Header Example';

/**
 * A file header requires an example file.
 * @param pending whether a file is uploaded for it before the template is sent
 * @throws InputError
 */
export function checkHandle(part: Part, pending: boolean): void {
	if (pending) return;
	const handles = objectOf(part.example, exampleField).header_handle;
	const handle = textOf(Array.isArray(handles) ? handles[0] : handles, exampleField).trim();
	if (handle === '')
		throw emptyFieldError(undefined, exampleField, "Add an example of the file: Meta's reviewers require one");
	if (HANDLE.test(handle)) return;
	const isLink = /^https?:/i.test(handle);
	throw new InputError(
		exampleField,
		isLink ? 'is a link, WhatsApp accepts only uploaded files' : 'is not a file handle',
		'Take the example from the input data, or enter a handle that Meta returned for an upload: it starts with a digit and a colon',
	);
}

/**
 * A header of any kind.
 * @returns its variables
 * @throws InputError
 */
export function checkHeader(part: Part, category: Category, pending: boolean): Variables {
	const format = kind(part.format);
	if (!formats.includes(format)) {
		throw new InputError('Header', 'has a format that does not exist', `Use one of: ${formats.join(', ')}`);
	}
	if (format === 'TEXT') return checkHeaderText(part);
	if (format === 'GIF' && category !== 'MARKETING') {
		throw new InputError(
			'Header',
			'cannot be a GIF in this category',
			"Choose 'Marketing' as the category, or a video as the header",
		);
	}
	if ((mediaFormats as readonly string[]).includes(format)) checkHandle(part, pending);
	return { names: [] };
}
