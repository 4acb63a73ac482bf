import type { Caller } from '../../../../nodes/WhatsAppBusinessCloud/subscriptions/subscriptionsApi';
import type { GraphRequest } from '../../../../nodes/WhatsAppBusinessCloud/transport/types';
import { register } from '../../../../nodes/WhatsAppBusinessCloud/trigger/lifecycle/register';
import type { RegistrationState, TriggerConfig } from '../../../../nodes/WhatsAppBusinessCloud/trigger/lifecycle/types';

/** Responds by method and last part of the path. */
function caller(answers: Record<string, unknown>, seen: string[]): Caller {
	const request = async ({ method, path }: GraphRequest) => {
		const key = `${method} ${path.at(-1)}`;
		seen.push(key);
		return (answers[key] ?? { success: true }) as never;
	};
	return {
		request,
		pages: () => {
			throw new Error('not asked for');
		},
	};
}

it('reports that the token belongs to another app than the app secret', async () => {
	const seen: string[] = [];
	const other = { data: [{ whatsapp_business_api_data: { id: '999', name: 'Another App' } }] };
	const config = {
		app: caller({}, seen),
		account: caller({ 'GET subscribed_apps': other }, seen),
		appId: '634974688087057',
		wabaId: '1',
		listenOn: 'app',
		fields: ['messages'],
	} as unknown as TriggerConfig;
	const changed = jest.fn();
	await expect(register(config, {} as RegistrationState, changed)).rejects.toMatchObject({
		message:
			"The account was subscribed with 'Access Token', but not to the app 634974688087057: the token belongs to another app. Subscribed are: Another App.",
		advice:
			"Generate 'Access Token' for the app 634974688087057, or enter ID and secret of the app that issued the token",
	});
	expect(seen).toEqual(['GET subscribed_apps', 'POST subscribed_apps', 'GET subscribed_apps']);
	expect(changed).not.toHaveBeenCalled();
});
