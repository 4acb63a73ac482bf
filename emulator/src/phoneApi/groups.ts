import type { Group } from '../groups/group';
import type { State } from '../state';
import type { CustomerView, PhoneGroup } from './types';

const known = ({ phone }: State, people: Array<{ wa_id: string }>): CustomerView[] =>
	people.flatMap(({ wa_id }) => phone.customers.at(wa_id) ?? []);

const groupView = (state: State, group: Group): PhoneGroup => ({
	id: group.id,
	business: group.phoneNumberId,
	subject: group.subject,
	description: group.description,
	inviteLink: group.invite_link,
	suspended: group.suspended,
	members: known(state, group.participants).map(({ id }) => id),
	asking: known(state, group.joinRequests).map(({ id }) => id),
});

/** The groups of the account, for the phone. */
export const groupsOnPhone = (state: State): PhoneGroup[] =>
	[...state.collections.groups.values()].map((group) => groupView(state, group));

/**
 * The group that a customer writes into.
 * @throws RangeError when they are not in it, or it is suspended
 */
export function groupOfMember({ collections }: State, { number }: CustomerView, id: string): Group {
	const group = collections.groups.get(id);
	if (!group) throw new RangeError('The group does not exist any more');
	if (!group.participants.some(({ wa_id }) => wa_id === number)) throw new RangeError('You are not in this group');
	if (group.suspended) throw new RangeError('WhatsApp suspended this group');
	return group;
}
