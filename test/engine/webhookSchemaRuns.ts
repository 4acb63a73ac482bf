import nock from 'nock';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { APP_ID, GRAPH, PHONE, runNode, WABA, WITH_APP } from './harness';

const NUMBER = { __rl: true, mode: 'id', value: PHONE };
/** Meta, with or without proof. */
const graph = () => nock(GRAPH).filteringPath(/[?&]appsecret_proof=[0-9a-f]{64}/, '');
const CALLBACK = 'https://example.com/hook';
const subscribedApps = {
	data: [{ whatsapp_business_api_data: { id: APP_ID, name: 'Acme' }, override_callback_uri: CALLBACK }],
};

async function run(operation: string, parameters: INodeParameters = {}): Promise<IDataObject[]> {
	const { output } = await runNode({ parameters: { resource: 'webhook', operation, ...parameters }, ...WITH_APP });
	return (output ?? []).map(({ json }) => json);
}

/** Runs the operations of the Webhook resource for the schema test. */
export const webhookSchemaRuns: Record<string, () => Promise<IDataObject[]>> = {
	'webhook/subscribe': async () => {
		graph().get(`/v25.0/${WABA}/subscribed_apps`).twice().reply(200, subscribedApps);
		return await run('subscribe');
	},
	'webhook/unsubscribe': async () => {
		graph().delete(`/v25.0/${WABA}/subscribed_apps`).reply(200, { success: true });
		return await run('unsubscribe');
	},
	'webhook/setOverride': async () => {
		graph().post(`/v25.0/${PHONE}`).reply(200, { success: true });
		return await run('setOverride', {
			overrideFor: 'phoneNumber',
			phoneNumberId: NUMBER,
			callbackUrl: CALLBACK,
			verifyToken: 'x',
		});
	},
	'webhook/clearOverride': async () => {
		graph().post(`/v25.0/${PHONE}`).reply(200, { success: true });
		return await run('clearOverride', { overrideFor: 'phoneNumber', phoneNumberId: NUMBER });
	},
	'webhook/get': async () => {
		const row = {
			object: 'whatsapp_business_account',
			callback_url: CALLBACK,
			active: true,
			fields: [{ name: 'messages', version: 'v25.0' }],
		};
		graph()
			.get(`/v25.0/${APP_ID}/subscriptions`)
			.reply(200, { data: [row] });
		graph().get(`/v25.0/${WABA}/subscribed_apps`).reply(200, subscribedApps);
		const phones = { data: [{ id: PHONE, webhook_configuration: { phone_number: CALLBACK } }] };
		graph().get(`/v25.0/${WABA}/phone_numbers`).query(true).reply(200, phones);
		return await run('get');
	},
	'webhook/checkSetup': async () => {
		graph().get(`/v25.0/${WABA}`).query(true).reply(200, { id: WABA, name: 'Acme Shop' });
		graph().get(`/v25.0/${APP_ID}/subscriptions`).reply(200, { data: [] });
		graph().get(`/v25.0/${WABA}/subscribed_apps`).reply(200, { data: [] });
		graph().get(`/v25.0/${PHONE}`).query(true).reply(200, { id: PHONE });
		graph().get('/v27.0/me').query(true).reply(200, { id: '1' });
		return await run('checkSetup', { phoneNumberId: NUMBER });
	},
};
