import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { phoneNumberId } from '../../shared/input/commonFields';
import { checkPhoneNumberId } from '../../shared/input/objectId';
import { optionalText, readAdditionalFields } from '../../shared/input/parameterValues';
import { formatRecipient, parseUser, recipientPayload } from '../../shared/input/recipient';
import { checkMaxLength } from '../../shared/input/textLength';
import { camelObject, compact } from '../../shared/untrustedJson';
import { writeUserOptions } from '../options';
import { phoneReading } from '../phoneReading';
import type { Operation, OperationItem } from '../types';
import { maxCharacters } from '../../shared/input/maxCharacters';

const userField = 'User';
const metadataField = 'Metadata';

/** WhatsApp docs: Conversation Routing > Thread control. */
const MAX_METADATA = { max: 2000, source: 'WhatsApp docs: Conversation Routing > Thread control' };

const user: INodeProperties = {
	displayName: userField,
	name: 'user',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. +49 1512 3456789',
	description:
		'The user whose conversation it is: a phone number with country code, or a user ID (BSUID). If you have both, enter the phone number.',
};

const additionalFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	options: [
		{
			displayName: metadataField,
			name: 'metadata',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			placeholder: 'e.g. Asks for a refund of order 2044',
			description: `A note for the new owner, up to ${maxCharacters(MAX_METADATA)}. Not shown to the user.`,
		},
	],
};

/**
 * Thread Control > Pass, Release, Take: POST /{phone}/thread_control. WhatsApp docs: Conversation Routing > Thread
 * control.
 * @param further fields of this action
 * @param read what these fields add to the request @throws InputError
 */
export function changeOwner(
	action: 'pass' | 'release' | 'take',
	further: INodeProperties[] = [],
	read: (item: OperationItem) => IDataObject = () => ({}),
): Operation {
	return {
		properties: [
			{
				...phoneNumberId,
				displayName: 'Business Phone Number',
				description: 'The phone number that the user writes to',
			},
			user,
			...further,
			additionalFields,
			...writeUserOptions,
		],

		prepare(item) {
			const sender = checkPhoneNumberId(item.parameter('phoneNumberId'));
			const recipient = parseUser(item.parameter('user'), userField, phoneReading(item));
			const metadata = optionalText(readAdditionalFields(item.parameter('additionalFields')).metadata, metadataField);
			const body: IDataObject = {
				messaging_product: 'whatsapp',
				action,
				...recipientPayload(recipient),
				...(metadata && { metadata: checkMaxLength(metadata, MAX_METADATA, metadataField) }),
				...read(item),
			};
			return {
				// Changes of one conversation take effect in the order of the items.
				orderingKey: `${sender} ${recipient.key}`,
				async run() {
					const response = await item.graph.request({
						method: 'POST',
						path: [sender, 'thread_control'],
						body,
						// Releasing a conversation without an owner succeeds too.
						idempotent: action === 'release',
					});
					const { messaging_product: _product, ...others } = response;
					return { json: compact({ action, user: formatRecipient(recipient), ...camelObject(others) }) };
				},
			};
		},
	};
}
