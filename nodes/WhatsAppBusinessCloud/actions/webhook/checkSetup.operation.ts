import { checkPhoneNumberId } from '../../shared/input/objectId';
import { phoneNumberId } from '../../shared/input/commonFields';
import { readOptions } from '../options';
import { withoutTags } from '../run/reasonGroups';
import type { Operation, OperationItem } from '../types';
import { openApp } from './app';
import { evaluateSetup } from './setup/checks';
import { readSetup } from './setup/read';
import type { Check } from './setup/types';
import { docsLink } from '../../shared/docs';

/**
 * Shows failed checks above the output: n8n's schema view only has the first check, which passes when a later one
 * fails. Not with several items: the hints would not say which number they are about.
 */
function showProblems({ n8n }: OperationItem, checks: Check[]): void {
	if (n8n.getInputData().length > 1) return;
	for (const { check, status, message, advice } of checks) {
		if (status !== 'fail' && status !== 'warning') continue;
		const text = withoutTags(`${check}: ${message.replace(/\.$/, '')}. ${advice}`);
		n8n.addExecutionHints?.({ message: text, type: status === 'fail' ? 'danger' : 'warning', location: 'outputPane' });
	}
}

/** Webhook > Check Setup: why webhooks of a number do or do not arrive. Read-only. */
export const checkSetup: Operation = {
	properties: [
		{
			...phoneNumberId,
			displayName: 'Phone Number',
			description: 'The business phone number to check',
		},
		{
			displayName: `To also check the app and its callback URL, enter App ID and App Secret in the credential. ${docsLink('getting-started.md#4-app-id-and-app-secret-to-receive-messages', 'Where to find them')}`,
			name: 'appNotice',
			type: 'notice',
			default: '',
		},
		...readOptions,
	],

	async prepare(item) {
		const number = checkPhoneNumberId(item.parameter('phoneNumberId'), 'Phone Number');
		const app = await openApp(item);
		return {
			async run() {
				const checks = evaluateSetup(await readSetup(item, app, number));
				showProblems(item, checks);
				return checks.map((check) => ({ json: { ...check } }));
			},
		};
	},
};
