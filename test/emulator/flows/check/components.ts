import type { Flow, Part } from './flow';
import { isObject, type Json, type Path, type Report } from './report';

/**
 * Properties of each component, as Meta's page lists them (Meta docs: Flows > Components; Media upload components): `*`
 * is required; then the type: s text, b true or false, n integer or its digits, f number, a list, o object, x several
 * of them. `-` marks components outside of a Form. Meta's flows use `enabled` of TextInput and `id` of NavigationList's
 * items, which the page does not list.
 */
const text = 'text*x visible:b';
const choice =
	'label*s name*s data-source*a enabled:b required:b visible:b on-select-action:o on-unselect-action:o error-message-s';
const picker = 'name*s label*s description:s max-file-size-kb:n enabled:b visible:b error-message:x';
const tables: Record<string, string> = {
	TextHeading: text,
	TextSubheading: text,
	TextBody: `${text} font-weight:s strikethrough:b markdown:b`,
	TextCaption: `${text} font-weight:s strikethrough:b markdown:b`,
	RichText: text,
	TextInput:
		'label*s label-variant:s input-type:s pattern:s required:b enabled:b min-chars:n max-chars:n helper-text:s name*s visible:b init-value-x error-message-s',
	TextArea:
		'label*s label-variant:s required:b max-length:n name*s helper-text:s enabled:b visible:b init-value-s error-message-s',
	CheckboxGroup: `${choice} description:s min-selected-items:n max-selected-items:n media-size:s init-value-a`,
	RadioButtonsGroup: `${choice} description:s media-size:s init-value-x`,
	Dropdown: `${choice} init-value-s`,
	ChipsSelector: `${choice} description:s min-selected-items:n max-selected-items:n init-value-a`,
	DatePicker:
		'label*s min-date:s max-date:s name*s unavailable-dates:a visible:b helper-text:s required:b enabled:b on-select-action:o init-value-s error-message-s',
	CalendarPicker:
		'name*s title:s description:s label*x helper-text:x required:x visible:b enabled:b mode:s min-date:s max-date:s unavailable-dates:a include-days:a min-days:n max-days:n on-select-action:o init-value-x error-message-x',
	OptIn: 'label*s required:b name*s on-click-action:o on-select-action:o on-unselect-action:o visible:b init-value-b',
	EmbeddedLink: 'text*s on-click-action*o visible:b',
	Image: 'src*s width:n height:n scale-type:s aspect-ratio:f alt-text:s visible:b',
	ImageCarousel: 'images*a aspect-ratio:s scale-type:s',
	NavigationList: 'name*s list-items*a label:s description:s media-size:s on-click-action:o',
	PhotoPicker: `${picker} photo-source:s min-uploaded-photos:n max-uploaded-photos:n`,
	DocumentPicker: `${picker} min-uploaded-documents:n max-uploaded-documents:n allowed-mime-types:a`,
	If: 'condition*s then*a else:a',
	Switch: 'value*s cases*o',
	Form: 'name*s children*a init-values:o error-messages:o',
	Footer: 'label*s left-caption:s center-caption:s right-caption:s enabled:b on-click-action*o',
};

interface Taken {
	required: boolean;
	outsideForm: boolean;
	kind: string;
}

const readTable = (table: string): Map<string, Taken> =>
	new Map(
		`type*s ${table}`.split(' ').map((entry) => {
			const [, key, mark, kind] = /^(.+)([*:-])(\w)$/.exec(entry)!;
			return [key, { required: mark === '*', outsideForm: mark === '-', kind }];
		}),
	);

const components = new Map(Object.entries(tables).map(([type, table]) => [type, readTable(table)]));

/** The first version that supports it, as 701. Meta docs: Flows > Components; Changelog. */
const since: Record<string, number> = {
	RichText: 501,
	CalendarPicker: 601,
	NavigationList: 602,
	ChipsSelector: 603,
	ImageCarousel: 701,
	'TextBody.markdown': 501,
	'TextCaption.markdown': 501,
	'TextInput.pattern': 602,
	'TextInput.label-variant': 700,
	'TextArea.label-variant': 700,
	'ChipsSelector.on-select-action': 701,
	'ChipsSelector.on-unselect-action': 701,
};

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
const isDynamic = (value: unknown): boolean =>
	typeof value === 'string' && (value.includes('${') || /^`.*`$/s.test(value));

const fits: Record<string, (value: unknown) => boolean> = {
	s: (value) => typeof value === 'string',
	b: (value) => typeof value === 'boolean',
	n: (value) => Number.isInteger(value) || (typeof value === 'string' && /^\d+$/.test(value)),
	f: (value) => typeof value === 'number',
	a: (value) => Array.isArray(value),
	o: isObject,
	x: (value) => value !== null,
};

function checkValue(report: Report, version: number, key: string, value: unknown, { kind }: Taken, path: Path): void {
	if (isDynamic(value)) return;
	// Meta docs: Flows > Changelog, 12 November 2024; Components > Text components, Limits and restrictions.
	if (typeof value === 'string' && value.trim() === '' && (version >= 600 || key === 'text'))
		report.add('PATTERN_MISMATCH', `Property '${key}' should not be blank or empty string.`, path);
	if (!fits[kind](value))
		return report.wrongType(
			kind === 's'
				? 'string'
				: kind === 'b'
					? 'boolean'
					: 'nf'.includes(kind)
						? 'number'
						: kind === 'a'
							? 'array'
							: 'object',
			path,
		);
	if (kind === 's' && key in values && !values[key].includes(String(value))) report.wrongValue(key, value, path);
	if (key === 'src' && typeof value === 'string' && !/^(data:[^,]*,)?[A-Za-z0-9+/]+=*$/.test(value))
		report.add('INVALID_PROPERTY_VALUE', 'Image source is not in a valid base64 format.', path);
	const range = ranges[key];
	if (range && (Number(value) < range[0] || Number(value) > range[1]))
		report.add('MINIMUM_VALUE_REQUIRED', `The value allowed for property '${key}' is ${range.join(' to ')}.`, path);
}

/** Properties of one component. Meta docs: Flows > Error codes > Schema validation errors. */
export function checkComponent(report: Report, { version }: Flow, { component, type, path, inForm }: Part): void {
	const table = components.get(type);
	if (!table || (since[type] ?? 0) > version) {
		if (component.type === undefined) report.missing('type', path);
		else report.wrongValue('type', component.type, [...path, 'type']);
		return;
	}
	for (const [key, value] of Object.entries(component)) {
		const taken = table.get(key);
		const isKnown = taken !== undefined && (since[`${type}.${key}`] ?? 0) <= version && !(taken.outsideForm && inForm);
		if (!isKnown) report.unknown(key, path);
		else if (key !== 'type') checkValue(report, version, key, value, taken, [...path, key]);
	}
	for (const [key, { required }] of table) if (required && component[key] === undefined) report.missing(key, path);
	checkPairs(report, component, type, path);
}

function isPattern(text: string): boolean {
	try {
		return new RegExp(text) instanceof RegExp;
	} catch {
		return false;
	}
}

/** Meta docs: Flows > Error codes > Schema validation errors (Footer); Min max limit violation errors; Components > TextInput. */
function checkPairs(report: Report, component: Json, type: string, path: Path): void {
	const [left, center, right] = ['left-caption', 'center-caption', 'right-caption'].map(
		(key) => component[key] !== undefined,
	);
	if (left !== right)
		report.add('INVALID_DEPENDENCIES', 'Footer should have both left-caption and right-caption.', path);
	if (center && (left || right))
		report.add(
			'NOT_KEYWORD_SCHEMA_VALIDATION_FAILED',
			"Properties 'center-caption' and [left-caption, right-caption] must be present exclusively at Footer.",
			path,
		);
	for (const key of ['chars', 'selected-items', 'uploaded-photos', 'uploaded-documents', 'date', 'days']) {
		const [least, most] = [component[`min-${key}`], component[`max-${key}`]];
		if (least === undefined || most === undefined || isDynamic(least) || isDynamic(most)) continue;
		const isOver = key === 'date' ? String(least) > String(most) : Number(least) > Number(most);
		if (isOver)
			report.add('MIN_VALUE_GREATER_THAN_MAX', `min-${key} cannot be greater than max-${key} for ${type}.`, path);
	}
	if (type === 'TextInput' && component.pattern !== undefined) {
		if (component['helper-text'] === undefined) report.missing('helper-text', path);
		if (typeof component.pattern === 'string' && !isDynamic(component.pattern) && !isPattern(component.pattern))
			report.add('INVALID_PROPERTY_VALUE_FORMAT', "Property 'pattern' should be in 'regex' format.", path);
		if (['email', 'phone'].includes(String(component['input-type']))) report.unknown('pattern', path);
	}
}
