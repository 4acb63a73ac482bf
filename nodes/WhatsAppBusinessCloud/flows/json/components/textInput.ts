import { childPath } from '../path';
import { staticValue } from '../properties';
import { NUMBER, STRING, type ComponentSpec, type Node, type ValidationContext } from '../types';
import { quoted } from '../values';
import { choice, errorMessage, flag, name, number, required, text, type, visibility } from './build';
import { ordered } from './options';

const inputTypes = ['text', 'number', 'email', 'password', 'passcode', 'phone'];

/** Input types that support a pattern. */
const PATTERN_TYPES = ['text', 'number', 'password', 'passcode'];

function checkPattern({ component, path }: Node, { flow, what }: ValidationContext): void {
	if (!Object.hasOwn(component, 'pattern')) return;
	if (!Object.hasOwn(component, 'helper-text')) {
		flow.findings.add(
			'pattern-helper',
			path,
			`${what} has a 'pattern' but no 'helper-text'`,
			"Say in 'helper-text' what may be entered",
		);
	}
	const inputType = staticValue(component, 'input-type') ?? 'text';
	if (typeof inputType === 'string' && inputTypes.includes(inputType) && !PATTERN_TYPES.includes(inputType)) {
		flow.findings.add(
			'pattern-input-type',
			childPath(path, 'pattern'),
			`'pattern' of ${what} does not work with input type ${quoted(inputType)}`,
			`Remove it, or use one of ${PATTERN_TYPES.join(', ')}`,
		);
	}
}

/** WhatsApp docs: Flows > Components > Text entry components > TextInput; Changelog, 11 March 2025 for `label-variant`. */
export const textInput: ComponentSpec = {
	type: 'TextInput',
	value: (component) => (component['input-type'] === 'number' ? NUMBER | STRING : STRING),
	properties: {
		type,
		name,
		label: required(20),
		'label-variant': choice(['large'], { since: 700 }),
		'input-type': choice(inputTypes, { fixed: true }),
		pattern: text(undefined, { since: 602, format: 'regex' }),
		required: flag(),
		enabled: flag({ undocumented: true }),
		'min-chars': number([0, Infinity], { digits: true }),
		'max-chars': number([0, Infinity], { digits: true }),
		'helper-text': text(80),
		visible: visibility,
		'init-value': { type: STRING | NUMBER, outsideForm: true },
		'error-message': errorMessage(30),
	},
	checks: [checkPattern, ordered('min-chars', 'max-chars')],
};
