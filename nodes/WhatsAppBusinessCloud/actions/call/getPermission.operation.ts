import type { IDataObject } from 'n8n-workflow';
import { simplifyField } from '../../shared/input/commonFields';
import { formatRecipient, parseUser, type Recipient } from '../../shared/input/recipient';
import { compact, isoTime, number, objects, part, text, type Data } from '../../shared/untrustedJson';
import { readSimplify } from '../listOperation';
import { readUserOptions } from '../options';
import { numberLocator, readNumberId } from '../phoneNumber/fields';
import { phoneReading } from '../phoneReading';
import type { Operation } from '../types';
import { userField, userLabel } from './fields';

const limit = (row: Data): IDataObject =>
	compact({
		period: text(row.time_period),
		used: number(row.current_usage),
		allowed: number(row.max_allowed),
		fullUntil: isoTime(row.limit_expiration_time),
	});

/** A permission with plain fields. Missing ones are left out. */
function simplify(user: Recipient, response: IDataObject): IDataObject {
	const { status, expiration_time: end } = part(response.permission);
	const actions = objects(response.actions);
	const action = (name: string): Data => actions.find((one) => one.action_name === name) ?? {};
	const call = action('start_call');
	const request = action('send_call_permission_request');
	return compact({
		user: formatRecipient(user),
		status: text(status),
		expiresAt: isoTime(end),
		canCall: call.can_perform_action,
		canSendRequest: request.can_perform_action,
		callLimits: Array.isArray(call.limits) ? objects(call.limits).map(limit) : undefined,
		requestLimits: Array.isArray(request.limits) ? objects(request.limits).map(limit) : undefined,
	});
}

/** Call > Get Permission: GET /{phone}/call_permissions. WhatsApp docs: Calling API > Call permissions. */
export const getPermission: Operation = {
	properties: [
		numberLocator('The phone number that calls'),
		userField('The user to call: a phone number with country code, or a user ID (BSUID)'),
		simplifyField,
		...readUserOptions,
	],

	prepare(item) {
		const path = [readNumberId(item), 'call_permissions'];
		const user = parseUser(item.parameter('user'), userLabel, phoneReading(item));
		const simple = readSimplify(item);
		const query = user.kind === 'userId' ? { recipient: user.value } : { user_wa_id: user.value };
		return {
			async run() {
				const response = await item.graph.request({ method: 'GET', path, query });
				return { json: simple ? simplify(user, response) : response };
			},
		};
	},
};
