import { writeOptions } from '../options';
import type { Operation } from '../types';
import { readTemplateId, templateLocator } from './fields';

/** Template > Unpause: POST /{template}/unpause. WhatsApp docs: Templates > Pausing. */
export const unpause: Operation = {
	properties: [
		templateLocator('The template to resume. It must have been paused for at least 5 minutes.'),
		...writeOptions,
	],

	prepare(item) {
		const id = readTemplateId(item);
		return {
			run: async () => ({
				json: await item.graph.request({ method: 'POST', path: [id, 'unpause'], body: {}, idempotent: true }),
			}),
		};
	},
};
