import type { IDataObject } from 'n8n-workflow';
import { fingerprintOf } from '../../idempotency';
import { writeOptions } from '../options';
import type { Operation } from '../types';
import { flowLocator, readFlowId } from './fields';

/** Flow > Delete: DELETE /{flow}. WhatsApp docs: Flows > Flows API > Deleting a flow. */
export const remove: Operation = {
	properties: [flowLocator('The draft to delete. To retire a published Flow, use Deprecate.'), ...writeOptions],

	prepare(item) {
		const id = readFlowId(item);
		return {
			fingerprint: fingerprintOf('delete', id),
			async run() {
				const response: IDataObject = await item.graph.request({ method: 'DELETE', path: [id] });
				return { json: { id, deleted: response.success === true, ...response } };
			},
		};
	},
};
