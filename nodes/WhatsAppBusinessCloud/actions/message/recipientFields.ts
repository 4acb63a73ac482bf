import type { INodeProperties } from 'n8n-workflow';
import { parseRecipient, type Recipient } from '../../shared/input/recipient';
import { phoneReading } from '../phoneReading';
import type { OperationItem } from '../types';

/** Name of the parameter, as in the built-in node. It also holds user IDs and group IDs. */
export const RECIPIENT = 'recipientPhoneNumber';

/** Display name of the field. */
export const recipientLabel = 'Recipient';

/** The recipient. The form of the value tells a phone number, a user ID and a group ID apart. */
export const recipientField: INodeProperties = {
	displayName: recipientLabel,
	name: RECIPIENT,
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. +49 1512 3456789',
	description:
		'A phone number with country code, in any common format. Also a business-scoped user ID (BSUID) such as US.13491208655302741918, for users who hide their number, or the ID of a group.',
};

/** @returns the item's recipient @throws InputError */
export const readRecipient = (item: OperationItem): Recipient =>
	parseRecipient(item.parameter(RECIPIENT), recipientLabel, phoneReading(item));
