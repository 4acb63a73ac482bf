import { isObject, type Path, type Report } from './report';

/** Meta docs: Flows > Components. */
const values: Record<string, string[]> = {
	'input-type': ['text', 'number', 'email', 'password', 'passcode', 'phone'],
	'font-weight': ['bold', 'italic', 'bold_italic', 'normal'],
	'scale-type': ['cover', 'contain'],
	'media-size': ['regular', 'large'],
	'label-variant': ['large'],
	'photo-source': ['camera_gallery', 'camera', 'gallery'],
	mode: ['single', 'range'],
};

/** Minimum and maximum. Meta docs: Flows > Media upload components. */
const ranges: Record<string, [number, number]> = {
	'max-file-size-kb': [1, 25_600],
	'min-uploaded-photos': [0, 30],
	'max-uploaded-photos': [1, 30],
	'min-uploaded-documents': [0, 30],
	'max-uploaded-documents': [1, 30],
};

/** Data, a field or an expression in place of a value. Meta docs: Flows > Flow JSON > Properties. */
export const isDynamic = (value: unknown): boolean =>
	typeof value === 'string' && (value.includes('${') || /^`.*`$/s.test(value));

/** What the letters in the tables of components stand for: the name of the type in errors, and its values. */
const kinds: Record<string, { name: string; has: (value: unknown) => boolean }> = {
	s: { name: 'string', has: (value) => typeof value === 'string' },
	b: { name: 'boolean', has: (value) => typeof value === 'boolean' },
	n: {
		name: 'number',
		has: (value) => Number.isInteger(value) || (typeof value === 'string' && /^\d+$/.test(value)),
	},
	f: { name: 'number', has: (value) => typeof value === 'number' },
	a: { name: 'array', has: (value) => Array.isArray(value) },
	o: { name: 'object', has: isObject },
	x: { name: 'object', has: (value) => value !== null },
};

/** Meta docs: Flows > Changelog, 12 November 2024; Components > Text components, Limits and restrictions. */
function checkBlank(report: Report, version: number, key: string, value: unknown, path: Path): void {
	if (typeof value === 'string' && value.trim() === '' && (version >= 600 || key === 'text'))
		report.add('PATTERN_MISMATCH', `Property '${key}' should not be blank or empty string.`, path);
}

/** Meta docs: Flows > Components > Image. */
function checkSource(report: Report, key: string, value: unknown, path: Path): void {
	if (key === 'src' && typeof value === 'string' && !/^(data:[^,]*,)?[A-Za-z0-9+/]+=*$/.test(value))
		report.add('INVALID_PROPERTY_VALUE', 'Image source is not in a valid base64 format.', path);
}

/** Meta docs: Flows > Media upload components. */
function checkRange(report: Report, key: string, value: unknown, path: Path): void {
	const range = ranges[key];
	if (range && (Number(value) < range[0] || Number(value) > range[1]))
		report.add('MINIMUM_VALUE_REQUIRED', `The value allowed for property '${key}' is ${range.join(' to ')}.`, path);
}

/**
 * Value of one property of a component. Meta docs: Flows > Error codes > Schema validation errors.
 * @param kind letter of its type
 */
export function checkValue(
	report: Report,
	version: number,
	key: string,
	value: unknown,
	kind: string,
	path: Path,
): void {
	if (isDynamic(value)) return;
	checkBlank(report, version, key, value, path);
	if (!kinds[kind].has(value)) return report.wrongType(kinds[kind].name, path);
	if (kind === 's' && key in values && !values[key].includes(String(value))) report.wrongValue(key, value, path);
	checkSource(report, key, value, path);
	checkRange(report, key, value, path);
}
