import type { IDataObject } from 'n8n-workflow';
import { checkMaxLength } from '../../shared/input/textLength';
import { isObject, optionalText, requiredText } from '../../shared/input/parameterValues';
import { valueLimits, valueRanges } from './valueLimits';
import { jsonObject } from '../../shared/input/jsonParameter';
import { requiredWholeNumber } from '../../shared/input/validators';
import { orderDetails } from './orderDetails';
import { variableText } from './parts';
import { productSections } from './products';
import {
	paymentFields,
	paymentLabels,
	paymentRequest,
	paymentType,
	paymentTypes,
	paymentValues,
	type PaymentType,
} from '../paymentRequest';
import type { ButtonPart } from './fieldIds';
import type { TemplateFormValues } from './formValues';
import type { FilledField, TemplateDefinition, TemplateField } from './types';

/** URL of the code in Meta's authentication templates, which it lists with URL buttons. */
const OTP_LINK = /^https:\/\/www\.whatsapp\.com\/otp\//i;

/** Whether a button of a definition sends a one-time password. */
export const isOneTimePassword = (button: TemplateDefinition): boolean =>
	String(button.type).toUpperCase() === 'OTP' || (typeof button.url === 'string' && OTP_LINK.test(button.url));

const exampleOf = (example: unknown): string | undefined => {
	const first: unknown = Array.isArray(example) ? (example as unknown[])[0] : example;
	return typeof first === 'string' ? first : undefined;
};

interface Part {
	part: ButtonPart;
	example?: string;
	type?: TemplateField['type'];
	optional?: true;
}

/** Fields of each kind of button. Other kinds have none. WhatsApp docs: Templates > Components > Buttons. */
const forms: Record<string, (button: TemplateDefinition) => Part[]> = {
	URL: ({ url, example }) => {
		if (typeof url !== 'string' || !url.includes('{{')) return [];
		// Meta's example is the complete URL, but the user enters only its end.
		const start = url.slice(0, url.indexOf('{{'));
		const exampleUrl = exampleOf(example);
		const end = exampleUrl?.startsWith(start) ? exampleUrl.slice(start.length) : exampleUrl;
		return [{ part: 'url', example: end || undefined }];
	},
	QUICK_REPLY: () => [{ part: 'payload', optional: true }],
	COPY_CODE: ({ example }) => [{ part: 'code', example: exampleOf(example) }],
	FLOW: () => [
		{ part: 'flow_token', optional: true },
		{ part: 'flow_data', optional: true, type: 'object' },
	],
	CATALOG: () => [{ part: 'thumbnail', optional: true }],
	MPM: () => [
		{ part: 'products', example: 'Shoes: sku-1, sku-2' },
		{ part: 'thumbnail', optional: true },
	],
	VOICE_CALL: () => [
		{ part: 'minutes', optional: true, type: 'number' },
		{ part: 'call_payload', optional: true },
	],
	ORDER_DETAILS: () => [{ part: 'order', type: 'object' }],
	PAYMENT_REQUEST: (button) => {
		const type = paymentTypeOf(button);
		if (type === undefined) return [];
		const values = paymentValues[type].map((part): Part => ({ part }));
		if (type === 'offsite_card_pay') return [...values, { part: 'amount', type: 'number' }];
		return type === 'pix_dynamic_code' ? [...values, { part: 'amount', type: 'number', optional: true }] : values;
	},
};

/** The type in the definition; without one, the type that the button's fixed text belongs to. */
const paymentTypeOf = ({ payment_setting: setting, text }: TemplateDefinition): PaymentType | undefined =>
	paymentType(isObject(setting) ? setting.type : undefined) ??
	paymentTypes.find((type) => paymentLabels[type] === text);

/**
 * The fields of the buttons of a template or card.
 * @param buttons of the definition's BUTTONS component, in order
 */
export function buttonFields(buttons: TemplateDefinition[]): TemplateField[] {
	return buttons.flatMap((button, index) => {
		const kind = String(button.type).toUpperCase();
		if (isOneTimePassword(button))
			return [
				{ position: { component: 'button', index, part: 'otp' }, example: '123456', type: 'string', required: true },
			];
		const parts = Object.hasOwn(forms, kind) ? forms[kind](button) : [];
		const buttonText = typeof button.text === 'string' ? button.text : undefined;
		return parts.map(({ part, example, type = 'string', optional }): TemplateField => ({
			position: { component: 'button', index, part },
			example,
			buttonText,
			type,
			required: optional !== true,
		}));
	});
}

const action = (parameters: IDataObject): IDataObject[] => [{ type: 'action', action: parameters }];

type Fill = (
	part: (name: ButtonPart) => FilledField | undefined,
) => { sub_type: string; parameters: IDataObject[] } | undefined;

const payment =
	(type: PaymentType): Fill =>
	(part) => ({
		sub_type: 'payment_request',
		parameters: action({
			payment_request: paymentRequest(type, (name) => part(name) ?? { value: undefined, label: paymentFields[name] }),
		}),
	});

const filledText = (field?: FilledField): string | undefined => field && optionalText(field.value, field.label);

/** Builds the parameter of each kind, by the part that its form always has. */
const fills: Partial<Record<ButtonPart, Fill>> = {
	url: (part) => ({ sub_type: 'url', parameters: [{ type: 'text', text: requiredVariable(part('url')) }] }),
	otp: (part) => ({ sub_type: 'url', parameters: [{ type: 'text', text: oneTimePassword(part('otp')) }] }),
	payload: (part) => {
		const field = part('payload');
		const text = filledText(field);
		if (field === undefined || text === undefined) return undefined;
		return { sub_type: 'quick_reply', parameters: [{ type: 'payload', payload: text }] };
	},
	code: (part) => ({
		sub_type: 'copy_code',
		parameters: [{ type: 'coupon_code', coupon_code: requiredVariable(part('code'), valueLimits.couponCode) }],
	}),
	flow_token: (part) => {
		const data = part('flow_data');
		const hasData = data?.value !== undefined && data.value !== null && data.value !== '';
		return {
			sub_type: 'flow',
			parameters: action({
				// WhatsApp docs: Flows > Sending a Flow: "unused" is WhatsApp's token for messages without one.
				flow_token: filledText(part('flow_token')) ?? 'unused',
				...(hasData && { flow_action_data: object(data) }),
			}),
		};
	},
	products: (part) => {
		const thumbnail = filledText(part('thumbnail'))?.trim();
		return {
			sub_type: 'mpm',
			parameters: action({
				...(thumbnail !== undefined && { thumbnail_product_retailer_id: thumbnail }),
				sections: sections(part('products')),
			}),
		};
	},
	thumbnail: (part) => {
		const text = filledText(part('thumbnail'))?.trim();
		return text === undefined
			? undefined
			: { sub_type: 'catalog', parameters: action({ thumbnail_product_retailer_id: text }) };
	},
	minutes: (part) => {
		const [minutes, payload] = [part('minutes'), part('call_payload')];
		const parameters: IDataObject[] = [];
		if (minutes && filledText(minutes) !== undefined) {
			parameters.push({
				type: 'ttl_minutes',
				ttl_minutes: requiredWholeNumber(minutes.value, valueRanges.callMinutes, minutes.label),
			});
		}
		const text = filledText(payload);
		if (payload && text !== undefined) {
			parameters.push({ type: 'payload', payload: checkMaxLength(text, valueLimits.callPayload, payload.label) });
		}
		return parameters.length > 0 ? { sub_type: 'voice_call', parameters } : undefined;
	},
	pix_code: payment('pix_dynamic_code'),
	boleto_line: payment('boleto'),
	payment_link: payment('payment_link'),
	card_digits: payment('offsite_card_pay'),
	order: (part) => ({ sub_type: 'order_details', parameters: action({ order_details: order(part('order')) }) }),
};

function requiredVariable(field: FilledField | undefined, limit?: { max: number; source: string }): string {
	const { value, label } = field ?? { value: undefined, label: 'Button' };
	return variableText(value, label, limit);
}

function sections(field?: FilledField): IDataObject[] {
	const { value, label } = field ?? { value: undefined, label: 'Products' };
	return productSections(value, label);
}

function order(field?: FilledField): IDataObject {
	const { value, label } = field ?? { value: undefined, label: 'Button' };
	return orderDetails(value, label);
}

function object(field?: FilledField): IDataObject {
	const { value, label } = field ?? { value: undefined, label: 'Button' };
	return jsonObject(value, label);
}

/** The code of an authentication template. WhatsApp docs: Authentication templates. @throws InputError */
export function oneTimePassword(field?: Pick<FilledField, 'label' | 'value'>): string {
	const { value, label } = field ?? { value: undefined, label: 'Verification Code' };
	return checkMaxLength(
		variableText(requiredText(value, label, 'Enter the code').trim(), label),
		valueLimits.oneTimePassword,
		label,
	);
}

/** The form's one-time password; undefined when it has none. */
export const passwordField = (values: TemplateFormValues): FilledField | undefined =>
	values
		.buttons()
		.find(({ parts }) => parts.has('otp'))
		?.parts.get('otp');

/** @returns the button components, in the order of the buttons @throws InputError */
export function fillButtons(values: TemplateFormValues): IDataObject[] {
	return values.buttons().flatMap(({ index, parts }) => {
		const main = (Object.keys(fills) as ButtonPart[]).find((name) => parts.has(name));
		const filled = main && fills[main]?.((name) => parts.get(name));
		return filled
			? [{ type: 'button', sub_type: filled.sub_type, index: String(index), parameters: filled.parameters }]
			: [];
	});
}
