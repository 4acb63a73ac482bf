import type { IDataObject } from 'n8n-workflow';
import { named } from '../account/schemaRuns';
import { PHONE } from '../harness';

const ID = 'Y2FwaV9ncm91cDoxNzA1NTU1MDEzOToxMjAzNjM0MDQ2OTQyMzM4MjAZD';
const groupId = { groupId: ID };
const accepted = { messaging_product: 'whatsapp', request_id: 'r1' };
const link = { messaging_product: 'whatsapp', invite_link: 'https://chat.whatsapp.com/x' };
const person = { wa_id: '4930', user_id: 'DE.1', parent_user_id: 'DE.ENT.1', username: 'ann' };
const group = {
	id: ID,
	subject: 'Roses',
	description: 'News',
	suspended: false,
	creation_timestamp: '1790000000',
	participants: [person],
	total_participant_count: 2,
	join_approval_mode: 'auto_approve',
};
const requests = `${ID}/join_requests`;
const failed = [{ join_request_id: 'b', errors: [{ code: 131204, message: 'Full' }] }];
const decided = { joinRequests: 'a, b', ...groupId };

/** Runs the operations of Group for the schema test. */
export const groupSchemaRuns: Record<string, () => Promise<IDataObject[]>> = {
	...named('group/create', 'POST', `${PHONE}/groups`, accepted, { subject: 'Roses' }),
	...named('group/get', 'GET', ID, group, groupId),
	...named('group/getAll', 'GET', `${PHONE}/groups`, {
		data: { groups: [{ id: ID, subject: 'Roses', created_at: '1790000000' }] },
	}),
	...named('group/update', 'POST', ID, accepted, { ...groupId, updateFields: { subject: 'Roses' } }),
	...named('group/delete', 'DELETE', ID, accepted, { ...groupId, confirm: true }),
	...named('group/getInviteLink', 'GET', `${ID}/invite_link`, link, groupId),
	...named('group/resetInviteLink', 'POST', `${ID}/invite_link`, link, { ...groupId, confirm: true }),
	...named(
		'group/getJoinRequests',
		'GET',
		requests,
		{ data: [{ join_request_id: 'a', ...person, creation_timestamp: '1790000000' }] },
		groupId,
	),
	...named(
		'group/approveJoinRequests',
		'POST',
		requests,
		{ approved_join_requests: ['a'], failed_join_requests: failed },
		decided,
	),
	...named(
		'group/rejectJoinRequests',
		'DELETE',
		requests,
		{ rejected_join_requests: ['a'], failed_join_requests: failed },
		decided,
	),
	...named('group/removeParticipants', 'DELETE', `${ID}/participants`, accepted, {
		...groupId,
		users: '+493012345678',
		confirm: true,
	}),
};
