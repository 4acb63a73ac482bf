import type { IDataObject } from 'n8n-workflow';
import { readEnum } from '../../shared/input/parameterValues';
import { checkName } from '../../templates/check/definition';
import { checkObjectId } from '../../shared/input/objectId';
import { checkCount } from '../../shared/input/validators';
import { templateCounts } from '../../templates/definitionLimits';
import { accountId } from '../accountId';
import { entriesOf } from '../listOperation';
import { writeOptions } from '../options';
import type { Operation, OperationItem, Task } from '../types';
import { nameField, readTemplateId, templateLocator } from './fields';

const scopes = ['one', 'all'] as const;
const scopeField = 'Languages to Delete';

/** To delete a single language by ID, Meta also requires the name. */
async function nameOf(item: OperationItem, id: string): Promise<string> {
	const { name } = await item.graph.request({ method: 'GET', path: [id], query: { fields: 'name' } });
	return typeof name === 'string' ? name : `<name of template ${id}>`;
}

/** Several templates at once, one item per template. WhatsApp docs: Templates > Delete, `hsm_ids`. @throws InputError */
function deleteMany(item: OperationItem, account: string, entries: unknown[]): Task {
	const advice = 'Pick a template from the list, or enter IDs of templates with commas between them.';
	const ids = [...new Set(entries.map((entry) => checkObjectId(entry, 'Template', advice)))];
	checkCount(ids, templateCounts.archived, 'Template', ['template', 'templates'], 'Split the list into several items');
	return {
		async run() {
			const { success, ...others } = await item.graph.request({
				method: 'DELETE',
				path: [account, 'message_templates'],
				query: { hsm_ids: JSON.stringify(ids) },
			});
			return ids.map((id) => ({ json: { deleted: success === true, id, ...others } }));
		},
	};
}

/** Template > Delete: DELETE /{waba}/message_templates. WhatsApp docs: Templates > Delete. */
export const remove: Operation = {
	properties: [
		{
			displayName: scopeField,
			name: 'deleteScope',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'All Languages', value: 'all', description: 'Delete the template in all languages' },
				{ name: 'One Language', value: 'one', description: 'Delete the template in one language only' },
			],
			default: 'one',
			description: 'Which languages to delete. The name of an approved template cannot be used again for 30 days.',
		},
		{
			...templateLocator('The template to delete. By ID, you can enter up to 100 IDs, separated by commas.'),
			displayOptions: { show: { deleteScope: ['one'] } },
		},
		{
			...nameField,
			description: 'The name of the template to delete',
			displayOptions: { show: { deleteScope: ['all'] } },
		},
		...writeOptions,
	],

	prepare(item) {
		const account = accountId(item);
		const isAll = readEnum(item.parameter('deleteScope'), scopeField, scopes, 'one') === 'all';
		const name = isAll ? checkName(item.parameter('templateName')) : undefined;
		const ids = isAll ? [] : entriesOf(item.parameter('templateId'));
		if (ids.length > 1) return deleteMany(item, account, ids);
		const id = isAll ? undefined : readTemplateId(item);
		return {
			async run() {
				const query = { name: name ?? (await nameOf(item, String(id))), hsm_id: id };
				const response: IDataObject = await item.graph.request({
					method: 'DELETE',
					path: [account, 'message_templates'],
					query,
				});
				return { json: { deleted: response.success === true, ...response } };
			},
		};
	},
};
