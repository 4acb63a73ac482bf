import { reportMixedReference, nestedTypes, resolveReference } from './dynamic';
import type { Level } from './rules';
import { childPath, type Path } from './path';
import { kindOfText, parseReference } from './references';
import {
	ANY,
	ARRAY,
	OBJECT,
	type ActionName,
	type Field,
	type JsonObject,
	type ValidationContext,
	type Types,
} from './types';
import { isRequiredList } from './data/model';
import { asText, isObject, namesOf, ownProperty, quoted, schemaTypes, typeOf } from './values';

/** Maximum nesting depth of a payload; no real flow needs more. */
const MAX_DEPTH = 50;

/** First version in which Meta checks expressions in actions. WhatsApp docs: Flows > Changelog, 8 July 2025. */
const EXPRESSIONS_CHECKED_SINCE = 702;

interface TypedValue {
	types: Types;
	field?: Field;
}

/** Location of a value in a payload. */
interface Spot {
	place: ValidationContext;
	/** undefined outside of actions. */
	action?: ActionName;
	path: Path;
	/** Nesting depth; 0 for the top-level entries of the payload. */
	depth: number;
}

const MEDIA = ['PhotoPicker', 'DocumentPicker'];

const isMedia = (field: Field | undefined): field is Field =>
	field !== undefined && MEDIA.includes(asText(field.node.component.type));

/**
 * Files can be sent to the endpoint or in the response, as top-level entries. WhatsApp docs: Flows > Media upload
 * components.
 */
function checkMedia({ place, action, path, depth }: Spot, { node }: Field): void {
	const { findings } = place.flow;
	const type = asText(node.component.type);
	if (action === 'navigate') {
		findings.add(
			'media-navigate',
			path,
			`Files of a ${type} cannot be passed on by 'navigate'`,
			'Name them on the other screen: ${screen.SCREEN_ID.form.name}',
		);
	} else if (action !== undefined && depth > 0) {
		findings.add(
			'media-nested',
			path,
			`Files of a ${type} must be top-level entries of the payload`,
			'Move it to the top level of the payload',
		);
	}
}

function textTypes(spot: Spot, text: string): TypedValue {
	const { place, path } = spot;
	const kind = kindOfText(text);
	if (kind === 'static') return { types: typeOf(text) };
	if (kind === 'mixed') {
		reportMixedReference(place, text, path);
		return { types: ANY };
	}
	if (kind === 'expression') {
		const level: Level | undefined = place.flow.version < EXPRESSIONS_CHECKED_SINCE ? 'warning' : undefined;
		return { types: nestedTypes(place, text, path, level) };
	}
	const found = resolveReference(place, text, path);
	if (isMedia(found?.field)) checkMedia(spot, found.field);
	return { types: found?.types ?? ANY, field: found?.field };
}

/** The types of a payload value after its references are resolved. Reports findings about them. */
function valueTypes(spot: Spot, value: unknown): TypedValue {
	if (typeof value === 'string') return textTypes(spot, value);
	const types = typeOf(value);
	if ((types & (OBJECT | ARRAY)) === 0) return { types };
	if (spot.depth >= MAX_DEPTH) {
		spot.place.flow.findings.add(
			'nesting-depth',
			spot.path,
			`The payload nests deeper than ${MAX_DEPTH} levels`,
			'Make it flatter',
		);
		return { types };
	}
	const inside = (key: string | number, inner: unknown) =>
		valueTypes({ ...spot, path: childPath(spot.path, key), depth: spot.depth + 1 }, inner);
	if (Array.isArray(value)) value.forEach((inner, index) => inside(index, inner));
	else if (isObject(value)) for (const key of Object.keys(value)) inside(key, value[key]);
	return { types };
}

/** Checks the references in a value of any type. */
export const checkReferences = (place: ValidationContext, value: unknown, path: Path): void => {
	valueTypes({ place, path, depth: 0 }, value);
};

/** Compares the passed values with what a screen's data model declares under the same names. */
function compare(
	place: ValidationContext,
	rule: 'navigate-data-type' | 'update-data-type',
	passed: Map<string, TypedValue>,
	data: JsonObject,
	path: Path,
): void {
	for (const [key, { types }] of passed) {
		const schema = ownProperty(data, key);
		const expectedTypes = isObject(schema) ? schemaTypes(schema.type) : ANY;
		if ((types & expectedTypes) !== 0) continue;
		place.flow.findings.add(
			rule,
			childPath(path, key),
			`${quoted(key)} is declared as ${namesOf(expectedTypes)}; what is passed is ${namesOf(types)}`,
			'Pass the declared type, or change the declaration',
		);
	}
}

/**
 * The payload of `navigate` becomes the data of the next screen. With an endpoint, that data can also come from the
 * endpoint, so a mismatch is only a warning. WhatsApp docs: Flows > Error codes > Navigate action errors.
 */
function checkNext(place: ValidationContext, action: JsonObject, passed: Map<string, TypedValue>, path: Path): void {
	const { findings, byId, endpoint } = place.flow;
	const name = isObject(action.next) ? ownProperty(action.next, 'name') : undefined;
	const next = typeof name === 'string' ? byId.get(name) : undefined;
	if (next?.data === undefined || next === place.screen) return;
	const level: Level | undefined = endpoint ? 'warning' : undefined;
	const { data, id } = next;
	for (const key of Object.keys(data)) {
		if (!passed.has(key) && !isRequiredList(key, data[key]))
			findings.add(
				'navigate-data-missing',
				path,
				`Screen ${quoted(id)} expects ${quoted(key)}, which is not passed`,
				`Add ${quoted(key)} to the payload`,
				{ level },
			);
	}
	for (const key of passed.keys()) {
		if (Object.hasOwn(data, key)) continue;
		findings.add(
			'navigate-data-unknown',
			childPath(path, key),
			`Screen ${quoted(id)} does not declare ${quoted(key)}`,
			"Declare it in the 'data' of that screen, or do not pass it",
			{ level, atKey: true },
		);
	}
	compare(place, 'navigate-data-type', passed, data, path);
}

/** Whether a payload value is the same data that it updates. */
function isSelf(key: string, value: unknown): boolean {
	const reference = typeof value === 'string' ? parseReference(value) : undefined;
	return (
		reference?.scope === 'data' &&
		reference.screen === undefined &&
		reference.keys.length === 1 &&
		reference.keys[0] === key
	);
}

/**
 * `update_data` changes the data of its own screen. WhatsApp docs: Flows > Flow JSON > update_data action; Error codes
 * > Action errors; Flow Builder: INVALID_UPDATE_DATA_ACTION_PAYLOAD.
 */
function checkUpdate(place: ValidationContext, passed: Map<string, TypedValue>, payload: JsonObject, path: Path): void {
	const { data } = place.screen;
	if (data === undefined) return;
	for (const key of Object.keys(payload)) {
		if (!isSelf(key, payload[key])) continue;
		place.flow.findings.add(
			'update-data-self',
			childPath(path, key),
			`${quoted(key)} is updated with its own value`,
			'Remove the entry, or pass another value',
		);
	}
	for (const key of passed.keys()) {
		if (Object.hasOwn(data, key)) continue;
		place.flow.findings.add(
			'update-data-unknown',
			childPath(path, key),
			`The screen does not declare ${quoted(key)}, so that nothing is updated`,
			"Declare it in the screen's 'data'",
			{ atKey: true },
		);
	}
	compare(place, 'update-data-type', passed, data, path);
}

/** WhatsApp docs: Flows > Media upload components > Limitations and restrictions. */
const MAX_ANSWER_FILES = 10;
const MAX_ANSWER_KB = 100 * 1024;

/** Maximum number of files of a picker that sets no limit itself. WhatsApp docs: Flows > Media upload components. */
const DEFAULT_FILES = 30;
const DEFAULT_FILE_KB = 25_600;

/** Maximum number and size of the files that users can select; undefined when dynamic. */
function capacityOf({ node: { component } }: Field): { files?: number; kb?: number } {
	const files = component['max-uploaded-photos'] ?? component['max-uploaded-documents'] ?? DEFAULT_FILES;
	const kb = component['max-file-size-kb'] ?? DEFAULT_FILE_KB;
	return typeof files === 'number' ? { files, kb: typeof kb === 'number' ? files * kb : undefined } : {};
}

/**
 * The response of a flow can contain 10 files, 100 MiB in total. WhatsApp docs: Flows > Media upload components >
 * Limitations and restrictions. A second picker: Error codes > Native component errors, for Flow JSON before 5.0.
 */
function checkCompletion(place: ValidationContext, passed: Map<string, TypedValue>, path: Path): void {
	const pickers = [...passed].flatMap(([key, { field }]) => (isMedia(field) ? [{ key, ...capacityOf(field) }] : []));
	const { findings } = place.flow;
	const advice =
		"Lower 'max-uploaded-…' or 'max-file-size-kb' of the picker, or send the files to the endpoint with 'data_exchange'";
	const sum = (numbers: Array<number | undefined>): number =>
		numbers.reduce<number>((total, number) => total + (number ?? 0), 0);
	const files = sum(pickers.map((picker) => picker.files));
	const kb = sum(pickers.map((picker) => picker.kb));
	const [first] = pickers;
	if (files > MAX_ANSWER_FILES) {
		findings.add(
			'media-complete',
			childPath(path, first.key),
			`The response of a flow carries ${MAX_ANSWER_FILES} files; users can select ${files}`,
			advice,
		);
	} else if (kb > MAX_ANSWER_KB) {
		findings.add(
			'media-complete',
			childPath(path, first.key),
			`The response of a flow carries files of 100 MiB together; users can select ${Math.ceil(kb / 1024)} MiB`,
			advice,
		);
	} else if (pickers.length > 1) {
		findings.add(
			'media-complete-several',
			path,
			'The response of a flow has files of several pickers: one page of the documentation allows one',
			advice,
		);
	}
}

/** Checks the payload of an action: its references, and how the action uses it. */
export function checkPayload(
	place: ValidationContext,
	action: ActionName,
	whole: JsonObject,
	payload: JsonObject,
	path: Path,
): void {
	const passed = new Map<string, TypedValue>();
	for (const key of Object.keys(payload))
		passed.set(key, valueTypes({ place, action, path: childPath(path, key), depth: 0 }, payload[key]));
	if (action === 'navigate') checkNext(place, whole, passed, path);
	if (action === 'update_data') checkUpdate(place, passed, payload, path);
	if (action === 'complete') checkCompletion(place, passed, path);
}
