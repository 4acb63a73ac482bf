import type { ILoadOptionsFunctions, ResourceMapperField, ResourceMapperFields } from 'n8n-workflow';
import { createRunContext } from '../transport/client';
import { graphPages } from '../transport/paging';
import { currentFieldId, readTemplateName, templateForm, type FormField } from '../templates/send';
import { isObject } from '../shared/input/parameterValues';

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
 * opened: with other IDs, the values of a workflow of an older version would be lost.
 * @param form the saved form, as n8n sends it
 */
function keepSavedIds(fields: ResourceMapperField[], form: unknown): ResourceMapperField[] {
	const schema: unknown = isObject(form) ? form.schema : undefined;
	const savedIds = (Array.isArray(schema) ? schema : []).flatMap((field: unknown) =>
		isObject(field) && typeof field.id === 'string' ? [field.id] : [],
	);
	const savedId = new Map(savedIds.map((id) => [currentFieldId(id), id]));
	return fields.map((field) =>
		savedIds.includes(field.id) ? field : { ...field, id: savedId.get(field.id) ?? field.id },
	);
}

const notice = (emptyFieldsNotice: string): ResourceMapperFields => ({ fields: [], emptyFieldsNotice });

/**
 * The form of the chosen template: one field for each value that it requires or accepts.
 * @throws NodeApiError
 */
export async function getTemplateFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const value = this.getCurrentNodeParameter('template', { extractValue: true });
	if (value === undefined || value === null || value === '') return notice('Select a template first.');
	let wanted: { name: string; language: string };
	try {
		wanted = readTemplateName(value);
	} catch (error) {
		return notice(`${(error as Error).message}.`);
	}
	const run = await createRunContext(this, { credential: 'whatsAppBusinessCloudApi' });
	const fields = 'name,language,status,category,sub_category,parameter_format,components';
	const request = {
		method: 'GET' as const,
		path: [run.settings.businessAccountId, 'message_templates'],
		query: { fields, name: wanted.name },
	};
	for await (const row of graphPages(run, request)) {
		if (row.name !== wanted.name || row.language !== wanted.language) continue;
		const form = templateForm(row);
		return form.length > 0
			? { fields: keepSavedIds(form.map(toMapperField), this.getCurrentNodeParameter('templateFields')) }
			: notice('This template has no values to enter.');
	}
	return notice('No template with this name and language was found.');
}
