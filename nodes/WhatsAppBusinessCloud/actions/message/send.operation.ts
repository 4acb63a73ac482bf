import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { type Common, commonFields, envelope, readCommon } from '../../messages/common';
import { checkDirectRecipient, directSendField, readDirectSend } from '../../messages/directSend';
import { signedTokenField } from '../../messages/flowToken';
import { AWAITS_DELIVERY } from '../../sendAndWait/delivery/status';
import { findMessageType, messageTypes } from '../../messages';
import { raw, rawMessageField } from '../../messages/raw';
import type { Parameters } from '../../shared/input/parameters';
import type { MessageType } from '../../messages/types';
import { includeInputField, simplifyField } from '../../shared/input/commonFields';
import { docsLink } from '../../shared/docs';
import { withDisplayOptions } from '../../shared/displayOptions';
import { sendOptions } from '../options';
import type { Operation, OperationItem } from '../types';
import { closedWindowField, onlyInWindow } from './closedWindow';
import { flowTokenSigner } from './flowTokens';
import { bidMultiplierField } from './marketingMessages';
import { senderFields } from './pool/fields';
import { readSender } from './pool/readSender';
import { recipientField, readRecipient } from './recipientFields';
import { ACCEPTED_IN_WINDOW_HINT, type OutgoingMessage } from './sendTask';

/** Message type of a template, in Send and Wait for Delivery. */
export const TEMPLATE_TYPE = 'template';

/** When a message arrives. WhatsApp docs: Messages > Send messages > Customer service windows. */
export const windowHint = (what: string, otherwise: string): string =>
	`${what} if the recipient wrote to your number in the last 24 hours. ${otherwise} ${docsLink('sending.md#when-the-window-is-closed', 'More')}`;

export const messageType: INodeProperties = {
	displayName: 'Message Type',
	name: 'messageType',
	type: 'options',
	noDataExpression: true,
	options: messageTypes.map(({ name, value, description }) => ({ name, value, description })),
	default: 'text',
	description: 'The type of message to send',
	hint: windowHint('Arrives only', 'To write first, use Send Template.'),
};

/** The fields of a collection for some types of messages only. */
function onlyForTypes(field: INodeProperties, types: string[]): INodeProperties {
	if (types.length === messageTypes.length) return field;
	const { displayOptions } = field;
	return { ...field, displayOptions: { ...displayOptions, show: { ...displayOptions?.show, '/messageType': types } } };
}

/** A field that Send and Wait for Delivery does not have. */
const notAwaiting = (field: INodeProperties): INodeProperties => ({
	...field,
	displayOptions: { ...field.displayOptions, hide: { ...field.displayOptions?.hide, '/operation': [AWAITS_DELIVERY] } },
});

/** A field of templates, which are a type of Send and Wait for Delivery. */
const onlyForTemplate = (field: INodeProperties): INodeProperties => ({
	...field,
	displayOptions: { show: { '/messageType': [TEMPLATE_TYPE] } },
});

/** The optional fields of every type. */
const shared: INodeProperties[] = [
	// What an awaited message has there resumes the execution.
	...commonFields.map((field) => (field.name === 'bizOpaqueCallbackData' ? notAwaiting(field) : field)),
	notAwaiting(closedWindowField),
	directSendField,
	onlyForTemplate(bidMultiplierField),
	onlyForTemplate(signedTokenField),
];

/**
 * Additional Fields, once for all types and both operations: most of its fields are those of every message, and a field
 * of its own for each type would double the node's description.
 */
function additionalFields(): INodeProperties {
	const fields = new Map<string, { field: INodeProperties; types: string[] }>();
	for (const type of messageTypes) {
		for (const field of [...(type.additionalFields ?? []), ...shared]) {
			const key = JSON.stringify(field);
			const known = fields.get(key) ?? { field, types: [] };
			fields.set(key, known);
			known.types.push(type.value);
		}
	}
	return {
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add field',
		default: {},
		options: [...fields.values()]
			.map(({ field, types }) => onlyForTypes(field, types))
			.sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}

/** The forms of all types: the fields of each, and Additional Fields. */
export const messageForms: INodeProperties[] = [
	...messageTypes.flatMap(({ value, properties }) => withDisplayOptions({ messageType: [value] }, properties)),
	additionalFields(),
];

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

/** A message as the form of Send describes it, and what its Additional Fields say. */
export interface ReadMessage {
	message: OutgoingMessage;
	common: Common;
	additionalFields: unknown;
}

/** Reads and builds the item's message, of any type that is not a template. @throws InputError */
export async function readMessage(item: OperationItem): Promise<ReadMessage> {
	const type = findMessageType(item.parameter('messageType', 'text'));
	const recipient = readRecipient(item);
	const from = await readSender(item, recipient);
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
	return { message: { ...from, recipient, body, built, finish, jsonField }, common, additionalFields };
}

/** Message > Send: one message of any type that is not a template. WhatsApp docs: Messages. */
export const send: Operation = {
	properties: [
		...senderFields,
		recipientField,
		messageType,
		...messageForms,
		simplifyField,
		includeInputField,
		...sendOptions,
	],
	acceptedHint: ACCEPTED_IN_WINDOW_HINT,

	async prepare(item) {
		const { message, common, additionalFields } = await readMessage(item);
		return await onlyInWindow(item, { ...message, common }, additionalFields);
	},
};
