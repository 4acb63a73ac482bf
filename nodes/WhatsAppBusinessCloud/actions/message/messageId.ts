import type { INodeProperties } from 'n8n-workflow';
import { messageId } from '../../messages/common';
import { emptyFieldError } from '../../shared/input/parameterValues';
import type { OperationItem } from '../types';

const field = 'Message ID';

/** The ID of a received or sent message. */
export const messageIdField = (description: string): INodeProperties => ({
	displayName: field,
	name: 'messageId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. wamid.HBgLMTY1MDUwNzY1MjAVAgARGBI5QTNDQTVCM0Q0Q0Q2RTY3RTcA',
	description,
});

/** @throws InputError */
export function readMessageId(item: OperationItem): string {
	const value = item.parameter('messageId');
	const id = messageId(value, field);
	if (id === undefined)
		throw emptyFieldError(
			value,
			field,
			'Message IDs start with wamid. and are output when a message is sent or received',
		);
	return id;
}
