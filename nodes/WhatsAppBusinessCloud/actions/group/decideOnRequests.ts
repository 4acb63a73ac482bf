import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { textField } from '../../shared/input/commonFields';
import { emptyFieldError, isObject, optionalId } from '../../shared/input/parameterValues';
import { compact, objects, part, scalarText, text, type Data } from '../../shared/untrustedJson';
import { entriesOf } from '../listOperation';
import { writeOptions } from '../options';
import type { Operation, OperationItem } from '../types';
import { groupFields, readGroup } from './fields';

const FIELD = 'Join Requests';

/** The IDs of the requests, without duplicates. @throws InputError */
function readRequests(item: OperationItem): string[] {
	const value = item.parameter('joinRequests');
	const ids = entriesOf(value).flatMap((entry) => {
		// An item of Get Join Requests or of the trigger, or a row of Meta's list.
		const id = isObject(entry) ? (entry.joinRequestId ?? entry.join_request_id) : entry;
		return optionalId(id, FIELD) ?? [];
	});
	if (ids.length > 0) return [...new Set(ids)];
	throw emptyFieldError(value, FIELD, 'Enter the IDs that Get Join Requests or the WhatsApp Trigger outputs');
}

/** Why a request failed: Meta's details, or else its message. */
function reasonOf(row: Data): IDataObject {
	const [error] = objects(row.errors);
	const reason = text(part(error?.error_data).details) ?? text(error?.message) ?? 'Meta gave no reason';
	return compact({ reason, code: typeof error?.code === 'number' ? error.code : undefined });
}

/** One item for each request. */
function toResults(
	groupId: string,
	ids: string[],
	{ response, done, status }: { response: IDataObject; done: string; status: string },
): INodeExecutionData[] {
	const list = response[done];
	const changed = Array.isArray(list) ? list.map(scalarText) : [];
	const failures = objects(response.failed_join_requests);
	return ids.map((joinRequestId) => {
		const json = { groupId, joinRequestId };
		if (changed.includes(joinRequestId)) return { json: { ...json, status } };
		const failed = failures.find((row) => text(row.join_request_id) === joinRequestId);
		const reason = failed ? reasonOf(failed) : { reason: "Meta's response does not name this request" };
		return { json: { ...json, status: 'failed', ...reason } };
	});
}

/**
 * Group > Approve and Reject Join Requests: POST and DELETE /{group}/join_requests, several requests at once. When some
 * of them fail, Meta responds with status 206 and an error beside the results. WhatsApp docs: Groups API > Join requests.
 */
export function decideOnRequests(method: 'POST' | 'DELETE'): Operation {
	const isApproval = method === 'POST';
	const status = isApproval ? 'approved' : 'rejected';
	const done = `${status}_join_requests`;
	return {
		properties: [
			...groupFields('The group that people ask to join'),
			textField(FIELD, 'joinRequests', {
				required: true,
				placeholder: 'e.g. {{ $json.joinRequestId }}',
				description: `IDs of the requests to ${isApproval ? 'approve' : 'reject'}, separated by commas, or an expression that returns a list`,
			}),
			...writeOptions,
		],

		prepare(item) {
			const id = readGroup(item);
			const ids = readRequests(item);
			return {
				orderingKey: `group ${id}`,
				async run() {
					const response = await item.graph.request({
						method,
						path: [id, 'join_requests'],
						body: { messaging_product: 'whatsapp', join_requests: ids },
						isResult: (body) => Array.isArray(body[done]) || Array.isArray(body.failed_join_requests),
					});
					return toResults(id, ids, { response, done, status });
				},
			};
		},
	};
}
