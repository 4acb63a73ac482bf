import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { InputError } from '../../shared/inputError';
import { jsonObject } from '../../shared/input/jsonParameter';
import { omitUndefined, optionalFlag, optionalText } from '../../shared/input/parameterValues';
import { checkDisplayFormat, checkTimeToLive, definitionFields } from '../../templates/check/definition';
import type { Category } from '../../templates/types';
import { entriesOf } from '../listOperation';
import { timeToLiveField } from './fields';
import { docsLink } from '../../shared/docs';

/**
 * Changes that Meta may make to marketing templates automatically. WhatsApp docs: Marketing Messages API > Creative
 * optimizations.
 */
const features = [
	'add_text_overlay',
	'auto_promotion_tag',
	'dynamic_cta_text',
	'hyperlink_formatting',
	'image_animation',
	'image_background_gen',
	'image_banner',
	'image_brightness_and_contrast',
	'image_touchups',
	'product_extensions',
	'text_extraction_for_headline',
	'text_extraction_for_tap_target',
	'text_formatting_optimization',
];

const capital = (word: string): string => (word === 'cta' ? 'CTA' : word[0].toUpperCase() + word.slice(1));
const featureOptions = features.map((value) => ({
	name: value.split('_').map(capital).join(' ').replace(' For ', ' for ').replace(' And ', ' and '),
	value,
}));

const fields = {
	appId: 'App ID',
	optIn: 'Creative Features to Enable',
	optOut: 'Creative Features to Disable',
	tracking: 'Opt Out of Link Tracking',
	sub: 'Subcategory',
	maxPrice: 'Max Price per 1,000 Deliveries',
	more: 'More Properties (JSON)',
};

export const appIdField: INodeProperties = {
	displayName: fields.appId,
	name: 'appId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 634974688087057',
	description:
		'ID of the Meta app that owns the access token, for uploading examples. Default: determined from the token.',
};

const creativeFields: INodeProperties[] = [
	{
		displayName: fields.optOut,
		name: 'creativeOptOut',
		type: 'multiOptions',
		options: featureOptions,
		default: [],
		description: 'Optimizations that Meta must not apply to the message. Marketing Messages API only.',
	},
	{
		displayName: fields.optIn,
		name: 'creativeOptIn',
		type: 'multiOptions',
		options: featureOptions,
		default: [],
		description: 'Optimizations that Meta may apply to the message. Marketing Messages API only.',
	},
];

export const trackingField: INodeProperties = {
	displayName: fields.tracking,
	name: 'linkTrackingOptedOut',
	type: 'boolean',
	default: false,
	description: 'Whether to turn off click tracking on URL buttons',
};

/** WhatsApp docs: Marketing Messages API > Max price. */
export const maxPriceField: INodeProperties = {
	displayName: fields.maxPrice,
	name: 'maxPrice',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	placeholder: 'e.g. 5000',
	description:
		"The most to pay for 1,000 delivered messages, in the smallest unit of the account's currency: 5000 are 5,000 cents, which is 0.05 USD per message. 0 means none. Marketing templates only, sent through the Marketing Messages API.",
	hint: docsLink('costs.md#max-price', 'What a max price does'),
};

/**
 * The max price of a template, as Meta takes it. WhatsApp docs: Marketing Messages API > Max price.
 * @throws InputError when it is not a whole number above 0, or the template is no marketing template
 */
function maxPrice(value: unknown, category?: Category): IDataObject | undefined {
	const text = optionalText(value, fields.maxPrice)?.trim();
	if (text === undefined || Number(text) === 0) return undefined;
	if (!/^\d{1,15}$/.test(text))
		throw new InputError(
			fields.maxPrice,
			'is not a whole number above 0',
			'Enter the price in the smallest unit, e.g. 5000',
		);
	if (category !== undefined && category !== 'MARKETING')
		throw new InputError(
			fields.maxPrice,
			'is for marketing templates only',
			"Set 'Category' to 'Marketing', or remove it",
		);
	return { bid_strategy: 'LOWEST_COST_WITH_BID_CAP', bid_amount: Number(text) };
}

/** Optional fields of a new template. */
export const createAdditional: INodeProperties[] = [
	appIdField,
	...creativeFields,
	{
		displayName: definitionFields.display,
		name: 'displayFormat',
		type: 'options',
		options: [{ name: 'Order Details', value: 'ORDER_DETAILS', description: 'An order to review and pay' }],
		default: 'ORDER_DETAILS',
		description: 'How WhatsApp displays the message. Required for marketing templates with a Review and Pay button.',
	},
	maxPriceField,
	{
		displayName: fields.more,
		name: 'moreProperties',
		type: 'json',
		default: '{}',
		description:
			'Properties of the template that have no field here, such as product_set_id, is_primary_device_delivery_only, send_type or creative_sourcing_spec. Meta names these four without describing them.',
	},
	trackingField,
	{
		displayName: fields.sub,
		name: 'subCategory',
		type: 'string',
		default: '',
		placeholder: 'e.g. ORDER_DETAILS',
		description:
			'Subcategory of the template, such as ORDER_DETAILS, ORDER_STATUS, RICH_ORDER_STATUS or CALL_PERMISSIONS_REQUEST',
	},
	timeToLiveField,
];

/** @throws InputError when a feature is both on and off */
function creative(additional: Record<string, unknown>): IDataObject | undefined {
	const listed = (name: string): string[] => entriesOf(additional[name]).map(String);
	const on = listed('creativeOptIn');
	const off = listed('creativeOptOut');
	const both = on.find((feature) => off.includes(feature));
	if (both !== undefined) {
		throw new InputError(fields.optIn, `and '${fields.optOut}' both name ${both}`, 'Choose one of the two');
	}
	if (on.length + off.length === 0) return undefined;
	const status = (list: string[], value: string): Array<[string, IDataObject]> =>
		list.map((feature) => [feature, { enroll_status: value }]);
	return { creative_features_spec: Object.fromEntries([...status(on, 'OPT_IN'), ...status(off, 'OPT_OUT')]) };
}

/**
 * The optional parts of a template's body.
 * @param category undefined when it does not change
 * @throws InputError
 */
export function readAdditional(additional: Record<string, unknown>, category?: Category): IDataObject {
	return omitUndefined({
		message_send_ttl_seconds: checkTimeToLive(additional.timeToLive, category),
		display_format: checkDisplayFormat(additional.displayFormat),
		cta_url_link_tracking_opted_out: optionalFlag(additional.linkTrackingOptedOut, fields.tracking),
		sub_category: optionalText(additional.subCategory, fields.sub)?.trim().toUpperCase(),
		degrees_of_freedom_spec: creative(additional),
		optimization_spec: maxPrice(additional.maxPrice, category),
	});
}

/**
 * Properties that the user adds as JSON.
 * @param body what the fields of the form give
 * @throws InputError when it is not an object, or has a property that a field gives
 */
export function readMoreProperties(additional: Record<string, unknown>, body: IDataObject): IDataObject {
	const value = additional.moreProperties;
	if (value === undefined || value === null || value === '') return {};
	const more = jsonObject(value, fields.more);
	const twice = Object.keys(more).find((key) => Object.hasOwn(body, key));
	if (twice === undefined) return more;
	throw new InputError(fields.more, `has '${twice}', which the other fields give`, `Remove '${twice}' from the JSON`);
}
