import { InputError } from '../../shared/inputError';
import { deriveVerifyToken } from '../../webhooks/verificationRequest';
import { rememberSecrets } from '../../shared/secrets';
import { findCallbackUrlProblem, OVERRIDE_LIMIT } from '../../subscriptions/callbackUrl';
import { isGraphLocal } from '../isLocalApi';
import { writeOptions } from '../options';
import type { Operation, OperationItem } from '../types';
import { openApp } from './app';
import { overrideNumber, overrideFor } from './fields';
import { readTarget } from './target';

async function readCallbackUrl(item: OperationItem): Promise<string> {
	const callbackUrl = String(item.parameter('callbackUrl', '') ?? '').trim();
	const local = await isGraphLocal(item, 'whatsAppBusinessCloudApi');
	if (callbackUrl === '')
		throw new InputError('Callback URL', 'is empty', 'Enter the https URL that should receive the webhooks.');
	if (findCallbackUrlProblem(callbackUrl, { override: true, local })) {
		throw new InputError(
			'Callback URL',
			'is not a URL that Meta can call',
			`Enter a public https URL of at most ${OVERRIDE_LIMIT} characters.`,
		);
	}
	return callbackUrl;
}

async function verifyToken(item: OperationItem, callbackUrl: string): Promise<string> {
	const entered = String(item.parameter('verifyToken', '') ?? '').trim();
	if (entered !== '') return entered;
	const app = await openApp(item);
	if (app === undefined || app.secret === '') {
		throw new InputError(
			'Verify Token',
			'is empty',
			"Enter the token that the URL expects. For the URL of a WhatsApp Trigger, enter 'App ID' and 'App Secret' in the credential instead: the token is derived from them.",
		);
	}
	return deriveVerifyToken(app.secret, callbackUrl);
}

/** Webhook > Set Callback Override. WhatsApp docs: Webhooks > Overrides. */
export const setOverride: Operation = {
	properties: [
		overrideFor,
		overrideNumber,
		{
			displayName: 'Callback URL',
			name: 'callbackUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://example.com/whatsapp',
			description:
				'URL to send the webhooks to. Not needed for a WhatsApp Trigger, which registers its URL automatically.',
		},
		{
			displayName: 'Verify Token',
			name: 'verifyToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Verify token that the callback URL expects. Leave empty for the URL of a WhatsApp Trigger.',
		},
		...writeOptions,
	],

	async prepare(item) {
		const { place, json } = readTarget(item, '');
		const callbackUrl = await readCallbackUrl(item);
		const token = await verifyToken(item, callbackUrl);
		rememberSecrets(token);
		return {
			run: async () => {
				await place.write(callbackUrl, token);
				return { json: { success: true, ...json, callback: callbackUrl } };
			},
		};
	},
};
