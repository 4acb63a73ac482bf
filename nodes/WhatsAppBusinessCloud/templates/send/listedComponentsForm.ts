import type { INodeProperties } from 'n8n-workflow';
import { paymentRequestFields } from './paymentRequestFields';

/** Display names of the fields of the component list. */
export const componentLabels = {
	components: 'Components',
	amount: 'Amount',
	code: 'Currency Code',
	couponCode: 'Coupon Code',
	dateTime: 'Date Time',
	expiration: 'Offer Ends',
	fallback: 'Fallback Value',
	fileName: 'File Name',
	flowData: 'Flow Data',
	flowToken: 'Flow Token',
	groupId: 'Group ID',
	index: 'Index',
	minutes: 'Expires After (Minutes)',
	oneTimePassword: 'Verification Code',
	orderDetails: 'Order Details',
	payload: 'Payload',
	products: 'Products',
	text: 'Text',
	thumbnail: 'Thumbnail Product ID',
	catalogId: 'Catalog ID',
	productId: 'Product ID',
	latitude: 'Latitude',
	longitude: 'Longitude',
	placeName: 'Name',
	placeAddress: 'Address',
	variableName: 'Variable Name',
};

/** Parameters of media headers: type, parameter name and display name. */
export const mediaParameters = {
	document: { name: 'documentLink', label: 'Document' },
	gif: { name: 'gifLink', label: 'GIF' },
	image: { name: 'imageLink', label: 'Image Link' },
	video: { name: 'videoLink', label: 'Video' },
} as const;

const label = componentLabels;

/** A text field that is shown for the given types of its parameter or component. */
function textField(
	displayName: string,
	name: string,
	when: Record<string, string[]>,
	more: Partial<INodeProperties> = {},
): INodeProperties {
	return { displayName, name, type: 'string', default: '', displayOptions: { show: when }, ...more };
}

const variableName = textField(
	label.variableName,
	'parameter_name',
	{ type: ['text'] },
	{
		placeholder: 'e.g. first_name',
		description: 'Name of the variable, for templates with named variables. Leave empty for numbered variables.',
	},
);

/** Text, currency and date: the parameters that body and header share. */
const common: INodeProperties[] = [
	textField(label.text, 'text', { type: ['text'] }),
	variableName,
	textField(label.code, 'code', { type: ['currency'] }, { placeholder: 'e.g. USD' }),
	{
		displayName: label.amount,
		name: 'amount_1000',
		type: 'number',
		default: 0,
		displayOptions: { show: { type: ['currency'] } },
		description: 'The amount in units of the currency, such as 12.5',
	},
	{
		displayName: label.dateTime,
		name: 'date_time',
		type: 'dateTime',
		default: '',
		displayOptions: { show: { type: ['date_time'] } },
		description: 'Shown to the recipient in this format unless there is a fallback value',
	},
	textField(
		label.fallback,
		'fallback_value',
		{ type: ['currency', 'date_time'] },
		{
			placeholder: 'e.g. $12.50',
			description: 'The amount or date as shown to the recipient',
		},
	),
];

/** WhatsApp docs: Groups API > Group invite templates. */
const groupId = textField(label.groupId, 'group_id', { type: ['group_id'] });

const typed = (options: Array<{ name: string; value: string; description?: string }>): INodeProperties => ({
	displayName: 'Type',
	name: 'type',
	type: 'options',
	options,
	default: 'text',
});

const bodyTypes = [
	{ name: 'Currency', value: 'currency' },
	{ name: 'Date Time', value: 'date_time' },
	{ name: 'Group', value: 'group_id', description: 'The group that the template invites to' },
	{ name: 'Text', value: 'text' },
];

const headerTypes = [
	{ name: 'Currency', value: 'currency' },
	{ name: 'Date Time', value: 'date_time' },
	{ name: 'Document', value: 'document' },
	{ name: 'GIF', value: 'gif' },
	{ name: 'Image', value: 'image' },
	{ name: 'Location', value: 'location' },
	{ name: 'Product', value: 'product' },
	{ name: 'Text', value: 'text' },
	{ name: 'Video', value: 'video' },
];

const header: INodeProperties[] = [
	typed(headerTypes),
	...common,
	...Object.entries(mediaParameters).map(([type, { name, label: displayName }]) =>
		textField(
			displayName,
			name,
			{ type: [type] },
			{
				placeholder: 'e.g. data',
				description: 'A public URL, a media ID or the name of a binary field of the input item',
			},
		),
	),
	textField(label.fileName, 'filename', { type: ['document'] }, { placeholder: 'e.g. invoice-2044.pdf' }),
	textField(label.latitude, 'latitude', { type: ['location'] }, { placeholder: 'e.g. 52.5163' }),
	textField(label.longitude, 'longitude', { type: ['location'] }, { placeholder: 'e.g. 13.3777' }),
	textField(label.placeName, 'name', { type: ['location'] }),
	textField(label.placeAddress, 'address', { type: ['location'] }),
	textField(label.productId, 'product_retailer_id', { type: ['product'] }),
	textField(label.catalogId, 'catalog_id', { type: ['product'] }),
];

const button: INodeProperties[] = [
	{
		displayName: 'Type',
		name: 'type',
		type: 'options',
		options: [
			{ name: 'Payload', value: 'payload' },
			{ name: 'Text', value: 'text' },
		],
		default: 'payload',
	},
	textField(label.payload, 'payload', { type: ['payload'] }),
	textField(label.text, 'text', { type: ['text'] }),
];

const buttonTypes = [
	{ name: 'Catalog', value: 'catalog' },
	{ name: 'Copy Code', value: 'copy_code' },
	{ name: 'Flow', value: 'flow' },
	{ name: 'Multi-Product', value: 'mpm' },
	{ name: 'One-Time Password', value: 'otp' },
	{ name: 'Order Details', value: 'order_details' },
	{ name: 'Payment Request', value: 'payment_request' },
	{ name: 'Quick Reply', value: 'quick_reply', description: 'A button that returns a payload' },
	{ name: 'URL', value: 'url', description: 'A URL with a variable suffix' },
	{ name: 'Voice Call', value: 'voice_call' },
];

const forButtons = (...types: string[]): Record<string, string[]> => ({ type: ['button'], sub_type: types });

const buttonFields: INodeProperties[] = [
	{
		displayName: 'Sub Type',
		name: 'sub_type',
		type: 'options',
		options: buttonTypes,
		default: 'quick_reply',
		displayOptions: { show: { type: ['button'] } },
	},
	{
		displayName: label.index,
		name: 'index',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 9 },
		default: 0,
		displayOptions: { show: { type: ['button'] } },
		description: 'Position of the button in the template, starting at 0',
	},
	textField(label.couponCode, 'coupon_code', forButtons('copy_code')),
	textField(label.oneTimePassword, 'otp', forButtons('otp'), {
		description: 'The same code as in the body',
	}),
	textField(label.flowToken, 'flow_token', forButtons('flow')),
	{ ...textField(label.flowData, 'flow_action_data', forButtons('flow')), type: 'json' },
	textField(label.products, 'products', forButtons('mpm'), { placeholder: 'e.g. Shoes: sku-1, sku-2; Bags: sku-3' }),
	textField(label.thumbnail, 'thumbnail_product_retailer_id', forButtons('catalog', 'mpm')),
	textField(label.minutes, 'ttl_minutes', forButtons('voice_call'), { placeholder: 'e.g. 60' }),
	textField(label.payload, 'call_payload', forButtons('voice_call'), { placeholder: 'e.g. order-2044 (optional)' }),
	{ ...textField(label.orderDetails, 'order_details', forButtons('order_details')), type: 'json' },
	...paymentRequestFields(forButtons('payment_request')),
];

function parameters(
	name: string,
	values: INodeProperties[],
	when: Record<string, string[]>,
	multiple: boolean,
): INodeProperties {
	return {
		displayName: 'Parameters',
		name,
		type: 'fixedCollection',
		typeOptions: multiple ? { sortable: true, multipleValues: true } : { multipleValues: false },
		placeholder: 'Add Parameter',
		default: {},
		displayOptions: { show: when },
		options: [{ displayName: 'Parameter', name: 'parameter', values }],
	};
}

/** The component list of n8n's built-in WhatsApp node, with the same names and values, plus the kinds that it lacks. */
export const listedComponentsForm: INodeProperties = {
	displayName: label.components,
	name: 'components',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Component',
	default: {},
	description: 'The components of the template that have parameters',
	options: [
		{
			displayName: 'Component',
			name: 'component',
			values: [
				{
					displayName: 'Type',
					name: 'type',
					type: 'options',
					options: [
						{ name: 'Body', value: 'body' },
						{ name: 'Button', value: 'button' },
						{ name: 'Header', value: 'header' },
						{ name: 'Limited-Time Offer', value: 'limited_time_offer' },
					],
					default: 'body',
				},
				parameters('bodyParameters', [typed(bodyTypes), ...common, groupId], { type: ['body'] }, true),
				...buttonFields,
				parameters('buttonParameters', button, forButtons('quick_reply', 'url'), false),
				parameters('headerParameters', header, { type: ['header'] }, true),
				{
					displayName: label.expiration,
					name: 'expiration_time',
					type: 'dateTime',
					default: '',
					displayOptions: { show: { type: ['limited_time_offer'] } },
				},
			],
		},
	],
};
