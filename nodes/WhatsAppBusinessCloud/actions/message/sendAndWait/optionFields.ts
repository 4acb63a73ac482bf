import type { INodeProperties } from 'n8n-workflow';
import { sendOptions } from '../../options';

const appendAttribution: INodeProperties = {
	displayName: 'Append Attribution',
	name: 'appendAttribution',
	type: 'boolean',
	default: true,
	description: 'Whether the message and the page end with a line saying that n8n sent them',
};

const limitWaitTime: INodeProperties = {
	displayName: 'Limit Wait Time',
	name: 'limitWaitTime',
	type: 'fixedCollection',
	default: { values: { limitType: 'afterTimeInterval', resumeAmount: 45, resumeUnit: 'minutes' } },
	description: 'How long to wait at most. When the time is over, the workflow goes on with the data it had before.',
	options: [
		{
			displayName: 'Values',
			name: 'values',
			values: [
				{
					displayName: 'Limit Type',
					name: 'limitType',
					type: 'options',
					default: 'afterTimeInterval',
					description: 'What ends the waiting',
					options: [
						{ name: 'After Time Interval', value: 'afterTimeInterval', description: 'Wait for a certain time' },
						{ name: 'At Specified Time', value: 'atSpecifiedTime', description: 'Wait until a date and time' },
					],
				},
				{
					displayName: 'Amount',
					name: 'resumeAmount',
					type: 'number',
					typeOptions: { minValue: 0, numberPrecision: 2 },
					default: 1,
					description: 'How many of the units below to wait',
					displayOptions: { show: { limitType: ['afterTimeInterval'] } },
				},
				{
					displayName: 'Unit',
					name: 'resumeUnit',
					type: 'options',
					default: 'hours',
					options: [
						{ name: 'Minutes', value: 'minutes' },
						{ name: 'Hours', value: 'hours' },
						{ name: 'Days', value: 'days' },
					],
					displayOptions: { show: { limitType: ['afterTimeInterval'] } },
				},
				{
					displayName: 'Max Date and Time',
					name: 'maxDateAndTime',
					type: 'dateTime',
					default: '',
					description: 'When the workflow goes on without an answer',
					displayOptions: { show: { limitType: ['atSpecifiedTime'] } },
				},
			],
		},
	],
};

const messageButtonLabel: INodeProperties = {
	displayName: 'Message Button Label',
	name: 'messageButtonLabel',
	type: 'string',
	default: 'Respond',
	description: 'What the button in the chat says that opens the page or the list, up to 20 characters',
};

const formOptions: INodeProperties[] = [
	{
		displayName: 'Response Form Button Label',
		name: 'responseFormButtonLabel',
		type: 'string',
		default: 'Submit',
		description: 'What the button says that sends the form',
	},
	{
		displayName: 'Response Form Custom Styling',
		name: 'responseFormCustomCss',
		type: 'string',
		typeOptions: { rows: 10, editor: 'cssEditor' },
		default: '',
		placeholder: ':root { --color-submit-btn-bg: #0b7a55; }',
		description: 'CSS that comes after the styles of the page. The custom properties of n8n forms work.',
	},
	{
		displayName: 'Response Form Description',
		name: 'responseFormDescription',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		description: 'Text above the form. Empty: the message.',
	},
	{
		displayName: 'Response Form Title',
		name: 'responseFormTitle',
		type: 'string',
		default: '',
		description: 'Heading of the page with the form',
	},
];

const allowHtmlFromExpressions: INodeProperties = {
	displayName: 'Allow HTML From Expressions',
	name: 'allowHtmlFromExpressions',
	type: 'boolean',
	default: false,
	description:
		'Whether values that expressions bring into Custom HTML may have markup. Off: they are shown as text. Scripts, styles, frames and form controls are left out in any case.',
};

const wanted = ['dryRun', 'onUnknownOutcome', 'maxRetries', 'timeout'];
const running = (sendOptions.options as INodeProperties[]).filter(({ name }) => wanted.includes(name));

function options(responseType: string[], own: INodeProperties[]): INodeProperties {
	const all = [appendAttribution, limitWaitTime, messageButtonLabel, ...own, ...running];
	return {
		...sendOptions,
		options: all.sort((a, b) => a.displayName.localeCompare(b.displayName)),
		displayOptions: { show: { responseType } },
	};
}

/** The Options of Send and Wait: response page, time limit, and sending. */
export const optionFields: INodeProperties[] = [
	options(['approval', 'choice'], []),
	options(['freeText'], formOptions),
	options(['customForm'], [...formOptions, allowHtmlFromExpressions]),
];
