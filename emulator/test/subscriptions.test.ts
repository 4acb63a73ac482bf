import type { AxiosResponse } from 'axios';
import { seed, type Emulator } from '../src';
import { client, closeAll, problem, sendMessage, started } from './helpers';
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

const { app, wabaId, phoneNumberId, secondPhoneNumberId } = seed;
const asApp = () => client(emulator, `${app.id}|${app.secret}`);
const asUser = () => client(emulator);
const subscribe = async (path: string, fields = 'messages,account_update', token = 'T'): Promise<AxiosResponse> =>
	await asApp().post(`/${app.id}/subscriptions`, {
		object: 'whatsapp_business_account',
		callback_url: `${base}/${path}`,
		verify_token: token,
		fields,
		include_values: true,
	});
const overrideAccount = async (path: string) =>
	await asUser().post(`/${wabaId}/subscribed_apps`, { override_callback_uri: `${base}/${path}`, verify_token: 'T' });
const overridePhone = async (url: string) =>
	await asUser().post(`/${phoneNumberId}`, {
		webhook_configuration: { override_callback_uri: url, verify_token: 'T' },
	});
const subscribed = {
	whatsapp_business_api_data: { id: app.id, name: app.name, link: `https://www.facebook.com/games/?app_id=${app.id}` },
};

describe('app subscription', () => {
	it.each(['user_id_update', 'business_username_update', 'consumer_profile'])(
		'rejects the whole subscription because of %s, which is no field',
		async (field) => {
			await subscribe('one', 'calls');
			const { code, text } = problem(await subscribe('two', `messages,${field}`));
			expect([code, text]).toEqual([100, expect.stringContaining(field)]);
			expect(emulator.subscriptions.app?.fields).toEqual(['calls']);
		},
	);

	it('creates the subscription after verification, reads, replaces and removes it', async () => {
		expect((await asApp().get(`/${app.id}/subscriptions`)).data).toEqual({ data: [] });
		expect((await subscribe('one')).data).toEqual({ success: true });
		expect(Object.fromEntries(receiver.handshakes[0])).toEqual({
			'hub.mode': 'subscribe',
			'hub.challenge': expect.stringMatching(/^\d{10}$/),
			'hub.verify_token': 'T',
		});
		const row = (path: string, ...fields: string[]) => ({
			object: 'whatsapp_business_account',
			callback_url: `${base}/${path}`,
			active: true,
			fields: fields.map((name) => ({ name, version: 'v25.0' })),
		});
		expect((await asApp().get(`/${app.id}/subscriptions`)).data).toEqual({
			data: [row('one', 'messages', 'account_update')],
		});
		await subscribe('two', '["calls"]');
		expect((await asApp().get('/app/subscriptions')).data).toEqual({ data: [row('two', 'calls')] });
		await subscribe('two', 'calls,flows');
		await asApp().delete(`/${app.id}/subscriptions`, {
			params: { object: 'whatsapp_business_account', fields: 'calls' },
		});
		expect((await asApp().get(`/${app.id}/subscriptions`)).data).toEqual({ data: [row('two', 'flows')] });
		await asApp().delete(`/${app.id}/subscriptions`, { params: { object: 'whatsapp_business_account' } });
		expect((await asApp().get(`/${app.id}/subscriptions`)).data).toEqual({ data: [] });
	});

	it('rejects a callback that fails verification, and keeps the previous one', async () => {
		await subscribe('one');
		receiver.challenge = () => '{"message":"Webhook call received"}';
		expect(problem(await subscribe('two'))).toMatchObject({ status: 400, code: 2200 });
		expect(emulator.subscriptions.app?.callbackUrl).toBe(`${base}/one`);
	});

	it('requires an app token, the object, a known field, a verify token and a URL that Meta would call', async () => {
		expect(problem(await asUser().get(`/${app.id}/subscriptions`)).code).toBe(100);
		expect(problem(await subscribe('one', 'messages,no_such_field')).text).toContain('no_such_field');
		expect(problem(await subscribe('one', 'messages', '')).text).toContain('verify_token');
		const body = { object: 'whatsapp_business_account', verify_token: 'T', fields: 'messages' };
		for (const callback_url of [undefined, 'nonsense', 'http://example.com/hook']) {
			expect(problem(await asApp().post(`/${app.id}/subscriptions`, { ...body, callback_url })).code).toBe(100);
		}
		expect(
			problem(await asApp().post(`/${app.id}/subscriptions`, { ...body, object: 'page', callback_url: `${base}/x` }))
				.text,
		).toContain('object');
		expect(receiver.handshakes).toEqual([]);
	});
});

describe('subscription to an account, and overrides', () => {
	it('subscribes to an account, overrides its callback, and removes the override by subscribing again', async () => {
		const read = async () => (await asUser().get(`/${wabaId}/subscribed_apps`)).data as unknown;
		expect(await read()).toEqual({ data: [] });
		expect(problem(await overrideAccount('waba')).code).toBe(100);
		await asUser().post(`/${wabaId}/subscribed_apps`);
		expect(await read()).toEqual({ data: [subscribed] });
		expect((await overrideAccount('waba')).data).toEqual({ success: true });
		expect(await read()).toEqual({ data: [{ ...subscribed, override_callback_uri: `${base}/waba` }] });
		await asUser().post(`/${wabaId}/subscribed_apps`);
		expect(await read()).toEqual({ data: [subscribed] });
		await asUser().delete(`/${wabaId}/subscribed_apps`);
		expect(await read()).toEqual({ data: [] });
	});

	it('sets the override of a number, returns it beside the others, and removes it with an empty URL', async () => {
		const read = async () =>
			(await asUser().get(`/${phoneNumberId}?fields=webhook_configuration`)).data.webhook_configuration as unknown;
		expect(await read()).toEqual({});
		expect(problem(await overridePhone(`${base}/phone`)).code).toBe(100);
		await subscribe('app');
		await asUser().post(`/${wabaId}/subscribed_apps`);
		await overrideAccount('waba');
		await overridePhone(`${base}/phone`);
		expect(await read()).toEqual({
			application: `${base}/app`,
			whatsapp_business_account: `${base}/waba`,
			phone_number: `${base}/phone`,
		});
		await overridePhone('');
		expect(await read()).toEqual({ application: `${base}/app`, whatsapp_business_account: `${base}/waba` });
	});

	it('rejects an override of 201 characters, and one that fails verification', async () => {
		await asUser().post(`/${wabaId}/subscribed_apps`);
		const long = `${base}/${'x'.repeat(200 - base.length)}`;
		expect(long).toHaveLength(201);
		expect(problem(await overridePhone(long)).text).toContain('200');
		expect((await overridePhone(long.slice(0, -1))).data).toEqual({ success: true });
		receiver.challenge = () => 'no';
		expect(problem(await overridePhone(`${base}/phone`)).code).toBe(2200);
		expect(problem(await client(emulator, seed.withoutManagementToken).get(`/${wabaId}/subscribed_apps`)).code).toBe(
			200,
		);
	});
});

describe('delivery', () => {
	const all = 'messages,account_update,calls,flows';
	const paths = async (count: number) => (await receiver.until(count)).map(({ path }) => path);

	it('delivers to the number, else the account, else the app; to the app where no override applies', async () => {
		await subscribe('app', all);
		expect(emulator.events({ field: 'messages', value: {}, phoneNumberId })).toBe(0);
		await asUser().post(`/${wabaId}/subscribed_apps`);
		emulator.incoming({ from: '16505551234', text: 'a' });
		expect(await paths(1)).toEqual(['/app']);
		await overrideAccount('waba');
		emulator.incoming({ from: '16505551234', text: 'b' });
		expect((await paths(2))[1]).toBe('/waba');
		await overridePhone(`${base}/phone`);
		emulator.incoming({ from: '16505551234', text: 'c' });
		expect((await paths(3))[2]).toBe('/phone');
		emulator.incoming({ from: '16505551234', text: 'd', phoneNumberId: secondPhoneNumberId });
		expect((await paths(4))[3]).toBe('/waba');
		emulator.events({ field: 'account_update', value: { event: 'ACCOUNT_DELETED' } });
		expect((await paths(5))[4]).toBe('/app');
		expect(emulator.events({ field: 'security', value: {} })).toBe(0);
	});

	it('batches changes for one destination, includes their time, and signs the payload', async () => {
		await subscribe('app', all);
		await asUser().post(`/${wabaId}/subscribed_apps`);
		const delivered = emulator.events(
			{ field: 'flows', value: { event: 'FLOW_STATUS_CHANGE' }, time: 1739321024 },
			{ field: 'messages', value: { n: 1 }, phoneNumberId },
		);
		expect(delivered).toBe(2);
		const [event] = await receiver.until(1);
		expect(event.payload).toEqual({
			object: 'whatsapp_business_account',
			entry: [
				{
					id: wabaId,
					time: 1739321024,
					changes: [
						{ field: 'flows', value: { event: 'FLOW_STATUS_CHANGE' } },
						{ field: 'messages', value: { n: 1 } },
					],
				},
			],
		});
		expect(event.headers['x-hub-signature-256']).toMatch(/^sha256=[0-9a-f]{64}$/);
	});

	it('delivers any message type and statuses of sent messages, and retries until 200', async () => {
		await subscribe('app', all);
		await asUser().post(`/${wabaId}/subscribed_apps`);
		receiver.statuses = [503];
		const id = emulator.incoming({
			from: '16505551234',
			message: { type: 'button', button: { payload: 'P', text: 'Yes' } },
		});
		const [first, again] = await receiver.until(2);
		expect(first.value).toMatchObject({
			messages: [{ id, from: '16505551234', type: 'button', button: { payload: 'P', text: 'Yes' } }],
		});
		expect(again.raw).toBe(first.raw);
		await sendMessage(emulator, { type: 'text', text: { body: 'a' } });
		const statuses = (await receiver.until(5)).slice(2);
		expect(statuses.map(({ value }) => value.statuses[0].status)).toEqual(['sent', 'delivered', 'read']);
	});
});
