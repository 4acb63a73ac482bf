import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { textField } from '../../shared/input/commonFields';
import { omitUndefined } from '../../shared/input/parameterValues';
import { limitedText, requiredLimitedText, requiredUrl } from '../../shared/input/validators';
import { InputError } from '../../shared/inputError';
import { compact, text } from '../../shared/untrustedJson';
import { maxCharacters } from '../../shared/input/maxCharacters';

const source = 'WhatsApp docs: In-app sign-up';
const limits = { message: { max: 300, source }, displayName: { max: 256, source } };

/** Display names of the fields. */
export const names = {
	message: 'Sign-Up Message',
	confirmation: 'Confirmation Message',
	privacy: 'Privacy Policy URL',
	displayName: 'Display Name',
	promoCode: 'Promo Code',
	website: 'Website URL',
	terms: 'Terms of Service URL',
	status: 'Status',
};

/** The sign-up whose list and ID an operation takes. */
export const signUpLocator = { field: 'Sign-Up', name: 'signUp', noun: 'sign-up', search: 'searchSignUps' };

export const messageField: INodeProperties = textField(names.message, 'signupMessage', {
	typeOptions: { rows: 2 },
	placeholder: 'e.g. Get our offers once a week',
	description: `What customers read before they sign up, up to ${maxCharacters(limits.message)}`,
});

export const confirmationField: INodeProperties = textField(names.confirmation, 'confirmationMessage', {
	typeOptions: { rows: 2 },
	placeholder: 'e.g. Thank you! Your code is {{promo_code}}',
	description: `What customers get after they signed up, up to ${maxCharacters(limits.message)}. {{promo_code}} stands for the promo code.`,
});

export const displayNameField: INodeProperties = textField(names.displayName, 'displayName', {
	placeholder: 'e.g. Newsletter of the Berlin branch',
	description: `A name for the sign-up, up to ${maxCharacters(limits.displayName)}`,
});

export const promoCodeField: INodeProperties = textField(names.promoCode, 'promoCode', {
	placeholder: 'e.g. WELCOME10',
	description: 'A code that new subscribers get: up to 50 letters and digits',
});

export const websiteField: INodeProperties = textField(names.website, 'websiteUrl', {
	placeholder: 'e.g. https://example.com',
	description: 'Website of the business',
});

type Values = Record<string, unknown>;

/** @throws InputError */
export function requiredHttps(value: unknown, field: string): string {
	const url = requiredUrl(value, field);
	if (url.startsWith('https://')) return url;
	throw new InputError(field, 'must start with https://', 'WhatsApp accepts only https addresses here');
}

/** @throws InputError */
function readPromoCode(value: unknown): string | undefined {
	const code = limitedText(value, { max: 50, source }, names.promoCode)?.trim();
	if (code === undefined || /^[A-Za-z0-9]+$/.test(code)) return code;
	throw new InputError(names.promoCode, 'has other characters than letters and digits', 'Use only A to Z and 0 to 9');
}

/** Any text of a message. @throws InputError */
export const readMessage = (value: unknown, field: string): string =>
	requiredLimitedText(value, limits.message, field, 'Enter a text');

/** The optional texts of a sign-up. @throws InputError */
export function readOptionalTexts(values: Values): IDataObject {
	const hasWebsite = values.websiteUrl !== undefined && values.websiteUrl !== '' && values.websiteUrl !== null;
	return omitUndefined({
		display_name: limitedText(values.displayName, limits.displayName, names.displayName)?.trim(),
		promo_code: readPromoCode(values.promoCode),
		website_url: hasWebsite ? requiredHttps(values.websiteUrl, names.website) : undefined,
	});
}

/** All documented fields. WhatsApp docs: In-app sign-up. */
export const SIGN_UP_FIELDS = [
	'id',
	'status',
	'signup_message',
	'confirmation_message',
	'privacy_policy_url',
	'website_url',
	'promo_code',
	'display_name',
	'waba_id',
] as const;

/** A sign-up with plain fields. Missing ones are left out. */
export const simplifySignUp = (row: IDataObject): IDataObject =>
	compact({
		id: text(row.id),
		status: text(row.status),
		displayName: text(row.display_name),
		signupMessage: text(row.signup_message),
		confirmationMessage: text(row.confirmation_message),
		promoCode: text(row.promo_code),
		websiteUrl: text(row.website_url),
		privacyPolicyUrl: text(row.privacy_policy_url),
	});
