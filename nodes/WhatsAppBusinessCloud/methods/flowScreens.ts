import type {
	FieldType,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';
import { readOpeningScreens, type OpeningScreen, type ScreenInput } from '../flows/openingScreens';
import { readFlowReference } from '../messages/flowReference';
import { escapeHtml } from '../shared/html';
import { isObject } from '../shared/input/parameterValues';
import { shorten } from '../shared/shorten';
import { createRunContext } from '../transport/client';
import { readAsset } from '../transport/flowAssets';
import { graphPages } from '../transport/paging';
import type { RunContext } from '../transport/request';
import { loadRecent } from './recentLoads';
import { credentialOfForm } from './search';

/** Number of characters of an example in a label. Longer labels do not fit in n8n's editor. */
const EXAMPLE = 24;

const UNREADABLE =
	'The JSON of this Flow cannot be read, so its screens are not known. Enter the screen by ID and the data as JSON.';

/** What n8n shows for each type of Flow JSON. Lists and objects are entered as JSON. */
const fieldTypes: Readonly<Record<string, FieldType>> = {
	string: 'string',
	number: 'number',
	boolean: 'boolean',
	object: 'object',
	array: 'array',
};

/** The ID of a Flow that was selected by name. @throws NodeApiError */
async function idOfName(run: RunContext, name: unknown): Promise<string | undefined> {
	const request = {
		method: 'GET' as const,
		path: [run.settings.businessAccountId, 'flows'],
		query: { fields: 'id,name' },
	};
	for await (const row of graphPages(run, request)) if (row.name === name) return String(row.id);
	return undefined;
}

/** The Flow JSON of a Flow, or of its draft; undefined when it has none. WhatsApp docs: Flows > Flows API > Asset list. @throws NodeApiError */
async function loadFlowJson(run: RunContext, id: string): Promise<string | undefined> {
	for await (const asset of graphPages(run, { method: 'GET', path: [id, 'assets'] })) {
		if (asset.asset_type === 'FLOW_JSON') return await readAsset(run, String(asset.download_url), 0);
	}
	return undefined;
}

/** Where the form has the Flow: its picker, or Flow JSON. In a template, each button has its own. */
function flowOfForm(context: ILoadOptionsFunctions): { picked: unknown; json?: unknown } {
	const resource = context.getCurrentNodeParameter('resource');
	if (resource === 'flow') return { picked: context.getCurrentNodeParameter('flowId') };
	if (resource !== 'template') return { picked: context.getCurrentNodeParameter('flow') };
	// & is the row that has the field.
	if (context.getCurrentNodeParameter('&flowSource') === 'json')
		return { picked: undefined, json: context.getCurrentNodeParameter('&flowJson') };
	return { picked: context.getCurrentNodeParameter('&flow') };
}

const isExpression = (value: unknown): boolean => typeof value === 'string' && value.startsWith('=');

/** The screens of the chosen Flow, or why they are not known. @throws NodeApiError */
async function chosenScreens(
	context: ILoadOptionsFunctions,
): Promise<{ screens: OpeningScreen[] } | { problem: string }> {
	const { picked, json } = flowOfForm(context);
	if (json !== undefined) {
		const own = isExpression(json)
			? undefined
			: readOpeningScreens(typeof json === 'string' ? json : JSON.stringify(json));
		return own === undefined ? { problem: UNREADABLE } : { screens: own };
	}
	const value = isObject(picked) ? picked.value : picked;
	if (value === undefined || value === null || value === '') return { problem: 'Select a Flow first.' };
	if (isExpression(value))
		return { problem: 'The Flow depends on an expression, so its screens are not known. Enter the data as JSON.' };
	let reference: { flow_id?: unknown; flow_name?: unknown };
	try {
		reference = readFlowReference(picked);
	} catch (error) {
		return { problem: `${(error as Error).message}.` };
	}
	const run = await createRunContext(context, { credential: credentialOfForm(context) });
	const screens = await loadRecent(run, `screens ${JSON.stringify(reference)}`, async () => {
		const id = reference.flow_id ?? (await idOfName(run, reference.flow_name));
		const text = typeof id === 'string' ? await loadFlowJson(run, id) : undefined;
		return text === undefined ? undefined : readOpeningScreens(text);
	});
	return screens === undefined ? { problem: UNREADABLE } : { screens };
}

/** The screens of the chosen Flow. A Flow without readable JSON has none; its screen can be entered by ID. @throws NodeApiError */
export async function searchFlowScreens(this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
	const chosen = await chosenScreens(this);
	if ('problem' in chosen) return { results: [] };
	const wanted = filter.trim().toLowerCase();
	const results = chosen.screens.map(({ id, title }) => ({ name: title === '' ? id : `${title} (${id})`, value: id }));
	return { results: results.filter(({ name }) => name.toLowerCase().includes(wanted)) };
}

function exampleText(example: unknown): string {
	if (typeof example === 'string') return example;
	return typeof example === 'number' || typeof example === 'boolean' ? String(example) : '';
}

function toField({ name, type, example, required }: ScreenInput): ResourceMapperField {
	const shown = shorten(exampleText(example), EXAMPLE);
	return {
		id: name,
		displayName: shown === '' ? name : `${name}, e.g. ${shown}`,
		type: Object.hasOwn(fieldTypes, type) ? fieldTypes[type] : 'string',
		required,
		display: true,
		defaultMatch: false,
		canBeUsedToMatch: false,
	};
}

const notice = (text: string): ResourceMapperFields => ({ fields: [], emptyFieldsNotice: escapeHtml(text) });

/**
 * The form for the data of the first screen: one field for each entry of its data model.
 * @throws NodeApiError
 */
export async function getFlowDataFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const chosen = await chosenScreens(this);
	if ('problem' in chosen) return notice(chosen.problem);
	const id = this.getCurrentNodeParameter('flowScreen', { extractValue: true });
	const isOpen = id === undefined || id === null || id === '';
	const screen = chosen.screens.find((one) => (isOpen ? one.isEntry : one.id === id));
	if (screen === undefined)
		return notice(isOpen ? 'Select the first screen.' : `The Flow has no screen ${String(id)}.`);
	if (screen.inputs.length === 0) return notice(`The screen ${screen.title || screen.id} takes no data.`);
	return { fields: screen.inputs.map(toField) };
}
