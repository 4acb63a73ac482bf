import { FROM, PARENT, USER, about, error, TIME, type Kinds } from './parts';

const group = (type: string, rest: Record<string, unknown> = {}): Record<string, unknown> => ({
	...about,
	groups: [
		{
			timestamp: TIME,
			group_id: 'Y2FwaV9ncm91cDoxNjUwNTU1MTExMToxMjAzNjM0MDQ2OTQyMzM4MjAZD',
			type,
			request_id: 'EWBJsb5EsXLmDEbj',
			...rest,
		},
	],
});
/** Meta docs: Business-scoped user IDs > Groups API > group_participants_update. */
const person = { wa_id: FROM, user_id: USER, parent_user_id: PARENT, username: '@pablo' };
const failure = [error(131215, 'Group operation failed', 'This person cannot be in the group')];

/** Meta docs: Groups API > Webhooks: the four fields. */
export const groups: Record<string, Kinds> = {
	group_lifecycle_update: {
		created: group('group_create', {
			subject: 'Plant lovers',
			description: 'All about succulents',
			invite_link: 'https://chat.whatsapp.com/Kx',
			join_approval_mode: 'approval_required',
		}),
		createFailed: group('group_create', { errors: failure }),
		deleted: group('group_delete'),
	},
	group_participants_update: {
		joined: group('group_participants_add', { reason: 'invite_link', added_participants: [person] }),
		removed: group('group_participants_remove', {
			initiated_by: 'business',
			removed_participants: [{ input: FROM }],
			failed_participants: [{ input: '16505555678', errors: failure }],
			errors: [
				error(131215, 'Not All Participants Remove Succeeded', 'Failed to remove some participants from the group'),
			],
		}),
		left: group('group_participants_remove', { initiated_by: 'participant', removed_participants: [person] }),
		joinRequested: group('group_join_request_created', { join_request_id: 'jr1', ...person }),
		joinRequestRevoked: group('group_join_request_revoked', { join_request_id: 'jr1', ...person }),
	},
	group_settings_update: {
		settingsChanged: group('group_settings_update', {
			profile_picture: { mime_type: 'image/jpeg', sha256: 'Zmlyc3Q=', update_successful: false, errors: failure },
			group_subject: { text: 'Plant lovers', update_successful: true },
			group_description: { text: 'All about succulents', update_successful: true },
		}),
	},
	group_status_update: { suspended: group('group_suspend'), suspensionCleared: group('group_suspend_cleared') },
};
