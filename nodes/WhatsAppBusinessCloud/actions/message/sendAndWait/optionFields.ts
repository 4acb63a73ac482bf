import type { INodeProperties } from 'n8n-workflow';
import { languageList } from '../../../sendAndWait/language/languages';
import { LANGUAGE } from '../../../sendAndWait/language/read';
import { withDisplayOptions } from '../../../shared/displayOptions';
import { optionCollections, sendGroups } from '../../options';
import { maxCharacters } from '../../../shared/input/maxCharacters';
import { texts } from '../../../messages/interactive/interactiveLimits';

/** As the built-in node names it. */
const ATTRIBUTION = 'Append n8n Attribution';

const appendAttribution: INodeProperties = {
	displayName: ATTRIBUTION,
	name: 'appendAttribution',
	type: 'boolean',
	default: false,
	description: 'Whether to add "Sent automatically with n8n" to the message and the page',
};

const language: INodeProperties = {
	displayName: 'Language',
	name: LANGUAGE,
	type: 'options',
	options: [{ name: 'Automatic', value: 'auto' }, ...languageList],
	default: 'auto',
	description:
		"Language of the page, its errors, and buttons without a label of your own. By default that of the recipient's country, or English. Groups get English.",
};

const limitWaitTime: INodeProperties = {
	displayName: 'Limit Wait Time',
	name: 'limitWaitTime',
	type: 'fixedCollection',
	default: { values: { limitType: 'afterTimeInterval', resumeAmount: 45, resumeUnit: 'minutes' } },
	description: 'Maximum time to wait for a response. After that, the workflow continues with its input data.',
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
					description: 'How to limit the wait time',
					options: [
						{ name: 'After Time Interval', value: 'afterTimeInterval', description: 'Waits for a specified period' },
						{
							name: 'At Specified Time',
							value: 'atSpecifiedTime',
							description: 'Waits until a specified date and time',
						},
					],
				},
				{
					displayName: 'Amount',
					name: 'resumeAmount',
					type: 'number',
					typeOptions: { minValue: 0, numberPrecision: 2 },
					default: 1,
					description: 'Time to wait, in the unit below',
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
					description: 'Continue the workflow after this date and time if there is no response',
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
	default: '',
	placeholder: 'e.g. Respond',
	description: `Text of the button in the chat that opens the page or list, up to ${maxCharacters(texts.buttonTitle)}. By default 'Respond' or 'Choose' in the recipient's language.`,
};

const formOptions: INodeProperties[] = [
	{
		displayName: 'Response Form Button Label',
		name: 'responseFormButtonLabel',
		type: 'string',
		default: '',
		placeholder: 'e.g. Submit',
		description: "Text of the submit button of the form. By default 'Submit' in the recipient's language.",
	},
	{
		displayName: 'Response Form Custom Styling',
		name: 'responseFormCustomCss',
		type: 'string',
		typeOptions: { rows: 10, editor: 'cssEditor' },
		default: '',
		placeholder: ':root { --color-submit-btn-bg: #0b7a55; }',
		description: 'CSS to add after the styles of the page. The custom properties of n8n forms are supported.',
	},
	{
		displayName: 'Response Form Description',
		name: 'responseFormDescription',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		description: 'Text above the form. Default: the message.',
	},
	{
		displayName: 'Response Form Title',
		name: 'responseFormTitle',
		type: 'string',
		default: '',
		description: 'Title of the form page',
	},
];

const allowHtmlFromExpressions: INodeProperties = {
	displayName: 'Allow HTML From Expressions',
	name: 'allowHtmlFromExpressions',
	type: 'boolean',
	default: false,
	description:
		'Whether to keep HTML in the values of expressions in Custom HTML. When off, these values are shown as text. Scripts, styles, frames and form controls are always removed.',
};

const sharedOptions = sendGroups.options.filter(({ name }) => name !== 'checkLinks');

const options = (responseType: string[], own: INodeProperties[]): INodeProperties[] =>
	withDisplayOptions(
		{ responseType },
		optionCollections({
			options: [appendAttribution, language, limitWaitTime, messageButtonLabel, ...own, ...sharedOptions],
		}),
	);

/** The Options of Send and Wait: response page, time limit, and sending. */
export const optionFields: INodeProperties[] = [
	...options(['approval', 'choice'], []),
	...options(['freeText'], formOptions),
	...options(['customForm'], [...formOptions, allowHtmlFromExpressions]),
	...optionCollections({ network: sendGroups.network }),
];
