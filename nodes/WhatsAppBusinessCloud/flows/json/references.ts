import type { Level } from './rules';
import type { Path } from './path';
import { ANY, ARRAY, OBJECT, type Field, type Flow, type Schema, type Screen, type Types } from './types';
import { isObject, ownProperty, quoted, schemaTypes } from './values';

/** `${data.x}`, `${form.x}`, `${screen.S.data.x}` or `${screen.S.form.x}`. WhatsApp docs: Flows > Flow JSON > Properties. */
export interface Reference {
	/** As written, with braces. */
	text: string;
	scope: 'data' | 'form';
	/** The other screen, in a global reference. */
	screen?: string;
	keys: string[];
}

const WHOLE = /^\$\{([^{}]*)\}$/;
const INSIDE = /\$\{\s*(?:data|form|screen)\.[^{}]*\}/;
const SEGMENT = /^[^\s.'"`]+$/;

/** @returns undefined when it refers to neither data nor a form field, of this or another screen */
export function parseReference(text: string): Reference | undefined {
	const segments = WHOLE.exec(text)?.[1].split('.') ?? [];
	if (!segments.every((segment) => SEGMENT.test(segment))) return undefined;
	const isGlobal = segments[0] === 'screen';
	const [scope, ...keys] = isGlobal ? segments.slice(2) : segments;
	if ((scope !== 'data' && scope !== 'form') || keys.length === 0) return undefined;
	return { text, scope, screen: isGlobal ? segments[1] : undefined, keys };
}

/** How dynamic a text is: static, a single reference, an expression in backticks, or text mixed with references. */
export function kindOfText(text: string): 'static' | 'reference' | 'expression' | 'mixed' {
	if (text.length > 1 && text.startsWith('`') && text.endsWith('`')) return 'expression';
	if (!text.includes('${')) return 'static';
	if (WHOLE.test(text)) return 'reference';
	return INSIDE.test(text) ? 'mixed' : 'static';
}

/** What a reference resolves to. */
export interface Resolved {
	types: Types;
	/** For declared data. */
	schema?: Schema;
	/** For a form field. */
	field?: Field;
}

const UNKNOWN: Resolved = { types: ANY };

/** Why a reference cannot be resolved. */
interface Problem {
	rule: 'reference-unknown' | 'reference-format';
	message: string;
}

const unknown = (message: string): Problem => ({ rule: 'reference-unknown', message });

/** Data with such a name can be declared, but not referenced. Flow Builder: invalid format of dynamic data. */
const UNUSABLE = /[-`' ]/;

function inData(screen: Screen, reference: Reference): Resolved | Problem {
	const { data } = screen;
	const where = reference.screen === undefined ? 'the screen' : `screen ${quoted(screen.id)}`;
	if (data === undefined) return UNKNOWN;
	let schema: unknown = ownProperty(data, reference.keys[0]);
	if (schema === undefined) return unknown(`${reference.text} is not in the 'data' of ${where}`);
	const unusable = reference.keys.find((key) => UNUSABLE.test(key));
	if (unusable !== undefined)
		return {
			rule: 'reference-format',
			message: `${reference.text} names data with a hyphen, ${quoted(unusable)}, which Meta rejects`,
		};
	for (const key of reference.keys.slice(1)) {
		if (!isObject(schema)) return UNKNOWN;
		const types = schemaTypes(schema.type);
		if (types === ARRAY) return unknown(`${reference.text} looks inside a list, which references cannot do`);
		if (types !== OBJECT)
			return types === ANY
				? UNKNOWN
				: unknown(`${reference.text} looks inside ${quoted(schema.type)}, which has no properties`);
		const properties = schema.properties;
		const inner: unknown = isObject(properties) ? ownProperty(properties, key) : undefined;
		if (inner === undefined)
			return unknown(
				`${reference.text} is not declared: there is no ${quoted(key)} in the 'properties' of its schema in ${where}`,
			);
		schema = inner;
	}
	return isObject(schema) ? { types: schemaTypes(schema.type), schema } : UNKNOWN;
}

function inForm(screen: Screen, reference: Reference): Resolved | Problem {
	const [name, ...rest] = reference.keys;
	const field = screen.fields.get(name);
	const where = reference.screen === undefined ? 'this screen' : `screen ${quoted(screen.id)}`;
	if (field !== undefined) {
		// A date range or a list of files can have nested keys, which are not declared anywhere.
		if (rest.length === 0) return { types: field.types, field };
		return (field.types & (OBJECT | ARRAY)) !== 0
			? UNKNOWN
			: unknown(`${reference.text} looks inside a field that has one value only`);
	}
	if (screen.forms.some(({ component }) => component.name === name)) {
		return unknown(`${reference.text} names the Form itself, which has no value; name one of its fields`);
	}
	return unknown(`${reference.text} names no field of ${where}`);
}

/**
 * Resolves a reference. Reports findings about it.
 * @param level of an unresolved reference, where it is not an error
 */
export function resolve(flow: Flow, screen: Screen, reference: Reference, path: Path, level?: Level): Resolved {
	const { findings } = flow;
	const advice =
		reference.scope === 'data'
			? "Declare it in the screen's 'data', or correct the name"
			: 'Use the name of an input component of that screen';
	if (reference.screen !== undefined && reference.screen === screen.id) {
		findings.add(
			'reference-own-screen',
			path,
			`${quoted(reference.text)} refers to its own screen`,
			`Write \${${reference.scope}.${reference.keys.join('.')}} instead`,
		);
		return UNKNOWN;
	}
	const target = reference.screen === undefined ? screen : flow.byId.get(reference.screen);
	if (target === undefined) {
		findings.add(
			'reference-unknown',
			path,
			`${quoted(reference.text)} names a screen that does not exist`,
			'Use the ID of one of the screens',
			{ level },
		);
		return UNKNOWN;
	}
	const found = reference.scope === 'data' ? inData(target, reference) : inForm(target, reference);
	if (!('rule' in found)) return found;
	const { rule, message } = found;
	if (rule === 'reference-format')
		findings.add(rule, path, message, 'Rename it with an underscore, here and in the declaration');
	else findings.add(rule, path, message, advice, { level });
	return UNKNOWN;
}
