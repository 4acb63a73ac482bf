import { z } from 'zod';
import { anything } from '../../../shared/input/parseInput';
import { texts } from '../../../shared/lenientSchemas';
import { camelKeys, camelObject, isoTime, objects } from '../../../shared/untrustedJson';
import type { Change, ReceivedEvent } from '../types';
import { newEvent, unknownEvent } from './base';
import { senderFields } from './contacts';
import { errorFields } from './errors';

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

const groupSchema = z.object({
	...texts('wa_id', 'group_id', 'timestamp', 'type', 'request_id', 'subject', 'description', 'invite_link'),
	...texts('join_approval_mode', 'reason', 'initiated_by', 'join_request_id'),
	added_participants: anything,
	removed_participants: anything,
	failed_participants: anything,
	profile_picture: anything,
	group_subject: anything,
	group_description: anything,
	errors: anything,
});

const participants = (value: unknown): unknown => (Array.isArray(value) ? camelKeys(value) : undefined);

/** Reads the four group fields. */
export function readGroups(change: Change): ReceivedEvent[] {
	const [kind, types] = GROUP_FIELDS[change.field];
	const rows = objects(change.value.groups);
	if (rows.length === 0) return [unknownEvent(change)];
	return rows.map((row) => {
		const group = groupSchema.parse(row);
		return newEvent(change, {
			kind,
			isKnown: group.type !== undefined && types.includes(group.type),
			fields: {
				from: group.wa_id,
				...senderFields(row),
				groupId: group.group_id,
				timestamp: isoTime(group.timestamp),
				type: group.type,
				requestId: group.request_id,
				subject: group.subject,
				description: group.description,
				inviteLink: group.invite_link,
				joinApprovalMode: group.join_approval_mode,
				reason: group.reason,
				initiatedBy: group.initiated_by,
				joinRequestId: group.join_request_id,
				addedParticipants: participants(group.added_participants),
				removedParticipants: participants(group.removed_participants),
				failedParticipants: participants(group.failed_participants),
				profilePicture: camelObject(group.profile_picture),
				groupSubject: camelObject(group.group_subject),
				groupDescription: camelObject(group.group_description),
				...errorFields(group.errors),
			},
			as: 'value',
			place: { list: 'groups', row },
		});
	});
}
