import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';
import { createRunContext } from '../transport/client';
import { graphPage, graphPages } from '../transport/paging';
import { currentFieldId, readTemplateName, templateForm, type FormField } from '../templates/send';
import { isObject } from '../shared/input/parameterValues';
import { words } from './format';

export const edge = 'message_templates';

/** Page size of the template list; n8n loads more pages as the user scrolls. */
export const LISTED = 50;

/** List entry of a template: what identifies it, and whether it can be sent. */
function listed({ name, language, category, status }: IDataObject): INodeListSearchItems {
	const parts = [name, language, words(category), words(status)].filter(Boolean);
	return { name: parts.join(' - '), value: `${String(name)}|${String(language)}` };
}

/** Names contain only lower-case letters, digits and underscores: `Order update` finds `order_update`. */
export const searched = (filter: string): string =>
	filter
		.trim()
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '_');

/**
 * The account's templates, page by page, searched by part of their name. Leaves out templates that cannot be sent,
 * unless the option 'List All Templates' is on. WhatsApp docs: Templates > List.
 * @throws NodeApiError
 */
export async function searchTemplates(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const run = await createRunContext(this, { credential: 'whatsAppBusinessCloudApi' });
	const all = this.getCurrentNodeParameter('options.listAllTemplates') === true;
	const request = {
		method: 'GET' as const,
		path: [run.settings.businessAccountId, edge],
		query: {
			fields: 'name,language,category,status',
			limit: LISTED,
			...(searched(filter) !== '' && { name: searched(filter) }),
			...(!all && { status: 'APPROVED' }),
		},
	};
	const { rows, after } = await graphPage(run, request, paginationToken);
	return { results: rows.map(listed), paginationToken: after };
}

function mapped({ id, label, type, required, options }: FormField): ResourceMapperField {
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
		path: [run.settings.businessAccountId, edge],
		query: { fields, name: wanted.name },
	};
	for await (const row of graphPages(run, request)) {
		if (row.name !== wanted.name || row.language !== wanted.language) continue;
		const form = templateForm(row);
		return form.length > 0
			? { fields: keepSavedIds(form.map(mapped), this.getCurrentNodeParameter('templateFields')) }
			: notice('This template has no values to enter.');
	}
	return notice('No template with this name and language was found.');
}
