import { createHmac } from 'node:crypto';
import { seed } from '../src';
import { client, closeAll, problem, started } from './helpers';

afterEach(closeAll);

const proof = (message: string): string => createHmac('sha256', seed.app.secret).update(message).digest('hex');

describe('tokens', () => {
	it.each([
		['a missing token', '', 104, undefined, 'An access token is required to request this resource.'],
		['an unknown token', 'nonsense', 190, undefined, 'Invalid OAuth access token - Cannot parse access token'],
		['an expired token', seed.expiredToken, 190, 463, expect.stringContaining('Session has expired')],
		[
			'a token issued before a password change',
			seed.passwordChangedToken,
			190,
			460,
			expect.stringContaining('the user changed their password'),
		],
	])('rejects %s with 401', async (_name, token, code, subcode, text) => {
		const emulator = await started();
		const response = await client(emulator, token).get(`/${seed.wabaId}`);
		expect(problem(response)).toEqual({ status: 401, code, ...(subcode === undefined ? {} : { subcode }), text });
		expect(response.data.error.type).toBe('OAuthException');
		expect(response.data.error.fbtrace_id).toMatch(/^A[\w-]{22}$/);
		expect(response.headers['www-authenticate']).toMatch(/^OAuth "Facebook Platform" "invalid_token" "/);
	});

	it('reads the token from the query and leaves it out of the record', async () => {
		const emulator = await started();
		expect(
			(await client(emulator, '').get(`/${seed.wabaId}`, { params: { access_token: seed.accessToken } })).status,
		).toBe(200);
		await client(emulator, 'nonsense').get(`/${seed.wabaId}`);
		await client(emulator).post('/oauth/access_token', {
			client_id: seed.app.id,
			client_secret: seed.app.secret,
			grant_type: 'client_credentials',
		});
		expect(emulator.requests.map(({ query, headers, body }) => [query, headers.authorization, body])).toEqual([
			[{ access_token: '<system user>' }, undefined, undefined],
			[{}, 'Bearer <unknown>', undefined],
			[
				{},
				'Bearer <system user>',
				{ client_id: seed.app.id, client_secret: '<hidden>', grant_type: 'client_credentials' },
			],
		]);
		expect(JSON.stringify(emulator.requests)).not.toMatch(
			new RegExp(`${seed.accessToken}|${seed.app.secret}|nonsense`),
		);
	});

	it('requires the permission for the called edge', async () => {
		const emulator = await started();
		const message = { messaging_product: 'whatsapp', to: '16505550001', text: { body: 'a' } };
		expect(
			problem(await client(emulator, seed.withoutMessagingToken).post(`/${seed.phoneNumberId}/messages`, message)),
		).toEqual({
			status: 403,
			code: 10,
			text: 'The access token does not have the permission whatsapp_business_messaging.',
		});
		expect(problem(await client(emulator, seed.withoutManagementToken).get(`/${seed.wabaId}`))).toEqual({
			status: 403,
			code: 200,
			text: '(#200) Requires whatsapp_business_management permission to manage the object',
		});
		expect((await client(emulator, seed.withoutManagementToken).get(`/${seed.phoneNumberId}`)).status).toBe(200);
		expect((await client(emulator, seed.withoutMessagingToken).get(`/${seed.wabaId}/phone_numbers`)).status).toBe(200);
		expect(problem(await client(emulator, seed.withoutAssetsToken).get(`/${seed.wabaId}`))).toEqual({
			status: 400,
			code: 100,
			subcode: 33,
			text: expect.stringContaining(`Object with ID '${seed.wabaId}' does not exist`),
		});
	});
});

describe('appsecret_proof', () => {
	const ask = async (
		options: object,
		params: Record<string, unknown>,
		token = seed.accessToken,
	): Promise<number | string> => {
		const emulator = await started(options);
		const response = await client(emulator, token).get(`/${seed.wabaId}`, { params });
		return response.status === 200
			? 200
			: `${response.status} ${response.data.error.code} ${response.data.error.message}`;
	};
	const wrong = '400 100 Invalid appsecret_proof provided in the API argument';

	it('checks a proof whenever one is sent', async () => {
		expect(await ask({}, { appsecret_proof: proof(seed.accessToken) })).toBe(200);
		expect(await ask({}, { appsecret_proof: proof('other') })).toBe(wrong);
		expect(await ask({}, { appsecret_proof: proof(seed.accessToken).toUpperCase() })).toBe(wrong);
		expect(await ask({}, { appsecret_proof: '' })).toBe(wrong);
	});

	it('requires a proof when the app has Require App Secret on', async () => {
		expect(await ask({ requireAppSecret: true }, {})).toBe(
			'400 100 API calls from the server require an appsecret_proof argument',
		);
		expect(await ask({ requireAppSecret: true }, { appsecret_proof: proof(seed.accessToken) })).toBe(200);
	});

	it('requires no proof with an app token', async () => {
		const emulator = await started({ requireAppSecret: true });
		expect((await client(emulator, seed.appToken).get(`/${seed.app.id}`)).status).toBe(200);
	});

	it('accepts a proof with a time at most five minutes old', async () => {
		const now = Math.floor(Date.now() / 1000);
		const at = (time: number): Record<string, unknown> => ({
			appsecret_time: time,
			appsecret_proof: proof(`${seed.accessToken}|${time}`),
		});
		expect(await ask({}, at(now))).toBe(200);
		expect(await ask({}, at(now - 290))).toBe(200);
		expect(await ask({}, at(now - 310))).toBe(wrong);
		expect(await ask({}, { appsecret_time: now, appsecret_proof: proof(seed.accessToken) })).toBe(wrong);
	});
});

describe('oauth/access_token', () => {
	const grant = { client_id: seed.app.id, client_secret: seed.app.secret, grant_type: 'client_credentials' };

	it('returns an app token for a query, JSON or a form', async () => {
		const emulator = await started();
		const anyone = client(emulator, '');
		const expected = { access_token: seed.appToken, token_type: 'bearer' };
		expect((await anyone.get('/oauth/access_token', { params: grant })).data).toEqual(expected);
		expect((await anyone.post('/oauth/access_token', grant)).data).toEqual(expected);
		expect((await anyone.post('/oauth/access_token', new URLSearchParams(grant))).data).toEqual(expected);
		expect((await client(emulator, '', '').post('/oauth/access_token', grant)).data).toEqual(expected);
	});

	it.each([
		[
			'a wrong app secret',
			{ client_secret: 'no' },
			{ message: 'Error validating client secret.', type: 'OAuthException', code: 1 },
		],
		[
			'a missing app secret',
			{ client_secret: undefined },
			{ message: 'Missing client_secret parameter.', type: 'OAuthException', code: 1 },
		],
		[
			'a missing app ID',
			{ client_id: undefined },
			{ message: 'Missing client_id parameter.', type: 'OAuthException', code: 101 },
		],
		[
			'an unknown app',
			{ client_id: '1' },
			{
				message: 'Error validating application. Cannot get application info due to a system error.',
				type: 'OAuthException',
				code: 101,
			},
		],
		[
			'another grant type',
			{ grant_type: 'password' },
			{ message: 'Missing redirect_uri parameter.', type: 'OAuthException', code: 191 },
		],
	])('rejects a token request with %s', async (_name, change, error) => {
		const emulator = await started();
		const response = await client(emulator, '').post('/oauth/access_token', { ...grant, ...change });
		expect([response.status, response.data]).toEqual([400, { error: { ...error, fbtrace_id: expect.any(String) } }]);
	});
});

describe('debug_token', () => {
	it('describes a token to the app', async () => {
		const emulator = await started();
		const app = client(emulator, seed.appToken);
		const look = async (token: string): Promise<unknown> =>
			(await app.get('/debug_token', { params: { input_token: token } })).data.data;
		expect(await look(seed.accessToken)).toEqual({
			app_id: seed.app.id,
			type: 'SYSTEM_USER',
			application: 'Acme Messaging',
			data_access_expires_at: 0,
			expires_at: 0,
			is_valid: true,
			scopes: [
				'whatsapp_business_messaging',
				'whatsapp_business_management',
				'catalog_management',
				'business_management',
			],
			granular_scopes: [
				{ scope: 'whatsapp_business_messaging', target_ids: [seed.wabaId] },
				{ scope: 'whatsapp_business_management', target_ids: [seed.wabaId] },
				{ scope: 'catalog_management' },
				{ scope: 'business_management' },
			],
			user_id: seed.systemUserId,
		});
		expect(await look(seed.expiredToken)).toMatchObject({ is_valid: false, error: { code: 190, subcode: 463 } });
		expect(await look('nonsense')).toEqual({
			error: { code: 190, message: 'Invalid OAuth access token - Cannot parse access token' },
			is_valid: false,
			scopes: [],
		});
	});

	it('describes a system user token to its owner', async () => {
		const emulator = await started();
		const token = seed.withoutMessagingToken;
		const response = await client(emulator, token).get('/debug_token', { params: { input_token: token } });
		expect(response.data.data).toMatchObject({ app_id: seed.app.id, scopes: ['whatsapp_business_management'] });
	});

	it('accepts app ID and secret joined by a pipe', async () => {
		const emulator = await started();
		const joined = client(emulator, `${seed.app.id}|${seed.app.secret}`);
		expect((await joined.get('/debug_token', { params: { input_token: seed.accessToken } })).status).toBe(200);
	});

	it('rejects a token of another app', async () => {
		const emulator = await started();
		const other = client(emulator, seed.bookingAppToken);
		expect(problem(await other.get('/debug_token', { params: { input_token: seed.accessToken } }))).toEqual({
			status: 400,
			code: 100,
			text: '(#100) The App_id in the input_token did not match the Viewing App',
		});
	});
});
