import type { INodeProperties } from 'n8n-workflow';
import { messageTypes } from '../../../messages';
import { includeInputField, phoneNumberId } from '../../../shared/input/commonFields';
import { withDisplayOptions } from '../../../shared/displayOptions';
import { docsLink } from '../../../shared/docs';
import { optionCollections, sendGroups } from '../../options';
import { recipientField } from '../recipientFields';
import { messageForms, messageType, TEMPLATE_TYPE, windowHint } from '../send.operation';
import { listAllTemplates, templateFieldsWithoutComponents } from '../templateFields';
import { fallbackFields } from './fallback';

const types: INodeProperties = {
	...messageType,
	hint: windowHint('Other types than Template arrive only', 'To write first, choose Template.'),
	options: [
		...messageTypes.map(({ name, value, description }) => ({ name, value, description })),
		{ name: 'Template', value: TEMPLATE_TYPE, description: 'An approved template, also outside of the service window' },
	],
};

const waiting: INodeProperties[] = [
	{
		displayName: 'Wait Until',
		name: 'waitFor',
		type: 'options',
		options: [
			{ name: 'Delivered', value: 'delivered', description: "The message is on the recipient's phone" },
			{ name: 'Read', value: 'read', description: 'Not reported for recipients who turned off read receipts' },
			{ name: 'Replied To', value: 'replied', description: 'The recipient tapped a button or wrote a message' },
			{ name: 'Sent', value: 'sent', description: 'WhatsApp has sent the message' },
		],
		default: 'delivered',
		description: "When the item is output at 'Delivered'",
		hint: docsLink('send-and-wait.md#send-and-wait-for-delivery', 'How this works'),
	},
	{
		displayName: 'Time Limit',
		name: 'timeLimit',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 24,
		description: "How long to wait, in the unit below. Then the item is output at 'Not Delivered'.",
	},
	{
		displayName: 'Unit',
		name: 'timeLimitUnit',
		type: 'options',
		options: [
			{ name: 'Minutes', value: 'minutes' },
			{ name: 'Hours', value: 'hours' },
			{ name: 'Days', value: 'days' },
		],
		default: 'hours',
		description: 'Unit of the time limit',
	},
];

const notice: INodeProperties = {
	displayName:
		"To receive the statuses, publish a workflow with this package's WhatsApp Trigger on the same phone number, with Messages or Message Status selected. 'App Secret' in this step's credential must belong to the trigger's app.",
	name: 'deliveryNotice',
	type: 'notice',
	default: '',
};

export const deliveryFields: INodeProperties[] = [
	phoneNumberId,
	recipientField,
	types,
	...withDisplayOptions({ messageType: [TEMPLATE_TYPE] }, templateFieldsWithoutComponents),
	...messageForms,
	...waiting,
	...fallbackFields,
	includeInputField,
	notice,
	...optionCollections({ options: [...sendGroups.options, listAllTemplates], network: sendGroups.network }),
];
