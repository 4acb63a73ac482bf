import type { IDataObject } from 'n8n-workflow';
import { signedTokenField } from '../flowToken';
import { flowPicker, readFlowReference } from '../flowReference';
import { optionalJsonObject } from '../../shared/input/jsonParameter';
import type { Parameters } from '../../shared/input/parameters';
import {
	readEnum,
	omitUndefined,
	optionalId,
	optionalText,
	requiredText,
	readAdditionalFields,
} from '../../shared/input/parameterValues';
import { buttonTextField, buttonTextName } from './buttonText';
import { interactiveType } from './defineInteractiveType';
import { texts } from './limits';

const fields = {
	mode: 'Flow Mode',
	action: 'Flow Action',
	screen: 'First Screen',
	data: 'Initial Data (JSON)',
	token: 'Flow Token',
};
/** Not a secret: shown as entered. */
const tokenParameter = 'flowToken';
const dataAdvice = 'Enter a JSON object such as {"name": "Ada"}, or leave the field empty';

/**
 * The payload is optional: without a screen, the flow opens with its first entry screen. WhatsApp docs: Flows > Guides
 * > Sending a Flow.
 */
function payload(parameters: Parameters): IDataObject | undefined {
	const found = omitUndefined({
		screen: optionalId(parameters.flowScreen, fields.screen),
		data: optionalJsonObject(parameters.flowData, fields.data, dataAdvice),
	});
	return Object.keys(found).length === 0 ? undefined : found;
}

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
		{
			displayName: fields.screen,
			name: 'flowScreen',
			type: 'string',
			default: '',
			placeholder: 'e.g. BOOKING',
			description: 'ID of the first screen, as in the Flow JSON. Default: the first entry screen.',
			displayOptions: { show: { flowAction: ['navigate'] } },
		},
		{
			displayName: fields.data,
			name: 'flowData',
			type: 'json',
			typeOptions: { rows: 4 },
			// n8n's editor marks an empty JSON field as invalid.
			default: '{}',
			description: 'Data for the first screen, as declared in the Flow JSON, such as { "name": "Ada" }',
			displayOptions: { show: { flowAction: ['navigate'] } },
		},
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
