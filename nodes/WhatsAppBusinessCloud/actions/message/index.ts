import type { Resource } from '../types';
import { markAsRead } from './markAsRead.operation';
import { pin } from './pin.operation';
import { send } from './send.operation';
import { sendAndWait } from './sendAndWait/sendAndWait.operation';
import { AWAITS_DELIVERY } from '../../sendAndWait/delivery/status';
import { sendAndWaitForDelivery } from './sendAndWaitForDelivery/sendAndWaitForDelivery.operation';
import { sendTemplate } from './sendTemplate.operation';
import { unpin } from './unpin.operation';

export const message: Resource = {
	name: 'Message',
	value: 'message',
	description: 'Send messages and templates',
	credential: 'whatsAppBusinessCloudApi',
	default: 'send',
	operations: [
		{
			name: 'Send',
			value: 'send',
			action: 'Send message',
			description: 'Send a text, file, location, contact, reaction or interactive message to a user or group',
			operation: send,
		},
		{
			name: 'Send Template',
			value: 'sendTemplate',
			action: 'Send template',
			description: 'Send an approved template and set its variables, media and buttons',
			operation: sendTemplate,
		},
		{
			name: 'Send and Wait for Response',
			value: 'sendAndWait',
			action: 'Send message and wait for response',
			description: "Send a question and wait for the recipient's response",
			operation: sendAndWait,
		},
		{
			name: 'Send and Wait for Delivery',
			value: AWAITS_DELIVERY,
			action: 'Send message and wait for delivery',
			description: 'Send a message or template, and wait until it was delivered, read or replied to, or failed',
			operation: sendAndWaitForDelivery,
		},
		{
			name: 'Mark as Read',
			value: 'markAsRead',
			action: 'Mark message as read',
			description: 'Mark a message as read and optionally show a typing indicator',
			operation: markAsRead,
		},
		{
			name: 'Pin',
			value: 'pin',
			action: 'Pin message',
			description: 'Pin a message in a group',
			operation: pin,
		},
		{
			name: 'Unpin',
			value: 'unpin',
			action: 'Unpin message',
			description: 'Unpin a message in a group',
			operation: unpin,
		},
	],
};
