import type { IDataObject } from 'n8n-workflow';
import { readEnum, omitUndefined, optionalFlag, readAdditionalFields } from '../../shared/input/parameterValues';
import { withDisplayOptions } from '../../shared/displayOptions';
import { accountId } from '../accountId';
import { fingerprintOf } from '../../idempotency';
import { rowWithId } from '../../transport/responses';
import { withLostResponseRecovery } from '../run/recoverLostResponse';
import type { Operation, OperationItem } from '../types';
import { categoriesField, endpointField, nameField, readCategories, readEndpoint, readName } from './definition';
import { flowLocator, readFlowId } from './fields';
import { checkLocally } from './checkLocally';
import { flowJsonFields, readFlowJson } from './flowJson';
import { readStarter, starterFields } from './starterFields';
import { validationErrorsOf, withValidationErrors } from './withValidationErrors';
import { jsonWriteOptions, readJsonOptions } from './writeOptions';

const sources = ['clone', 'empty', 'json', 'starter'] as const;
const cloned = { name: 'cloneFlowId', displayName: 'Flow to Clone' };

/** The new flow, as the lost response would have contained it; undefined when there is none. */
async function existing(item: OperationItem, account: string, name: string): Promise<IDataObject | undefined> {
	const query = { fields: 'id,name,validation_errors' };
	for await (const row of item.graph.pages({ method: 'GET', path: [account, 'flows'], query })) {
		if (row.name === name) return { id: row.id, success: true, validation_errors: row.validation_errors };
	}
	return undefined;
}

async function readContent(item: OperationItem, checkFirst: boolean): Promise<IDataObject> {
	const source = readEnum(item.parameter('startFrom', 'starter'), 'Start From', sources, 'starter');
	if (source === 'empty') return {};
	if (source === 'clone') return { clone_flow_id: readFlowId(item, cloned.name, cloned.displayName) };
	const json = source === 'starter' ? readStarter(item) : await readFlowJson(item);
	if (checkFirst) await checkLocally(item, json);
	return { flow_json: json.text };
}

/** Deletes a draft with errors, so that its name is free for the next attempt. @returns what happened to the draft */
async function deleteDraft(item: OperationItem, response: IDataObject): Promise<string> {
	const created = rowWithId.safeParse(response);
	if (!created.success)
		return 'The flow was created as a draft, but Meta returned no ID. Find it with Flow > Get Many, then correct its JSON with Flow > Update JSON.';
	const id = String(created.data.id);
	try {
		await item.graph.request({ method: 'DELETE', path: [id] });
		return 'The flow was not kept. Correct the JSON, then create it again.';
	} catch {
		return `The flow was created as a draft, with the ID ${id}. Correct the JSON, then use Flow > Update JSON.`;
	}
}

/** Flow > Create: POST /{waba}/flows. WhatsApp docs: Flows > Flows API > Creating a flow. */
export const create: Operation = {
	properties: [
		{ ...nameField, required: true },
		{ ...categoriesField, required: true },
		{
			displayName: 'Start From',
			name: 'startFrom',
			type: 'options',
			options: [
				{
					name: 'Another Flow',
					value: 'clone',
					description: 'Copy the screens of another Flow in the account',
				},
				{
					name: 'Empty Flow',
					value: 'empty',
					description: 'Create an empty draft. Add its screens later with Update JSON or in Flow Builder.',
				},
				{ name: 'Flow JSON', value: 'json', description: 'Enter the screens as Flow JSON' },
				{
					name: 'Starter',
					value: 'starter',
					description: 'Appointment booking, contact form or feedback survey, with your own texts',
				},
			],
			default: 'starter',
			description: 'The source of the screens',
		},
		...withDisplayOptions({ startFrom: ['starter'] }, starterFields),
		...withDisplayOptions({ startFrom: ['json'] }, flowJsonFields),
		{
			...flowLocator('The Flow to copy the screens from', cloned),
			displayOptions: { show: { startFrom: ['clone'] } },
		},
		{
			displayName: 'Publish',
			name: 'publish',
			type: 'boolean',
			default: false,
			description:
				'Whether to publish the Flow immediately if it has no errors. Published Flows can no longer be changed or deleted.',
			displayOptions: { show: { startFrom: ['clone', 'json', 'starter'] } },
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [endpointField],
		},
		...jsonWriteOptions,
	],

	async prepare(item) {
		const account = accountId(item);
		const name = readName(item.parameter('flowName'));
		const { checkFirst, failOnErrors } = readJsonOptions(item);
		const content = await readContent(item, checkFirst);
		const publish = Object.keys(content).length > 0 && optionalFlag(item.parameter('publish', false), 'Publish');
		const body = omitUndefined({
			name,
			categories: readCategories(item.parameter('categories')),
			...content,
			endpoint_uri: await readEndpoint(item, readAdditionalFields(item.parameter('additionalFields', {})).endpointUri),
			publish: publish ? true : undefined,
		});
		return {
			fingerprint: fingerprintOf(account, body),
			async run() {
				const json = withValidationErrors(
					await withLostResponseRecovery(
						item,
						async () => await item.graph.request({ method: 'POST', path: [account, 'flows'], body }),
						async () => await existing(item, account, name),
					),
				);
				if (!json.valid && failOnErrors) throw validationErrorsOf(json.validationErrors, await deleteDraft(item, json));
				return { json };
			},
		};
	},
};
