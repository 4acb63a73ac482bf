import type { INodeProperties } from 'n8n-workflow';
import { defaultCountryField } from '../shared/input/phone';
import { withAccountCredential } from './authenticationFields';
import { combineField } from './combine/combineFields';
import { pauseField } from './pause/pauseFields';
import { messageTypeOptions } from './messageTypes';
import { MAX_MEDIA_MB } from './receive/enrichEvents';
import { optOutFields } from './optOutFields';
import { orderProductsField } from './orderFields';
import { TRIGGER_EVENTS, WEBHOOK_FIELDS } from './webhookFields';
import { docsLink } from '../shared/docs';

/**
 * Which events the trigger listens to. n8n's built-in trigger has a parameter of this name; its values are also accepted
 * here.
 */
export const updatesField: INodeProperties = {
	displayName: 'Trigger On',
	name: 'updates',
	type: 'multiOptions',
	default: ['messages'],
	options: TRIGGER_EVENTS.map(({ name, value, action, description }) => ({ name, value, action, description })),
	description: 'The events that start the workflow',
	hint: docsLink('receiving.md#kinds-of-events', 'What each event contains'),
};

const plainEvents: readonly string[] = ['messages', 'statuses', 'calls'];

/** Single webhook fields, for what 'Trigger On' does not offer. */
export const advancedUpdatesField: INodeProperties = {
	displayName: 'Advanced Events',
	name: 'advancedUpdates',
	type: 'multiOptions',
	default: [],
	options: WEBHOOK_FIELDS.filter(({ value }) => !plainEvents.includes(value)).map(({ name, value, description }) => ({
		name,
		value,
		description,
	})),
	description: "Further events, one by one, with Meta's names of the webhook fields",
	hint: docsLink('receiving.md#webhook-fields', 'All webhook fields'),
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
			description: 'One item per message, status or change, in a uniform format',
		},
		{
			name: 'One Item per Webhook Request',
			value: 'bundle',
			description: 'One item with a list of all events of the request, in a uniform format',
		},
		{
			name: 'Raw',
			value: 'raw',
			description: "One item per change as sent by WhatsApp, like n8n's built-in WhatsApp Trigger",
		},
	],
	description:
		'What each item contains. WhatsApp can send up to 1,000 events in one request, which start a single execution.',
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
				'Only replies with these IDs: a comma-separated list. A trailing * matches any characters. The ID of a template button is its payload.',
		},
		{
			...defaultCountryField,
			description:
				'The country of phone numbers in Senders that have no country code. They are rejected unless it is set.',
		},
		{
			displayName: 'Ignore Echoes',
			name: 'ignoreEchoes',
			type: 'boolean',
			default: true,
			description: 'Whether to ignore messages that the business sent with other software',
		},
		{
			displayName: 'Maximum Age (Minutes)',
			name: 'maxAge',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 60,
			description:
				'Ignore messages and calls that arrive with more than this delay, for example because n8n was down. 0 means no limit.',
			hint: docsLink('receiving.md#messages-that-start-nothing', 'Which messages start nothing'),
		},
		{
			displayName: 'Message Types',
			name: 'messageTypes',
			type: 'multiOptions',
			default: [],
			options: messageTypeOptions,
			description: 'Only messages of these types',
		},
		{
			displayName: 'Phone Number IDs',
			name: 'phoneNumberIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. 106540352242922',
			description:
				'Only events of these business phone numbers: a comma-separated list of IDs. Events that do not belong to a number are not filtered.',
		},
		{
			displayName: 'Senders',
			name: 'senders',
			type: 'string',
			default: '',
			placeholder: 'e.g. +49 151 23456789, US.13491208655302741918',
			description:
				'Only events from these users: a comma-separated list of user IDs or phone numbers, with country code or of Default Country',
		},
		{
			displayName: 'Text Contains',
			name: 'textContains',
			type: 'string',
			default: '',
			placeholder: 'e.g. order',
			description: 'Only messages whose text, caption or button title contains this text (case-insensitive)',
		},
		{
			displayName: 'Text Matches',
			name: 'textPattern',
			type: 'string',
			default: '',
			placeholder: 'e.g. /order \\d+/i',
			description:
				'Only messages whose text, caption or button title matches this regular expression. Backreferences, lookahead and lookbehind are not supported. \\w, \\s and \\b know ASCII characters only; \\p{L} is any letter.',
			hint: 'Checks the first 4,096 characters. If checking takes too long, the remaining messages of the request pass without a check.',
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
		orderProductsField,
		combineField,
		{
			displayName: 'Download Media',
			name: 'downloadMedia',
			type: 'boolean',
			// Who adds it wants it. Without it, it is off.
			default: true,
			displayOptions: withAccountCredential,
			description:
				'Whether to download the files of messages, Flow responses, voicemails, call recordings and call transcripts as binary data. If a download fails, the item contains mediaError.',
		},
		{
			displayName: 'Ignore Duplicate Events',
			name: 'ignoreDuplicates',
			type: 'boolean',
			default: true,
			description:
				'Whether to ignore events that this trigger already output. WhatsApp may send an event more than once.',
			hint: docsLink('receiving.md#duplicate-events', 'How duplicates are found'),
		},
		{
			displayName: 'Mark Messages as Read',
			name: 'markAsRead',
			type: 'boolean',
			default: true,
			displayOptions: withAccountCredential,
			description: 'Whether to mark messages as read (blue ticks) when the workflow starts',
		},
		{
			displayName: 'Max File Size (MB)',
			name: 'maxFileSize',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: MAX_MEDIA_MB },
			default: MAX_MEDIA_MB,
			description: 'Maximum size of files to download. Larger files are skipped.',
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
				"Which statuses of sent messages start the workflow. Applies if 'Trigger On' includes 'Message' or 'Message Status'. Default: all with 'Message Status', none with 'Message' only.",
		},
		...optOutFields,
		{
			displayName: 'Output Data Field Name',
			name: 'mediaField',
			type: 'string',
			default: 'data',
			placeholder: 'e.g. data',
			description: "The name of the output field for the file downloaded with 'Download Media'",
		},
		pauseField,
		{
			displayName: 'Replies to Send and Wait',
			name: 'answers',
			type: 'options',
			default: 'resume',
			options: [
				{
					name: 'Resume Waiting Execution Only',
					value: 'resume',
					description: 'The reply resumes the waiting execution and does not start this workflow',
				},
				{
					name: 'Resume and Start This Workflow',
					value: 'resumeAndStart',
					description: 'The reply resumes the waiting execution and also starts this workflow',
				},
			],
			description:
				"What to do with replies to a 'Send and Wait for Response' operation of the WhatsApp Business Cloud node",
			hint: docsLink('receiving.md#replies-to-send-and-wait', 'How replies are matched'),
		},
		{
			displayName: 'Show Typing Indicator',
			name: 'showTyping',
			type: 'boolean',
			default: true,
			displayOptions: withAccountCredential,
			description:
				'Whether to show the sender a typing indicator until you reply, for up to 25 seconds. Also marks the message as read.',
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
					description:
						'Outputs all statuses. WhatsApp does not guarantee their order: delivered may arrive after read.',
				},
				{
					name: 'In Order',
					value: 'inOrder',
					description: 'Ignores a status that arrives after a later status of the same message',
				},
			],
			description: 'How to handle statuses that arrive out of order',
		},
		{
			displayName: 'Take Over Existing Webhook',
			name: 'takeOverWebhook',
			type: 'boolean',
			default: false,
			description:
				'Whether to replace a callback URL that belongs to other software or another WhatsApp Trigger. When off, publishing fails and shows the existing URL. To restore the previous URL, register it again in the other software.',
			hint: docsLink('receiving.md#scope-and-registration', 'Who receives which events'),
		},
	],
};

/** The trigger's parameters for receiving, in display order. */
export const receiveFields: INodeProperties[] = [updatesField, advancedUpdatesField, output, filters, options];
