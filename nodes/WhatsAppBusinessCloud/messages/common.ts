import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { checkMaxLength } from '../shared/input/textLength';
import { InputError } from '../shared/inputError';
import { limits, UNSUPPORTED_IN_GROUPS } from './messageLimits';
import { recipientPayload, type Recipient } from '../shared/input/recipient';
import type { BuiltMessage } from './types';
import { omitUndefined, optionalId, optionalText, readAdditionalFields } from '../shared/input/parameterValues';
import { maxCharacters } from '../shared/input/maxCharacters';

const fields = {
	callbackData: 'Callback Data',
	identityKeyHash: 'Recipient Identity Key Hash',
	messagingAccount: 'Messaging Account ID',
	replyTo: 'Reply to Message ID',
};

const messagingAccountField: INodeProperties = {
	displayName: fields.messagingAccount,
	name: 'messagingAccountId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 102290129340398',
	description:
		'The account that the message is billed to. Required only if the phone number belongs to several messaging accounts. The ID of your first one is the WhatsApp Business Account ID.',
};

/** The Additional Fields of messages that have no other optional field. */
export const messagingAccountFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: [messagingAccountField],
};

/** Optional fields of all message types; part of each type's Additional Fields. */
export const commonFields: INodeProperties[] = [
	{
		displayName: fields.callbackData,
		name: 'bizOpaqueCallbackData',
		type: 'string',
		default: '',
		placeholder: 'e.g. order-2044',
		description: `Custom text to include in each status webhook of this message, up to ${maxCharacters(limits.callbackData)}. Not shown to the recipient.`,
	},
	messagingAccountField,
	{
		displayName: fields.identityKeyHash,
		name: 'recipientIdentityKeyHash',
		type: 'string',
		default: '',
		placeholder: 'e.g. DF2lS5v2W6x=',
		description:
			"Deliver the message only if the recipient's identity key hash still matches. It changes when the recipient's account may have a new owner.",
	},
	{
		displayName: fields.replyTo,
		name: 'replyToMessageId',
		type: 'string',
		default: '',
		placeholder: 'e.g. wamid.HBgLMTY1MDUwNzY1MjAVAgARGBI5QTNDQTVCM0Q0Q0Q2RTY3RTcA',
		description:
			'ID of the message to quote. The quote is not shown if that message was deleted or is older than 30 days.',
		displayOptions: { hide: { '/messageType': ['reaction'] } },
	},
];

/** The validated common fields. */
export interface Common {
	/** wamid of the quoted message. */
	replyToMessageId?: string;
	bizOpaqueCallbackData?: string;
	recipientIdentityKeyHash?: string;
	messagingAccountId?: string;
}

/**
 * A message ID in WhatsApp's format: starts with `wamid.`, without white space.
 * @returns undefined when there is none
 * @throws InputError
 */
export function messageId(value: unknown, field: string): string | undefined {
	const id = optionalId(value, field);
	if (id === undefined || /^wamid\.[^\s\p{Cf}]+$/u.test(id)) return id;
	throw new InputError(
		field,
		'is not a message ID',
		'Message IDs start with wamid. and are output when a message is sent or received',
	);
}

/**
 * WhatsApp docs: Account model > Messaging accounts: needed when a number has several; the ID of the first one is the
 * former WhatsApp Business Account ID.
 * @throws InputError when it is not a Meta ID
 */
function messagingAccount(value: unknown): string | undefined {
	const id = optionalId(value, fields.messagingAccount);
	if (id === undefined || /^\d+$/.test(id)) return id;
	throw new InputError(fields.messagingAccount, 'is not an ID: those are digits only', 'Copy it from WhatsApp Manager');
}

/** Reads the only common field of messages with `messagingAccountFields`. @throws InputError */
export const readMessagingAccount = (additionalFields: unknown): Common => ({
	messagingAccountId: messagingAccount(readAdditionalFields(additionalFields).messagingAccountId),
});

/** Reads the common fields from the additional fields. @throws InputError */
export function readCommon(additionalFields: unknown): Common {
	const additional = readAdditionalFields(additionalFields);
	const callbackData = optionalText(additional.bizOpaqueCallbackData, fields.callbackData);
	const common: Common = {
		replyToMessageId: messageId(additional.replyToMessageId, fields.replyTo),
		bizOpaqueCallbackData: callbackData && checkMaxLength(callbackData, limits.callbackData, fields.callbackData),
		recipientIdentityKeyHash: optionalId(additional.recipientIdentityKeyHash, fields.identityKeyHash),
		messagingAccountId: messagingAccount(additional.messagingAccountId),
	};
	return common;
}

/**
 * Rejects message types that groups do not support. WhatsApp docs: Groups API > Sending group messages.
 * @throws InputError
 */
export function checkGroupMessage(type: unknown): void {
	if (typeof type !== 'string' || !Object.hasOwn(UNSUPPORTED_IN_GROUPS, type)) return;
	throw new InputError(
		'Message Type',
		(field) => `${UNSUPPORTED_IN_GROUPS[type]} cannot be sent to groups, see ${field}`,
		'Groups support text, media and templates',
	);
}

/**
 * The complete Cloud API message, ready for POST /{phone}/messages. WhatsApp docs: Messages > Request syntax. Objects
 * in `built.body` are not copied, so that an upload can add its ID to them later. Common fields of the node override
 * those of a raw message.
 * @throws InputError when the type cannot be sent to a group, or cannot be a reply
 */
export function envelope({
	recipient,
	built,
	common = {},
}: {
	recipient: Recipient;
	built: Pick<BuiltMessage, 'body'>;
	common?: Common;
}): IDataObject {
	const { type } = built.body;
	if (recipient.kind === 'group') checkGroupMessage(type);
	if (common.replyToMessageId !== undefined && type === 'reaction') {
		throw new InputError(
			fields.replyTo,
			'cannot be used with a reaction',
			'Remove the field: a reaction already refers to a message',
		);
	}
	return {
		messaging_product: 'whatsapp',
		...recipientPayload(recipient),
		...built.body,
		...omitUndefined({
			context: common.replyToMessageId === undefined ? undefined : { message_id: common.replyToMessageId },
			biz_opaque_callback_data: common.bizOpaqueCallbackData,
			recipient_identity_key_hash: common.recipientIdentityKeyHash,
			messaging_account_id: common.messagingAccountId,
		}),
	};
}
