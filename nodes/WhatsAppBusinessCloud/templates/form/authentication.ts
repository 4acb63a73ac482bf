import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { toEntries, assertObject, mapEntries } from '../../shared/input/listParameter';
import type { Parameters } from '../../shared/input/parameters';
import { readEnum, omitUndefined, optionalFlag, optionalText } from '../../shared/input/parameterValues';
import { expirationField } from '../check/authentication';
import { otpFields as names, otpTypes } from '../check/oneTimePassword';
import { codeExpirationMinutes, templateTexts } from '../definitionLimits';

const recommendationField = 'Add Security Recommendation';

/** The fields of an authentication template. @param texts whether the buttons can have custom texts */
export function authenticationFields(texts: boolean): INodeProperties[] {
	const isAutofill = { show: { otpType: ['ONE_TAP', 'ZERO_TAP'] } };
	const ownTexts: INodeProperties[] = [
		{
			displayName: names.text,
			name: 'otpButtonText',
			type: 'string',
			default: '',
			placeholder: 'e.g. Copy Code',
			description: `Text of the button that copies the code, up to ${templateTexts.button.max} characters. Default: WhatsApp's text.`,
		},
		{
			displayName: names.autofill,
			name: 'autofillText',
			type: 'string',
			default: '',
			placeholder: 'e.g. Autofill',
			description: `Text of the button that fills in the code, up to ${templateTexts.button.max} characters`,
			displayOptions: isAutofill,
		},
	];
	return [
		{
			displayName: recommendationField,
			name: 'addSecurityRecommendation',
			type: 'boolean',
			default: true,
			description: 'Whether to add a warning to not share the code',
		},
		{
			displayName: expirationField,
			name: 'codeExpirationMinutes',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: codeExpirationMinutes.max },
			default: 10,
			description: `Code lifetime to show in the footer, in minutes, from ${codeExpirationMinutes.min} to ${codeExpirationMinutes.max}. 0 removes the footer.`,
		},
		{
			displayName: names.type,
			name: 'otpType',
			type: 'options',
			options: [
				{ name: 'Copy Code', value: 'COPY_CODE', description: 'The recipient copies the code' },
				{
					name: 'One-Tap Autofill',
					value: 'ONE_TAP',
					description: 'The recipient taps a button to fill in the code in your Android app',
				},
				{ name: 'Zero-Tap', value: 'ZERO_TAP', description: 'Your Android app receives the code automatically' },
			],
			default: 'COPY_CODE',
			description: 'How the code is transferred to the app',
		},
		...(texts ? ownTexts : []),
		{
			displayName: names.apps,
			name: 'supportedApps',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add App',
			default: {},
			description: '1 to 5 Android apps that receive the code',
			options: [
				{
					displayName: 'App',
					name: 'app',
					values: [
						{
							displayName: names.packageName,
							name: 'packageName',
							type: 'string',
							default: '',
							placeholder: 'e.g. com.example.shop',
						},
						{
							displayName: names.hash,
							name: 'signatureHash',
							type: 'string',
							default: '',
							placeholder: 'e.g. K8a/AINcGX7',
							description: "Hash of the app's signing key (11 characters)",
						},
					],
				},
			],
			displayOptions: isAutofill,
		},
		{
			displayName: names.terms,
			name: 'zeroTapTermsAccepted',
			type: 'boolean',
			default: false,
			description:
				'Whether you accept that zero-tap templates are subject to the WhatsApp Business Terms and that your users expect the code to be filled in automatically',
			displayOptions: { show: { otpType: ['ZERO_TAP'] } },
		},
	];
}

function apps(value: unknown): IDataObject[] {
	return mapEntries(toEntries(value, 'app', names.apps), 'app', (entry) => {
		const app = assertObject(entry);
		return omitUndefined({
			package_name: optionalText(app.packageName, names.packageName)?.trim(),
			signature_hash: optionalText(app.signatureHash, names.hash)?.trim(),
		});
	});
}

function minutes(value: unknown): number | undefined {
	const text = optionalText(value, expirationField)?.trim();
	return text === undefined || text === '0' ? undefined : Number(text);
}

/**
 * The components of an authentication template. WhatsApp docs: Authentication templates.
 * @param texts whether the buttons can have custom texts
 * @throws InputError
 */
export function buildAuthentication(parameters: Parameters, texts: boolean): IDataObject[] {
	const type = readEnum(parameters.otpType, names.type, otpTypes, 'COPY_CODE');
	const autofills = type !== 'COPY_CODE';
	const expiration = minutes(parameters.codeExpirationMinutes);
	const recommended = optionalFlag(parameters.addSecurityRecommendation, recommendationField);
	return [
		omitUndefined({ type: 'BODY', add_security_recommendation: recommended }),
		...(expiration === undefined ? [] : [{ type: 'FOOTER', code_expiration_minutes: expiration }]),
		{
			type: 'BUTTONS',
			buttons: [
				omitUndefined({
					type: 'OTP',
					otp_type: type,
					text: texts ? optionalText(parameters.otpButtonText, names.text)?.trim() : undefined,
					autofill_text: texts && autofills ? optionalText(parameters.autofillText, names.autofill)?.trim() : undefined,
					supported_apps: autofills ? apps(parameters.supportedApps) : undefined,
					zero_tap_terms_accepted:
						type === 'ZERO_TAP' ? optionalFlag(parameters.zeroTapTermsAccepted, names.terms) : undefined,
				}),
			],
		},
	];
}
