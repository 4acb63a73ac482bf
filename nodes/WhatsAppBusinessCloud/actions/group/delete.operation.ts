import { checkConfirmed, confirmFields } from '../confirm';
import { writeOptions } from '../options';
import type { Operation } from '../types';
import { groupFields, readGroup } from './fields';
import { pendingChange } from './simplify';

const change = {
	what: 'delete the group',
	consequence: 'All participants are removed, and the group cannot be restored.',
};

/** Group > Delete: DELETE /{group}. WhatsApp docs: Groups API > Delete group. */
export const remove: Operation = {
	properties: [...groupFields('The group to delete'), ...confirmFields(change), ...writeOptions],

	prepare(item) {
		const id = readGroup(item);
		checkConfirmed(item, change);
		return {
			orderingKey: `group ${id}`,
			async run() {
				const response = await item.graph.request({ method: 'DELETE', path: [id] });
				return { json: { groupId: id, ...pendingChange(response, 'group_lifecycle_update') } };
			},
		};
	},
};
