import { unsubscribeAccount } from '../../subscriptions/subscriptionsApi';
import { writeOptions } from '../options';
import type { Operation } from '../types';

/** Webhook > Unsubscribe: DELETE /{waba}/subscribed_apps. WhatsApp docs: Webhooks > Overrides. */
export const unsubscribe: Operation = {
	properties: [...writeOptions],

	prepare({ graph }) {
		const { businessAccountId } = graph;
		return {
			run: async () => {
				await unsubscribeAccount(graph, businessAccountId);
				return { json: { success: true, id: businessAccountId } };
			},
		};
	},
};
