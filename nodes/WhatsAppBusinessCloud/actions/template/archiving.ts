import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { checkCount } from '../../shared/input/validators';
import { isObject } from '../../shared/input/parameterValues';
import { templateCounts } from '../../templates/definitionLimits';
import { checkObjectId } from '../../shared/input/objectId';
import { accountId } from '../accountId';
import { entriesOf } from '../listOperation';
import { writeOptions } from '../options';
import type { Operation } from '../types';
import { templateLocator } from './fields';

const field = 'Template';

/** One item per template: the new status, or why it failed. */
function outcomes(response: IDataObject, ids: string[], done: string): INodeExecutionData[] {
	const failed = isObject(response.failed_templates) ? response.failed_templates : {};
	const moved: unknown[] = Array.isArray(response[`${done}_templates`])
		? (response[`${done}_templates`] as unknown[])
		: [];
	const succeeded = new Set(moved.map((entry) => String(isObject(entry) ? entry.id : entry)));
	return ids.map((id) => {
		const reason = Object.hasOwn(failed, id) ? failed[id] : undefined;
		if (succeeded.has(id) && reason === undefined) return { json: { id, status: done } };
		return {
			json: {
				id,
				status: 'failed',
				reason: typeof reason === 'string' ? reason : "Meta's response does not name this template",
			},
		};
	});
}

/**
 * Template > Archive and Unarchive: POST https://api.facebook.com/{waba}/message_templates/archive, up to 100 per
 * request.
 * WhatsApp docs: Template archival.
 * @param edge last part of the path
 * @param done the new status, and the prefix of the response's list
 */
export function archiving(edge: 'archive' | 'unarchive', done: 'archived' | 'unarchived'): Operation {
	return {
		properties: [
			templateLocator(`The template to ${edge}. By ID, you can enter up to 100 IDs, separated by commas.`),
			...writeOptions,
		],

		prepare(item) {
			const account = accountId(item);
			const ids = entriesOf(item.parameter('templateId')).map((entry) =>
				checkObjectId(
					entry,
					field,
					'Pick a template from the list, or enter IDs of templates with commas between them.',
				),
			);
			const unique = checkCount(
				[...new Set(ids)],
				templateCounts.archived,
				field,
				['template', 'templates'],
				'Pick a template, or split the list into several items',
			);
			return {
				async run() {
					const path = [account, 'message_templates', edge];
					const body = { hsm_ids: unique.join(',') };
					const response = await item.graph.request({ method: 'POST', host: 'api', path, body, idempotent: true });
					return outcomes(response, unique, done);
				},
			};
		},
	};
}
