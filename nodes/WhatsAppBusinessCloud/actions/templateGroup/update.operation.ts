import { jsonObject } from '../../shared/input/jsonParameter';
import { objectLocator, readObjectId } from '../objectLocator';
import { writeOptions } from '../options';
import type { Operation } from '../types';
import { groupLocator } from './fields';

const FIELD = 'Changes (JSON)';

/**
 * Template Group > Update: POST /{template group}. Meta does not document the body, so it is entered as JSON, and the
 * response is output as it is.
 */
export const update: Operation = {
	properties: [
		{
			displayName:
				'Experimental: Meta does not document this request. The output is its response as it is, so check the result with Get Many.',
			name: 'experimentalNotice',
			type: 'notice',
			default: '',
		},
		objectLocator(groupLocator, 'The template group to change'),
		{
			displayName: FIELD,
			name: 'changesJson',
			type: 'json',
			required: true,
			default: '{\n  "name": "Spring sale",\n  "add_templates": ["594425479261596"],\n  "remove_templates": []\n}',
			description: 'What to change: name, description, and IDs of templates to add and to remove',
		},
		...writeOptions,
	],

	prepare(item) {
		const id = readObjectId(item, groupLocator);
		const body = jsonObject(item.parameter('changesJson'), FIELD);
		return {
			orderingKey: `template group ${id}`,
			async run() {
				const response = await item.graph.request({ method: 'POST', path: [id], body });
				return { json: { id, ...response } };
			},
		};
	},
};
