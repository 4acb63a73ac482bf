import type { Flow, Part, Screen } from './flow';
import { isObject, list, type Path, type Report } from './report';

/** Meta docs: Flows > Error codes > Min max limit violation errors; Media upload components; Components > Navigation List, Image Carousel. */
const perScreen: Record<string, number> = {
	EmbeddedLink: 2,
	Footer: 1,
	Image: 3,
	OptIn: 5,
	PhotoPicker: 1,
	DocumentPicker: 1,
	NavigationList: 2,
	ImageCarousel: 2,
};

/** Meta docs: Flows > Components > If, Switch. */
const inBranches = [
	'TextHeading',
	'TextSubheading',
	'TextBody',
	'TextCaption',
	'CheckboxGroup',
	'DatePicker',
	'Dropdown',
	'EmbeddedLink',
	'Footer',
	'Image',
	'OptIn',
	'RadioButtonsGroup',
	'TextArea',
	'TextInput',
];

const inputs = [
	'TextInput',
	'TextArea',
	'CheckboxGroup',
	'RadioButtonsGroup',
	'Dropdown',
	'ChipsSelector',
	'DatePicker',
	'CalendarPicker',
	'OptIn',
	'PhotoPicker',
	'DocumentPicker',
];

/** Maximum number of components of a type shown at once: of If and Switch, only one branch counts. */
function shownAtOnce(parts: Part[], depth = 0): number {
	const groups = new Map<string, Part[]>();
	let sum = 0;
	for (const part of parts) {
		const around = part.branches[depth];
		if (around === undefined) sum += 1;
		else groups.set(around.path.join('/'), [...(groups.get(around.path.join('/')) ?? []), part]);
	}
	for (const group of groups.values()) {
		const branches = new Map<string, Part[]>();
		for (const part of group)
			branches.set(part.branches[depth].branch, [...(branches.get(part.branches[depth].branch) ?? []), part]);
		sum += Math.max(...[...branches.values()].map((branch) => shownAtOnce(branch, depth + 1)));
	}
	return sum;
}

/** Meta docs: Flows > Error codes > Footer errors, If component errors, Switch component errors; Components > If, Switch. */
function checkBranches(report: Report, { version }: Flow, { component, type, path, branches }: Part): void {
	const cases = type === 'Switch' && isObject(component.cases) ? component.cases : undefined;
	if (type === 'If' && Array.isArray(component.then) && component.then.length === 0)
		report.add('INVALID_PROPERTY_VALUE', 'Expected array to contain at least one component.', [...path, 'then']);
	if (cases && Object.keys(cases).length === 0)
		report.add('EMPTY_SWITCH_CASES', "The 'cases' property of a Switch component cannot be empty.", [...path, 'cases']);
	if (type === 'If' && branches.filter((one) => one.type === 'If').length === 3)
		report.add('MAXIMUM_IF_NESTING', "The 'If' component can only be nested up to 3 levels deep.", path);
	if (type === 'Switch' && typeof component.value === 'string' && !/\$\{|^`/.test(component.value))
		report.wrongValue('value', component.value, [...path, 'value']);
	const all = type === 'If' ? [component.then, component.else] : Object.values(cases ?? {});
	for (const branch of all) if (branch !== undefined && !Array.isArray(branch)) report.wrongType('array', path);
	const withFooter = all.filter((branch) =>
		list(branch).some((child) => isObject(child) && child.type === 'Footer'),
	).length;
	if (withFooter > 0 && branches.some((one) => one.type === 'If'))
		report.add('INVALID_PROPERTY_VALUE', 'A Footer can be added within If only in the first level.', path);
	if (withFooter > 0 && withFooter < all.length) {
		report.add(
			type === 'If' ? 'MISSING_FOOTER_IN_IF_ELSE_BRANCHES' : 'MISSING_FOOTER_IN_SWITCH_BRANCHES',
			`Footer component must be present in all branches of '${type}' if it exists in one.`,
			path,
		);
	}
	const parent = branches.at(-1)?.type;
	if (
		parent === undefined ||
		inBranches.includes(type) ||
		(type === 'ChipsSelector' && version >= 701) ||
		(parent === 'If' && ['If', 'Switch'].includes(type))
	)
		return;
	report.wrongValue('type', type, [...path, 'type']);
}

/** Entries of a static list, with their path. */
const entries = ({ component, path }: Part, key: string): Array<{ entry: Record<string, unknown>; path: Path }> =>
	list(component[key]).flatMap((entry, index) => (isObject(entry) ? [{ entry, path: [...path, key, index] }] : []));

/** Meta docs: Flows > Components > CheckboxGroup, RadioButtonsGroup, Dropdown, Chips Selector. Images beside colours: Meta's editor. */
function checkOptions(report: Report, part: Part): void {
	const { component, path, type } = part;
	if (Array.isArray(component['data-source']) && component['data-source'].length === 0)
		report.add('MIN_ITEMS_REQUIRED', "Property 'data-source' should have at least '1' items.", [
			...path,
			'data-source',
		]);
	const options = entries(part, 'data-source');
	for (const one of options)
		for (const key of ['id', 'title']) if (one.entry[key] === undefined) report.missing(key, one.path);
	for (const { entry, path: place } of options)
		if (
			entry.color !== undefined &&
			!/^#?[0-9a-f]{6}$/i.test(String(entry.color)) &&
			!String(entry.color).includes('${')
		)
			report.add('PATTERN_MISMATCH', "Property 'color' should be a 6-digit hex color.", place);
	const has = (key: string) => options.find(({ entry }) => entry[key] !== undefined);
	if (has('image') && has('color'))
		report.add(
			'DATA_SOURCE_ITEMS_HAVE_BOTH_IMAGE_AND_COLOR',
			`Data source can have either image or color attributes for ${type}.`,
			has('color')!.path,
		);
	for (const key of ['on-select-action', 'on-unselect-action']) {
		if (component[key] !== undefined && has(key))
			report.add(
				'INVALID_PROPERTY_KEY',
				`The '${key}' property cannot be used at both the component and data-source levels.`,
				has(key)!.path,
			);
	}
}

/** Meta docs: Flows > Components > Navigation List > Limits and restrictions. */
function checkNavigationList(report: Report, { terminal, parts }: Screen, part: Part): void {
	const { component, path } = part;
	if (terminal) report.unknown('terminal', path.slice(0, 2));
	if (parts.some(({ type }) => type !== 'NavigationList' && type !== 'Form'))
		report.add(
			'INVALID_COMPONENT_PLACEMENT',
			'NavigationList cannot be used with other components on the same screen.',
			path,
		);
	if (Array.isArray(component['list-items']) && component['list-items'].length === 0)
		report.add('MIN_ITEMS_REQUIRED', "Property 'list-items' should have at least '1' items.", path);
	const items = entries(part, 'list-items');
	if (items.filter(({ entry }) => entry.badge !== undefined).length > 1)
		report.add('MAX_ITEMS_REQUIRED', "Property 'list-items' should have at most '1' badge item.", path);
	if (component['media-size'] === 'large' && items.some(({ entry }) => entry.end !== undefined))
		report.add(
			'INVALID_PROPERTY_VALUE_FOR_CONDITION',
			"Cannot set 'media-size' to 'large' when 'end' add-on is present.",
			path,
		);
	const own = items.filter(({ entry }) => entry['on-click-action'] !== undefined).length;
	const shared = component['on-click-action'] !== undefined;
	if (shared && own > 0)
		report.add(
			'DUPLICATE_PROPETY_FOR_CONDITION',
			"'on-click-action' can only be defined at either root level or within the 'list-items'.",
			path,
		);
	if (!shared && own < items.length) report.missing('on-click-action', path);
	for (const { entry, path: place } of items)
		if (entry['main-content'] === undefined) report.missing('main-content', place);
}

/**
 * Checks that dates are within the range of their picker, in the picker or in its Form. Meta docs: Flows > Components >
 * CalendarPicker, DatePicker.
 */
function checkDates(report: Report, { component, path, type }: Part, inForm: unknown): void {
	const isDate = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
	const initial = component['init-value'] ?? inForm;
	const dates: unknown[] = [
		...(isObject(initial) ? Object.values(initial) : [initial]),
		...list(component['unavailable-dates']),
	];
	for (const date of [component['min-date'], component['max-date'], ...dates]) {
		if (
			typeof date !== 'string' ||
			date.includes('${') ||
			(isDate(date) && !Number.isNaN(Date.parse(date)) && new Date(date).toISOString().startsWith(date))
		)
			continue;
		report.add('INVALID_DATE_RANGE', 'The date field must be in the format "YYYY-MM-DD".', path);
	}
	const isOutside = (date: string): boolean =>
		(isDate(component['min-date']) && date < component['min-date']) ||
		(isDate(component['max-date']) && date > component['max-date']);
	if (dates.some((date) => isDate(date) && isOutside(date)))
		report.add('INVALID_DATE_RANGE', `A date of ${type} must be in the range of its min-date and max-date.`, path);
	if (isObject(initial) && String(initial['start-date']) > String(initial['end-date']))
		report.add('INVALID_DATE_RANGE', "'start date' cannot be greater than 'end date'.", path);
	if (type !== 'CalendarPicker' || (typeof component.mode === 'string' && component.mode.includes('${'))) return;
	for (const key of ['label', 'helper-text', 'required', 'init-value', 'error-message']) {
		const value = component[key];
		if (value === undefined || (typeof value === 'string' && value.includes('${'))) continue;
		if ((component.mode === 'range') !== isObject(value))
			report.add('INVALID_TYPE', `The value of property '${key}' does not fit the mode.`, [...path, key]);
		else if (
			isObject(value) &&
			(value['start-date'] === undefined || (key === 'label' && value['end-date'] === undefined))
		)
			report.add('MISSING_CALENDAR_PICKER_RANGE_MODE_PROP', `'${key}' needs a start-date.`, [...path, key]);
	}
	if (component.mode === 'range') return;
	for (const key of ['title', 'description', 'min-days', 'max-days'])
		if (component[key] !== undefined) report.unknown(key, path);
}

/** The value that the Form of a screen gives a field at first. */
function initialValue(parts: Part[], { component }: Part): unknown {
	const values = parts.find(({ type }) => type === 'Form')?.component['init-values'];
	return isObject(values) ? values[String(component.name)] : undefined;
}

/** Combinations of components that a screen may not have. */
export function checkTogether(report: Report, flow: Flow, screen: Screen): void {
	const { parts, path } = screen;
	for (const [type, most] of Object.entries(perScreen)) {
		const count = shownAtOnce(parts.filter((part) => part.type === type));
		if (count > most)
			report.add(
				'COMPONENT_TYPE_MAX_NUMBER_PER_SCREEN',
				`Maximum number of ${type} allowed per screen is ${most} but found ${count}.`,
				path,
			);
	}
	if (parts.filter(({ type }) => type !== 'Form').length > 100)
		report.add(
			'MAX_ALLOWED_COMPONENTS_PER_SCREEN',
			'Maximum number of components allowed per screen is exceeded.',
			path,
		);
	// Meta docs: Flows > Components > Rich Text.
	const alone = (type: string): boolean => type === 'RichText' || (flow.version >= 603 && type === 'Footer');
	const rich = parts.filter(({ type }) => type === 'RichText');
	if (rich.length > 1 || (rich.length === 1 && !parts.every(({ type }) => alone(type))))
		report.add(
			'INVALID_RICHTEXT_PLACEMENT',
			'RichText cannot be used with other components on the same screen.',
			rich[0].path,
		);
	// Meta docs: Flows > Media upload components > Limitations and restrictions.
	if (parts.some(({ type }) => type === 'PhotoPicker') && parts.some(({ type }) => type === 'DocumentPicker'))
		report.add(
			'COMPONENT_TYPE_MAX_NUMBER_PER_SCREEN',
			'You can only have a maximum of 1 component of type PhotoPicker or DocumentPicker per screen.',
			path,
		);
	// Meta docs: Flows > Error codes > Naming errors; Optional form.
	const names = parts
		.filter(({ type, component }) => type !== 'Form' && typeof component.name === 'string')
		.map(({ component }) => String(component.name));
	for (const name of new Set(names.filter((one, index) => names.indexOf(one) !== index)))
		report.add('DUPLICATE_FORM_COMPONENT_NAMES', `Duplicate name found for Form components: '${name}'.`, path);
	const hasForm = parts.some(({ type }) => type === 'Form');
	for (const part of parts) {
		if (hasForm && !part.inForm && inputs.includes(part.type))
			report.add(
				'COMPONENTS_OUTSIDE_FORM',
				`Component '${part.type}' is not allowed outside Form when Form component is present.`,
				part.path,
			);
		if (part.inForm && part.type === 'Form') report.wrongValue('type', part.type, [...part.path, 'type']);
		checkBranches(report, flow, part);
		checkOptions(report, part);
		if (part.type === 'NavigationList') checkNavigationList(report, screen, part);
		if (part.type === 'DatePicker' || part.type === 'CalendarPicker')
			checkDates(report, part, part.type === 'CalendarPicker' && part.inForm ? initialValue(parts, part) : undefined);
	}
}
