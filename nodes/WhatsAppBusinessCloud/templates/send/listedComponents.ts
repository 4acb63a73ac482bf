import type { IDataObject } from 'n8n-workflow';
import { checkMaxLength } from '../../shared/input/textLength';
import { InputError } from '../../shared/inputError';
import { ranges } from '../../messages/messageLimits';
import { degrees } from '../../messages/location';
import { omitUndefined, optionalText, requiredText } from '../../shared/input/parameterValues';
import { oneTimePassword } from './buttons';
import { componentLabels as labels, mediaParameters } from './listedComponentsForm';
import { valueLimits, valueRanges } from './valueLimits';
import { jsonObject } from '../../shared/input/jsonParameter';
import { mapEntries, toEntries } from '../../shared/input/listParameter';
import { objects } from '../../shared/untrustedJson';
import { prefixFields } from '../../shared/inputPath';
import { requiredWholeNumber } from '../../shared/input/validators';
import { expiration, mediaParameter, textParameter, variableText, type HeaderMedia } from './parts';
import { orderDetails } from './orderDetails';
import { listedPaymentRequest } from './paymentRequestFields';
import { productSections } from './products';
import type { Components, Files, FillContext } from './types';

type Fields = Record<string, unknown>;

const rows = (value: unknown, field: string, key: string): Fields[] => objects(toEntries(value, key, field));

/** The formatted amount, for a currency without a fallback text. */
function readableAmount(amount: number, code: string): string {
	return new Intl.NumberFormat('en-US', { style: 'currency', currency: code }).format(amount);
}

/**
 * `{code, amount_1000, fallback_value}`: Meta requires thousandths, as an integer. WhatsApp docs: Templates > Currency
 * parameters.
 */
function currency({ code, amount_1000: amount, fallback_value: fallback }: Fields): IDataObject {
	const iso = requiredText(code, labels.code, 'Enter the code of the currency, such as USD').trim().toUpperCase();
	if (!/^[A-Z]{3}$/.test(iso)) {
		throw new InputError(labels.code, 'is not a currency code', 'Currency codes have three letters, such as USD');
	}
	const text = requiredText(amount, labels.amount, 'Enter the amount, such as 12.5').trim();
	const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN;
	if (!Number.isFinite(number)) {
		throw new InputError(labels.amount, 'is not a number', 'Write it with a dot before the decimals, such as 12.5');
	}
	return {
		code: iso,
		fallback_value: optionalText(fallback, labels.fallback) ?? readableAmount(number, iso),
		amount_1000: Math.round(number * 1000),
	};
}

function dateTime({ date_time: value, fallback_value: fallback }: Fields): IDataObject {
	const text = optionalText(fallback, labels.fallback) ?? requiredText(value, labels.dateTime, 'Enter the date');
	return { fallback_value: variableText(text, labels.dateTime) };
}

function location({ latitude, longitude, name: place, address }: Fields): IDataObject {
	return omitUndefined({
		latitude: degrees(latitude, labels.latitude, ranges.latitude),
		longitude: degrees(longitude, labels.longitude, ranges.longitude),
		name: optionalText(place, labels.placeName),
		address: optionalText(address, labels.placeAddress),
	});
}

const catalogAdvice = 'Enter the ID as your catalog has it';

function product({ product_retailer_id, catalog_id }: Fields): IDataObject {
	return {
		product_retailer_id: requiredText(product_retailer_id, labels.productId, catalogAdvice).trim(),
		catalog_id: requiredText(catalog_id, labels.catalogId, catalogAdvice).trim(),
	};
}

function parameter(values: Fields, files: Files): IDataObject {
	const type = values.type ?? 'text';
	switch (type) {
		case 'text':
			return textParameter(values.text, labels.text, optionalText(values.parameter_name, labels.variableName)?.trim());
		case 'currency':
			return { type, currency: currency(values) };
		case 'date_time':
			return { type, date_time: dateTime(values) };
		case 'group_id':
			return { type, group_id: requiredText(values.group_id, labels.groupId, 'Enter the ID of the group').trim() };
		case 'location':
			return { type, location: location(values) };
		case 'product':
			return { type, product: product(values) };
	}
	if (typeof type === 'string' && Object.hasOwn(mediaParameters, type)) {
		const kind = type as HeaderMedia;
		const { name: source, label } = mediaParameters[kind];
		const fileName = kind === 'document' ? optionalText(values.filename, labels.fileName)?.trim() : undefined;
		return mediaParameter(kind, values[source], label, files, fileName);
	}
	throw new InputError([], 'has a type that does not exist', 'Select its type again');
}

const nothing = (what: string): InputError =>
	new InputError(
		[],
		`is ${what} without parameters`,
		'Add the parameters of that part of the template. A part without variables needs no component: remove it.',
	);

/** The parameter of a quick reply or URL button. */
function plainButton(values: Fields): IDataObject {
	const [one] = rows(values.buttonParameters, labels.components, 'parameter');
	if (one === undefined) throw nothing('a button');
	if ((one.type ?? 'payload') === 'text') return { type: 'text', text: variableText(one.text, labels.text) };
	const payload = requiredText(one.payload, labels.payload, 'Enter the text that comes back when the button is tapped');
	return { type: 'payload', payload };
}

const action = (parameters: IDataObject): IDataObject[] => [{ type: 'action', action: parameters }];

const isFilled = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

function buttonParameters(values: Fields, subType: string): IDataObject[] {
	const thumbnail = optionalText(values.thumbnail_product_retailer_id, labels.thumbnail)?.trim();
	switch (subType) {
		case 'copy_code':
			return [
				{
					type: 'coupon_code',
					coupon_code: variableText(values.coupon_code, labels.couponCode, valueLimits.couponCode),
				},
			];
		case 'otp':
			return [
				{
					type: 'text',
					text: oneTimePassword({ label: labels.oneTimePassword, value: values.otp }),
				},
			];
		case 'flow':
			return action({
				flow_token: optionalText(values.flow_token, labels.flowToken) ?? 'unused',
				...(isFilled(values.flow_action_data) && {
					flow_action_data: jsonObject(values.flow_action_data, labels.flowData),
				}),
			});
		case 'catalog':
			return thumbnail === undefined ? [] : action({ thumbnail_product_retailer_id: thumbnail });
		case 'mpm':
			return action({
				...(thumbnail !== undefined && { thumbnail_product_retailer_id: thumbnail }),
				sections: productSections(values.products, labels.products),
			});
		case 'voice_call':
			return callParameters(values);
		case 'payment_request':
			return action({ payment_request: listedPaymentRequest(values) });
		case 'order_details':
			return action({ order_details: orderDetails(values.order_details, labels.orderDetails) });
		default:
			return [plainButton(values)];
	}
}

function callParameters({ ttl_minutes: minutes, call_payload: payload }: Fields): IDataObject[] {
	const text = optionalText(payload, labels.payload);
	return [
		...(isFilled(minutes)
			? [
					{
						type: 'ttl_minutes',
						ttl_minutes: requiredWholeNumber(minutes, valueRanges.callMinutes, labels.minutes),
					},
				]
			: []),
		...(text === undefined
			? []
			: [{ type: 'payload', payload: checkMaxLength(text, valueLimits.callPayload, labels.payload) }]),
	];
}

function button(values: Fields): IDataObject {
	const subType = optionalText(values.sub_type, 'Sub Type') ?? 'quick_reply';
	const index = requiredWholeNumber(values.index ?? 0, valueRanges.buttonIndex, labels.index);
	const parameters = buttonParameters(values, subType);
	return {
		type: 'button',
		index: String(index),
		// Meta sends one-time passwords through the button's URL.
		sub_type: subType === 'otp' ? 'url' : subType,
		...(parameters.length > 0 && { parameters }),
	};
}

function component(values: Fields, position: number, files: Files, context: FillContext): IDataObject {
	const type = values.type ?? 'body';
	if (type === 'button') return button(values);
	if (type === 'limited_time_offer') {
		const limited_time_offer = {
			expiration_time_ms: expiration(values.expiration_time, labels.expiration, context),
		};
		return { type, parameters: [{ type, limited_time_offer }] };
	}
	if (type !== 'body' && type !== 'header') {
		throw new InputError([], 'has a type that does not exist', 'Select the type of the component again');
	}
	const parameters = mapEntries(
		rows(values[`${type}Parameters`], labels.components, 'parameter'),
		'parameter',
		(one, at) => {
			const own: Files = { uploads: [], links: [] };
			const built = parameter(one, own);
			const path = ['component', position + 1, 'parameter', at + 1];
			files.uploads.push(...prefixFields(path, own.uploads));
			files.links.push(...prefixFields(path, own.links));
			return built;
		},
	);
	if (parameters.length === 0) throw nothing(`a ${type}`);
	return { type, parameters };
}

/** Whether a component list has any entries. */
export const hasComponents = (value: unknown): boolean => rows(value, labels.components, 'component').length > 0;

/**
 * Builds the components from the list of n8n's built-in node: `{component: [{type, bodyParameters, ...}]}`.
 * WhatsApp docs: Messages > Template messages.
 * @throws InputError
 */
export function listedComponents(value: unknown, context: FillContext): Components {
	const files: Files = { uploads: [], links: [] };
	const entries = rows(value, labels.components, 'component');
	const components = mapEntries(entries, 'component', (one, position) => component(one, position, files, context));
	return {
		components,
		...files,
		authentication: entries.some(({ type, sub_type }) => type === 'button' && sub_type === 'otp'),
	};
}
