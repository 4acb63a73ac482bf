import type { Resource } from '../types';
import { send } from './send.operation';
import { sendAndWait } from './sendAndWait/sendAndWait.operation';
import { sendTemplate } from './sendTemplate.operation';

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
		{
			name: 'Send and Wait for Response',
			value: 'sendAndWait',
			action: 'Send message and wait for response',
			description: 'Ask a person something, and let the workflow wait for the answer',
			operation: sendAndWait,
		},
		{
			name: 'Send Template',
			value: 'sendTemplate',
			action: 'Send template',
			description: 'Send an approved template, with a form made of its own variables, files and buttons',
			operation: sendTemplate,
		},
	],
};
