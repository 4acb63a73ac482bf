import type { Flow, Part, Screen } from './flow';
import { isPicker } from './pickers';
import { isObject, type Path, type Report } from './report';

/** What a field can begin with. Meta docs: Flows > Flow JSON > Form configuration; Changelog, 11 March 2025. */
function fitsField(part: Part | undefined, value: unknown): boolean {
	if (part === undefined || (typeof value === 'string' && /\$\{|^`/.test(value))) return true;
	if (['CheckboxGroup', 'ChipsSelector'].includes(part.type)) return Array.isArray(value);
	if (part.type === 'OptIn') return typeof value === 'boolean';
	if (part.component['input-type'] === 'number') return !Number.isNaN(Number(value));
	return typeof value === 'string' || (part.type === 'CalendarPicker' && isObject(value));
}

function checkInitValue(
	report: Report,
	{ version }: Flow,
	part: Part | undefined,
	name: string,
	value: unknown,
	path: Path,
): void {
	// Meta docs: Flows > Error codes > Native component errors.
	if (isPicker(part))
		report.add(
			'NATIVE_COMPONENT_IN_FORM_INIT_VALUES',
			`Property 'init-values' should not contain value for components: [${name}].`,
			path,
		);
	else if (version >= 700 && !fitsField(part, value)) report.wrongType('the field', path);
	else if (version >= 700 && !part) report.wrongValue(name, 'init-values', path);
}

/** The `init-values` of the Forms of a screen. */
export function checkInitValues(report: Report, flow: Flow, { parts, byName }: Screen): void {
	for (const { component, type, path } of parts) {
		const values = component['init-values'];
		if (type !== 'Form' || !isObject(values)) continue;
		for (const [name, value] of Object.entries(values))
			checkInitValue(report, flow, byName.get(name), name, value, [...path, 'init-values', name]);
	}
}
