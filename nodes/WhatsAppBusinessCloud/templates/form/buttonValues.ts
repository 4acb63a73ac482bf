import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { flowPicker } from '../../messages/flowReference';
import { buttonFields as names, callMinutes, flowIcons } from '../check/buttons';
import { templateTexts } from '../limits';

/** All kinds of buttons that have a form, in alphabetical order. */
export const buttonKinds: INodePropertyOptions[] = [
	{ name: 'Call Phone Number', value: 'PHONE_NUMBER', description: 'Calls a number' },
	{ name: 'Copy Code', value: 'COPY_CODE', description: 'Copies an offer code' },
	{ name: 'Flow', value: 'FLOW', description: 'Opens a WhatsApp Flow' },
	{ name: 'Quick Reply', value: 'QUICK_REPLY', description: 'Answers with its text' },
	{
		name: 'Request Contact Info',
		value: 'REQUEST_CONTACT_INFO',
		description: 'Asks for the phone number of the recipient',
	},
	{ name: 'Review and Pay', value: 'ORDER_DETAILS', description: 'Shows an order to pay; India and Brazil' },
	{ name: 'View Catalog', value: 'CATALOG', description: 'Opens the catalog' },
	{ name: 'View Items', value: 'MPM', description: 'Opens a choice of products' },
	{ name: 'View Product', value: 'SPM', description: 'Opens the product of the header' },
	{ name: 'Visit Website', value: 'URL', description: 'Opens a web page' },
	{ name: 'Voice Call', value: 'VOICE_CALL', description: 'Calls the business on WhatsApp' },
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
export function buttonValues(kinds: INodePropertyOptions[]): INodeProperties[] {
	return [
		{
			displayName: names.type,
			name: 'type',
			type: 'options',
			options: kinds,
			default: 'QUICK_REPLY',
			description: 'What tapping the button does',
		},
		only(['QUICK_REPLY', 'URL', 'PHONE_NUMBER', 'FLOW', 'VOICE_CALL', 'ORDER_DETAILS'], {
			displayName: names.text,
			name: 'text',
			type: 'string',
			default: '',
			placeholder: 'e.g. Track Order',
			description: `What the button says, up to ${templateTexts.button.max} characters`,
		}),
		only(['URL'], {
			displayName: names.url,
			name: 'url',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://example.com/orders/{{1}}',
			description: 'The address to open. It may end with the variable {{1}}.',
		}),
		only(['URL'], {
			displayName: names.urlExample,
			name: 'urlExample',
			type: 'string',
			default: '',
			placeholder: 'e.g. 2044',
			description: 'What the variable may hold, or the whole address with it, where the address has a variable',
		}),
		only(['URL'], {
			displayName: 'App Deep Link',
			name: 'appDeepLink',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			description: 'Opens an app in place of the browser; Marketing Messages API only',
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
			description: 'The number to call, with its country code',
		}),
		only(['COPY_CODE'], {
			displayName: names.code,
			name: 'code',
			type: 'string',
			default: '',
			placeholder: 'e.g. SUMMER25',
			description: `An example of the code to copy, up to ${templateTexts.offerCode.max} characters`,
		}),
		only(['FLOW'], {
			displayName: 'Flow From',
			name: 'flowSource',
			type: 'options',
			options: [
				{ name: 'Account', value: 'account', description: 'A published flow of the account' },
				{ name: 'JSON', value: 'json', description: 'A new flow, made along with the template' },
			],
			default: 'account',
			description: 'Where the flow comes from',
		}),
		flowFrom('account', flowPicker('The published flow that the button opens')),
		flowFrom('json', {
			displayName: 'Flow JSON',
			name: 'flowJson',
			type: 'json',
			typeOptions: { rows: 6 },
			default: '',
			description: 'The whole Flow JSON',
		}),
		only(['FLOW'], {
			displayName: names.flowAction,
			name: 'flowAction',
			type: 'options',
			options: [
				{ name: 'Ask the Endpoint', value: 'data_exchange', description: "The flow's endpoint says what comes first" },
				{ name: 'Open a Screen', value: 'navigate', description: 'A screen of the flow comes first' },
			],
			default: 'navigate',
			description: 'What happens when the flow is opened',
		}),
		only(['FLOW'], {
			displayName: 'First Screen',
			name: 'navigateScreen',
			type: 'string',
			default: '',
			placeholder: 'e.g. WELCOME',
			description: 'The ID of the screen that comes first',
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
			description: 'The picture on the button',
		}),
		only(['VOICE_CALL'], {
			displayName: names.minutes,
			name: 'ttlMinutes',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: callMinutes.max },
			default: 0,
			description: 'For how many minutes the button works after the message was sent; 0 leaves it to WhatsApp',
		}),
	];
}
