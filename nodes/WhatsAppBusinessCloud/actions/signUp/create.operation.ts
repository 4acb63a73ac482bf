import { businessAccount, textField } from '../../shared/input/commonFields';
import { optionalText, readAdditionalFields } from '../../shared/input/parameterValues';
import { compact, text } from '../../shared/untrustedJson';
import { readAccount } from '../accountId';
import { writeOptions } from '../options';
import type { Operation } from '../types';
import {
	confirmationField,
	displayNameField,
	messageField,
	names,
	promoCodeField,
	readMessage,
	readOptionalTexts,
	requiredHttps,
	websiteField,
} from './fields';

/** Sign-Up > Create: POST /{waba}/signups. WhatsApp docs: In-app sign-up. */
export const create: Operation = {
	properties: [
		businessAccount,
		{ ...messageField, required: true },
		{ ...confirmationField, required: true },
		textField(names.privacy, 'privacyPolicyUrl', {
			required: true,
			placeholder: 'e.g. https://example.com/privacy',
			description: 'Address of your privacy policy. It cannot be changed later.',
		}),
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				displayNameField,
				promoCodeField,
				textField(names.terms, 'termsUrl', {
					placeholder: 'e.g. https://www.whatsapp.com/legal/...',
					description:
						"Only for the first sign-up of an account: the address of Meta's terms for sign-ups. With it, you accept them.",
				}),
				websiteField,
			],
		},
		...writeOptions,
	],

	prepare(item) {
		const account = readAccount(item);
		const more = readAdditionalFields(item.parameter('additionalFields', {}));
		const terms = optionalText(more.termsUrl, names.terms);
		const body = {
			signup_message: readMessage(item.parameter('signupMessage'), names.message),
			confirmation_message: readMessage(item.parameter('confirmationMessage'), names.confirmation),
			privacy_policy_url: requiredHttps(item.parameter('privacyPolicyUrl'), names.privacy),
			...readOptionalTexts(more),
			...(terms !== undefined && { policy: { tos: requiredHttps(terms, names.terms), accepted: true } }),
		};
		return {
			// One after the other: only the first of an account accepts the terms.
			orderingKey: `${account} sign-ups`,
			async run() {
				const { id } = await item.graph.request({ method: 'POST', path: [account, 'signups'], body });
				return { json: compact({ id: text(id) }) };
			},
		};
	},
};
