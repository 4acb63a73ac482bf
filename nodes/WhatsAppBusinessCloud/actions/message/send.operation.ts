import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { commonFields, envelope, readCommon } from '../../messages/common';
import { checkDirectRecipient, directSendField, readDirectSend } from '../../messages/directSend';
import { findMessageType, messageTypes } from '../../messages';
import { raw, rawMessageField } from '../../messages/raw';
import type { Parameters } from '../../shared/input/parameters';
import type { MessageType } from '../../messages/types';
import { includeInputField, phoneNumberId, simplifyField } from '../../shared/input/commonFields';
import { withDisplayOptions } from '../../shared/displayOptions';
import { checkPhoneNumberId } from '../../shared/input/objectId';
import { sendOptions } from '../options';
import type { Operation, OperationItem } from '../types';
import { closedWindowField, onlyInWindow } from './closedWindow';
import { flowTokenSigner } from './flowTokens';
import { recipientField, readRecipient } from './recipientFields';
import { ACCEPTED_IN_WINDOW_HINT, sendTask } from './sendTask';

const messageType: INodeProperties = {
	displayName: 'Message Type',
	name: 'messageType',
	type: 'options',
	noDataExpression: true,
	options: messageTypes.map(({ name, value, description }) => ({ name, value, description })),
	default: 'text',
	description: 'The type of message to send',
};

/** The form of one type: its own fields, and Additional Fields with those of every message. */
function form(type: MessageType): INodeProperties[] {
	const additionalFields: INodeProperties = {
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add field',
		default: {},
		options: [...(type.additionalFields ?? []), ...commonFields, closedWindowField, directSendField].sort((a, b) =>
			a.displayName.localeCompare(b.displayName),
		),
	};
	return withDisplayOptions({ messageType: [type.value] }, [...type.properties, additionalFields]);
}

/** Parameters passed to each type's builder, by type. */
const namesByType = new Map(
	messageTypes.map((type) => [type.value, [...new Set(type.properties.map(({ name }) => name)), 'additionalFields']]),
);

/** The resource locators among them: their builder needs the mode as well. */
const picked = new Set(
	messageTypes.flatMap(({ properties }) =>
		properties.filter(({ type }) => type === 'resourceLocator').map(({ name }) => name),
	),
);

function readParameters(item: OperationItem, type: MessageType): Parameters {
	const names = namesByType.get(type.value) ?? [];
	return Object.fromEntries(names.map((name) => [name, picked.has(name) ? item.locator(name) : item.parameter(name)]));
}

/** Message > Send: one message of any type that is not a template. WhatsApp docs: Messages. */
export const send: Operation = {
	properties: [
		phoneNumberId,
		recipientField,
		messageType,
		...messageTypes.flatMap(form),
		simplifyField,
		includeInputField,
		...sendOptions,
	],
	acceptedHint: ACCEPTED_IN_WINDOW_HINT,

	async prepare(item) {
		const type = findMessageType(item.parameter('messageType', 'text'));
		const sender = checkPhoneNumberId(item.parameter('phoneNumberId'));
		const recipient = readRecipient(item);
		const parameters = readParameters(item, type);
		const built = type.build(parameters);
		const { additionalFields } = parameters;
		const common = readCommon(additionalFields);
		const body: IDataObject = {
			...envelope({ recipient, built, common }),
			...readDirectSend(additionalFields, { type: type.value, body: built.body, recipient }),
		};
		const jsonField = type === raw ? rawMessageField : undefined;
		checkDirectRecipient(recipient, body, jsonField);
		const finish = type.value === 'flow' ? await flowTokenSigner(item, body, recipient, additionalFields) : undefined;
		const task = await sendTask(item, { sender, recipient, body, built, finish, jsonField });
		return await onlyInWindow(item, task, { sender, recipient, common, additionalFields });
	},
};
