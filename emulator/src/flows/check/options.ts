import { entriesOf, type Flow, type Part, type Screen } from './flow';
import type { Report } from './report';

type Options = ReturnType<typeof entriesOf>;

const withKey = (options: Options, key: string): Options[number] | undefined =>
	options.find(({ entry }) => entry[key] !== undefined);

/** Meta docs: Flows > Error codes > Schema validation errors. */
function checkRequired(report: Report, { component, path }: Part, options: Options): void {
	if (Array.isArray(component['data-source']) && component['data-source'].length === 0)
		report.add('MIN_ITEMS_REQUIRED', "Property 'data-source' should have at least '1' items.", [
			...path,
			'data-source',
		]);
	for (const one of options)
		for (const key of ['id', 'title']) if (one.entry[key] === undefined) report.missing(key, one.path);
}

/** Meta docs: Flows > Components > CheckboxGroup, RadioButtonsGroup, Dropdown, Chips Selector. Images beside colors: Meta's editor. */
function checkColors(report: Report, { type }: Part, options: Options): void {
	for (const { entry, path } of options) {
		const color = String(entry.color ?? '');
		if (entry.color !== undefined && !/^#?[0-9a-f]{6}$/i.test(color) && !color.includes('${'))
			report.add('PATTERN_MISMATCH', "Property 'color' should be a 6-digit hex color.", path);
	}
	const colored = withKey(options, 'color');
	if (colored && withKey(options, 'image'))
		report.add(
			'DATA_SOURCE_ITEMS_HAVE_BOTH_IMAGE_AND_COLOR',
			`Data source can have either image or color attributes for ${type}.`,
			colored.path,
		);
}

/** An action of a component and of its options: Meta's editor. */
function checkOptionActions(report: Report, { component }: Part, options: Options): void {
	for (const key of ['on-select-action', 'on-unselect-action']) {
		const option = withKey(options, key);
		if (component[key] !== undefined && option)
			report.add(
				'INVALID_PROPERTY_KEY',
				`The '${key}' property cannot be used at both the component and data-source levels.`,
				option.path,
			);
	}
}

/** Options of a component. Meta docs: Flows > Components > CheckboxGroup, RadioButtonsGroup, Dropdown, Chips Selector. */
export function checkOptions(report: Report, _flow: Flow, _screen: Screen, part: Part): void {
	const options = entriesOf(part, 'data-source');
	checkRequired(report, part, options);
	checkColors(report, part, options);
	checkOptionActions(report, part, options);
}
