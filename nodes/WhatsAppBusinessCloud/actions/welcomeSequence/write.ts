import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { businessAccount } from '../../shared/input/commonFields';
import { compact, text } from '../../shared/untrustedJson';
import { readAccount } from '../accountId';
import { writeOptions } from '../options';
import type { Operation, OperationItem } from '../types';
import { readSequence, sequenceFields } from './fields';

/** Edge of the account. */
export const EDGE = 'welcome_message_sequences';

/**
 * Welcome Sequence > Create, Update: POST /{waba}/welcome_message_sequences, the latter with the ID. WhatsApp docs: Click
 * to WhatsApp ads > Welcome message sequences.
 * @param locator the fields of the sequence to change
 * @param readId its ID, if there is one @throws InputError
 */
export function writeSequence(
	locator: INodeProperties[],
	readId: (item: OperationItem) => string | undefined,
): Operation {
	return {
		properties: [businessAccount, ...locator, ...sequenceFields, ...writeOptions],

		prepare(item) {
			const path = [readAccount(item), EDGE];
			const id = readId(item);
			const content = readSequence(item);
			const body: IDataObject = { ...(id !== undefined && { sequence_id: id }), ...content };
			return {
				orderingKey: id === undefined ? undefined : `welcome sequence ${id}`,
				async run() {
					const idempotent = id !== undefined;
					const response = await item.graph.request({ method: 'POST', path, body, idempotent });
					const newId = text(response.sequence_id) ?? text(response.id) ?? id;
					return { json: compact({ id: newId, name: content.name }) };
				},
			};
		},
	};
}
