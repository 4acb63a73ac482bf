import { listApps, subscribeAccount } from '../../subscriptions/subscriptionsApi';
import { writeOptions } from '../options';
import type { Operation } from '../types';
import { openApp } from './app';

/** Webhook > Subscribe: POST /{waba}/subscribed_apps. WhatsApp docs: Webhooks > Create a webhook endpoint. */
export const subscribe: Operation = {
	properties: [...writeOptions],

	async prepare(item) {
		const { graph } = item;
		const { businessAccountId } = graph;
		const app = await openApp(item);
		return {
			run: async () => {
				// Subscribing again would remove the account's override.
				const known = app !== undefined && (await listApps(graph, businessAccountId)).some(({ id }) => id === app.id);
				if (!known) await subscribeAccount(graph, businessAccountId);
				const apps = await listApps(graph, businessAccountId);
				return { json: { success: true, id: businessAccountId, apps: apps.map(({ id, name }) => ({ id, name })) } };
			},
		};
	},
};
