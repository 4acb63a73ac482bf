import type { INodeProperties } from 'n8n-workflow';
import { withDisplayOptions } from '../../shared/displayOptions';
import { componentsForm, rawComponentsField, templateField } from '../../templates/send';

/** Display name of the form that is generated from the chosen template. */
const formField = 'Values to Send';

const template: INodeProperties = {
	displayName: templateField,
	name: 'template',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The template to send. The list shows those that can be sent now.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a template',
			typeOptions: { searchListMethod: 'searchTemplates', searchable: true },
		},
		{
			displayName: 'By Name and Language',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. order_update|en_US',
			hint: 'The name and the language code, with a bar between them',
		},
	],
};

const inputs: INodeProperties = {
	displayName: 'Template Values',
	name: 'templateInput',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Map Each Value Below',
			value: 'fields',
			description: 'One field for each thing that the chosen template needs',
		},
		{
			name: 'Components',
			value: 'components',
			description: "The parts one by one, as in n8n's built-in WhatsApp node",
		},
		{ name: 'JSON', value: 'json', description: 'The components array of the Cloud API' },
	],
	default: 'fields',
	description: 'How to give the values of the template',
};

/**
 * n8n drops parameters that are not displayed. A node from the built-in one has its template as plain text and a
 * component list, but no parameter that selects this list: for such a node it is the default, and so it is kept. The
 * path starts at the root, since n8n 1.x looks for a sibling of that name otherwise.
 */
const locatorModes = { '/template.mode': ['list', 'name'] };
const templateInput: INodeProperties[] = [
	{ ...inputs, displayOptions: { show: locatorModes } },
	{ ...inputs, default: 'components', displayOptions: { hide: locatorModes } },
];

const form: INodeProperties = {
	displayName: formField,
	name: 'templateFields',
	type: 'resourceMapper',
	noDataExpression: true,
	required: true,
	default: { mappingMode: 'defineBelow', value: null },
	description:
		"One field for each thing that the template needs. For files: the name of the input item's binary field, the ID of uploaded media, or a public link.",
	typeOptions: {
		loadOptionsDependsOn: ['template.value'],
		resourceMapper: {
			resourceMapperMethod: 'getTemplateFields',
			// In mode 'add', required fields cannot be removed from the form.
			mode: 'add',
			valuesLabel: formField,
			fieldWords: { singular: 'value', plural: 'values' },
			addAllFields: true,
			supportAutoMap: false,
			noFieldsError: 'There is nothing to fill in',
			refreshStaleSchemaOnOpen: true,
		},
	},
};

const filesNotice: INodeProperties = {
	displayName:
		"For an image, video, document or GIF, enter the name of the input item's binary field (such as data), the ID of uploaded media, or a public link.",
	name: 'templateFilesNotice',
	type: 'notice',
	default: '',
};

const raw: INodeProperties = {
	displayName: rawComponentsField,
	name: 'componentsJson',
	type: 'json',
	typeOptions: { rows: 8 },
	required: true,
	default: '[\n  { "type": "body", "parameters": [{ "type": "text", "text": "Ann" }] }\n]',
	description: 'The components as in the documentation of the Cloud API',
};

const sendThrough: INodeProperties = {
	displayName: 'API',
	name: 'sendThrough',
	type: 'options',
	options: [
		{ name: 'Cloud API', value: 'cloudApi', description: 'The ordinary way, for every template' },
		{
			name: 'Marketing Messages API',
			value: 'marketingMessages',
			description: 'For marketing templates of accounts that have joined the Marketing Messages API',
		},
	],
	default: 'cloudApi',
	description: 'Which of the two interfaces of WhatsApp takes the message',
};

const marketing: INodeProperties[] = [
	{
		displayName: 'Fallback',
		name: 'productPolicy',
		type: 'options',
		options: [
			{ name: 'Do Not Send', value: 'STRICT' },
			{ name: 'Use the Cloud API', value: 'CLOUD_API_FALLBACK' },
		],
		default: 'CLOUD_API_FALLBACK',
		description: 'What to do with a message that the Marketing Messages API cannot take',
	},
	{
		displayName: 'Share Message Activity',
		name: 'messageActivitySharing',
		type: 'options',
		options: [
			{ name: 'As the Account Is Set', value: 'account' },
			{ name: 'No', value: 'no' },
			{ name: 'Yes', value: 'yes' },
		],
		default: 'account',
		description: 'Whether Meta may use what happens to this message, such as clicks, to improve delivery',
	},
];

/** The template, its values, and the API to send it through. */
export const templateFields: INodeProperties[] = [
	template,
	...templateInput,
	...withDisplayOptions({ templateInput: ['fields'] }, [form, filesNotice]),
	...withDisplayOptions({ templateInput: ['components'] }, [componentsForm]),
	...withDisplayOptions({ templateInput: ['json'] }, [raw]),
	sendThrough,
	...withDisplayOptions({ sendThrough: ['marketingMessages'] }, marketing),
];

/** Added to Options here: which templates the list shows. */
export const listAllTemplates: INodeProperties = {
	displayName: 'List All Templates',
	name: 'listAllTemplates',
	type: 'boolean',
	default: false,
	description:
		'Whether the list of templates also shows those that cannot be sent now: pending, rejected, paused or disabled',
};
