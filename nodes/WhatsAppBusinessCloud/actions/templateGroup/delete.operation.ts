import { checkConfirmed, confirmFields } from '../confirm';
import { objectLocator, readObjectId } from '../objectLocator';
import { writeOptions } from '../options';
import type { Operation } from '../types';
import { groupLocator } from './fields';

const change = {
	what: 'delete the template group',
	consequence: 'The templates stay, but the group and its statistics cannot be restored.',
};

/** Template Group > Delete: DELETE /{template group}. WhatsApp docs: Templates > Template groups. */
export const remove: Operation = {
	properties: [objectLocator(groupLocator, 'The template group to delete'), ...confirmFields(change), ...writeOptions],

	prepare(item) {
		const id = readObjectId(item, groupLocator);
		checkConfirmed(item, change);
		return {
			orderingKey: `template group ${id}`,
			async run() {
				const { success } = await item.graph.request({ method: 'DELETE', path: [id] });
				return { json: { id, deleted: success !== false } };
			},
		};
	},
};
