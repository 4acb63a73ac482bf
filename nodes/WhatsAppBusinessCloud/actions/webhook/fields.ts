import type { INodeProperties } from 'n8n-workflow';
import { phoneNumberId } from '../../shared/input/commonFields';

/** Whose callback override to set or remove. WhatsApp docs: Webhooks > Overrides. */
export const overrideOf: INodeProperties = {
	displayName: 'Override For',
	name: 'overrideOf',
	type: 'options',
	options: [
		{
			name: 'Business Account',
			value: 'businessAccount',
			description: 'The account in the credential, with all numbers that have no override of their own',
		},
		{ name: 'Phone Number', value: 'phoneNumber', description: 'One number' },
	],
	default: 'phoneNumber',
	description: 'Whose webhooks are meant',
};

export const overrideNumber: INodeProperties = {
	...phoneNumberId,
	displayName: 'Phone Number',
	description: 'The business phone number whose webhooks are meant',
	displayOptions: { show: { overrideOf: ['phoneNumber'] } },
};
