import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { atPath } from '../../shared/input/errorPath';
import { parseRecipient } from '../../shared/input/recipient';
import { emptyFieldError, isObject } from '../../shared/input/parameterValues';
import { entriesOf } from '../list';
import type { OperationItem } from '../types';

const field = 'Users';

export const usersField = (verb: string): INodeProperties => ({
	displayName: field,
	name: 'users',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. +49 1512 3456789, US.13491208655302741918',
	description: `Who to ${verb}: phone numbers or user IDs (BSUIDs), with commas between them, or a list from an expression`,
});

/** The user in an entry: text, or the field of an object as output by webhooks and Get Many. */
function nameIn(entry: unknown): unknown {
	if (!isObject(entry)) return entry;
	return entry.user_id ?? entry.user ?? entry.wa_id ?? entry.input ?? entry.phone;
}

/**
 * One user in Meta's shape: `user` for a phone number, `user_id` for a BSUID or the BSUID of a parent business.
 * Meta docs: Block users; Business-scoped user IDs > Block users.
 * @throws InputError
 */
function userOf(entry: unknown): IDataObject {
	const recipient = parseRecipient(nameIn(entry), 'phone', field);
	return 'recipient' in recipient ? { user_id: recipient.recipient } : { user: recipient.to };
}

/** The user as text, for comparison. */
export const userKey = (user: IDataObject): string => String(user.user_id ?? user.user);

/** All listed users, without duplicates. WhatsApp docs: Block users. @throws InputError */
export function readUsers(item: OperationItem): IDataObject[] {
	const value = item.parameter('users');
	const entries = entriesOf(value);
	if (entries.length === 0)
		throw emptyFieldError(value, field, 'Enter phone numbers or user IDs, with commas between them');
	const users = entries.map((entry, index) =>
		entries.length === 1 ? userOf(entry) : atPath(`user ${index + 1}`, () => userOf(entry)),
	);
	return [...new Map(users.map((user) => [userKey(user), user])).values()];
}
