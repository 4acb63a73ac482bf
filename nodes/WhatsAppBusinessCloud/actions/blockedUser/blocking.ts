import { checkPhoneNumberId } from '../../shared/input/objectId';
import { phoneNumberId } from '../../shared/input/commonFields';
import { writeUserOptions } from '../options';
import type { Operation } from '../types';
import { toUserResults, hasPerUserResults } from './outcomes';
import { readUsers, userPayload, usersField } from './users';

/**
 * Blocked User > Block and Unblock: POST and DELETE /{phone}/block_users, many users per request.
 * WhatsApp docs: Block users.
 */
export function blocking(method: 'POST' | 'DELETE'): Operation {
	const isBlock = method === 'POST';
	const resultNames = isBlock
		? { status: 'blocked', list: 'added_users' }
		: { status: 'unblocked', list: 'removed_users' };
	return {
		properties: [
			{
				...phoneNumberId,
				displayName: 'Business Phone Number',
				description: 'The phone number that the users send messages to',
			},
			usersField(isBlock ? 'block' : 'unblock'),
			...writeUserOptions,
		],

		prepare(item) {
			const sender = checkPhoneNumberId(item.parameter('phoneNumberId'));
			const users = readUsers(item);
			const body = { messaging_product: 'whatsapp', block_users: users.map(userPayload) };
			return {
				// One change of a number's list at a time, to avoid concurrent updates (Meta docs: Block users > Error
				// codes, 139102).
				orderingKey: `${sender} block list`,
				async run() {
					const path = [sender, 'block_users'];
					const response = await item.graph.request({
						method,
						path,
						body,
						idempotent: true,
						isResult: hasPerUserResults,
					});
					return toUserResults(response, users, resultNames);
				},
			};
		},
	};
}
