import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { formatRecipient, parseUser, type Recipient } from '../../shared/input/recipient';
import { emptyFieldError, isObject } from '../../shared/input/parameterValues';
import { entriesOf } from '../listOperation';
import { phoneReading } from '../phoneReading';
import type { OperationItem } from '../types';
import { withPath } from '../../shared/inputError';

const field = 'Users';

export const usersField = (verb: string): INodeProperties => ({
	displayName: field,
	name: 'users',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. +49 1512 3456789, US.13491208655302741918',
	description: `Users to ${verb}: a comma-separated list of phone numbers or user IDs (BSUIDs), or an expression that returns a list`,
});

/**
 * The ID in an entry: text, or the field of an object as output by webhooks and Get Many. A WhatsApp ID always has its
 * country code.
 */
function idIn(entry: unknown): unknown {
	if (!isObject(entry)) return entry;
	const waId = typeof entry.wa_id === 'string' ? entry.wa_id.replace(/^(?=\d)/, '+') : entry.wa_id;
	return entry.user_id ?? entry.user ?? waId ?? entry.input ?? entry.phone;
}

/**
 * A user as the endpoint takes it: `user` for a phone number, `user_id` for a user ID of the business or its parent.
 * Meta docs: Block users; Business-scoped user IDs > Block users.
 */
export const userPayload = (user: Recipient): IDataObject => ({
	[user.kind === 'userId' ? 'user_id' : 'user']: formatRecipient(user),
});

/** All listed users, without duplicates. WhatsApp docs: Block users. @throws InputError */
export function readUsers(item: OperationItem): Recipient[] {
	const value = item.parameter('users');
	const entries = entriesOf(value);
	if (entries.length === 0)
		throw emptyFieldError(value, field, 'Enter phone numbers or user IDs, with commas between them');
	const reading = phoneReading(item);
	const parse = (entry: unknown): Recipient => parseUser(idIn(entry), field, reading);
	const users = entries.map((entry, index) =>
		entries.length === 1 ? parse(entry) : withPath(['user', index + 1], () => parse(entry)),
	);
	return [...new Map(users.map((user) => [user.value, user])).values()];
}
