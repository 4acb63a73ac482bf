import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { flowPicker } from '../../messages/flowReference';
import { flowScreenField } from '../../messages/flowScreen';
import { buttonFields as names, callMinutes, flowIcons } from '../check/buttons';
import { templateTexts } from '../definitionLimits';
import { paymentButtonFields } from './paymentRequest';

/** All kinds of buttons that have a form, in alphabetical order. */
export const buttonKinds: INodePropertyOptions[] = [
	{ name: 'Call Phone Number', value: 'PHONE_NUMBER', description: 'Calls a phone number' },
	{ name: 'Copy Code', value: 'COPY_CODE', description: 'Copies an offer code' },
	{ name: 'Flow', value: 'FLOW', description: 'Opens a WhatsApp Flow' },
	{
		name: 'Payment Request',
		value: 'PAYMENT_REQUEST',
		description: 'Copies a code or opens a link to pay (Brazil)',
	},
	{ name: 'Quick Reply', value: 'QUICK_REPLY', description: 'Replies with the text of the button' },
	{
		name: 'Request Contact Info',
		value: 'REQUEST_CONTACT_INFO',
		description: "Shares the recipient's phone number",
	},
	{
		name: 'Review and Pay',
		value: 'ORDER_DETAILS',
		description: 'Opens an order to review and pay (India and Brazil)',
	},
	{ name: 'View Catalog', value: 'CATALOG', description: 'Opens the catalog' },
	{ name: 'View Items', value: 'MPM', description: 'Opens a list of products' },
	{ name: 'View Product', value: 'SPM', description: 'Opens the product in the header' },
	{ name: 'Visit Website', value: 'URL', description: 'Opens a web page' },
	{ name: 'Voice Call', value: 'VOICE_CALL', description: 'Calls your business on WhatsApp' },
];

const only = (types: string[], field: INodeProperties): INodeProperties => ({
	...field,
	displayOptions: { show: { ...field.displayOptions?.show, type: types } },
});

const flowFrom = (source: string, field: INodeProperties): INodeProperties =>
	only(['FLOW'], { ...field, displayOptions: { show: { flowSource: [source] } } });

/**
 * The fields of one button.
 * @param kinds the available kinds
 */
export function buttonFormFields(kinds: INodePropertyOptions[]): INodeProperties[] {
	return [
		{
			displayName: names.type,
			name: 'type',
			type: 'options',
			options: kinds,
			default: 'QUICK_REPLY',
			description: 'What the button does',
		},
		only(['QUICK_REPLY', 'URL', 'PHONE_NUMBER', 'FLOW', 'VOICE_CALL', 'ORDER_DETAILS'], {
			displayName: names.text,
			name: 'text',
			type: 'string',
			default: '',
			placeholder: 'e.g. Track Order',
			description: `Text of the button, up to ${templateTexts.button.max} characters`,
		}),
		only(['URL'], {
			displayName: names.url,
			name: 'url',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://example.com/orders/{{1}}',
			description: 'URL to open. It can end with the variable {{1}}.',
		}),
		only(['URL'], {
			displayName: names.urlExample,
			name: 'urlExample',
			type: 'string',
			default: '',
			placeholder: 'e.g. 2044',
			description: 'Example value for the variable, or a complete example URL. Required if the URL has a variable.',
		}),
		only(['URL'], {
			displayName: 'App Deep Link',
			name: 'appDeepLink',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			description: 'Opens an app instead of the browser. Marketing Messages API only.',
			options: [
				{
					displayName: 'Android Deep Link',
					name: 'androidDeepLink',
					type: 'string',
					default: '',
					placeholder: 'e.g. shop://orders',
				},
				{
					displayName: 'Android Fallback URL',
					name: 'androidFallback',
					type: 'string',
					default: '',
					placeholder: 'e.g. https://play.google.com/store/apps/shop',
				},
				{
					displayName: 'Meta App ID',
					name: 'metaAppId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 634974688087057',
				},
			],
		}),
		only(['PHONE_NUMBER'], {
			displayName: names.phone,
			name: 'phoneNumber',
			type: 'string',
			default: '',
			placeholder: 'e.g. +16505550111',
			description: 'Phone number to call, with country code',
		}),
		only(['COPY_CODE'], {
			displayName: names.code,
			name: 'code',
			type: 'string',
			default: '',
			placeholder: 'e.g. SUMMER25',
			description: `Example of the code to copy, up to ${templateTexts.offerCode.max} characters`,
		}),
		only(['FLOW'], {
			displayName: 'Flow Source',
			name: 'flowSource',
			type: 'options',
			options: [
				{ name: 'Account', value: 'account', description: 'Use a published Flow of the account' },
				{ name: 'JSON', value: 'json', description: 'Create a Flow together with the template' },
			],
			default: 'account',
			description: 'The source of the Flow',
		}),
		flowFrom('account', flowPicker('The published Flow that the button opens')),
		flowFrom('json', {
			displayName: 'Flow JSON',
			name: 'flowJson',
			type: 'json',
			typeOptions: { rows: 6 },
			default: '',
			description: 'The Flow JSON of the new Flow',
		}),
		only(['FLOW'], {
			displayName: names.flowAction,
			name: 'flowAction',
			type: 'options',
			options: [
				{
					name: 'Call Endpoint',
					value: 'data_exchange',
					description: "Get the first screen from the Flow's endpoint",
				},
				{ name: 'Open Screen', value: 'navigate', description: 'Open a specific screen' },
			],
			default: 'navigate',
			description: 'How the Flow determines its first screen',
		}),
		only(['FLOW'], {
			...flowScreenField('navigateScreen', 'The screen to open. Default: the first screen of the Flow.'),
			displayOptions: { show: { flowAction: ['navigate'] } },
		}),
		only(['FLOW'], {
			displayName: names.icon,
			name: 'icon',
			type: 'options',
			options: [
				{ name: 'Default', value: '' },
				...flowIcons.map((value) => ({ name: value[0] + value.slice(1).toLowerCase(), value })),
			],
			default: '',
			description: 'The icon of the button',
		}),
		...paymentButtonFields.map((field) => only(['PAYMENT_REQUEST'], field)),
		only(['VOICE_CALL'], {
			displayName: names.minutes,
			name: 'ttlMinutes',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: callMinutes.max },
			default: 0,
			description: "How long the button works after the message is sent, in minutes. 0 uses WhatsApp's default.",
		}),
	];
}
