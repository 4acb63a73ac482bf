import { businessAccount } from '../../shared/input/commonFields';
import { readAccount } from '../accountId';
import { checkConfirmed, confirmFields } from '../confirm';
import { objectLocator, readObjectId } from '../objectLocator';
import { writeOptions } from '../options';
import type { Operation } from '../types';
import { sequenceLocator } from './fields';
import { EDGE } from './write';

const change = {
	what: 'delete the welcome sequence',
	consequence: 'A deleted sequence cannot be restored. One that an active ad uses cannot be deleted.',
};

/**
 * Welcome Sequence > Delete: DELETE /{waba}/welcome_message_sequences?sequence_id=. WhatsApp docs: Click to WhatsApp ads >
 * Welcome message sequences.
 */
export const remove: Operation = {
	properties: [
		businessAccount,
		objectLocator(sequenceLocator, 'The welcome sequence to delete'),
		...confirmFields(change),
		...writeOptions,
	],

	prepare(item) {
		const path = [readAccount(item), EDGE];
		const id = readObjectId(item, sequenceLocator);
		checkConfirmed(item, change);
		return {
			async run() {
				const query = { sequence_id: id };
				const { success } = await item.graph.request({ method: 'DELETE', path, query });
				return { json: { id, deleted: success !== false } };
			},
		};
	},
};
