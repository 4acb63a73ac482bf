import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { isObject } from '../../shared/input/parameterValues';
import { formatRecipient, isSameUser, type Recipient } from '../../shared/input/recipient';
import { objects, part, type Data } from '../../shared/untrustedJson';

/** Whether a body has results per user, as it does when some could not be changed, with any HTTP status. */
export const hasPerUserResults = (body: IDataObject): boolean =>
	isObject(body.block_users) &&
	['added_users', 'removed_users', 'failed_users'].some((key) => Array.isArray((body.block_users as IDataObject)[key]));

/** Finds the row about a user. Meta returns the input, plus the number or ID it resolves to. */
const findRow = (list: Data[], user: Recipient): Data | undefined =>
	list.find(({ input }) => input === formatRecipient(user)) ??
	list.find(({ input, wa_id, user_id }) => isSameUser(user, [input, wa_id, user_id]) === true);

/** Why a user could not be changed: Meta's details if present, or else its message. */
function reasonOf(row: Data): IDataObject {
	const [error] = objects(row.errors);
	if (error === undefined) return { reason: 'Meta gave no reason' };
	const data = part(error.error_data);
	const reason = [data.details, error.error_data, error.message].find(
		(text) => typeof text === 'string' && text !== '',
	);
	return {
		reason: (reason as string | undefined) ?? 'Meta gave no reason',
		...(typeof error.code === 'number' && { code: error.code }),
	};
}

/**
 * One item per user: the new status, or why it failed.
 * @param done status of the changed users, and the list in the response that contains them
 */
export function toUserResults(
	body: IDataObject,
	users: readonly Recipient[],
	done: { status: string; list: string },
): INodeExecutionData[] {
	const reported = part(body.block_users);
	const changed = objects(reported[done.list]);
	const failed = objects(reported.failed_users);
	return users.map((user) => {
		const row = findRow(failed, user);
		const known = findRow(changed, user) ?? row ?? {};
		const ids = Object.fromEntries(
			['wa_id', 'user_id'].flatMap((key) => (typeof known[key] === 'string' ? [[key, known[key]]] : [])),
		) as IDataObject;
		const json = { user: formatRecipient(user), ...ids };
		if (row) return { json: { ...json, status: 'failed', ...reasonOf(row) } };
		if (known !== row && changed.includes(known)) return { json: { ...json, status: done.status } };
		return { json: { ...json, status: 'failed', reason: "Meta's answer does not name this user" } };
	});
}
