import type { INodeProperties } from 'n8n-workflow';
import { choicesFields } from '../../../sendAndWait/choices';
import { withDisplayOptions } from '../../../shared/displayOptions';
import { formFields } from './customFormFields';
import { docsLink } from '../../../shared/docs';
import { maxCharacters } from '../../../shared/input/maxCharacters';
import { texts } from '../../../messages/interactive/interactiveLimits';
import { limits } from '../../../messages/messageLimits';

const message: INodeProperties = {
	displayName: 'Message',
	name: 'message',
	type: 'string',
	typeOptions: { rows: 4 },
	required: true,
	default: '',
	placeholder: 'e.g. Shall we book the room for Tuesday?',
	description: `The question to send, up to ${maxCharacters(texts.body)}. Longer messages, up to ${maxCharacters(limits.textBody)}, contain a link instead of a button.`,
};

const responseType: INodeProperties = {
	displayName: 'Response Type',
	name: 'responseType',
	type: 'options',
	default: 'approval',
	options: [
		{ name: 'Approval', value: 'approval', description: 'The recipient approves or declines' },
		{ name: 'Choice', value: 'choice', description: 'The recipient selects one of several choices' },
		{ name: 'Custom Form', value: 'customForm', description: 'The recipient fills in a form' },
		{ name: 'Free Text', value: 'freeText', description: 'The recipient writes a reply' },
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
					default: '',
					placeholder: 'e.g. ✓ Approve',
					description: `Text of the button, up to ${maxCharacters(texts.buttonTitle)} for reply buttons. By default '✓ Approve' in the recipient's language.`,
				},
				{
					displayName: 'Disapprove Button Label',
					name: 'disapproveLabel',
					type: 'string',
					default: '',
					placeholder: 'e.g. ✗ Decline',
					description: `Text of the button, up to ${maxCharacters(texts.buttonTitle)} for reply buttons. By default '✗ Decline' in the recipient's language.`,
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
	description: 'How the recipient responds',
	options: [
		{
			name: 'Reply Buttons',
			value: 'buttons',
			description: 'Up to 3 reply buttons or a list of up to 10 choices in the chat',
		},
		{
			name: 'Web Form',
			value: 'link',
			description: 'A button that opens a page on this n8n instance. The response is sent from that page.',
		},
	],
	displayOptions: { show: { responseType: ['approval', 'choice'] } },
};

const byText: INodeProperties = {
	displayName: 'Response Channel',
	name: 'answerBy',
	type: 'options',
	default: 'link',
	description: 'How the recipient responds',
	options: [
		{
			name: 'Web Form',
			value: 'link',
			description: 'A button that opens a page on this n8n instance with a text field',
		},
		{
			name: 'Next Message',
			value: 'nextMessage',
			description: "The recipient's next message in the chat, of any type",
		},
	],
	displayOptions: { show: { responseType: ['freeText'] } },
};

const notice = (name: string, displayName: string, answer: string): INodeProperties => ({
	displayName: `${displayName} ${docsLink('send-and-wait.md', 'More')}`,
	name,
	type: 'notice',
	default: '',
	displayOptions: { show: { answerBy: [answer] } },
});

const notices: INodeProperties[] = [
	notice(
		'buttonsNotice',
		"To receive taps, publish a workflow with this package's WhatsApp Trigger on the same phone number. Before sending, this step checks that one listens. If Meta does not say, it sends the question with a warning.",
		'buttons',
	),
	notice(
		'nextMessageNotice',
		"To receive the reply, publish a workflow with this package's WhatsApp Trigger on the same phone number, with 'Message' and 'Message Status' under 'Trigger On'. Before sending, this step checks that one listens. If Meta does not say, it sends the question with a warning. 'App Secret' in this step's credential must belong to the trigger's app. If several questions wait for the same recipient, a reply answers the question it quotes, or the latest one.",
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
