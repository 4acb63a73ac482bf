import type { INodeProperties } from 'n8n-workflow';
import { InputError } from '../../shared/inputError';
import { parseRecipient, type Recipient, type RecipientKind } from '../../shared/input/recipient';
import { phoneReading } from '../phoneReading';
import type { OperationItem } from '../types';

/** Parameter that holds the recipient of each kind, and its label. */
const fields: Record<RecipientKind, { name: string; label: string }> = {
	phone: { name: 'recipientPhoneNumber', label: "Recipient's Phone Number" },
	userId: { name: 'recipientUserId', label: 'Recipient User ID' },
	group: { name: 'recipientGroupId', label: 'Group ID' },
};

/**
 * The recipient. Only the phone number is marked as required: when Recipient Type is an expression, n8n would not run the node
 * unless all three fields are filled in. An empty one is rejected when it is read.
 */
export const recipientFields: INodeProperties[] = [
	{
		displayName: 'Recipient Type',
		name: 'recipientType',
		type: 'options',
		options: [
			{ name: 'Group', value: 'group', description: 'All participants of a WhatsApp group' },
			{ name: 'Phone Number', value: 'phone', description: 'A user, by phone number' },
			{
				name: 'User ID',
				value: 'userId',
				description: 'A user, by business-scoped user ID (BSUID). Use it for users who hide their phone number.',
			},
		],
		default: 'phone',
		description: 'How the recipient is identified',
	},
	{
		displayName: fields.phone.label,
		name: fields.phone.name,
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. +49 1512 3456789',
		description: 'The phone number with country code, in any common format',
		displayOptions: { show: { recipientType: ['phone'] } },
	},
	{
		displayName: fields.userId.label,
		name: fields.userId.name,
		type: 'string',
		default: '',
		placeholder: 'e.g. US.13491208655302741918',
		description: 'The business-scoped user ID (BSUID), such as from_user_id of a received message',
		displayOptions: { show: { recipientType: ['userId'] } },
	},
	{
		displayName: fields.group.label,
		name: fields.group.name,
		type: 'string',
		default: '',
		placeholder: 'e.g. Y2FwaV9ncm91cDoxNzA1NTU1MDEzOToxMjAzNjM0MDQ2OTQyMzM4MjAZD',
		description: 'The ID of a group that the sender phone number belongs to',
		displayOptions: { show: { recipientType: ['group'] } },
	},
];

/** @returns the item's recipient @throws InputError */
export function readRecipient(item: OperationItem): Recipient {
	const kind = item.parameter('recipientType', 'phone') as RecipientKind;
	if (!Object.hasOwn(fields, kind)) {
		throw new InputError('Recipient Type', 'has a value that does not exist', 'Use one of: phone, userId, group');
	}
	return parseRecipient(item.parameter(fields[kind].name), kind, fields[kind].label, phoneReading(item));
}
