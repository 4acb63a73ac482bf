import type { IDataObject } from 'n8n-workflow';
import { optionalFlag } from '../../shared/input/parameterValues';
import { checkPhoneNumberId } from '../../shared/input/objectId';
import { phoneNumberId } from '../../shared/input/commonFields';
import { writeOptions } from '../options';
import type { Operation } from '../types';
import { messageIdField, readMessageId } from './messageId';

const typingField = 'Show Typing Indicator';

/**
 * Message > Mark as Read: `{status: read}` to POST /{phone}/messages, optionally with the typing indicator.
 * WhatsApp docs: Messages > Mark messages as read, Typing indicators.
 */
export const markAsRead: Operation = {
	properties: [
		{
			...phoneNumberId,
			displayName: 'Receiving Phone Number',
			description: 'The business phone number that received the message',
		},
		messageIdField(
			'The ID of a message received in the last 30 days. Earlier messages in the chat are marked as read too, except in groups.',
		),
		{
			displayName: typingField,
			name: 'typingIndicator',
			type: 'boolean',
			default: false,
			description: 'Whether to show a typing indicator until you reply, for up to 25 seconds',
		},
		...writeOptions,
	],

	prepare(item) {
		const sender = checkPhoneNumberId(item.parameter('phoneNumberId'));
		const id = readMessageId(item);
		const isTyping = optionalFlag(item.parameter('typingIndicator', false), typingField);
		const body: IDataObject = {
			messaging_product: 'whatsapp',
			status: 'read',
			message_id: id,
			...(isTyping && { typing_indicator: { type: 'text' } }),
		};
		return {
			// Idempotent: a message that is read stays read.
			run: async () => ({
				json: await item.graph.request({ method: 'POST', path: [sender, 'messages'], body, idempotent: true }),
			}),
		};
	},
};
