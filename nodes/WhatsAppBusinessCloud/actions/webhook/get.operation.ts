import { listApps, readApp, readPhones } from '../../subscriptions/subscriptionsApi';
import { readOptions } from '../options';
import type { Operation } from '../types';
import { openApp } from './app';

/** Webhook > Get Subscriptions: where webhooks go, from the number's own callback up to the app's. WhatsApp docs: Webhooks > Overrides. */
export const get: Operation = {
	properties: [
		{
			displayName: 'To also get the subscriptions of the app, enter App ID and App Secret in the credential',
			name: 'appNotice',
			type: 'notice',
			default: '',
		},
		...readOptions,
	],

	async prepare(item) {
		const { graph } = item;
		const app = await openApp(item);
		return {
			run: async () => {
				const subscription = app && (await readApp(app.graph, app.id));
				const apps = await listApps(graph, graph.businessAccountId);
				const numbers = [...(await readPhones(graph, graph.businessAccountId))];
				return {
					json: {
						...(app && { app: { id: app.id, subscribed: subscription !== undefined, ...subscription } }),
						businessAccount: { id: graph.businessAccountId, apps: apps.map((entry) => ({ ...entry })) },
						phoneNumbers: numbers.map(([id, override]) => ({ id, override })),
					},
				};
			},
		};
	},
};
