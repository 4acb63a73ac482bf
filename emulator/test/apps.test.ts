import { createHmac } from 'node:crypto';
import { client, closeAll, started } from './helpers';
import { seed, type Emulator } from '../src';
import { Receiver } from './receiver';

let emulator: Emulator;
let receiver: Receiver;
let base: string;
beforeEach(async () => {
	receiver = new Receiver();
	base = (await receiver.start()).replace(/\/hook$/, '');
	emulator = await started({ statusDelayMs: 1, webhookRetryDelaysMs: [1] });
});
afterEach(async () => {
	await closeAll();
	await receiver.stop();
});

const { app, bookingApp, wabaId, secondPhoneNumberId } = seed;

/** Subscribes an app to the messages of the account. */
async function subscribe({ id, secret }: typeof app, userToken: string, path: string): Promise<void> {
	await client(emulator, `${id}|${secret}`).post(`/${id}/subscriptions`, {
		object: 'whatsapp_business_account',
		callback_url: `${base}/${path}`,
		verify_token: 'T',
		fields: 'messages',
	});
	await client(emulator, userToken).post(`/${wabaId}/subscribed_apps`);
}

const bothSubscribed = async (): Promise<void> => {
	await subscribe(app, seed.accessToken, 'main');
	await subscribe(bookingApp, seed.bookingAccessToken, 'booking');
};

describe('two apps of one business', () => {
	it('have separate subscriptions of app, account and number', async () => {
		await bothSubscribed();
		await client(emulator, seed.bookingAccessToken).post(`/${secondPhoneNumberId}`, {
			webhook_configuration: { override_callback_uri: `${base}/number`, verify_token: 'T' },
		});
		const callbackOf = async ({ id, secret }: typeof app): Promise<unknown> =>
			(await client(emulator, `${id}|${secret}`).get<{ data: unknown[] }>(`/${id}/subscriptions`)).data.data[0];
		expect(await callbackOf(app)).toMatchObject({ callback_url: `${base}/main` });
		expect(await callbackOf(bookingApp)).toMatchObject({ callback_url: `${base}/booking` });
		const numberOf = async (token: string): Promise<unknown> =>
			(await client(emulator, token).get<unknown>(`/${secondPhoneNumberId}?fields=webhook_configuration`)).data;
		expect(await numberOf(seed.accessToken)).toEqual({
			id: secondPhoneNumberId,
			webhook_configuration: { application: `${base}/main` },
		});
		expect(await numberOf(seed.bookingAccessToken)).toEqual({
			id: secondPhoneNumberId,
			webhook_configuration: { phone_number: `${base}/number`, application: `${base}/booking` },
		});
	});

	it('are both listed as subscribed to the account until one unsubscribes', async () => {
		await bothSubscribed();
		const names = async (): Promise<string[]> =>
			(
				await client(emulator).get<{ data: Array<{ whatsapp_business_api_data: { name: string } }> }>(
					`/${wabaId}/subscribed_apps`,
				)
			).data.data.map((row) => row.whatsapp_business_api_data.name);
		expect(await names()).toEqual(['Acme Messaging', 'Acme Booking']);
		await client(emulator).delete(`/${wabaId}/subscribed_apps`);
		expect(await names()).toEqual(['Acme Booking']);
	});

	it('each receive a message, signed with the secret of the app', async () => {
		await bothSubscribed();
		emulator.incoming({ from: '16505551234', text: 'Hi' });
		await receiver.until(2);
		const signedBy = (path: string, secret: string): boolean => {
			const one = receiver.events.find((event) => event.path === `/${path}`)!;
			const expected = createHmac('sha256', secret).update(one.raw).digest('hex');
			return one.headers['x-hub-signature-256'] === `sha256=${expected}`;
		};
		expect(signedBy('main', app.secret)).toBe(true);
		expect(signedBy('booking', bookingApp.secret)).toBe(true);
	});

	it('have tokens that belong to one app', async () => {
		const token = (
			await client(emulator, '').get<{ access_token: string }>('/oauth/access_token', {
				params: { client_id: bookingApp.id, client_secret: bookingApp.secret, grant_type: 'client_credentials' },
			})
		).data.access_token;
		expect(token).toBe(seed.bookingAppToken);
		expect((await client(emulator, token).get<unknown>('/app')).data).toMatchObject({ name: 'Acme Booking' });
		expect((await client(emulator, token).get(`/${app.id}`)).status).toBe(400);
		const proof = createHmac('sha256', bookingApp.secret).update(seed.bookingAccessToken).digest('hex');
		const asked = async (userToken: string): Promise<number> =>
			(await client(emulator, userToken).get(`/${wabaId}?appsecret_proof=${proof}`)).status;
		expect(await asked(seed.bookingAccessToken)).toBe(200);
		expect(await asked(seed.accessToken)).toBe(400);
	});
});
