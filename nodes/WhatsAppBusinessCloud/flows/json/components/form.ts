import { childPath, type Path } from '../path';
import type { Level } from '../rules';
import {
	ARRAY,
	OBJECT,
	STRING,
	type ComponentSpec,
	type Field,
	type Node,
	type ValidationContext,
	type Types,
} from '../types';
import { asText, isObject, joinList, namesOf, ownProperty, quoted, typeOf } from '../values';
import { kindOfText } from '../references';
import { name, type } from './build';
import { checkInitialDates } from './dates';

/** First version in which Meta checks the types. WhatsApp docs: Flows > Changelog, 11 March 2025. */
const TYPES_CHECKED_SINCE = 700;

const MEDIA = ['PhotoPicker', 'DocumentPicker'];

/** First version in which Meta rejects initial values for unknown fields. Flow Builder: INVALID_PROPERTY_VALUE. */
const FIELDS_CHECKED_SINCE = 700;

const isNumberInput = ({ node: { component } }: Field): boolean =>
	component.type === 'TextInput' && component['input-type'] === 'number';

const isPlain = (value: unknown): boolean => typeof value !== 'string' || kindOfText(value) === 'static';

type Key = 'init-values' | 'error-messages';

function reportUnknownField(key: Key, field: string, here: Path, { flow, screen }: ValidationContext): void {
	const level: Level = key === 'init-values' && flow.version >= FIELDS_CHECKED_SINCE ? 'error' : 'warning';
	flow.findings.add(
		'form-field-unknown',
		here,
		`'${key}' names ${quoted(field)}, which is no field of this form`,
		`Use one of ${joinList([...screen.fields.keys()])}`,
		{ atKey: true, level },
	);
}

function checkType(
	key: Key,
	field: string,
	value: unknown,
	input: Field,
	here: Path,
	{ flow }: ValidationContext,
): void {
	if (flow.version < TYPES_CHECKED_SINCE || !isPlain(value)) return;
	const expectedTypes: Types = key === 'init-values' ? input.types : STRING | OBJECT;
	const isNoNumber = key === 'init-values' && isNumberInput(input) && Number.isNaN(Number(value));
	if ((typeOf(value) & expectedTypes) !== 0 && !isNoNumber) return;
	flow.findings.add(
		'form-field-type',
		here,
		`'${key}' passes ${namesOf(typeOf(value))} to ${quoted(field)}, which needs ${namesOf(expectedTypes)}`,
		`Give ${namesOf(expectedTypes)}`,
	);
}

function checkEntry(key: Key, field: string, value: unknown, here: Path, place: ValidationContext): void {
	const input = place.screen.fields.get(field);
	if (input === undefined) return reportUnknownField(key, field, here, place);
	const kind = asText(input.node.component.type);
	if (key === 'init-values' && MEDIA.includes(kind)) {
		place.flow.findings.add('form-media', here, `'init-values' cannot fill a ${kind}`, 'Remove the entry', {
			atKey: true,
		});
		return;
	}
	if (key === 'init-values' && kind === 'CalendarPicker')
		checkInitialDates(value, here, input.node.component, { ...place, what: quoted(field) });
	checkType(key, field, value, input, here, place);
}

/**
 * Checks `init-values` or `error-messages` against the inputs of the form.
 * WhatsApp docs: Flows > Flow JSON > Form configuration.
 */
const checkValues =
	(key: Key) =>
	({ component, path }: Node, place: ValidationContext): void => {
		const values = ownProperty(component, key);
		if (!isObject(values)) return;
		for (const [field, value] of Object.entries(values))
			checkEntry(key, field, value, childPath(path, key, field), place);
	};

/**
 * Optional since 4.0. If a screen has a Form, it contains all inputs of the screen. WhatsApp docs: Flows > Flow JSON >
 * Forms.
 */
export const form: ComponentSpec = {
	type: 'Form',
	properties: {
		type,
		name,
		children: { type: ARRAY, required: true, fixed: true },
		'init-values': { type: OBJECT, payload: true },
		'error-messages': { type: OBJECT, payload: true },
	},
	branches: (component) =>
		Object.hasOwn(component, 'children') ? [{ keys: ['children'], children: component.children }] : [],
	holds: (component) => component !== 'Form' && component !== 'NavigationList',
	checks: [checkValues('init-values'), checkValues('error-messages')],
};
