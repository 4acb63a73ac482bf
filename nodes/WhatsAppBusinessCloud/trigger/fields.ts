import type { INodeProperties } from 'n8n-workflow';
import { MAX_MEDIA_BYTES } from './receive/enrichEvents';
import { UPDATES } from './webhookFields';

/** Which events the trigger listens to. Includes the names and values of n8n's built-in trigger. */
export const updatesField: INodeProperties = {
	displayName: 'Trigger On',
	name: 'updates',
	type: 'multiOptions',
	required: true,
	default: ['messages'],
	options: UPDATES.map(({ name, value, description }) => ({ name, value, description })),
	description: 'The kinds of events that start the workflow',
};

const output: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	default: 'events',
	options: [
		{
			name: 'One Item per Event',
			value: 'events',
			description: 'Each message, status or change, with its values at fixed places',
		},
		{
			name: 'One Item per Delivery',
			value: 'bundle',
			description: 'The same, all events that WhatsApp delivered together in one list',
		},
		{
			name: 'Raw',
			value: 'raw',
			description: "As WhatsApp sends it, one item per change, like n8n's built-in WhatsApp trigger",
		},
	],
	description:
		'What an item holds. WhatsApp may deliver up to 1,000 events together; they start one run of the workflow.',
};

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		{
			displayName: 'Button or List IDs',
			name: 'interactiveIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. yes, order_*',
			description:
				'Only messages that are taps on these, separated by commas. An asterisk at the end stands for anything. The payload of a template button counts as its ID.',
		},
		{
			displayName: 'Ignore Echoes',
			name: 'ignoreEchoes',
			type: 'boolean',
			default: true,
			description: 'Whether to leave out messages that the business itself sent with other software',
		},
		{
			displayName: 'Maximum Age (Minutes)',
			name: 'maxAge',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 60,
			description:
				'Leaves out messages and calls that WhatsApp could not deliver in time, for instance because n8n was down. 0 means no limit.',
		},
		{
			displayName: 'Message Types',
			name: 'messageTypes',
			type: 'multiOptions',
			default: [],
			options: [
				{ name: 'Audio', value: 'audio' },
				{ name: 'Button of a Template', value: 'button' },
				{ name: 'Contacts', value: 'contacts' },
				{ name: 'Document', value: 'document' },
				{ name: 'Edit', value: 'edit' },
				{ name: 'Image', value: 'image' },
				{ name: 'Interactive (Button, List, Flow)', value: 'interactive' },
				{ name: 'Location', value: 'location' },
				{ name: 'Order', value: 'order' },
				{ name: 'Reaction', value: 'reaction' },
				{ name: 'Revoke', value: 'revoke' },
				{ name: 'Sticker', value: 'sticker' },
				{ name: 'System', value: 'system' },
				{ name: 'Text', value: 'text' },
				{ name: 'Unsupported', value: 'unsupported' },
				{ name: 'Video', value: 'video' },
			],
			description: 'Only messages of these types',
		},
		{
			displayName: 'Phone Number IDs',
			name: 'phoneNumberIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. 106540352242922',
			description:
				'Only events of these numbers of yours, separated by commas. Events that belong to no number come all the same.',
		},
		{
			displayName: 'Senders',
			name: 'senders',
			type: 'string',
			default: '',
			placeholder: 'e.g. +49 151 23456789, US.13491208655302741918',
			description: 'Only events from these people: phone numbers with country code, or user IDs, separated by commas',
		},
		{
			displayName: 'Text Contains',
			name: 'textContains',
			type: 'string',
			default: '',
			placeholder: 'e.g. order',
			description: 'Only messages with these characters in their text, caption or tapped title, in upper or lower case',
		},
		{
			displayName: 'Text Matches',
			name: 'textPattern',
			type: 'string',
			default: '',
			placeholder: 'e.g. /order \\d+/i',
			description:
				'Only messages whose text, caption or tapped title has a match for this regular expression. References to groups and looking ahead or behind are not possible.',
			hint: 'Compares the first 4,096 characters. When the texts of a delivery take too much work, messages pass unchecked.',
		},
	],
};

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Download Media',
			name: 'downloadMedia',
			type: 'boolean',
			default: false,
			description:
				'Whether to fetch the files of messages, and those that people picked in a Flow, into binary data. A message whose file cannot be fetched comes all the same, with mediaError. Needs the account credential.',
		},
		{
			displayName: 'Ignore Duplicate Events',
			name: 'skipRepeats',
			type: 'boolean',
			default: true,
			description:
				'Whether an event that WhatsApp delivers again is left out. WhatsApp delivers again whenever it is not sure that n8n got it.',
		},
		{
			displayName: 'Mark Messages as Read',
			name: 'markAsRead',
			type: 'boolean',
			default: false,
			description:
				'Whether the sender sees blue ticks as soon as the workflow starts. Not for messages in groups. Needs the account credential.',
		},
		{
			displayName: 'Max File Size (MB)',
			name: 'maxFileSize',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: MAX_MEDIA_BYTES },
			default: MAX_MEDIA_BYTES,
			description: 'Larger files are not downloaded',
		},
		{
			displayName: 'Message Status Updates',
			name: 'messageStatusUpdates',
			type: 'multiOptions',
			default: ['all'],
			options: [
				{ name: 'All', value: 'all' },
				{ name: 'Deleted', value: 'deleted' },
				{ name: 'Delivered', value: 'delivered' },
				{ name: 'Failed', value: 'failed' },
				{ name: 'Payment', value: 'payment' },
				{ name: 'Played', value: 'played' },
				{ name: 'Read', value: 'read' },
				{ name: 'Sent', value: 'sent' },
			],
			description:
				"Which statuses of sent messages start the workflow. Works with 'Messages' and with 'Message Status' under 'Trigger On'; with 'Messages' alone and without this option none do.",
		},
		{
			displayName: 'Output Data Field Name',
			name: 'mediaField',
			type: 'string',
			default: 'data',
			placeholder: 'e.g. data',
			description: "The name of the output field that 'Download Media' puts a file into",
		},
		{
			displayName: 'Replies to Send and Wait',
			name: 'answers',
			type: 'options',
			default: 'resume',
			options: [
				{
					name: 'Resume the Waiting Execution Only',
					value: 'resume',
					description: 'The answer goes to the execution that asked; this workflow does not start',
				},
				{
					name: 'Resume, and Start This Workflow',
					value: 'resumeAndStart',
					description: 'The answer goes to the execution that asked, and this workflow starts too',
				},
			],
			description:
				"What to do with taps and messages that answer a 'Send and Wait for Response' of the WhatsApp Business Cloud node",
		},
		{
			displayName: 'Show Typing Indicator',
			name: 'showTyping',
			type: 'boolean',
			default: false,
			description:
				'Whether the sender sees that an answer is being written, for 25 seconds or until it is sent. Marks the message as read too. Needs the account credential.',
		},
		{
			displayName: 'Status Order',
			name: 'statusOrder',
			type: 'options',
			default: 'asReceived',
			options: [
				{
					name: 'As Received',
					value: 'asReceived',
					description: 'WhatsApp does not keep the order: delivered may come after read',
				},
				{
					name: 'In Order',
					value: 'inOrder',
					description: 'After a later status, an earlier one of the same message is left out',
				},
			],
			description: 'Whether statuses that come too late are told',
		},
	],
};

/** The trigger's parameters for receiving, in display order. */
export const receiveFields: INodeProperties[] = [updatesField, output, filters, options];
