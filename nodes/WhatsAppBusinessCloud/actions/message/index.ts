import type { Resource } from '../types';
import { markAsRead } from './markAsRead.operation';
import { pin } from './pin.operation';
import { send } from './send.operation';
import { sendAndWait } from './sendAndWait/sendAndWait.operation';
import { sendTemplate } from './sendTemplate.operation';
import { unpin } from './unpin.operation';

export const message: Resource = {
	name: 'Message',
	value: 'message',
	credential: 'whatsAppBusinessCloudApi',
	// As in the built-in node: its JSON omits default values.
	default: 'sendTemplate',
	operations: [
		{
			name: 'Mark as Read',
			value: 'markAsRead',
			action: 'Mark message as read',
			description: 'Show the person that a message was read, and that an answer is being written',
			operation: markAsRead,
		},
		{
			name: 'Pin',
			value: 'pin',
			action: 'Pin message',
			description: 'Keep a message on top of a group for some days',
			operation: pin,
		},
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
		{
			name: 'Unpin',
			value: 'unpin',
			action: 'Unpin message',
			description: 'Take a pinned message of a group down again',
			operation: unpin,
		},
	],
};
