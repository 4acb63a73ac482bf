import type { IDataObject } from 'n8n-workflow';
import { camelObject, compact, isoTime, number, objects, text, type Data } from '../../shared/untrustedJson';
import { pendingUntil } from '../pending';

/** All documented fields. WhatsApp docs: Groups API > Get group info. */
export const GROUP_FIELDS = [
	'id',
	'subject',
	'description',
	'suspended',
	'creation_timestamp',
	'participants',
	'total_participant_count',
	'join_approval_mode',
] as const;

const participant = (row: Data): IDataObject =>
	compact({
		waId: text(row.wa_id),
		userId: text(row.user_id),
		parentUserId: text(row.parent_user_id),
		username: text(row.username),
	});

/** A group with plain fields. Missing ones are left out. */
export function simplifyGroup(id: string, row: IDataObject): IDataObject {
	const { participants } = row;
	return compact({
		id: text(row.id) ?? id,
		subject: text(row.subject),
		description: text(row.description),
		suspended: row.suspended,
		createdAt: isoTime(row.creation_timestamp),
		participantCount: number(row.total_participant_count),
		participants: Array.isArray(participants) ? objects(participants).map(participant) : undefined,
		joinApprovalMode: text(row.join_approval_mode),
	});
}

/** An entry of the list of groups. */
export const simplifyEntry = (row: IDataObject): IDataObject =>
	compact({ id: text(row.id), subject: text(row.subject), createdAt: isoTime(row.created_at) });

/** A request to join. */
export const simplifyJoinRequest = (row: IDataObject): IDataObject =>
	compact({
		joinRequestId: text(row.join_request_id),
		...participant(row),
		createdAt: isoTime(row.creation_timestamp),
	});

/**
 * Output of a change: its result comes by webhook, with the same request ID. WhatsApp docs: Groups API > Webhooks.
 * @param event the webhook field
 */
export function pendingChange(response: IDataObject, event: string): IDataObject {
	const { messaging_product: _product, request_id: requestId, ...others } = response;
	return { ...compact({ requestId: text(requestId), ...camelObject(others) }), ...pendingUntil(event) };
}
