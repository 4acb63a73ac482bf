import { isObject, type Json } from '../../messages/checks';
import type { Component, Screen } from './definition';
import { resolve, resolveObject, type Scope } from './expressions';

/** Components that a user fills in, with the form of their value. */
export const inputs: Record<string, 'text' | 'one' | 'many' | 'date' | 'calendar' | 'truth' | 'files'> = {
	TextInput: 'text',
	TextArea: 'text',
	RadioButtonsGroup: 'one',
	Dropdown: 'one',
	CheckboxGroup: 'many',
	ChipsSelector: 'many',
	DatePicker: 'date',
	CalendarPicker: 'calendar',
	OptIn: 'truth',
	PhotoPicker: 'files',
	DocumentPicker: 'files',
};

/** Properties that hold an action: resolved when it is carried out, not when it is shown. */
const actionKeys = ['on-click-action', 'on-select-action', 'on-unselect-action'];

const list = (value: unknown): Component[] => (Array.isArray(value) ? (value.filter(isObject) as Component[]) : []);

/** All components of a screen, visible or not, including nested ones, as a flat list. */
export function everyComponent(children: Component[]): Component[] {
	return children.flatMap((component) => {
		if (component.type === 'Form') return everyComponent(list(component.children));
		if (component.type === 'If')
			return [...everyComponent(list(component.then)), ...everyComponent(list(component.else))];
		if (component.type === 'Switch')
			return Object.values(isObject(component.cases) ? component.cases : {}).flatMap((one) =>
				everyComponent(list(one)),
			);
		return [component];
	});
}

/**
 * The components that a user sees: forms flattened, only the active branch of If and Switch, no invisible ones.
 * References are resolved, except in actions.
 */
export function shown(screen: Screen, scope: Scope): Component[] {
	return flat(screen.layout.children, scope);
}

function flat(children: Component[], scope: Scope): Component[] {
	return children.flatMap((component): Component[] => {
		if (component.type === 'Form') {
			const errors = resolve(component['error-messages'], scope);
			return flat(list(component.children), scope).map((field) => withError(field, errors));
		}
		if (component.type === 'If')
			return flat(list(holds(component.condition, scope) ? component.then : component.else), scope);
		if (component.type === 'Switch') {
			const cases = isObject(component.cases) ? component.cases : {};
			const value = String(resolve(component.value, scope));
			return flat(list(cases[value] ?? cases.default), scope);
		}
		const own = resolveObject(component, scope, actionKeys) as Component;
		return own.visible === false ? [] : [own];
	});
}

/** Before 6.0 a condition is an expression without backticks. */
function holds(condition: unknown, scope: Scope): boolean {
	if (typeof condition !== 'string') return condition === true;
	const text = condition.trim();
	return resolve(text.startsWith('`') ? text : `\`${text}\``, scope) === true;
}

function withError(field: Component, errors: unknown): Component {
	const message = isObject(errors) ? errors[String(field.name)] : undefined;
	return message === undefined ? field : { ...field, 'error-message': message };
}

/** The initial values of a screen's fields: `init-values` of their form, or their own `init-value`. */
export function initialForm(screen: Screen, scope: Scope): Json {
	const values: Json = {};
	const visit = (children: Component[], given: Json): void => {
		for (const component of children) {
			if (component.type === 'Form') {
				const own = resolve(component['init-values'], scope);
				visit(list(component.children), { ...given, ...(isObject(own) ? own : {}) });
				continue;
			}
			for (const field of component.type in inputs ? [component] : everyComponent([component])) {
				if (!(field.type in inputs) || typeof field.name !== 'string') continue;
				const value = given[field.name] ?? resolve(field['init-value'], scope);
				if (value !== undefined) values[field.name] = value;
			}
		}
	};
	visit(screen.layout.children, {});
	return values;
}
