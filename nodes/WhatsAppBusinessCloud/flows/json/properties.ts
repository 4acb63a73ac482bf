import { checkActionUse, readAction } from './actions';
import { checkCondition, reportMixedReference, nestedTypes, resolveReference } from './dynamic';
import { checkNumber, checkText } from './literals';
import { childPath, type Path } from './path';
import { checkReferences } from './payload';
import { nameOf, Property, type Owner, type Specs } from './property';
import { kindOfText } from './references';
import { checkItemsSchema } from './data/itemsSchema';
import { NULL, NUMBER, STRING, type ActionSlot, type JsonObject, type ValidationContext, type Types } from './types';
import { isObject, joinList, namesOf, ownProperty, quoted, typeOf } from './values';
import { versionText } from './versions';

function isKnown(property: Property): boolean {
	const { place, path, spec } = property;
	const { findings, version } = place.flow;
	if (spec.since !== undefined && spec.since > version) {
		const text = `${property.name} works from version ${versionText(spec.since)} on; this flow has ${versionText(version)}`;
		findings.add('property-since', path, text, "Raise 'version', or remove the property", { atKey: true });
		return false;
	}
	if (spec.undocumented) {
		findings.add(
			'property-undocumented',
			path,
			`${property.name} is not in Meta's reference, though it may work`,
			'Upload it to Meta to be sure',
			{ atKey: true },
		);
	}
	if (spec.outsideForm && place.inForm) {
		const advice = "Move it to the Form's 'init-values' or 'error-messages'";
		findings.add('property-in-form', path, `${property.name} does not work inside a Form`, advice, { atKey: true });
	}
	return true;
}

/**
 * Checks an object against its properties: unknown and missing ones first, then each value.
 * @param owner the object as named in messages: TextInput 'email'
 */
export function checkProperties(
	place: ValidationContext,
	object: JsonObject,
	specs: Specs,
	path: Path,
	owner: Owner,
): void {
	const { findings } = place.flow;
	for (const key of Object.keys(object)) {
		const spec = Object.hasOwn(specs, key) ? specs[key] : undefined;
		const here = childPath(path, key);
		if (spec === undefined) {
			const advice = `Remove it, or use one of ${joinList(Object.keys(specs), 20)}`;
			findings.add('property-unknown', here, `${nameOf(owner)} has no property ${quoted(key)}`, advice, {
				atKey: true,
			});
			continue;
		}
		const property = new Property(place, here, spec, owner, key);
		if (isKnown(property)) checkValue(property, object[key]);
	}
	for (const key of Object.keys(specs)) {
		const { required, expected, since } = specs[key];
		if (Object.hasOwn(object, key) || (since ?? 0) > place.flow.version) continue;
		if (required) findings.add('property-required', path, `${nameOf(owner)} has no '${key}'`, `Add '${key}'`);
		else if (expected)
			findings.add(
				'property-expected',
				path,
				`${nameOf(owner)} has no '${key}', which every example of Meta's has`,
				`Add '${key}'`,
			);
	}
}

function fits(
	property: Property,
	found: Types,
	expectedTypes: Types,
	rule: 'property-type' | 'reference-type' | 'expression-type',
	source: string,
): boolean {
	if ((found & expectedTypes) !== 0) return true;
	property.place.flow.findings.add(
		rule,
		property.path,
		`${property.name} needs ${namesOf(expectedTypes)}, ${source} ${namesOf(found)}`,
		`Give ${namesOf(expectedTypes)}`,
	);
	return false;
}

/** Checks a text that is completely or partly dynamic. @returns whether the property needs no further checks */
function checkDynamic(property: Property, text: string): boolean {
	const { place, path, spec } = property;
	const kind = kindOfText(text);
	if (kind === 'static') {
		if (!spec.dynamic) return false;
		place.flow.findings.add(
			'reference-required',
			path,
			`${property.name} has a fixed value, so its result never changes`,
			'Use a reference, such as ${data.name}',
		);
		return true;
	}
	if (spec.identity) {
		place.flow.findings.add('name-static', path, `${property.name} cannot be dynamic`, 'Enter a fixed name');
		return true;
	}
	if (spec.fixed) {
		place.flow.findings.add(
			'property-static',
			path,
			`${property.name} does not support references: Meta documents only fixed values`,
			'Enter the value itself',
		);
		return true;
	}
	// Numeric text is accepted too, in data as in the JSON itself.
	const expectedTypes = spec.digits ? spec.type | STRING | NUMBER : spec.type;
	if (kind === 'mixed') reportMixedReference(place, text, path);
	else if (kind === 'expression')
		fits(property, nestedTypes(place, text, path), expectedTypes, 'expression-type', 'its expression returns');
	else {
		const found = resolveReference(place, text, path);
		if (found && fits(property, found.types, expectedTypes, 'reference-type', `${quoted(text)} is`) && found.schema)
			checkItemsSchema(property, found.schema, text);
	}
	return true;
}

function checkList(property: Property, list: unknown[]): void {
	const { place, path, spec } = property;
	const wrong = [spec.count, spec.advisedCount].find(
		(range) => range && (list.length < range[0] || list.length > range[1]),
	);
	if (wrong) {
		const [least, most] = wrong;
		const range = most === Infinity ? `at least ${least}` : `${least} to ${most}`;
		const message = `${property.name} has ${list.length} entries; ${wrong === spec.count ? 'allowed' : 'documented'} are ${range}`;
		place.flow.findings.add(
			wrong === spec.count ? 'items-count' : 'items-advised',
			path,
			message,
			list.length > most ? 'Remove entries' : 'Add entries',
		);
	}
	const { items } = spec;
	if (items === undefined) return;
	// Entries beyond the maximum have to be removed anyway.
	const checked = Math.min(list.length, spec.count?.[1] ?? Infinity);
	for (let index = 0; index < checked; index++)
		checkValue(new Property(place, childPath(path, index), items, property), list[index]);
}

function checkAction(property: Property, value: unknown, slot: ActionSlot): void {
	const action = readAction(property, value, slot);
	if (action === undefined) return;
	const { object, kind, specs } = action;
	checkProperties(property.place, object, specs, property.path, `action '${kind}'`);
	checkActionUse(property, action);
}

/** Checks one value. */
function checkValue(property: Property, value: unknown): void {
	const { place, path, spec } = property;
	if (spec.action) return checkAction(property, value, spec.action);
	if (typeof value === 'string') {
		if (spec.condition) return checkCondition(place, value, path);
		if (checkDynamic(property, value)) return;
		if (spec.digits === true && /^\d{1,9}$/.test(value)) return checkNumber(property, Number(value));
	}
	const type = typeOf(value);
	const source = type === NULL ? 'but Flow JSON has no' : 'got';
	if (fits(property, type, spec.type, 'property-type', source)) checkContent(property, value);
}

/** Checks a value of the right type. */
function checkContent(property: Property, value: unknown): void {
	const { place, path, spec } = property;
	if (typeof value === 'string') checkText(property, value);
	else if (typeof value === 'number') checkNumber(property, value);
	else if (Array.isArray(value)) checkList(property, value);
	else if (spec.payload) checkReferences(place, value, path);
	else if (isObject(value) && spec.properties) checkProperties(place, value, spec.properties, path, property);
}

/** The static value of a property, for checks that compare several; undefined when it is missing or dynamic. */
export function staticValue(object: JsonObject, key: string): unknown {
	const value = ownProperty(object, key);
	return typeof value === 'string' && kindOfText(value) !== 'static' ? undefined : value;
}

/** Whether a property is present and dynamic. */
export function isDynamic(object: JsonObject, key: string): boolean {
	const value = ownProperty(object, key);
	return typeof value === 'string' && kindOfText(value) !== 'static';
}
