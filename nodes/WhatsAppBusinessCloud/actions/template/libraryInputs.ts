import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { toEntries, assertObject, mapEntries } from '../../shared/input/listParameter';
import { wholeNumber } from '../../shared/input/validators';
import { normalizePhoneNumber } from '../../shared/input/phone';
import {
	readEnum,
	omitUndefined,
	readCollection,
	optionalFlag,
	optionalText,
	requiredText,
} from '../../shared/input/parameterValues';
import { expirationField } from '../../templates/check/authentication';
import { buttonFields as names } from '../../templates/check/buttons';
import { otpFields, otpTypes } from '../../templates/check/oneTimePassword';
import { codeExpirationMinutes } from '../../templates/definitionLimits';

export const libraryButtonsField = 'Button Inputs';
const fields = { buttons: libraryButtonsField, body: 'Body Inputs' };
const kinds = ['OTP', 'PHONE_NUMBER', 'QUICK_REPLY', 'URL'] as const;

const only = (types: string[], field: INodeProperties): INodeProperties => ({
	...field,
	displayOptions: { show: { type: types } },
});

const flags: Array<{ name: string; key: string; displayName: string; description: string }> = [
	{
		name: 'addContactNumber',
		key: 'add_contact_number',
		displayName: 'Add Contact Number',
		description: 'Whether to add a sentence with your phone number',
	},
	{
		name: 'addLearnMoreLink',
		key: 'add_learn_more_link',
		displayName: 'Add Learn More Link',
		description: 'Whether to add a sentence with a link to learn more',
	},
	{
		name: 'addSecurityRecommendation',
		key: 'add_security_recommendation',
		displayName: 'Add Security Recommendation',
		description: 'Whether to add a warning to not share the code',
	},
	{
		name: 'addTrackPackageLink',
		key: 'add_track_package_link',
		displayName: 'Add Track Package Link',
		description: 'Whether to add a sentence with a link to track the package',
	},
];

/** The inputs of a library template that the business provides. WhatsApp docs: Template library. */
export const libraryInputFields: INodeProperties[] = [
	{
		displayName: fields.buttons,
		name: 'libraryButtons',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Button Input',
		default: {},
		description:
			'Values for the buttons of the library template, in order. Required for buttons that open a website or call a number.',
		options: [
			{
				displayName: 'Button',
				name: 'button',
				values: [
					{
						displayName: names.type,
						name: 'type',
						type: 'options',
						options: [
							{ name: 'Call Phone Number', value: 'PHONE_NUMBER' },
							{ name: 'One-Time Password', value: 'OTP' },
							{ name: 'Quick Reply', value: 'QUICK_REPLY' },
							{ name: 'Visit Website', value: 'URL' },
						],
						default: 'URL',
						description: 'Type of the button in the library template',
					},
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
						placeholder: 'e.g. https://example.com/orders/2044',
						description: 'Complete URL with an example value instead of the variable',
					}),
					only(['PHONE_NUMBER'], {
						displayName: names.phone,
						name: 'phoneNumber',
						type: 'string',
						default: '',
						placeholder: 'e.g. +16505550111',
						description: 'Phone number to call, with country code',
					}),
					only(['OTP'], {
						displayName: otpFields.type,
						name: 'otpType',
						type: 'options',
						options: [
							{ name: 'Copy Code', value: 'COPY_CODE' },
							{ name: 'One-Tap Autofill', value: 'ONE_TAP' },
							{ name: 'Zero-Tap', value: 'ZERO_TAP' },
						],
						default: 'COPY_CODE',
						description: 'How the code is transferred to the app',
					}),
					only(['OTP'], {
						displayName: otpFields.packageName,
						name: 'packageName',
						type: 'string',
						default: '',
						placeholder: 'e.g. com.example.shop',
						description: 'Your Android app that receives the code, for one-tap and zero-tap',
					}),
					only(['OTP'], {
						displayName: otpFields.hash,
						name: 'signatureHash',
						type: 'string',
						default: '',
						placeholder: 'e.g. K8a/AINcGX7',
						description: "Hash of the app's signing key",
					}),
					only(['OTP'], {
						displayName: otpFields.terms,
						name: 'zeroTapTermsAccepted',
						type: 'boolean',
						default: false,
						description: 'Whether you accept the terms for zero-tap templates',
					}),
				],
			},
		],
	},
	{
		displayName: fields.body,
		name: 'libraryBody',
		type: 'collection',
		placeholder: 'Add Body Input',
		default: {},
		description: 'Optional sentences of some library templates',
		options: [
			...flags.map(({ name, displayName, description }) => ({
				displayName,
				name,
				type: 'boolean' as const,
				default: true,
				description,
			})),
			{
				displayName: expirationField,
				name: 'codeExpirationMinutes',
				type: 'number' as const,
				typeOptions: { minValue: codeExpirationMinutes.min, maxValue: codeExpirationMinutes.max },
				default: 10,
				description: 'Code lifetime to show in the message, in minutes',
			},
		],
	},
];

function urlInput(button: Record<string, unknown>): IDataObject {
	const base = requiredText(button.url, names.url, 'Enter the complete URL, starting with https://').trim();
	const example = optionalText(button.urlExample, names.urlExample)?.trim();
	return { url: omitUndefined({ base_url: base, url_suffix_example: example }) };
}

function otpInput(button: Record<string, unknown>): IDataObject {
	const packageName = optionalText(button.packageName, otpFields.packageName)?.trim();
	const hash = optionalText(button.signatureHash, otpFields.hash)?.trim();
	return omitUndefined({
		otp_type: readEnum(button.otpType, otpFields.type, otpTypes, 'COPY_CODE'),
		supported_apps:
			packageName === undefined ? undefined : [omitUndefined({ package_name: packageName, signature_hash: hash })],
		zero_tap_terms_accepted: optionalFlag(button.zeroTapTermsAccepted, otpFields.terms) ? true : undefined,
	});
}

function buttonInput(button: Record<string, unknown>): IDataObject {
	const type = readEnum(button.type, names.type, kinds, 'URL');
	if (type === 'URL') return { type, ...urlInput(button) };
	if (type === 'OTP') return { type, ...otpInput(button) };
	return type === 'PHONE_NUMBER'
		? { type, phone_number: `+${normalizePhoneNumber(button.phoneNumber, names.phone)}` }
		: { type };
}

/** @returns the two inputs of the request's body, undefined when empty @throws InputError */
export function readLibraryInputs(buttons: unknown, body: unknown): IDataObject {
	const values = readCollection(body, fields.body);
	const inputs = mapEntries(toEntries(buttons, 'button', fields.buttons), 'button', (entry) =>
		buttonInput(assertObject(entry)),
	);
	const sentences = omitUndefined({
		...Object.fromEntries(flags.map(({ name, key, displayName }) => [key, optionalFlag(values[name], displayName)])),
		code_expiration_minutes: wholeNumber(values.codeExpirationMinutes, codeExpirationMinutes, expirationField),
	});
	return omitUndefined({
		library_template_button_inputs: inputs.length > 0 ? inputs : undefined,
		library_template_body_inputs: Object.keys(sentences).length > 0 ? sentences : undefined,
	});
}
