import { randomBytes } from 'node:crypto';
import type { Collections } from '../collections';
import { errorCodes } from '../errorCodes';
import type { Json } from '../messages/checks';
import type { Seed } from '../seed';
import type { State } from '../state';
import { metadata, userId } from '../webhookPayloads';

/** Meta docs: Groups API > Limits. */
export const MAX_PARTICIPANTS = 8;

export interface Person {
	wa_id: string;
	user_id: string;
}

export interface JoinRequest extends Person {
	join_request_id: string;
	creation_timestamp: number;
}

export interface Group {
	id: string;
	phoneNumberId: string;
	subject: string;
	description: string;
	join_approval_mode: 'approval_required' | 'auto_approve';
	invite_link: string;
	creation_timestamp: number;
	suspended: boolean;
	participants: Person[];
	joinRequests: JoinRequest[];
	/** Numbers that the business removed: they cannot join again with the link. */
	removed: string[];
}

export const personOf = (wa_id: string): Person => ({ wa_id, user_id: userId(wa_id) });

export const newLink = (): string => `https://chat.whatsapp.com/${randomBytes(16).toString('base64url')}`;

/** The group that the account starts with. */
export function seedGroup({ groups }: Collections, seed: Seed): void {
	groups.set(seed.groupId, {
		id: seed.groupId,
		phoneNumberId: seed.phoneNumberId,
		subject: 'Plant Lovers',
		description: 'All about succulents',
		join_approval_mode: 'auto_approve',
		invite_link: 'https://chat.whatsapp.com/PlantLoversOfAcme00001',
		creation_timestamp: 1_772_446_272,
		suspended: false,
		participants: [personOf(seed.groupMember)],
		joinRequests: [],
		removed: [],
	});
}

/** An error in a response or a webhook about a part of a request. */
export const problem = (code: number, details: string): Json => ({
	code,
	title: errorCodes[code].title,
	message: errorCodes[code].title,
	error_data: { details },
});

type Field = 'group_lifecycle_update' | 'group_participants_update' | 'group_settings_update' | 'group_status_update';

/** Meta docs: Groups API > Webhooks. */
export function tellGroup(
	state: State,
	{ id, phoneNumberId }: Group,
	field: Field,
	type: string,
	rest: Json = {},
): void {
	state.changeCount += 1;
	const phone = state.phones.get(phoneNumberId)!;
	const group = { timestamp: String(state.clock.seconds()), group_id: id, type, ...rest };
	const value = { messaging_product: 'whatsapp', metadata: metadata(phone), groups: [group] };
	state.webhooks.events([{ field, value, phoneNumberId }]);
	state.phone.tellGroups();
}

/**
 * Requests about groups are completed later, and a webhook says so (Meta docs: Groups API > Overview).
 * @returns the ID that the webhook carries
 */
export function later(state: State, complete: (request_id: string) => void): string {
	const request_id = state.newRequestId();
	void state.timers.wait(state.settings.statusDelayMs).then((isDue) => {
		if (isDue) complete(request_id);
	});
	return request_id;
}

/** Adds participants who came with the link. */
export function addParticipants(state: State, group: Group, people: Person[]): void {
	group.participants.push(...people);
	const rest = { reason: 'invite_link', added_participants: people };
	tellGroup(state, group, 'group_participants_update', 'group_participants_add', rest);
}

function groupOfCustomer(state: State, id: string): Group {
	const group = state.collections.groups.get(id);
	if (!group) throw new RangeError(`There is no group '${id}'`);
	return group;
}

/**
 * A customer opens an invite link: joins, or asks to be let in.
 * @returns the ID of the group, or of the request to join it
 * @throws RangeError when WhatsApp does not let them
 */
export function join(state: State, from: string, link: string): string {
	const group = [...state.collections.groups.values()].find((one) => one.invite_link === link);
	if (!group) throw new RangeError('This invite link is not valid, or was reset');
	if (group.participants.some(({ wa_id }) => wa_id === from)) throw new RangeError(`${from} is in the group already`);
	if (group.removed.includes(from)) throw new RangeError(`${from} was removed from the group and cannot join it again`);
	if (group.participants.length >= MAX_PARTICIPANTS) throw new RangeError('The group is full');
	if (group.join_approval_mode === 'auto_approve') {
		addParticipants(state, group, [personOf(from)]);
		return group.id;
	}
	const join_request_id = state.newRequestId();
	group.joinRequests.push({ join_request_id, ...personOf(from), creation_timestamp: state.clock.seconds() });
	const rest = { join_request_id, ...personOf(from) };
	tellGroup(state, group, 'group_participants_update', 'group_join_request_created', rest);
	return join_request_id;
}

/**
 * A customer leaves a group, or takes back the request to join it.
 * @returns the ID of the group
 * @throws RangeError when they are not in it
 */
export function leave(state: State, from: string, id: string): string {
	const group = groupOfCustomer(state, id);
	const request = group.joinRequests.find(({ wa_id }) => wa_id === from);
	if (request) {
		group.joinRequests.splice(group.joinRequests.indexOf(request), 1);
		const rest = { join_request_id: request.join_request_id, ...personOf(from) };
		tellGroup(state, group, 'group_participants_update', 'group_join_request_revoked', rest);
		return id;
	}
	if (!group.participants.some(({ wa_id }) => wa_id === from)) throw new RangeError(`${from} is not in the group`);
	group.participants = group.participants.filter(({ wa_id }) => wa_id !== from);
	tellGroup(state, group, 'group_participants_update', 'group_participants_remove', {
		initiated_by: 'participant',
		removed_participants: [personOf(from)],
	});
	return id;
}
