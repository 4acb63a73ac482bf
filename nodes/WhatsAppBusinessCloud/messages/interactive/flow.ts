import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { signedTokenField } from '../flowToken';
import { flowPicker, readFlowReference } from '../flowReference';
import { flowScreenField, readFlowScreen } from '../flowScreen';
import { withDisplayOptions } from '../../shared/displayOptions';
import { optionalJsonObject } from '../../shared/input/jsonParameter';
import type { Parameters } from '../../shared/input/parameters';
import {
	readEnum,
	omitUndefined,
	optionalText,
	requiredText,
	readAdditionalFields,
} from '../../shared/input/parameterValues';
import { buttonTextField, buttonTextName } from './buttonText';
import { interactiveType } from './defineInteractiveType';
import { readDataFields } from './flowData';
import { texts } from './interactiveLimits';

const fields = {
	mode: 'Flow Mode',
	action: 'Flow Action',
	dataInput: 'Opening Data',
	data: 'Opening Data (JSON)',
	token: 'Flow Token',
};
/** Not a secret: shown as entered. */
const tokenParameter = 'flowToken';
const dataAdvice = 'Enter a JSON object such as {"name": "Ada"}, or leave the field empty';

const dataInputs = ['fields', 'json'] as const;

/** The data for the first screen: from the form of its data model, or JSON. @throws InputError */
function openingData({ flowDataInput, flowDataFields, flowData }: Parameters): IDataObject | undefined {
	// Without the choice, as a program may write it, the data is JSON.
	const source = readEnum(flowDataInput, fields.dataInput, dataInputs, 'json');
	return source === 'json' ? optionalJsonObject(flowData, fields.data, dataAdvice) : readDataFields(flowDataFields);
}

/**
 * The payload is optional: without a screen, the flow opens with its first entry screen. WhatsApp docs: Flows > Guides
 * > Sending a Flow.
 */
function payload(parameters: Parameters): IDataObject | undefined {
	const found = omitUndefined({ screen: readFlowScreen(parameters.flowScreen), data: openingData(parameters) });
	return Object.keys(found).length === 0 ? undefined : found;
}

const openingFields: INodeProperties[] = [
	flowScreenField('flowScreen', 'The screen to open. Default: the first screen to which no other screen leads.'),
	{
		displayName: fields.dataInput,
		name: 'flowDataInput',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Map Each Value Below',
				value: 'fields',
				description: 'Enter the data in a form that matches the first screen',
			},
			{ name: 'JSON', value: 'json', description: 'Enter the data as JSON' },
		],
		default: 'fields',
		description: 'How to enter the data that the first screen shows',
	},
	{
		displayName: 'Data to Show',
		name: 'flowDataFields',
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'defineBelow', value: null },
		typeOptions: {
			loadOptionsDependsOn: ['flow.value', 'flowScreen.value'],
			resourceMapper: {
				resourceMapperMethod: 'getFlowDataFields',
				mode: 'add',
				valuesLabel: 'Data to Show',
				fieldWords: { singular: 'value', plural: 'values' },
				addAllFields: true,
				supportAutoMap: false,
				refreshStaleSchemaOnOpen: true,
			},
		},
		displayOptions: { show: { flowDataInput: ['fields'] } },
	},
	{
		displayName: fields.data,
		name: 'flowData',
		type: 'json',
		typeOptions: { rows: 4 },
		// n8n's editor marks an empty JSON field as invalid.
		default: '{}',
		description: 'Data for the first screen, as declared in the Flow JSON, such as { "name": "Ada" }',
		displayOptions: { show: { flowDataInput: ['json'] } },
	},
];

/**
 * WhatsApp docs: Messages > Interactive Flow messages.
 * `{name, parameters: {flow_message_version, flow_id | flow_name, flow_cta, flow_token, mode, flow_action, flow_action_payload: {screen, data}}}`.
 */
export const flow = interactiveType({
	value: 'flow',
	name: 'Flow',
	description: 'Send a text with a button that opens a WhatsApp Flow',
	headers: ['text', 'image', 'video', 'document'],
	body: { placeholder: 'e.g. Book a table in less than a minute' },
	properties: [
		buttonTextField({
			limit: texts.flowButton,
			placeholder: 'e.g. Book a table',
			description: 'Text of the button that opens the Flow, without emoji',
		}),
		flowPicker('The Flow that the button opens'),
		{
			displayName: fields.mode,
			name: 'flowMode',
			type: 'options',
			default: 'published',
			description: 'The version of the Flow to open',
			options: [
				{
					name: 'Draft',
					value: 'draft',
					description: 'The current draft, for testing before you publish it',
				},
				{ name: 'Published', value: 'published', description: 'The published version' },
			],
		},
		{
			displayName: fields.action,
			name: 'flowAction',
			type: 'options',
			default: 'navigate',
			description: 'How the Flow determines its first screen',
			options: [
				{
					name: 'Call Endpoint',
					value: 'data_exchange',
					description: "Get the first screen and its data from the Flow's endpoint",
				},
				{
					name: 'Open Screen',
					value: 'navigate',
					description: 'Open a specific screen and pass data to it',
				},
			],
		},
		...withDisplayOptions({ flowAction: ['navigate'] }, openingFields),
	],
	additionalFields: [
		{
			displayName: fields.token,
			name: tokenParameter,
			type: 'string',
			default: '',
			placeholder: 'e.g. booking-2044',
			description:
				"Custom text that is returned with the Flow's response, to match it to this message. Not shown to the recipient.",
		},
		signedTokenField,
	],
	action(parameters) {
		const isDraft =
			readEnum(parameters.flowMode, fields.mode, ['published', 'draft'] as const, 'published') === 'draft';
		const opens = readEnum(parameters.flowAction, fields.action, ['navigate', 'data_exchange'] as const, 'navigate');
		return {
			action: {
				name: 'flow',
				parameters: omitUndefined({
					flow_message_version: '3',
					...readFlowReference(parameters.flow),
					flow_cta: requiredText(parameters.buttonText, buttonTextName, 'Enter the text of the button').trim(),
					flow_token: optionalText(
						readAdditionalFields(parameters.additionalFields)[tokenParameter],
						fields.token,
					)?.trim(),
					mode: isDraft ? 'draft' : undefined,
					flow_action: opens,
					flow_action_payload: opens === 'navigate' ? payload(parameters) : undefined,
				}),
			},
		};
	},
});
