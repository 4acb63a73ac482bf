import type { Resource } from '../types';
import { checkSetup } from './checkSetup.operation';
import { clearOverride } from './clearOverride.operation';
import { get } from './get.operation';
import { setOverride } from './setOverride.operation';
import { subscribe } from './subscribe.operation';
import { unsubscribe } from './unsubscribe.operation';

export const webhook: Resource = {
	name: 'Webhook',
	value: 'webhook',
	credential: 'whatsAppBusinessCloudApi',
	default: 'checkSetup',
	operations: [
		{
			name: 'Check Setup',
			value: 'checkSetup',
			action: 'Check webhook setup',
			description: 'Find out why messages of a number arrive, or do not',
			operation: checkSetup,
		},
		{
			name: 'Get Subscriptions',
			value: 'get',
			action: 'Get webhook subscriptions',
			description: 'Retrieve where webhooks of the app, the account and its numbers go',
			operation: get,
		},
		{
			name: 'Remove Callback Override',
			value: 'clearOverride',
			action: 'Remove callback override',
			description: "Send an account's or number's webhooks to the address of the app again",
			operation: clearOverride,
		},
		{
			name: 'Set Callback Override',
			value: 'setOverride',
			action: 'Set callback override',
			description: "Send an account's or number's webhooks to an address of its own",
			operation: setOverride,
		},
		{
			name: 'Subscribe',
			value: 'subscribe',
			action: 'Subscribe app to account',
			description: 'Let the app of the access token get the webhooks of the account',
			operation: subscribe,
		},
		{
			name: 'Unsubscribe',
			value: 'unsubscribe',
			action: 'Unsubscribe app from account',
			description: 'Let the app of the access token get nothing of the account any more',
			operation: unsubscribe,
		},
	],
};
