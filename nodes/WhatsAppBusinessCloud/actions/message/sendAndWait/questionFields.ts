import type { INodeProperties } from 'n8n-workflow';
import { choicesFields } from '../../../sendAndWait/question';
import { withDisplayOptions } from '../../../shared/displayOptions';
import { formFields } from './formFields';

const message: INodeProperties = {
	displayName: 'Message',
	name: 'message',
	type: 'string',
	typeOptions: { rows: 4 },
	required: true,
	default: '',
	placeholder: 'e.g. Shall we book the room for Tuesday?',
	description:
		'What you ask, up to 1,024 characters with buttons. A longer one, up to 4,096, ends with a link instead of a button.',
};

const responseType: INodeProperties = {
	displayName: 'Response Type',
	name: 'responseType',
	type: 'options',
	default: 'approval',
	options: [
		{ name: 'Approval', value: 'approval', description: 'The person approves, or declines' },
		{ name: 'Choice', value: 'choice', description: 'The person chooses one of several things' },
		{ name: 'Custom Form', value: 'customForm', description: 'The person fills in a form' },
		{ name: 'Free Text', value: 'freeText', description: 'The person writes an answer' },
	],
};

const approvalOptions: INodeProperties = {
	displayName: 'Approval Options',
	name: 'approvalOptions',
	type: 'fixedCollection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Values',
			name: 'values',
			values: [
				{
					displayName: 'Type of Approval',
					name: 'approvalType',
					type: 'options',
					default: 'single',
					options: [
						{ name: 'Approve Only', value: 'single' },
						{ name: 'Approve and Disapprove', value: 'double' },
					],
				},
				{
					displayName: 'Approve Button Label',
					name: 'approveLabel',
					type: 'string',
					default: '✓ Approve',
					description: 'Up to 20 characters on a button in the chat',
				},
				{
					displayName: 'Disapprove Button Label',
					name: 'disapproveLabel',
					type: 'string',
					default: '✗ Decline',
					description: 'Up to 20 characters on a button in the chat',
					displayOptions: { show: { approvalType: ['double'] } },
				},
			],
		},
	],
};

const byTap: INodeProperties = {
	displayName: 'Response Channel',
	name: 'answerBy',
	type: 'options',
	default: 'link',
	description: 'How the person answers',
	options: [
		{
			name: 'Reply Buttons',
			value: 'buttons',
			description: 'A tap answers: up to 3 buttons, or a list of up to 10',
		},
		{
			name: 'Web Form',
			value: 'link',
			description: 'A button opens a page of this n8n. Works for everybody; opening the page alone answers nothing.',
		},
	],
	displayOptions: { show: { responseType: ['approval', 'choice'] } },
};

const byText: INodeProperties = {
	displayName: 'Response Channel',
	name: 'answerBy',
	type: 'options',
	default: 'link',
	description: 'How the person answers',
	options: [
		{
			name: 'Web Form',
			value: 'link',
			description: 'A button opens a page of this n8n with a field to write in',
		},
		{
			name: 'Next Message',
			value: 'nextMessage',
			description: 'Whatever the person sends next: text, picture, location or anything else',
		},
	],
	displayOptions: { show: { responseType: ['freeText'] } },
};

const notice = (name: string, displayName: string, answer: string): INodeProperties => ({
	displayName,
	name,
	type: 'notice',
	default: '',
	displayOptions: { show: { answerBy: [answer] } },
});

const notices: INodeProperties[] = [
	notice(
		'buttonsNotice',
		"Taps arrive by webhook: this needs an active workflow with the WhatsApp Trigger of this package, listening on the sending number. Without it a tap does nothing, and the workflow goes on when 'Limit Wait Time' under Options is over.",
		'buttons',
	),
	notice(
		'nextMessageNotice',
		"Messages arrive by webhook: this needs an active workflow with the WhatsApp Trigger of this package, listening on the sending number for messages and their status. Any workflow of this n8n will do, also in queue mode. 'App Secret' in this step's credential has to be the one of the trigger's app: it encrypts what resumes the workflow. Without the trigger the person's message does nothing, and the workflow goes on when 'Limit Wait Time' under Options is over. Of several questions that wait for one person, the message answers the one it quotes, else the latest.",
		'nextMessage',
	),
];

const showFor = (type: string, fields: INodeProperties[]): INodeProperties[] =>
	withDisplayOptions({ responseType: [type] }, fields);

/** The question, and how it is answered. */
export const questionFields: INodeProperties[] = [
	message,
	responseType,
	...showFor('approval', [approvalOptions]),
	...showFor('choice', choicesFields),
	...showFor('customForm', formFields),
	byTap,
	byText,
	...notices,
];
