import { OTHER_FIELDS } from '../../webhookFields';
import { changesOf } from '../payload';
import type { Change, ReceivedEvent } from '../types';
import { unknownEvent } from './base';
import { readCalls } from './calls';
import { readEchoes, readHandover, readStandby, readStateSync } from './echoes';
import { readGroups } from './groups';
import { readHistory } from './history';
import { MANAGEMENT_FIELDS, readManagement, readTracking } from './management';
import { readMessages } from './messages';
import { withNotification } from './notification';
import { readAutomaticEvents, readPreferences, readUserIds } from './people';

type Reader = (change: Change) => ReceivedEvent[];

const READERS = new Map<string, Reader>([
	['messages', readMessages],
	['calls', readCalls],
	['group_lifecycle_update', readGroups],
	['group_participants_update', readGroups],
	['group_settings_update', readGroups],
	['group_status_update', readGroups],
	['message_echoes', readEchoes],
	['smb_message_echoes', readEchoes],
	['history', readHistory],
	['smb_app_state_sync', readStateSync],
	['standby', readStandby],
	['messaging_handovers', readHandover],
	['user_preferences', readPreferences],
	['user_id_update', readUserIds],
	['automatic_events', readAutomaticEvents],
	...MANAGEMENT_FIELDS.map((field): [string, Reader] => [field, readManagement]),
	['tracking_events', readTracking],
]);

/** Fields that have a reader. */
export const READ_FIELDS: ReadonlySet<string> = new Set(READERS.keys());

function readChange(change: Change): ReceivedEvent[] {
	const read = READERS.get(change.field);
	return withNotification(change, read ? read(change) : [{ ...unknownEvent(change), update: OTHER_FIELDS }]);
}

/**
 * Reads all messages, statuses and changes of a webhook payload, in order. Never throws.
 * @param payload the parsed body
 * @see WhatsApp docs: Webhooks > Notification payload
 */
export const readEvents = (payload: unknown): ReceivedEvent[] => changesOf(payload).flatMap(readChange);
