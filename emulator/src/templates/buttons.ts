import { whatsappError } from '../errors';
import { isObject, length, type Json } from '../messages/checks';
import { buttonText } from './parameters';
import { checkPaymentRequest } from './paymentRequest';
import type { Button } from './types';

type Need = 'required' | 'optional' | 'none';

interface Kind {
	/** sub_type of the sent button (Meta docs: Messages > Template messages). */
	subType: string;
	need: (button: Button) => Need;
	check: (parameters: Json[], place: string) => void;
}

const always = (need: Need) => (): Need => need;

function only(parameters: Json[], place: string, type: string): Json {
	const [parameter] = parameters;
	if (parameters.length !== 1 || parameter?.type !== type)
		throw whatsappError(132012, `${place}: expected one parameter of type ${type}`);
	return parameter;
}

function action(parameters: Json[], place: string): Json {
	const { action: actionParameter } = only(parameters, place, 'action');
	if (!isObject(actionParameter)) throw whatsappError(132012, `${place}: action must be an object`);
	return actionParameter;
}

function text(value: unknown, place: string, max = Infinity): void {
	if (typeof value !== 'string' || value === '') throw whatsappError(132012, `${place} must be a text`);
	if (length(value) > max) throw whatsappError(132018, `${place} has more than ${max} characters`);
}

function products(value: unknown, place: string): void {
	if (!Array.isArray(value) || value.length === 0 || value.length > 10)
		throw whatsappError(132012, `${place}: 1 to 10 sections`);
	let count = 0;
	for (const section of value as unknown[]) {
		const { title, product_items: items } = isObject(section) ? section : {};
		if (title !== undefined || value.length > 1) text(title, `${place}: section title`, 24);
		if (!Array.isArray(items) || items.length === 0)
			throw whatsappError(132012, `${place}: a section needs product_items`);
		for (const item of items as unknown[])
			text(isObject(item) ? item.product_retailer_id : undefined, `${place}: product_retailer_id`);
		count += items.length;
	}
	if (count > 30) throw whatsappError(132012, `${place}: at most 30 products`);
}

function call(parameters: Json[], place: string): void {
	for (const parameter of parameters) {
		if (parameter.type === 'payload') text(parameter.payload, `${place}: payload`, 512);
		else if (parameter.type === 'ttl_minutes') {
			const minutes = parameter.ttl_minutes;
			if (!Number.isInteger(minutes) || Number(minutes) < 1 || Number(minutes) > 43_200)
				throw whatsappError(132012, `${place}: ttl_minutes 1 to 43200`);
		} else throw whatsappError(132012, `${place}: unexpected parameter ${String(parameter.type)}`);
	}
}

const link: Kind = {
	subType: 'url',
	need: ({ url }) => (String(url ?? '').includes('{{') ? 'required' : 'none'),
	check: (parameters, place) => {
		if (parameters.length !== 1) throw whatsappError(132012, `${place}: expected one parameter of type text`);
		buttonText(parameters[0], place);
	},
};

/**
 * Kinds of buttons, by the type in the definition (Meta docs: Messages > Template messages; Templates > Components >
 * Buttons). Types that are not listed accept no parameters.
 */
const kinds: Record<string, Kind> = {
	URL: link,
	OTP: {
		...link,
		need: always('required'),
		check: (parameters, place) => buttonText(only(parameters, place, 'text'), place, 15),
	},
	QUICK_REPLY: {
		subType: 'quick_reply',
		need: always('optional'),
		check: (parameters, place) => text(only(parameters, place, 'payload').payload, place),
	},
	COPY_CODE: {
		subType: 'copy_code',
		need: always('required'),
		check: (parameters, place) => text(only(parameters, place, 'coupon_code').coupon_code, place, 20),
	},
	FLOW: {
		subType: 'flow',
		need: always('required'),
		check: (parameters, place) => {
			// Meta docs: Flows > Sending a Flow: token and data are optional.
			if (parameters.length === 0) return;
			const { flow_token: token, flow_action_data: data } = action(parameters, place);
			if (token !== undefined) text(token, `${place}: flow_token`);
			if (data !== undefined && !isObject(data))
				throw whatsappError(132012, `${place}: flow_action_data must be an object`);
		},
	},
	CATALOG: {
		subType: 'catalog',
		need: always('optional'),
		check: (parameters, place) => {
			if (parameters.length > 0)
				text(action(parameters, place).thumbnail_product_retailer_id, `${place}: thumbnail_product_retailer_id`);
		},
	},
	MPM: {
		subType: 'mpm',
		need: always('required'),
		check: (parameters, place) => {
			const actionParameter = action(parameters, place);
			if (actionParameter.thumbnail_product_retailer_id !== undefined)
				text(actionParameter.thumbnail_product_retailer_id, `${place}: thumbnail_product_retailer_id`);
			products(actionParameter.sections, place);
		},
	},
	VOICE_CALL: { subType: 'voice_call', need: always('optional'), check: call },
	ORDER_DETAILS: {
		subType: 'order_details',
		need: always('required'),
		check: (parameters, place) => {
			const { order_details: order } = action(parameters, place);
			if (!isObject(order)) throw whatsappError(132012, `${place}: order_details must be an object`);
			// Meta docs: Payments > Brazil > Orders: 60; Payments > India > Payment gateways: 35.
			text(order.reference_id, `${place}: reference_id`, order.currency === 'BRL' ? 60 : 35);
		},
	},
	PAYMENT_REQUEST: {
		subType: 'payment_request',
		need: always('required'),
		check: (parameters, place) => checkPaymentRequest(action(parameters, place).payment_request, place),
	},
};

/** The sent buttons must be those of the template, each at its index, with exactly what it needs. */
export function checkButtons(defined: Button[], sent: Json[]): void {
	const byIndex = new Map<number, Json>();
	for (const button of sent) {
		const index = Number(button.index);
		if (byIndex.has(index)) throw whatsappError(132018, `buttons: Button at index ${index} is given twice`);
		if (!defined[index]) throw whatsappError(132018, `buttons: There is no button at index ${index}`);
		byIndex.set(index, button);
	}
	defined.forEach((button, index) => checkButton(button, index, byIndex.get(index)));
}

function checkButton(button: Button, index: number, sent: Json | undefined): void {
	const place = `buttons: Button at index ${index} of type ${button.type}`;
	// Meta returns one-time password buttons as links to this URL.
	const type = String(button.url ?? '').startsWith('https://www.whatsapp.com/otp/') ? 'OTP' : button.type;
	const kind = Object.hasOwn(kinds, type) ? kinds[type] : undefined;
	const need = kind?.need(button) ?? 'none';
	if (sent === undefined) {
		// For an omitted flow button, users report 131009 instead of 131008.
		if (need === 'required') throw whatsappError(type === 'FLOW' ? 131009 : 131008, `${place} requires a parameter`);
		return;
	}
	if (!kind || need === 'none') throw whatsappError(132018, `${place} does not take parameters`);
	if (String(sent.sub_type).toLowerCase() !== kind.subType) {
		throw whatsappError(132018, `${place} does not match the sub_type ${String(sent.sub_type)}`);
	}
	kind.check((sent.parameters as Json[] | undefined) ?? [], place);
}
