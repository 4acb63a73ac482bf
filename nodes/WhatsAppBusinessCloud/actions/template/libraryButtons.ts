import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { OperationItem } from '../types';
import { libraryButtonsField } from './libraryInputs';
import { inputWarning } from '../../shared/inputWarning';
import { objects } from '../../shared/untrustedJson';

/** Kinds of buttons that need the URL or the phone number of the business. */
const BUTTON_INPUTS: Readonly<Record<string, string>> = { PHONE_NUMBER: 'a phone number', URL: 'a URL' };

/** What the buttons of a library template need, by template name: looked up once per run. */
const lookUps = new WeakMap<IExecuteFunctions, Map<string, Promise<string[]>>>();

async function lookUp({ graph }: OperationItem, name: string): Promise<string[]> {
	for await (const row of graph.pages({ method: 'GET', path: ['message_template_library'], query: { name } })) {
		if (row.name !== name) continue;
		const types = objects(row.buttons).map(({ type }) => String(type));
		return Object.keys(BUTTON_INPUTS).filter((type) => types.includes(type));
	}
	return [];
}

/** The types of its buttons that need an input; [] when the lookup fails, as creating the template then reports why. */
async function typesOf(item: OperationItem, name: string): Promise<string[]> {
	const known = lookUps.get(item.n8n) ?? new Map<string, Promise<string[]>>();
	lookUps.set(item.n8n, known);
	const types = known.get(name) ?? lookUp(item, name).catch(() => []);
	known.set(name, types);
	return await types;
}

/**
 * Warns when no inputs are given for a library template whose buttons need them. Meta docs: Templates > Template
 * Library > Creating templates: the inputs are not optional for templates that have such buttons.
 * @param body request that creates the template
 */
export async function adviseLibraryButtons(item: OperationItem, body: IDataObject): Promise<void> {
	if (body.library_template_button_inputs !== undefined) return;
	const types = await typesOf(item, String(body.library_template_name));
	if (types.length === 0) return;
	const kinds = types.map((type) => BUTTON_INPUTS[type]).join(' and ');
	item.warn(
		inputWarning(
			libraryButtonsField,
			`is empty, but the library template has buttons that need ${kinds}`,
			'Add an input for each button, in the order of the library template. Meta requires them for such templates.',
		),
	);
}
