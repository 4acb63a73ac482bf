import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { writeOptions } from '../options';
import { numberLocator, readNumberId } from '../phoneNumber/fields';
import type { Operation, OperationItem } from '../types';
import { callIdField, readCallId } from './fields';

/**
 * Call > Accept, Reject, Terminate: POST /{phone}/calls about a call. WhatsApp docs: Calling API > Reference.
 * @param read returns the `action` and what the further fields add to the request @throws InputError
 */
export function actOnCall(further: INodeProperties[], read: (item: OperationItem) => IDataObject): Operation {
	return {
		properties: [numberLocator('The phone number of the call'), callIdField, ...further, ...writeOptions],

		prepare(item) {
			const id = readNumberId(item);
			const callId = readCallId(item);
			const body: IDataObject = { messaging_product: 'whatsapp', call_id: callId, ...read(item) };
			return {
				orderingKey: `call ${callId}`,
				async run() {
					const { success } = await item.graph.request({ method: 'POST', path: [id, 'calls'], body });
					return { json: { callId, action: body.action, success: success !== false } };
				},
			};
		},
	};
}
