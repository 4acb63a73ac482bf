import { listLocator } from '../../shared/input/listLocator';
import { parseRecipient, type Recipient } from '../../shared/input/recipient';
import { docsLink } from '../../shared/docs';
import { phoneReading } from '../phoneReading';
import type { OperationItem } from '../types';

/** Name of the parameter, as in the built-in node. It also holds user IDs and group IDs. */
export const RECIPIENT = 'recipientPhoneNumber';

/** Display name of the field. */
export const recipientLabel = 'Recipient';

/**
 * The recipient. The form of the value tells a phone number, a user ID and a group ID apart; n8n's built-in node has a
 * plain text in its place.
 */
export const recipientField = listLocator({
	field: recipientLabel,
	name: RECIPIENT,
	description:
		'A phone number with country code, in any common format. Also a business-scoped user ID (BSUID) such as US.13491208655302741918, for users who hide their number, or the ID of a group. To reply to a message of the WhatsApp Trigger: {{ $json.from || $json.userId }}',
	hint: docsLink('sending.md#recipients', 'What you can enter'),
	noun: 'a group',
	search: 'searchGroups',
	startsWith: 'number',
	// Not `id`, which n8n's editor always calls By ID.
	modes: [{ displayName: 'Number', name: 'number', type: 'string', placeholder: 'e.g. +49 1512 3456789' }],
});

/** @returns the item's recipient @throws InputError */
export const readRecipient = (item: OperationItem): Recipient =>
	parseRecipient(item.parameter(RECIPIENT), recipientLabel, phoneReading(item));
