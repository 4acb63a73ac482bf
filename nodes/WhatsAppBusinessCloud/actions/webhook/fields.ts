import type { INodeProperties } from 'n8n-workflow';
import { phoneNumberId } from '../../shared/input/commonFields';

/** Whose callback override to set or remove. WhatsApp docs: Webhooks > Overrides. */
export const overrideFor: INodeProperties = {
	displayName: 'Override For',
	name: 'overrideFor',
	type: 'options',
	options: [
		{
			name: 'Business Account',
			value: 'businessAccount',
			description: 'The account of the credential, except for phone numbers with their own override',
		},
		{ name: 'Phone Number', value: 'phoneNumber', description: 'One phone number' },
	],
	default: 'phoneNumber',
	description: 'Whose webhooks to redirect',
};

export const overrideNumber: INodeProperties = {
	...phoneNumberId,
	displayName: 'Phone Number',
	description: 'The business phone number whose webhooks to redirect',
	displayOptions: { show: { overrideFor: ['phoneNumber'] } },
};
