import { checkPhoneNumberId } from '../checks';
import { phoneNumberId } from '../fields';
import { readOptions } from '../options';
import type { Operation } from '../types';
import { openApp } from './app';
import { judge } from './setup/judge';
import { readSetup } from './setup/read';

/** Webhook > Check Setup: why webhooks of a number arrive, or do not. Reads only. */
export const checkSetup: Operation = {
	properties: [
		{ ...phoneNumberId, displayName: 'Phone Number', description: 'The business phone number whose messages are to arrive' },
		{
			displayName: 'Choose the WhatsApp Business Cloud OAuth2 API credential too: without it, the app and its callback cannot be checked.',
			name: 'appNotice',
			type: 'notice',
			default: '',
		},
		readOptions,
	],

	async prepare(item) {
		const number = checkPhoneNumberId(item.parameter('phoneNumberId'), 'Phone Number');
		const app = await openApp(item);
		return {
			run: async () => judge(await readSetup(item, app, number)).map((check) => ({ json: { ...check } })),
		};
	},
};
