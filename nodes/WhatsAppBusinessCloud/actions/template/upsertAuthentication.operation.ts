import type { IDataObject } from 'n8n-workflow';
import { omitUndefined, readAdditionalFields } from '../../shared/input/parameterValues';
import { checkComponents } from '../../templates/check';
import { checkName, checkTimeToLive } from '../../templates/check/definition';
import { authenticationFields, buildAuthentication } from '../../templates/form/authentication';
import { accountId } from '../accountId';
import { writeOptions } from '../options';
import type { Operation } from '../types';
import { nameField, timeToLiveField } from './fields';
import { languagesField, readLanguages, rowsOf } from './languages';

const fields = authenticationFields(false);

/**
 * Template > Create or Update Authentication: POST /{waba}/upsert_message_templates, one template in many languages.
 * WhatsApp docs: Authentication templates > Bulk management.
 */
export const upsertAuthentication: Operation = {
	properties: [
		nameField,
		languagesField,
		...fields,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [timeToLiveField],
		},
		...writeOptions,
	],

	prepare(item) {
		const account = accountId(item);
		const name = checkName(item.parameter('templateName'));
		const languages = readLanguages(item);
		const parameters = Object.fromEntries(fields.map((field) => [field.name, item.parameter(field.name)]));
		const components = buildAuthentication(parameters, false);
		checkComponents({ components, uploads: [] }, 'AUTHENTICATION');
		const additional = readAdditionalFields(item.parameter('additionalFields', {}));
		const body: IDataObject = omitUndefined({
			name,
			languages,
			category: 'AUTHENTICATION',
			components,
			message_send_ttl_seconds: checkTimeToLive(additional.timeToLive, 'AUTHENTICATION'),
		});
		return {
			run: async () =>
				rowsOf(
					await item.graph.request({
						method: 'POST',
						path: [account, 'upsert_message_templates'],
						body,
						idempotent: true,
					}),
				),
		};
	},
};
