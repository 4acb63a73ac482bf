import { writeOptions } from '../options';
import type { Operation } from '../types';
import { checkMediaId, mediaIdField } from './mediaId';

/** Media > Delete: DELETE /{media-id}. WhatsApp docs: Media > Delete media. */
export const remove: Operation = {
	properties: [mediaIdField('mediaDeleteId', 'The ID of the file to delete'), ...writeOptions],

	prepare(item) {
		const id = checkMediaId(item.parameter('mediaDeleteId'));
		return { run: async () => ({ json: await item.graph.request({ method: 'DELETE', path: [id] }) }) };
	},
};
