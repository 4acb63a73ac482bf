import type { INodeProperties } from 'n8n-workflow';
import { listLocator } from '../shared/input/listLocator';

/** Display name of the field. */
export const configurationName = 'Payment Configuration';

/** A payment configuration of the account, by its name. WhatsApp docs: Payments India > Onboarding APIs. */
export const configurationLocator = (description: string, name = 'configuration'): INodeProperties =>
	listLocator({
		field: configurationName,
		name,
		description,
		noun: 'a payment configuration',
		search: 'searchPaymentConfigurations',
		modes: [{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. my-payments' }],
	});
