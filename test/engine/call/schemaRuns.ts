import type { IDataObject } from 'n8n-workflow';
import { named } from '../account/schemaRuns';
import { PHONE, runNode } from '../harness';
import { expectFile, transcript } from './files';

const path = `${PHONE}/calls`;
const success = { success: true };
const callId = 'wacid.1';
const user = '+493012345678';
const limits = [{ time_period: 'PT24H', max_allowed: 1, current_usage: 1, limit_expiration_time: 1790000000 }];
const permission = {
	permission: { status: 'temporary', expiration_time: 1790000000 },
	actions: [
		{ action_name: 'send_call_permission_request', can_perform_action: false, limits },
		{ action_name: 'start_call', can_perform_action: true, limits },
	],
};
const synchronized = { request_id: 'r1' };

const ofFile = (operation: string, content: string, mimeType: string) => async (): Promise<IDataObject[]> => {
	expectFile(content, mimeType);
	const { output } = await runNode({ parameters: { resource: 'call', operation, mediaId: '77' } });
	return (output ?? []).map(({ json }) => json);
};

/** Runs the operations of Call and Coexistence for the schema test. */
export const callSchemaRuns: Record<string, () => Promise<IDataObject[]>> = {
	...named('call/getPermission', 'GET', `${PHONE}/call_permissions`, permission, { user }),
	...named('call/reject', 'POST', path, success, { callId }),
	...named('call/terminate', 'POST', path, success, { callId }),
	...named('call/accept', 'POST', path, success, { callId, sdp: 'v=0' }),
	...named('call/connect', 'POST', path, { calls: [{ id: callId }] }, { user, sdp: 'v=0' }),
	'call/downloadRecording': ofFile('downloadRecording', 'OggS', 'audio/ogg'),
	'call/getTranscript': ofFile('getTranscript', JSON.stringify(transcript), 'application/json'),
	...named('coexistence/startContactSync', 'POST', `${PHONE}/smb_app_data`, synchronized, { confirm: true }),
	...named('coexistence/startHistorySync', 'POST', `${PHONE}/smb_app_data`, synchronized, { confirm: true }),
};
