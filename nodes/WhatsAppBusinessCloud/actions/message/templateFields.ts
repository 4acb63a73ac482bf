import type { INodeProperties } from 'n8n-workflow';
import { withDisplayOptions } from '../../shared/displayOptions';
import { docsLink } from '../../shared/docs';
import { listedComponentsForm, rawComponentsField, templateField } from '../../templates/send';

/** Display name of the form that is generated from the chosen template. */
const formField = 'Values to Send';

const template: INodeProperties = {
	displayName: templateField,
	name: 'template',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The template to send. The list shows approved templates.',
	hint: docsLink('templates.md#sending-one', 'How templates work'),
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
			hint: 'Name and language code, separated by |',
		},
	],
};

/** A form that never has fields: n8n shows the notice that is loaded for it, the text of the template. */
const templateText: INodeProperties = {
	displayName: 'Template Text',
	name: 'templateText',
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
	description: 'The text of the template, as the recipient sees it',
	typeOptions: {
		loadOptionsDependsOn: ['template.value'],
		resourceMapper: {
			resourceMapperMethod: 'getTemplateText',
			mode: 'add',
			fieldWords: { singular: 'template text', plural: 'template text' },
			addAllFields: true,
			supportAutoMap: false,
		},
	},
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
			description: 'Enter the values in a form that matches the selected template',
		},
		{
			name: 'Components',
			value: 'components',
			description: "Enter the components and their parameters, as in n8n's built-in WhatsApp node",
		},
		{ name: 'JSON', value: 'json', description: 'Enter the components array of the Cloud API' },
	],
	default: 'fields',
	description: 'How to enter the values of the template',
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
		'The variables, media and buttons of the template. For media, enter the name of a binary field of the input item, a media ID or a public URL.',
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
			noFieldsError: 'This template has no values to enter',
			refreshStaleSchemaOnOpen: true,
		},
	},
};

const raw: INodeProperties = {
	displayName: rawComponentsField,
	name: 'componentsJson',
	type: 'json',
	typeOptions: { rows: 8 },
	required: true,
	default: '[\n  { "type": "body", "parameters": [{ "type": "text", "text": "Ann" }] }\n]',
	description: 'The components in the Cloud API format',
};

const sendThrough: INodeProperties = {
	displayName: 'API',
	name: 'sendThrough',
	type: 'options',
	options: [
		{
			name: 'Automatic',
			value: 'automatic',
			description:
				'The Marketing Messages API for marketing templates, the Cloud API for all others. If Meta has changed the category of a template, the message is sent through the other API.',
		},
		{ name: 'Cloud API', value: 'cloudApi', description: 'For all templates' },
		{
			name: 'Marketing Messages API',
			value: 'marketingMessages',
			description: 'For marketing templates. The account must be onboarded to the Marketing Messages API.',
		},
	],
	default: 'cloudApi',
	description: 'The API that sends the message',
};

const templateCategory: INodeProperties = {
	displayName: 'Template Category',
	name: 'templateCategory',
	type: 'options',
	options: [
		{ name: 'As in the List', value: '', description: 'The category that the template list showed' },
		{ name: 'Authentication', value: 'AUTHENTICATION' },
		{ name: 'Marketing', value: 'MARKETING' },
		{ name: 'Utility', value: 'UTILITY' },
	],
	default: '',
	description:
		'The latest category of the template. An expression can set it, such as newCategory of the event Template Category Update.',
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
		description: 'What to do if the Marketing Messages API cannot send the message',
	},
	{
		displayName: 'Share Message Activity',
		name: 'messageActivitySharing',
		type: 'options',
		options: [
			{ name: 'Account Default', value: 'account' },
			{ name: 'No', value: 'no' },
			{ name: 'Yes', value: 'yes' },
		],
		default: 'account',
		description: 'Whether to share activity of this message, such as clicks, with Meta to improve delivery',
	},
];

/** Fields for each way to enter the values. */
const fieldsForm = withDisplayOptions({ templateInput: ['fields'] }, [form]);
const jsonForm = withDisplayOptions({ templateInput: ['json'] }, [raw]);
const api: INodeProperties[] = [
	sendThrough,
	...withDisplayOptions({ sendThrough: ['automatic'] }, [templateCategory]),
	...withDisplayOptions({ sendThrough: ['automatic', 'marketingMessages'] }, marketing),
];

/** The template, its values, and the API to send it through. */
export const templateFields: INodeProperties[] = [
	template,
	templateText,
	...templateInput,
	...fieldsForm,
	...withDisplayOptions({ templateInput: ['components'] }, [listedComponentsForm]),
	...jsonForm,
	...api,
];

/** The same without the list that n8n's built-in node has. */
export const templateFieldsWithoutComponents: INodeProperties[] = [
	template,
	templateText,
	{ ...inputs, options: inputs.options?.filter((option) => !('value' in option) || option.value !== 'components') },
	...fieldsForm,
	...jsonForm,
	...api,
];

/** Added to Options here: which templates the list shows. */
export const listAllTemplates: INodeProperties = {
	displayName: 'List All Templates',
	name: 'listAllTemplates',
	type: 'boolean',
	default: false,
	description: 'Whether to also list templates that cannot be sent: pending, rejected, paused or disabled',
};
