import { writeOptions } from '../options';
import type { Operation } from '../types';
import { overrideNumber, overrideFor } from './fields';
import { readTarget } from './target';

/** Webhook > Remove Callback Override: webhooks go to the next callback URL in line. WhatsApp docs: Webhooks > Overrides. */
export const clearOverride: Operation = {
	properties: [overrideFor, overrideNumber, ...writeOptions],

	prepare(item) {
		const { place, json } = readTarget(item, '');
		return {
			run: async () => {
				await place.clear();
				return { json: { success: true, ...json } };
			},
		};
	},
};
