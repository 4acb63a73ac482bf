import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../shared/inputError';
import { omitUndefined, readCollection } from '../../shared/input/parameterValues';
import { writeOptions } from '../options';
import type { Operation, OperationItem } from '../types';
import {
	applicationField,
	categoriesField,
	endpointField,
	nameField,
	readApplication,
	readCategories,
	readEndpoint,
	readName,
} from './definition';
import { flowLocator, readFlowId } from './fields';

const FIELD = 'Update Fields';

/** A field that was added and left empty is a mistake, except where empty means "none". */
async function readChanges(item: OperationItem): Promise<IDataObject> {
	const updates = readCollection(item.parameter('updateFields', {}), FIELD);
	const changes = omitUndefined({
		name: 'flowName' in updates ? readName(updates.flowName) : undefined,
		categories: 'categories' in updates ? readCategories(updates.categories) : undefined,
		endpoint_uri: await readEndpoint(item, updates.endpointUri),
		application_id: readApplication(updates.applicationId),
	});
	if (Object.keys(changes).length > 0) return changes;
	throw new InputError(FIELD, 'is empty', 'Add at least one field. The screens are changed with Flow > Update JSON.');
}

/** Flow > Update: POST /{flow}. WhatsApp docs: Flows > Flows API > Updating a flow's metadata. */
export const update: Operation = {
	properties: [
		flowLocator('The Flow to update'),
		{
			displayName: FIELD,
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [categoriesField, endpointField, applicationField, nameField],
		},
		...writeOptions,
	],

	async prepare(item) {
		const id = readFlowId(item);
		const body = await readChanges(item);
		return {
			run: async () => ({
				json: { id, ...(await item.graph.request({ method: 'POST', path: [id], body, idempotent: true })) },
			}),
		};
	},
};
