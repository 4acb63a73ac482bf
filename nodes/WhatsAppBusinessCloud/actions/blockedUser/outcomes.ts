import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { isObject } from '../../shared/input/parameterValues';
import { formatRecipient, isSameUser, parseWebhookUsers, type Recipient } from '../../shared/input/recipient';
import { objects, part, type Data } from '../../shared/untrustedJson';

/** Whether a body has results per user, as it does when some could not be changed, with any HTTP status. */
export const hasPerUserResults = (body: IDataObject): boolean =>
	isObject(body.block_users) &&
	['added_users', 'removed_users', 'failed_users'].some((key) => Array.isArray((body.block_users as IDataObject)[key]));

/** A row of a list in the response, and the user that it is about. */
interface Row {
	data: Data;
	ids: Recipient[];
}

/** Meta returns the input, plus the number or ID it resolves to. */
const readRows = (list: unknown): Row[] =>
	objects(list).map((data) => ({ data, ids: parseWebhookUsers([data.input, data.wa_id, data.user_id]) }));

function findRow(rows: Row[], user: Recipient): Data | undefined {
	const input = formatRecipient(user);
	const row = rows.find(({ data }) => data.input === input) ?? rows.find(({ ids }) => isSameUser(user, ids) === true);
	return row?.data;
}

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
	const changedRows = readRows(reported[done.list]);
	const failedRows = readRows(reported.failed_users);
	return users.map((user) => {
		const failed = findRow(failedRows, user);
		const changed = findRow(changedRows, user);
		const known = changed ?? failed ?? {};
		const ids = Object.fromEntries(
			['wa_id', 'user_id'].flatMap((key) => (typeof known[key] === 'string' ? [[key, known[key]]] : [])),
		) as IDataObject;
		const json = { user: formatRecipient(user), ...ids };
		if (failed) return { json: { ...json, status: 'failed', ...reasonOf(failed) } };
		if (changed) return { json: { ...json, status: done.status } };
		return { json: { ...json, status: 'failed', reason: "Meta's response does not name this user" } };
	});
}
