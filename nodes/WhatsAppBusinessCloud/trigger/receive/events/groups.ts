import type { Change, ReceivedEvent } from '../types';
import { newEvent, senderFields, unknownEvent } from './base';
import { camelKeys, camelObject, errorFields, isoTime, objects, text } from '../../../shared/untrustedJson';

/** Kind and possible types, by field. WhatsApp docs: Groups API > Webhooks. */
const GROUP_FIELDS: Record<string, [kind: string, types: string[]]> = {
	group_lifecycle_update: ['groupLifecycle', ['group_create', 'group_delete']],
	group_participants_update: [
		'groupParticipants',
		['group_participants_add', 'group_participants_remove', 'group_join_request_created', 'group_join_request_revoked'],
	],
	group_settings_update: ['groupSettings', ['group_settings_update']],
	group_status_update: ['groupStatus', ['group_suspend', 'group_suspend_cleared']],
};

/** Reads the four group fields. */
export function readGroups(change: Change): ReceivedEvent[] {
	const [kind, types] = GROUP_FIELDS[change.field];
	const rows = objects(change.value.groups);
	if (rows.length === 0) return [unknownEvent(change)];
	return rows.map((row) => {
		const type = text(row.type);
		const list = (value: unknown): unknown => (Array.isArray(value) ? camelKeys(value) : undefined);
		return newEvent(change, {
			kind,
			isKnown: type !== undefined && types.includes(type),
			fields: {
				from: text(row.wa_id),
				...senderFields(row),
				groupId: text(row.group_id),
				timestamp: isoTime(row.timestamp),
				type,
				requestId: text(row.request_id),
				subject: text(row.subject),
				description: text(row.description),
				inviteLink: text(row.invite_link),
				joinApprovalMode: text(row.join_approval_mode),
				reason: text(row.reason),
				initiatedBy: text(row.initiated_by),
				joinRequestId: text(row.join_request_id),
				addedParticipants: list(row.added_participants),
				removedParticipants: list(row.removed_participants),
				failedParticipants: list(row.failed_participants),
				profilePicture: camelObject(row.profile_picture),
				groupSubject: camelObject(row.group_subject),
				groupDescription: camelObject(row.group_description),
				...errorFields(row.errors),
			},
			as: 'value',
			place: { list: 'groups', row },
		});
	});
}
