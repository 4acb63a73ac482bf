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
	description: 'Find out why messages do not arrive',
	credential: 'whatsAppBusinessCloudApi',
	default: 'checkSetup',
	operations: [
		{
			name: 'Check Setup',
			value: 'checkSetup',
			action: 'Check webhook setup',
			description: 'Find out why messages to a number do not arrive',
			operation: checkSetup,
		},
		{
			name: 'Get Subscriptions',
			value: 'get',
			action: 'Get webhook subscriptions',
			description: 'Get the callback URLs of the app, the account and its phone numbers',
			operation: get,
		},
		{
			name: 'Subscribe',
			value: 'subscribe',
			action: 'Subscribe app to account',
			description: 'Send webhooks of this account to the app that owns the access token',
			operation: subscribe,
		},
		{
			name: 'Unsubscribe',
			value: 'unsubscribe',
			action: 'Unsubscribe app from account',
			description: 'Stop sending webhooks of this account to the app that owns the access token',
			operation: unsubscribe,
		},
		{
			name: 'Set Callback Override',
			value: 'setOverride',
			action: 'Set callback override',
			description: 'Send the webhooks of an account or phone number to a separate callback URL',
			operation: setOverride,
		},
		{
			name: 'Remove Callback Override',
			value: 'clearOverride',
			action: 'Remove callback override',
			description: "Send the webhooks of an account or phone number to the app's callback URL again",
			operation: clearOverride,
		},
	],
};
