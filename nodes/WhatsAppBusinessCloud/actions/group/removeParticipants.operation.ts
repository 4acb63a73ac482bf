import { formatRecipient } from '../../shared/input/recipient';
import { checkCount } from '../../shared/input/validators';
import { readUsers, userPayload, usersField } from '../blockedUser/users';
import { checkConfirmed, confirmFields } from '../confirm';
import { writeUserOptions } from '../options';
import type { Operation } from '../types';
import { groupFields, readGroup } from './fields';
import { pendingChange } from './simplify';

/** WhatsApp docs: Groups API > Remove participants. */
const count = { min: 1, max: 8, source: 'WhatsApp docs: Groups API > Remove participants' };

const change = {
	what: 'remove the participants',
	consequence: 'Removed participants cannot join the group again with the invite link.',
};

/** Group > Remove Participants: DELETE /{group}/participants. WhatsApp docs: Groups API > Remove participants. */
export const removeParticipants: Operation = {
	properties: [
		...groupFields('The group to remove participants from'),
		usersField('remove'),
		...confirmFields(change),
		...writeUserOptions,
	],

	prepare(item) {
		const id = readGroup(item);
		const users = checkCount(readUsers(item), count, 'Users', ['user', 'users'], 'Remove users from the list');
		checkConfirmed(item, change);
		const body = { messaging_product: 'whatsapp', participants: users.map(userPayload) };
		return {
			orderingKey: `group ${id}`,
			async run() {
				const response = await item.graph.request({ method: 'DELETE', path: [id, 'participants'], body });
				const removed = users.map(formatRecipient);
				return {
					json: { groupId: id, users: removed, ...pendingChange(response, 'group_participants_update') },
				};
			},
		};
	},
};
