import type { ILoadOptionsFunctions, ResourceMapperField, ResourceMapperFields } from 'n8n-workflow';
import { createRunContext } from '../transport/client';
import { graphPages } from '../transport/paging';
import { fieldKey, readTemplateName, templateForm, templateHtml, type FormField } from '../templates/send';
import { escapeHtml } from '../shared/html';
import { isObject } from '../shared/input/parameterValues';
import { loadRecent } from './recentLoads';

type Template = Record<string, unknown>;

function toMapperField({ id, label, type, required, options }: FormField): ResourceMapperField {
	return {
		id,
		displayName: label,
		type,
		required,
		display: true,
		defaultMatch: false,
		canBeUsedToMatch: false,
		...(options && { options }),
	};
}

/**
 * Keeps the field IDs of the saved form. n8n matches values to fields by ID, and loads the fields again when a node is
 * opened: when the text of a button has changed, its values would be lost.
 * @param form the saved form, as n8n sends it
 */
function keepSavedIds(fields: ResourceMapperField[], form: unknown): ResourceMapperField[] {
	const schema: unknown = isObject(form) ? form.schema : undefined;
	const savedIds = (Array.isArray(schema) ? schema : []).flatMap((field: unknown) =>
		isObject(field) && typeof field.id === 'string' ? [field.id] : [],
	);
	const savedId = new Map(savedIds.map((id) => [fieldKey(id), id]));
	return fields.map((field) => ({ ...field, id: savedId.get(fieldKey(field.id)) ?? field.id }));
}

/** Where the form would be. The text of the template says why there is none. */
const NO_FORM = 'The fields for the values of the template appear here.';

const notice = (emptyFieldsNotice: string): ResourceMapperFields => ({ fields: [], emptyFieldsNotice });

/** The template with a name and language; undefined when there is none. @throws NodeApiError */
async function loadTemplate(
	context: ILoadOptionsFunctions,
	{ name, language }: { name: string; language: string },
): Promise<Template | undefined> {
	const run = await createRunContext(context, { credential: 'whatsAppBusinessCloudApi' });
	return await loadRecent(run, `template ${name}|${language}`, async () => {
		const fields = 'name,language,status,category,sub_category,parameter_format,components';
		const request = {
			method: 'GET' as const,
			path: [run.settings.businessAccountId, 'message_templates'],
			query: { fields, name },
		};
		for await (const row of graphPages(run, request)) {
			if (row.name === name && row.language === language) return row;
		}
		return undefined;
	});
}

/** The chosen template, or why there is none. @throws NodeApiError */
async function chosenTemplate(context: ILoadOptionsFunctions): Promise<{ template: Template } | { problem: string }> {
	const value = context.getCurrentNodeParameter('template', { extractValue: true });
	if (value === undefined || value === null || value === '') return { problem: 'Select a template first.' };
	let wanted: { name: string; language: string };
	try {
		wanted = readTemplateName(value);
	} catch (error) {
		return { problem: `${(error as Error).message}.` };
	}
	const template = await loadTemplate(context, wanted);
	return template ? { template } : { problem: 'No template with this name and language was found.' };
}

/**
 * The form of the chosen template: one field for each value that it requires or accepts.
 * @throws NodeApiError
 */
export async function getTemplateFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const chosen = await chosenTemplate(this);
	if ('problem' in chosen) return notice(NO_FORM);
	const form = templateForm(chosen.template);
	return form.length > 0
		? { fields: keepSavedIds(form.map(toMapperField), this.getCurrentNodeParameter('templateFields')) }
		: notice('This template has no values to enter.');
}

/**
 * The text of the chosen template, as the notice that n8n shows for a form without fields: of all that the editor loads,
 * only this notice can have several lines. It also says why the text cannot be loaded.
 */
export async function getTemplateText(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	try {
		const chosen = await chosenTemplate(this);
		if ('problem' in chosen) return notice(escapeHtml(chosen.problem));
		return notice(templateHtml(chosen.template) || 'This template has no text.');
	} catch (error) {
		return notice(escapeHtml(`The template cannot be loaded: ${(error as Error).message}`));
	}
}
