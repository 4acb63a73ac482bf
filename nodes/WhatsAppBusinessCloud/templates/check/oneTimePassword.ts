import { checkMaxLength, SHORTEN } from '../../shared/input/textLength';
import { InputError } from '../../shared/inputError';
import { checkCount } from '../../shared/input/validators';
import { emptyFieldError } from '../../shared/input/parameterValues';
import { templateCounts, templateTexts } from '../definitionLimits';
import type { Part } from '../types';
import { kind, partsOf, textOf } from './access';
import { mapEntries } from '../../shared/input/listParameter';

export const otpFields = {
	type: 'One-Time Password Button',
	text: 'Button Text',
	autofill: 'Autofill Text',
	apps: 'Supported Apps',
	packageName: 'Package Name',
	hash: 'Signature Hash',
	terms: 'Accept Zero-Tap Terms',
};

export const otpTypes = ['COPY_CODE', 'ONE_TAP', 'ZERO_TAP'] as const;

/**
 * At least two segments, each starting with a letter. WhatsApp docs: One-tap autofill templates; Zero-tap templates.
 */
const PACKAGE_NAME = /^[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)+$/;

/** Base64 characters. WhatsApp docs: One-tap autofill templates; Zero-tap templates. */
const SIGNATURE_HASH = /^[A-Za-z0-9+/=]*$/;

function checkApp(app: Part): void {
	const name = textOf(app.package_name, otpFields.packageName).trim();
	if (name === '')
		throw emptyFieldError(app.package_name, otpFields.packageName, 'Enter the package name of the Android app');
	checkMaxLength(
		name,
		templateTexts.packageName,
		otpFields.packageName,
		'Enter the package name, such as com.example.app',
	);
	if (!PACKAGE_NAME.test(name)) {
		throw new InputError(
			otpFields.packageName,
			'is not the package name of an Android app',
			'Enter two or more parts with dots between them, such as com.example.app. Each starts with a letter and has only letters, digits and underscores.',
		);
	}
	const hash = textOf(app.signature_hash, otpFields.hash).trim();
	if (!SIGNATURE_HASH.test(hash)) {
		throw new InputError(
			otpFields.hash,
			'contains a character that is not allowed in a hash',
			"Enter the app's signing key hash, such as K8a/AINcGX7: letters, digits, +, / and = only",
		);
	}
	if (hash.length === templateTexts.signatureHash.max) return;
	throw new InputError(
		otpFields.hash,
		`has ${hash.length} characters, ${templateTexts.signatureHash.max} are required`,
		"Enter the app's signing key hash, such as K8a/AINcGX7",
	);
}

/** The apps of a button: a list, or Meta's older format with one app in the button itself. */
function appsOf(button: Part): Part[] {
	if (button.supported_apps === undefined && button.package_name !== undefined) return [button];
	return partsOf(button.supported_apps, otpFields.apps);
}

/**
 * The button of an authentication template. WhatsApp docs: Authentication templates > One-time password buttons.
 * @throws InputError
 */
export function checkOtpButton(button: Part): void {
	const type = kind(button.otp_type);
	if (!otpTypes.some((one) => one === type)) {
		throw new InputError(otpFields.type, 'has an unknown value', `Use one of: ${otpTypes.join(', ')}`);
	}
	checkMaxLength(textOf(button.text, otpFields.text), templateTexts.button, otpFields.text, SHORTEN);
	checkMaxLength(textOf(button.autofill_text, otpFields.autofill), templateTexts.button, otpFields.autofill, SHORTEN);
	if (type === 'COPY_CODE') return;
	const apps = checkCount(appsOf(button), templateCounts.supportedApps, otpFields.apps, ['app', 'apps']);
	mapEntries(apps, 'app', (app) => checkApp(app));
	if (type !== 'ZERO_TAP' || button.zero_tap_terms_accepted === true || button.zero_tap_terms_accepted === 'true')
		return;
	throw new InputError(otpFields.terms, 'is off', 'Zero-tap templates need it: turn it on if you accept the terms');
}
