import { optionalFlag } from '../../../shared/input/parameterValues';
import type { SettingsGroup } from './types';

const FIELD = 'Check Identity Changes';

/** WhatsApp docs: Phone numbers > Identity change check. */
export const identityCheck: SettingsGroup = {
	name: 'Identity Check',
	value: 'identityCheck',
	description: "Be notified when a customer's identity changes, for example with a new phone",
	properties: [
		{
			displayName: FIELD,
			name: 'checkIdentity',
			type: 'boolean',
			default: true,
			description:
				"Whether events contain a hash of the customer's identity, and WhatsApp reports when it changes, such as with a new phone",
		},
	],

	prepare(item) {
		const isOn = optionalFlag(item.parameter('checkIdentity', true), FIELD) ?? true;
		return () => ({ user_identity_change: { enable_identity_key_check: isOn } });
	},
};
