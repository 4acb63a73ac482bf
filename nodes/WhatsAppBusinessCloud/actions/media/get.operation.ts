import { readOptions } from '../options';
import type { Operation } from '../types';
import { checkMediaId, mediaIdField } from './mediaId';

/** Media > Get: type, size, hash and URL of a file, GET /{media-id}. WhatsApp docs: Media > Retrieve media URL. */
export const get: Operation = {
	properties: [mediaIdField('mediaGetId', 'The ID of the file'), ...readOptions],

	prepare(item) {
		const id = checkMediaId(item.parameter('mediaGetId'));
		return { run: async () => ({ json: await item.graph.request({ method: 'GET', path: [id] }) }) };
	},
};
