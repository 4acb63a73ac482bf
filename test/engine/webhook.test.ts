import nock from 'nock';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { deriveVerifyToken } from '../../nodes/WhatsAppBusinessCloud/webhooks/verificationRequest';
import { metaError } from './fixtures';
import { APP_ID, APP_SECRET, GRAPH, PHONE, runNode, TOKEN, WABA, WITH_APP, type RunOptions } from './harness';
import { mockedNetwork } from './mockedNetwork';

const AUTH = { reqheaders: { authorization: `Bearer ${TOKEN}` } };
/** Calls with the access token, with or without proof. */
const account = () => nock(GRAPH, AUTH).filteringPath(/[?&]appsecret_proof=[0-9a-f]{64}/, '');
const AS_APP = { reqheaders: { authorization: `Bearer ${APP_ID}|${APP_SECRET}` } };
const TRIGGER = 'https://n8n.example.com/webhook/0b6f1c1e/webhook';
const NUMBER = { __rl: true, mode: 'id', value: PHONE };
const success = { success: true };
/** Graph API: a path with a version that does not exist. */
const NO_SUCH_VERSION: [number, object] = [400, metaError(2500, 'Unknown path components: /me')];
const apps = (...data: Array<{ id: string; name?: string; override?: string }>) => ({
	data: data.map(({ id, name, override }) => ({
		whatsapp_business_api_data: { id, name, link: 'x' },
		override_callback_uri: override,
	})),
});

mockedNetwork();

async function run(
	operation: string,
	parameters: INodeParameters = {},
	options: Partial<RunOptions> = {},
): Promise<{ json: IDataObject[]; error: { message: string } }> {
	const { output, error } = await runNode({
		parameters: { resource: 'webhook', operation, ...parameters },
		...options,
	});
	return { json: (output ?? []).map(({ json }) => json), error };
}

describe('Subscribe and Unsubscribe', () => {
	it("subscribes the token's app, and returns all subscribed apps", async () => {
		account().post(`/v25.0/${WABA}/subscribed_apps`, '').reply(200, success);
		account()
			.get(`/v25.0/${WABA}/subscribed_apps`)
			.reply(200, apps({ id: APP_ID, name: 'Acme' }));
		expect((await run('subscribe')).json).toEqual([{ success: true, id: WABA, apps: [{ id: APP_ID, name: 'Acme' }] }]);
	});

	it('keeps an existing subscription that has an override', async () => {
		account()
			.get(`/v25.0/${WABA}/subscribed_apps`)
			.twice()
			.reply(200, apps({ id: APP_ID, name: 'Acme', override: TRIGGER }));
		expect((await run('subscribe', {}, WITH_APP)).json).toEqual([
			{ success: true, id: WABA, apps: [{ id: APP_ID, name: 'Acme' }] },
		]);
	});

	it('unsubscribes the app from the account', async () => {
		account().delete(`/v25.0/${WABA}/subscribed_apps`).reply(200, success);
		expect((await run('unsubscribe')).json).toEqual([{ success: true, id: WABA }]);
	});
});

describe('Set Callback Override and Remove Callback Override', () => {
	const of = (overrideFor: string) => ({
		overrideFor,
		...(overrideFor === 'phoneNumber' && { phoneNumberId: NUMBER }),
	});

	it('sets the callback of a number with a given verify token', async () => {
		account()
			.post(`/v25.0/${PHONE}`, {
				webhook_configuration: { override_callback_uri: 'https://example.com/hook', verify_token: 'secret' },
			})
			.reply(200, success);
		expect(
			(
				await run('setOverride', {
					...of('phoneNumber'),
					callbackUrl: ' https://example.com/hook ',
					verifyToken: 'secret',
				})
			).json,
		).toEqual([{ success: true, overrideFor: 'phoneNumber', id: PHONE, callback: 'https://example.com/hook' }]);
	});

	it("sets the account's callback to a WhatsApp Trigger with a token derived from the app secret", async () => {
		account()
			.post(`/v25.0/${WABA}/subscribed_apps`, {
				override_callback_uri: TRIGGER,
				verify_token: deriveVerifyToken(APP_SECRET, TRIGGER),
			})
			.reply(200, success);
		expect((await run('setOverride', { ...of('businessAccount'), callbackUrl: TRIGGER }, WITH_APP)).json).toEqual([
			{ success: true, overrideFor: 'businessAccount', id: WABA, callback: TRIGGER },
		]);
	});

	it('removes the override of a number with an empty URL, and of an account by subscribing again', async () => {
		account()
			.post(`/v25.0/${PHONE}`, { webhook_configuration: { override_callback_uri: '' } })
			.reply(200, success);
		account().post(`/v25.0/${WABA}/subscribed_apps`, '').reply(200, success);
		expect((await run('clearOverride', of('phoneNumber'))).json).toEqual([
			{ success: true, overrideFor: 'phoneNumber', id: PHONE },
		]);
		expect((await run('clearOverride', of('businessAccount'))).json).toEqual([
			{ success: true, overrideFor: 'businessAccount', id: WABA },
		]);
	});

	it.each([
		['a missing verify token', { callbackUrl: TRIGGER }, "'Verify Token' is empty"],
		['a missing callback URL', { callbackUrl: '={{ "" }}' }, "'Callback URL' is empty"],
		['a local URL', { callbackUrl: 'http://localhost:5678/x/y' }, "'Callback URL' is not a URL that Meta can call"],
		[
			'a URL of 201 characters',
			{ callbackUrl: `https://example.com/${'x'.repeat(181)}` },
			"'Callback URL' is not a URL that Meta can call",
		],
		[
			'a missing phone number',
			{ phoneNumberId: '={{ "" }}', callbackUrl: TRIGGER, verifyToken: 'x' },
			"'Phone Number' is empty",
		],
	])('rejects %s before any request to Meta', async (_what, parameters, message) => {
		expect((await run('setOverride', { ...of('phoneNumber'), ...parameters })).error.message).toBe(message);
	});
});

describe('Get Subscriptions', () => {
	it('returns the subscriptions of the app, the account and the numbers', async () => {
		const row = {
			object: 'whatsapp_business_account',
			callback_url: TRIGGER,
			active: true,
			fields: [{ name: 'messages', version: 'v25.0' }, { name: 'calls' }],
		};
		nock(GRAPH, AS_APP)
			.get(`/v25.0/${APP_ID}/subscriptions`)
			.reply(200, { data: [{ object: 'page', callback_url: 'https://x.example' }, row] });
		account()
			.get(`/v25.0/${WABA}/subscribed_apps`)
			.reply(200, apps({ id: APP_ID, name: 'Acme', override: 'https://a.example/b/c' }));
		const phones = {
			data: [
				{ id: PHONE, webhook_configuration: { phone_number: 'https://p.example/q/r', application: TRIGGER } },
				{ id: '2' },
			],
		};
		account()
			.get(`/v25.0/${WABA}/phone_numbers`)
			.query({ fields: 'id,webhook_configuration', limit: 100 })
			.reply(200, phones);
		expect((await run('get', {}, WITH_APP)).json).toEqual([
			{
				app: { id: APP_ID, subscribed: true, callback: TRIGGER, fields: ['calls', 'messages'], active: true },
				businessAccount: { id: WABA, apps: [{ id: APP_ID, name: 'Acme', override: 'https://a.example/b/c' }] },
				phoneNumbers: [{ id: PHONE, override: 'https://p.example/q/r' }],
			},
		]);
	});
});

describe('Check Setup', () => {
	const check = { phoneNumberId: NUMBER };
	const phone = (more: object = {}) => ({
		id: PHONE,
		display_phone_number: '+1 631-555-8100',
		status: 'CONNECTED',
		platform_type: 'CLOUD_API',
		account_mode: 'LIVE',
		health_status: { can_send_message: 'AVAILABLE', entities: [] },
		webhook_configuration: { application: TRIGGER },
		...more,
	});
	const meta = (given: {
		account?: [number, object];
		app?: [number, object];
		apps?: [number, object];
		phone?: [number, object];
		next?: [number, object];
	}) => {
		const subscribed = {
			data: [
				{ object: 'whatsapp_business_account', callback_url: TRIGGER, active: true, fields: [{ name: 'messages' }] },
			],
		};
		account()
			.get(`/v25.0/${WABA}?fields=id,name`)
			.reply(...(given.account ?? [200, { id: WABA, name: 'Acme Shop' }]));
		account()
			.get('/v27.0/me?fields=id')
			.reply(...(given.next ?? NO_SUCH_VERSION));
		nock(GRAPH, AS_APP)
			.get(`/v25.0/${APP_ID}/subscriptions`)
			.reply(...(given.app ?? [200, subscribed]));
		account()
			.get(`/v25.0/${WABA}/subscribed_apps`)
			.reply(...(given.apps ?? [200, apps({ id: APP_ID, name: 'Acme' })]));
		account()
			.get(`/v25.0/${PHONE}`)
			.query(true)
			.reply(...(given.phone ?? [200, phone()]));
	};
	const responses = (callbackUrl: string, status: number, body: (challenge: string) => string) => {
		const { origin, pathname } = new URL(callbackUrl);
		nock(origin)
			.get(pathname)
			.query({
				'hub.mode': 'subscribe',
				'hub.challenge': /^\d{10}$/,
				'hub.verify_token': deriveVerifyToken(APP_SECRET, callbackUrl),
			})
			.reply(status, (uri) => body(new URL(uri, origin).searchParams.get('hub.challenge') ?? ''), {
				'content-type': 'text/html',
			});
	};
	const statuses = (json: IDataObject[]) => Object.fromEntries(json.map((line) => [line.check, line.status]));
	const line = (json: IDataObject[], name: string) => json.find((one) => one.check === name);
	const good = {
		'Access token': 'pass',
		'Graph API version': 'pass',
		App: 'pass',
		'App subscription': 'pass',
		'Account subscription': 'pass',
		Overrides: 'pass',
		Callback: 'pass',
		'Test run': 'pass',
		'Phone number': 'pass',
		Health: 'pass',
	};

	it('passes all checks of a correct setup', async () => {
		meta({});
		responses(TRIGGER, 200, (challenge) => challenge);
		const { json } = await run('checkSetup', check, WITH_APP);
		expect(statuses(json)).toEqual(good);
		expect(json.every(({ advice }) => advice === '')).toBe(true);
		expect(line(json, 'Overrides')?.message).toBe(
			`There are no overrides. Messages of this number go to the callback of the app: '${TRIGGER}'`,
		);
	});

	it('says which Graph API version is used, and until when Meta serves it', async () => {
		meta({});
		responses(TRIGGER, 200, (challenge) => challenge);
		const { json } = await run('checkSetup', check, WITH_APP);
		expect(line(json, 'Graph API version')).toEqual({
			check: 'Graph API version',
			status: 'pass',
			message: 'The credential uses v25.0, which Meta serves until 29 July 2028. There is no newer version than v26.0',
			advice: '',
		});
	});

	it.each<[string, [number, object]]>([
		['returns the user', [200, { id: '1' }]],
		['asks for a token', [400, metaError(2500, 'An active access token must be used to query information')]],
	])('says that the package is behind when the next version %s', async (_how, next) => {
		meta({ next });
		responses(TRIGGER, 200, (challenge) => challenge);
		expect(line((await run('checkSetup', check, WITH_APP)).json, 'Graph API version')).toMatchObject({
			status: 'warning',
			message:
				'The credential uses v25.0, which Meta serves until 29 July 2028. Meta has published v27.0, which this version of the package does not know',
			advice: 'Update the package',
		});
	});

	it('reports missing subscriptions', async () => {
		meta({ app: [200, { data: [] }], apps: [200, { data: [] }], phone: [200, phone({ webhook_configuration: {} })] });
		const { json } = await run('checkSetup', check, WITH_APP);
		expect(statuses(json)).toEqual({
			...good,
			'App subscription': 'fail',
			'Account subscription': 'fail',
			Overrides: 'warning',
			Callback: 'skipped',
			'Test run': 'skipped',
		});
		expect(line(json, 'Account subscription')).toMatchObject({
			message: 'No app is subscribed to the business account, so Meta sends nothing of it',
			advice:
				"Run 'Subscribe' of this resource, or publish a workflow with a WhatsApp Trigger that has the same credential",
		});
	});

	it('reports another subscribed app, missing messages and an abandoned test run', async () => {
		const test = TRIGGER.replace('/webhook/', '/webhook-test/');
		const subscribed = {
			data: [{ object: 'whatsapp_business_account', callback_url: test, active: true, fields: ['flows'] }],
		};
		meta({
			app: [200, subscribed],
			apps: [200, apps({ id: '9', name: 'Other' })],
			phone: [200, phone({ webhook_configuration: { phone_number: test } })],
		});
		responses(test, 404, () =>
			JSON.stringify({ code: 404, message: 'The requested webhook "GET x" is not registered.' }),
		);
		const { json } = await run('checkSetup', check, WITH_APP);
		expect(statuses(json)).toEqual({
			...good,
			'App subscription': 'fail',
			'Account subscription': 'fail',
			Callback: 'fail',
			'Test run': 'fail',
		});
		expect(line(json, 'Account subscription')?.message).toBe(
			`The app ${APP_ID} is not subscribed to the business account. Subscribed are: Other (9)`,
		);
		expect(line(json, 'Test run')?.message).toBe(`Webhooks go to '${test}', the URL of a test run that is over`);
	});

	it('continues after an invalid token, and reports an unregistered and blocked number', async () => {
		const rejection = metaError(190, 'Error validating access token', undefined);
		meta({
			account: [401, rejection],
			apps: [401, rejection],
			phone: [
				200,
				phone({
					platform_type: 'NOT_APPLICABLE',
					health_status: {
						can_send_message: 'BLOCKED',
						entities: [
							{
								entity_type: 'WABA',
								id: WABA,
								can_send_message: 'BLOCKED',
								errors: [{ error_code: 141006, error_description: 'No payment method', possible_solution: 'Add one' }],
							},
						],
					},
				}),
			],
		});
		responses(TRIGGER, 200, () => '{"message":"Webhook call received"}');
		const { json } = await run('checkSetup', check, WITH_APP);
		expect(statuses(json)).toEqual({
			...good,
			'Access token': 'fail',
			'Account subscription': 'fail',
			Callback: 'warning',
			'Phone number': 'fail',
			Health: 'fail',
		});
		expect(line(json, 'Health')).toMatchObject({
			message: 'Meta says BLOCKED because of WABA: No payment method',
			advice: 'Add one',
		});
		expect(JSON.stringify(json)).not.toContain(TOKEN);
		expect(JSON.stringify(json)).not.toContain(APP_SECRET);
	});

	it('skips the checks that need the app credential when it is missing', async () => {
		account().get(`/v25.0/${WABA}?fields=id,name`).reply(200, { id: WABA, name: 'Acme Shop' });
		account()
			.get(`/v25.0/${WABA}/subscribed_apps`)
			.reply(200, apps({ id: APP_ID, name: 'Acme' }));
		account().get(`/v25.0/${PHONE}`).query(true).reply(200, phone());
		account()
			.get('/v27.0/me?fields=id')
			.reply(...NO_SUCH_VERSION);
		expect(statuses((await run('checkSetup', check)).json)).toEqual({
			...good,
			App: 'skipped',
			'App subscription': 'skipped',
			Callback: 'skipped',
		});
	});
});
