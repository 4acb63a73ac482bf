import type { INodeProperties } from 'n8n-workflow';
import { starterFlowJson, starters, type Starter, type StarterText } from '../../flows/starters';
import { withDisplayOptions } from '../../shared/displayOptions';
import { InputError } from '../../shared/inputError';
import { optionalText, readCollection, requiredText } from '../../shared/input/parameterValues';
import { checkMaxLength } from '../../shared/input/textLength';
import type { OperationItem } from '../types';
import type { FlowJsonText } from './flowJson';

const FIELD = 'Starter';
const MORE = 'More Texts';

/** Parameter name of a starter's text: each starter has its own, so that another starter does not show its texts. */
const parameterName = ({ value }: Starter, key: string): string => `${value}${key[0].toUpperCase()}${key.slice(1)}`;
const moreName = (starter: Starter): string => parameterName(starter, 'more');

function textField(name: string, { displayName, default: initial, list, description }: StarterText): INodeProperties {
	const field: INodeProperties = { displayName, name, type: 'string', default: initial };
	if (list) field.typeOptions = { rows: 4 };
	if (description) field.description = description;
	return field;
}

function fieldsOf(starter: Starter): INodeProperties[] {
	const entries = Object.entries(starter.texts);
	const more: INodeProperties = {
		displayName: MORE,
		name: moreName(starter),
		type: 'collection',
		placeholder: 'Add Text',
		default: {},
		description: 'Labels of the inputs, to change or translate',
		options: entries
			.filter(([, { main }]) => !main)
			.map(([key, text]) => textField(key, text))
			.sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
	const main = entries.flatMap(([key, text]) => (text.main ? [textField(parameterName(starter, key), text)] : []));
	return withDisplayOptions({ starter: [starter.value] }, [...main, more]);
}

const DEFAULT_STARTER = starters[0].value;

/** The starter and its texts. Read with `readStarter`. */
export const starterFields: INodeProperties[] = [
	{
		displayName: FIELD,
		name: 'starter',
		type: 'options',
		noDataExpression: true,
		options: starters.map(({ name, value, description }) => ({ name, value, description })),
		default: DEFAULT_STARTER,
		description: 'The Flow to create. Change its texts below, and its screens later in Flow Builder.',
	},
	...starters.flatMap(fieldsOf),
];

function readList(value: unknown, { displayName, max, list }: StarterText): string[] {
	const lines = Array.isArray(value) ? (value as unknown[]) : (optionalText(value, displayName) ?? '').split(/\r?\n/);
	const entries = lines.map((line) => optionalText(line, displayName)?.trim() ?? '').filter((line) => line !== '');
	if (entries.length === 0) throw new InputError(displayName, 'is empty', 'Enter one option per line');
	if (list && entries.length > list.max)
		throw new InputError(displayName, `has ${entries.length} entries, WhatsApp allows ${list.max}`, 'Remove some');
	const duplicate = entries.find((entry, index) => entries.indexOf(entry) < index);
	if (duplicate !== undefined)
		throw new InputError(displayName, 'contains the same entry twice', 'Enter different options');
	return entries.map((entry) =>
		checkMaxLength(entry, { max, source: 'WhatsApp docs: Flows > Components' }, displayName),
	);
}

function readText(value: unknown, { displayName, max }: StarterText): string {
	const text = requiredText(value, displayName, 'Enter a text').trim();
	return checkMaxLength(text, { max, source: 'WhatsApp docs: Flows > Components' }, displayName);
}

/** The Flow JSON of the chosen starter, with the user's texts. @throws InputError */
export function readStarter(item: OperationItem): FlowJsonText {
	const value = item.parameter('starter', starters[0].value);
	const starter = starters.find((one) => one.value === value);
	if (starter === undefined) {
		const known = starters.map((one) => one.value).join(', ');
		throw new InputError(FIELD, 'has an unknown value', `Use one of: ${known}`);
	}
	const more = readCollection(item.parameter(moreName(starter), {}), MORE);
	const entered = (key: string): unknown => {
		const text = starter.texts[key];
		return (text.main ? item.parameter(parameterName(starter, key), text.default) : more[key]) ?? text.default;
	};
	const json = starterFlowJson(starter, {
		text: (key) => readText(entered(key), starter.texts[key]),
		list: (key) => readList(entered(key), starter.texts[key]),
	});
	return { text: JSON.stringify(json, undefined, 2), written: false };
}
