import type { INodeProperties } from 'n8n-workflow';

const example = [
	{ fieldLabel: 'Name', fieldType: 'text', requiredField: true },
	{ fieldLabel: 'Size', fieldType: 'dropdown', fieldOptions: { values: [{ option: 'Small' }, { option: 'Large' }] } },
];

const show = (...fieldType: string[]): INodeProperties['displayOptions'] => ({ show: { fieldType } });

/** The list of choices; its label depends on the element. */
const choices = (displayName: string, fieldType: string, one: string): INodeProperties => ({
	displayName,
	name: 'fieldOptions',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: `Add ${one}`,
	default: { values: [{ option: '' }] },
	required: true,
	displayOptions: show(fieldType),
	options: [
		{
			displayName: 'Values',
			name: 'values',
			values: [{ displayName: one, name: 'option', type: 'string', default: '' }],
		},
	],
});

const limits: INodeProperties[] = [
	{
		displayName: 'Limit Selection',
		name: 'limitSelection',
		type: 'options',
		default: 'unlimited',
		options: [
			{ name: 'Exact Number', value: 'exact' },
			{ name: 'Range', value: 'range' },
			{ name: 'Unlimited', value: 'unlimited' },
		],
		displayOptions: show('checkbox'),
	},
	{
		displayName: 'Number of Selections',
		name: 'numberOfSelections',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 1,
		displayOptions: { show: { fieldType: ['checkbox'], limitSelection: ['exact'] } },
	},
	{
		displayName: 'Minimum Selections',
		name: 'minSelections',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 0,
		displayOptions: { show: { fieldType: ['checkbox'], limitSelection: ['range'] } },
	},
	{
		displayName: 'Maximum Selections',
		name: 'maxSelections',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 1,
		displayOptions: { show: { fieldType: ['checkbox'], limitSelection: ['range'] } },
	},
];

const element: INodeProperties[] = [
	{
		displayName: 'Field Name',
		name: 'fieldLabel',
		type: 'string',
		default: '',
		placeholder: 'e.g. What is your name?',
		description: 'Label of the field, and its name in the output',
		displayOptions: { hide: { fieldType: ['hiddenField', 'html'] } },
	},
	{
		displayName: 'Field Name',
		name: 'fieldName',
		type: 'string',
		default: '',
		description: 'Name of the field in the output',
		displayOptions: show('hiddenField'),
	},
	{
		displayName: 'Element Type',
		name: 'fieldType',
		type: 'options',
		default: 'text',
		description: 'The type of element to add',
		options: [
			{ name: 'Checkboxes', value: 'checkbox' },
			{ name: 'Custom HTML', value: 'html' },
			{ name: 'Date', value: 'date' },
			{ name: 'Dropdown', value: 'dropdown' },
			{ name: 'Email', value: 'email' },
			{ name: 'File', value: 'file' },
			{ name: 'Hidden Field', value: 'hiddenField' },
			{ name: 'Number', value: 'number' },
			{ name: 'Password', value: 'password' },
			{ name: 'Radio Buttons', value: 'radio' },
			{ name: 'Text Input', value: 'text' },
			{ name: 'Textarea', value: 'textarea' },
		],
	},
	{
		displayName: 'Element Name',
		name: 'elementName',
		type: 'string',
		default: '',
		placeholder: 'e.g. terms',
		description: 'Name of the HTML in the output. Leave empty to not output it.',
		displayOptions: show('html'),
	},
	{
		displayName: 'Placeholder',
		name: 'placeholder',
		type: 'string',
		default: '',
		description: 'Text shown in the field while it is empty',
		displayOptions: show('email', 'number', 'password', 'text', 'textarea'),
	},
	{
		displayName: 'Default Value',
		name: 'defaultValue',
		type: 'string',
		default: '',
		description:
			'Initial value of the field. For dropdowns and radio buttons, one of the options. For checkboxes, a comma-separated list.',
		displayOptions: show('checkbox', 'dropdown', 'email', 'number', 'radio', 'text', 'textarea'),
	},
	{
		displayName: 'Default Value',
		name: 'defaultValue',
		type: 'dateTime',
		typeOptions: { dateOnly: true },
		default: '',
		description: 'Initial date of the field',
		displayOptions: show('date'),
	},
	{
		displayName: 'Field Value',
		name: 'fieldValue',
		type: 'string',
		default: '',
		description: 'Value to output. Recipients cannot see or change it.',
		displayOptions: show('hiddenField'),
	},
	choices('Field Options', 'dropdown', 'Option'),
	choices('Checkboxes', 'checkbox', 'Checkbox Label'),
	choices('Radio Buttons', 'radio', 'Radio Button Label'),
	{
		displayName: 'Multiple Choice',
		name: 'multiselect',
		type: 'boolean',
		default: false,
		description: 'Whether multiple options can be selected',
		displayOptions: show('dropdown'),
	},
	...limits,
	{
		displayName: 'HTML',
		name: 'html',
		type: 'string',
		noDataExpression: true,
		typeOptions: { editor: 'htmlEditor' },
		default: '',
		description: 'Text, links, lists, tables and images to show between the fields',
		hint: "Scripts, styles, frames and form controls are removed. Values of expressions are shown as text unless 'Allow HTML From Expressions' is on. Up to 100,000 characters per form.",
		displayOptions: show('html'),
	},
	{
		displayName: 'Multiple Files',
		name: 'multipleFiles',
		type: 'boolean',
		default: true,
		description: 'Whether multiple files can be uploaded',
		displayOptions: show('file'),
	},
	{
		displayName: 'Accepted File Types',
		name: 'acceptFileTypes',
		type: 'string',
		default: '',
		placeholder: 'e.g. .jpg, .png',
		description: 'Comma-separated list of file extensions or media types. Leave empty to accept any file.',
		displayOptions: show('file'),
	},
	{
		displayName: 'Required Field',
		name: 'requiredField',
		type: 'boolean',
		default: false,
		description: 'Whether the field must be filled in',
		displayOptions: { hide: { fieldType: ['hiddenField', 'html'] } },
	},
];

/** The custom form, with the names and values of n8n's own forms. n8n docs: n8n Form > Form Elements. */
export const formFields: INodeProperties[] = [
	{
		displayName: 'Define Form',
		name: 'defineForm',
		type: 'options',
		noDataExpression: true,
		default: 'fields',
		options: [
			{ name: 'Using Fields Below', value: 'fields' },
			{ name: 'Using JSON', value: 'json' },
		],
	},
	{
		displayName: 'Form Elements',
		name: 'formFields',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Form Element',
		default: {},
		options: [{ displayName: 'Values', name: 'values', values: element }],
		displayOptions: { show: { defineForm: ['fields'] } },
	},
	{
		displayName: 'Form Fields',
		name: 'jsonOutput',
		type: 'json',
		typeOptions: { rows: 8 },
		default: JSON.stringify(example, null, 2),
		description: 'A list of form elements. Each has a fieldLabel, a fieldType and the properties of its type.',
		displayOptions: { show: { defineForm: ['json'] } },
	},
];
