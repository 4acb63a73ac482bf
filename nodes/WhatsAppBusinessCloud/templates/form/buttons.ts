import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { readFlowReference } from '../../messages/flowReference';
import { readFlowScreen } from '../../messages/flowScreen';
import { normalizePhoneNumber } from '../../shared/input/phone';
import { toEntries, assertObject, mapEntries } from '../../shared/input/listParameter';
import { readJson } from '../../shared/input/jsonParameter';
import type { Parameters } from '../../shared/input/parameters';
import { readEnum, omitUndefined, readCollection, optionalId, optionalText } from '../../shared/input/parameterValues';
import { buttonFields as names, fixedLabels } from '../check/buttons';
import { buttonFormFields } from './buttonFields';
import { paymentRequestButton } from './paymentRequest';

/** The Buttons field of a template or card. @param kinds the available kinds */
export function buttonsField(kinds: INodePropertyOptions[], description: string): INodeProperties {
	return {
		displayName: names.list,
		name: 'buttons',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Button',
		default: {},
		description,
		options: [{ displayName: 'Button', name: 'button', values: buttonFormFields(kinds) }],
	};
}

const trimmed = (value: unknown, field: string): string | undefined => optionalText(value, field)?.trim();

/** Meta requires the complete URL as the example; here the value of the variable is enough. */
function urlExample(url: string | undefined, value: unknown): string[] | undefined {
	const example = trimmed(value, names.urlExample);
	if (url === undefined || example === undefined || !/\{\{[^{}]*\}\}/.test(url)) return undefined;
	return [/^https?:\/\//i.test(example) ? example : url.replace(/\{\{[^{}]*\}\}/, () => example)];
}

function deepLink(value: unknown): IDataObject | undefined {
	const links = readCollection(value, 'App Deep Link');
	const link = omitUndefined({
		meta_app_id: optionalId(links.metaAppId, 'Meta App ID'),
		android_deep_link: trimmed(links.androidDeepLink, 'Android Deep Link'),
		android_fallback_playstore_url: trimmed(links.androidFallback, 'Android Fallback URL'),
	});
	return Object.keys(link).length > 0 ? link : undefined;
}

function url(button: Parameters): IDataObject {
	const address = trimmed(button.url, names.url);
	return {
		text: button.text,
		url: address,
		example: urlExample(address, button.urlExample),
		app_deep_link: deepLink(button.appDeepLink),
	} as IDataObject;
}

const flowSources = ['account', 'json'] as const;

function flow(button: Parameters): IDataObject {
	const isNew = readEnum(button.flowSource, 'Flow Source', flowSources, 'account') === 'json';
	const json = isNew
		? { flow_json: JSON.stringify(readJson(button.flowJson, 'Flow JSON', 'Enter the complete Flow JSON')) }
		: undefined;
	const action = optionalText(button.flowAction, names.flowAction) ?? 'navigate';
	return {
		text: button.text,
		...(json ?? readFlowReference(button.flow)),
		flow_action: action,
		navigate_screen: action === 'navigate' ? readFlowScreen(button.navigateScreen) : undefined,
		icon: trimmed(button.icon, names.icon),
	} as IDataObject;
}

const minutes = (value: unknown): number | undefined => {
	const text = trimmed(value, names.minutes);
	return text === undefined || text === '0' ? undefined : Number(text);
};

/** Builds each kind of button in Meta's format. WhatsApp docs: Templates > Components > Buttons. */
const builders: Readonly<Record<string, (button: Parameters) => IDataObject>> = {
	QUICK_REPLY: ({ text }) => ({ text }) as IDataObject,
	URL: url,
	PHONE_NUMBER: ({ text, phoneNumber }) =>
		({
			text,
			phone_number: trimmed(phoneNumber, names.phone) && `+${normalizePhoneNumber(phoneNumber, names.phone)}`,
		}) as IDataObject,
	COPY_CODE: ({ code }) => ({ example: trimmed(code, names.code) }),
	FLOW: flow,
	CATALOG: () => ({ text: fixedLabels.CATALOG }),
	MPM: () => ({ text: fixedLabels.MPM }),
	SPM: () => ({ text: fixedLabels.SPM }),
	VOICE_CALL: ({ text, ttlMinutes }) => ({ text, ttl_minutes: minutes(ttlMinutes) }) as IDataObject,
	REQUEST_CONTACT_INFO: () => ({ text: fixedLabels.REQUEST_CONTACT_INFO }),
	PAYMENT_REQUEST: paymentRequestButton,
	ORDER_DETAILS: ({ text }) => ({ text: text ?? 'Review and Pay' }),
};

/**
 * The buttons of the form, in Meta's format.
 * @returns [] when there are none
 * @throws InputError naming the button
 */
export function buildButtons(value: unknown): IDataObject[] {
	return mapEntries(toEntries(value, 'button', names.list), 'button', (entry) => {
		const button = assertObject(entry);
		const type = readEnum(button.type, names.type, Object.keys(builders), 'QUICK_REPLY');
		const text = trimmed(button.text, names.text);
		return omitUndefined({ type, ...builders[type]({ ...button, text }) });
	});
}

/** `{type: BUTTONS}`, if there are any. */
export const buttonsComponent = (buttons: IDataObject[]): IDataObject[] =>
	buttons.length === 0 ? [] : [{ type: 'BUTTONS', buttons }];
