import type { Resource } from '../types';
import { send } from './send.operation';

export const message: Resource = {
	name: 'Message',
	value: 'message',
	credential: 'whatsAppBusinessCloudApi',
	default: 'send',
	operations: [
		{
			name: 'Send',
			value: 'send',
			action: 'Send message',
			description: 'Send a text, file, location, contact card or reaction to a person or group',
			operation: send,
		},
	],
};
