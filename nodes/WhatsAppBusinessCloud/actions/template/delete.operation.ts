import type { IDataObject } from 'n8n-workflow';
import { readEnum } from '../../shared/input/parameterValues';
import { checkName } from '../../templates/check/definition';
import { accountId } from '../accountId';
import { writeOptions } from '../options';
import type { Operation, OperationItem } from '../types';
import { nameField, readTemplateId, templateLocator } from './fields';

const scopes = ['one', 'all'] as const;
const scopeField = 'Languages to Delete';

/** To delete a single language by ID, Meta also requires the name. */
async function nameOf(item: OperationItem, id: string): Promise<string> {
	const { name } = await item.graph.request({ method: 'GET', path: [id], query: { fields: 'name' } });
	return typeof name === 'string' ? name : `<name of template ${id}>`;
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
		{ ...templateLocator('The template to delete'), displayOptions: { show: { deleteScope: ['one'] } } },
		{
			...nameField,
			description: 'The name of the template to delete',
			displayOptions: { show: { deleteScope: ['all'] } },
		},
		writeOptions,
	],

	prepare(item) {
		const account = accountId(item);
		const isAll = readEnum(item.parameter('deleteScope'), scopeField, scopes, 'one') === 'all';
		const name = isAll ? checkName(item.parameter('templateName')) : undefined;
		const id = isAll ? undefined : readTemplateId(item);
		return {
			async run() {
				const query = { name: name ?? (await nameOf(item, String(id))), hsm_id: id };
				const answer: IDataObject = await item.graph.request({
					method: 'DELETE',
					path: [account, 'message_templates'],
					query,
				});
				return { json: { deleted: answer.success === true, ...answer } };
			},
		};
	},
};
