import { generateKeyPairSync } from 'node:crypto';
import { WhatsAppBusinessCloudApi } from '../../../credentials/WhatsAppBusinessCloudApi.credentials';
import { WhatsAppBusinessCloudOAuth2Api } from '../../../credentials/WhatsAppBusinessCloudOAuth2Api.credentials';
import { WhatsAppFlowsApi } from '../../../credentials/WhatsAppFlowsApi.credentials';
import { seed } from '../../../emulator/src/seed';
import { authenticate } from '../../../nodes/WhatsAppBusinessCloud/auth/authenticate';
import { accountAdvice, OAUTH_ERRORS } from '../../../nodes/WhatsAppBusinessCloud/auth/credentialTestMessages';
import { testAccountCredential } from '../../../nodes/WhatsAppBusinessCloud/auth/credentialTest';
import { graphError, helper } from './support';

const TOKEN = 'EAAJBexampleToken';
const account = () => ({
	accessToken: TOKEN,
	businessAccountId: '102290129340398',
	apiVersion: 'v25.0',
	appSecret: '',
	baseUrl: 'https://graph.facebook.com',
});

const broken = (code: string) => Object.assign(new Error(`connect ${code} with ${TOKEN}`), { code });

const common = {
	headers: { Authorization: `Bearer ${TOKEN}` },
	sendCredentialsOnCrossOriginRedirect: false,
	returnFullResponse: true,
	ignoreHttpStatusErrors: true,
	disableFollowRedirect: true,
	timeout: 30_000,
};

describe('testing an account', () => {
	const found = { statusCode: 200, body: { id: '102290129340398' } };
	const described = (data: object) => ({ statusCode: 200, body: { data } });
	const both = ['whatsapp_business_management', 'whatsapp_business_messaging'];
	const messageOf = async (responses: unknown[], change: object): Promise<string> =>
		await testAccountCredential.call(helper(...responses), { ...account(), ...change }).then(
			() => 'none',
			({ message }: Error) => message,
		);

	it('reads a field that only accounts have, then the permissions of the token', async () => {
		const helping = helper(found, described({ scopes: both }));
		expect(await testAccountCredential.call(helping, { ...account(), appSecret: 'c0ffee' })).toEqual({});
		const proof = expect.stringMatching(/^[0-9a-f]{64}$/);
		expect(helping.sentRequests).toEqual([
			{
				method: 'GET',
				url: 'https://graph.facebook.com/v25.0/102290129340398',
				qs: { fields: 'id,name,message_template_namespace', appsecret_proof: proof },
				...common,
			},
			{
				method: 'GET',
				url: 'https://graph.facebook.com/v25.0/debug_token',
				qs: { input_token: TOKEN, appsecret_proof: proof },
				...common,
			},
		]);
	});

	it('reports a version that has ended although Meta accepted the credential', async () => {
		const helping = helper(found);
		await expect(testAccountCredential.call(helping, { ...account(), apiVersion: 'v19.0' })).rejects.toThrow(
			"Meta ended v19.0 of the Graph API and serves its oldest version instead. Enter v26.0 in 'API Version'.",
		);
		expect(helping.sentRequests.map(({ url }) => url)).toEqual(['https://graph.facebook.com/v19.0/102290129340398']);
	});

	it.each(['https://graph.facebook.com', '', 'https://graph.facebook.com/'])(
		"sends no token of the emulator to Meta when 'Base URL' is %j",
		async (baseUrl) => {
			const helping = helper();
			const credential = { ...account(), accessToken: seed.accessToken, baseUrl };
			const message = await testAccountCredential.call(helping, credential).then(
				() => 'none',
				(error: Error) => error.message,
			);
			expect(message).toBe(
				"The access token is the emulator's, which Meta does not know. Set 'Base URL' in the credential to the URL that the emulator prints when it starts, such as http://127.0.0.1:5690, or enter a token from Meta.",
			);
			expect(helping.sentRequests).toEqual([]);
		},
	);

	it('sends a token of the emulator to any other host', async () => {
		const helping = helper(found, described({ scopes: both }));
		const credential = { ...account(), accessToken: seed.accessToken, baseUrl: 'http://127.0.0.1:4000' };
		expect(await testAccountCredential.call(helping, credential)).toEqual({});
	});

	it('lets the app inspect the token if the credential has App ID and App Secret', async () => {
		const helping = helper(found, described({ app_id: '42', scopes: both }));
		expect(await testAccountCredential.call(helping, { ...account(), appId: ' 42 ', appSecret: 'c0ffee' })).toEqual({});
		expect(helping.sentRequests[1]).toEqual({
			method: 'GET',
			url: 'https://graph.facebook.com/v25.0/debug_token',
			qs: { input_token: TOKEN },
			...common,
			headers: { Authorization: 'Bearer 42|c0ffee' },
		});
	});

	it.each([
		[
			['whatsapp_business_management'],
			"'Access Token' is missing the permission whatsapp_business_messaging, so it cannot send messages.",
		],
		[
			['whatsapp_business_messaging', 'public_profile'],
			"'Access Token' is missing the permission whatsapp_business_management, so it cannot read the phone numbers and templates of the account.",
		],
		[
			[],
			"'Access Token' is missing the permissions whatsapp_business_messaging and whatsapp_business_management, so it cannot send messages, and it cannot read the phone numbers and templates of the account.",
		],
	])('names the missing permission of a token with the permissions %j', async (scopes, text) => {
		expect(await messageOf([found, described({ scopes })], {})).toBe(
			`${text} Generate a new token with whatsapp_business_messaging and whatsapp_business_management.`,
		);
	});

	it.each<[string, object, string]>([
		['another issuer of the token', described({ app_id: '43', scopes: both }), "'App ID' is not the app that issued"],
		[
			'an error for the token of another app',
			graphError(100, '(#100) The App_id in the input_token did not match the Viewing App'),
			"'App ID' is not the app that issued",
		],
		['an invalid app token', graphError(190, 'x'), "'App ID' and 'App Secret' do not belong to the same app."],
		['an unknown app', graphError(101, 'x'), "'App ID' and 'App Secret' do not belong to the same app."],
	])('explains what to change when Meta reports %s', async (_name, answer, text) => {
		expect(await messageOf([found, answer], { appId: '42', appSecret: 'c0ffee' })).toContain(text);
	});

	it.each<[string, unknown]>([
		['may not inspect itself', graphError(100, 'You must provide an app access token')],
		['cannot be inspected now', broken('ETIMEDOUT')],
		['is described without permissions', described({ is_valid: true })],
	])('accepts a token that %s', async (_name, answer) => {
		expect(await messageOf([found, answer], {})).toBe('none');
	});

	it('makes no request for a credential that has signed one', async () => {
		const used = account();
		await authenticate(used, { url: 'https://graph.facebook.com/v25.0/1' });
		const helping = helper(graphError(190, 'no'));
		expect(await testAccountCredential.call(helping, used)).toEqual({});
		expect(helping.sentRequests).toEqual([]);
	});

	it.each<[string, object, string]>([
		[
			'no account ID',
			{ businessAccountId: '' },
			"'WhatsApp Business Account ID' is empty. Copy it from WhatsApp > API Setup in the App Dashboard.",
		],
		[
			'a path as account ID',
			{ businessAccountId: '../1' },
			"'WhatsApp Business Account ID' is not an ID: those are digits only. Copy it from WhatsApp > API Setup in the App Dashboard.",
		],
		[
			'an App ID without App Secret',
			{ appId: '42' },
			"'App Secret' is empty, but 'App ID' is set. Copy it from App settings > Basic in the app's dashboard, or leave both empty.",
		],
		[
			'a name as App ID',
			{ appId: 'Acme', appSecret: 'c0ffee' },
			"'App ID' is not an ID: those are digits only. Copy it from App settings > Basic in the app's dashboard.",
		],
		[
			'an invalid API version',
			{ apiVersion: 'latest' },
			"'API Version' is not a Graph API version. Enter a 'v', a number, and '.0', like v26.0.",
		],
	])('sends nothing when the credential has %s', async (_name, change, message) => {
		const helping = helper({ statusCode: 200, body: {} });
		await expect(testAccountCredential.call(helping, { ...account(), ...change })).rejects.toMatchObject({ message });
		expect(helping.sentRequests).toEqual([]);
	});

	it.each([
		['ECONNREFUSED', 'could not be reached'],
		['ENOTFOUND', 'could not be reached'],
		['ETIMEDOUT', 'did not respond in time'],
		['ECONNABORTED', 'did not respond in time'],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'n8n does not trust the certificate of the server at'],
		['ERR_TLS_CERT_ALTNAME_INVALID', 'n8n does not trust the certificate of the server at'],
		['', 'n8n blocked the request'],
	])('reports a connection that failed with %p', async (code, text) => {
		const error: Error = await testAccountCredential.call(helper(broken(code)), account()).then(
			() => new Error('none'),
			(thrown) => thrown,
		);
		expect(error.message).toContain(text);
		expect(error.message).toContain('(graph.facebook.com)');
		expect(error.message).not.toContain(TOKEN);
	});
});

describe('testing a Flows credential', () => {
	const found = { statusCode: 200, body: { id: '102290129340398' } };
	const keyPair = (cipher?: { cipher: string; passphrase: string }): string =>
		generateKeyPairSync('rsa', {
			modulusLength: 2048,
			privateKeyEncoding: { type: 'pkcs8', format: 'pem', ...cipher },
			publicKeyEncoding: { type: 'spki', format: 'pem' },
		}).privateKey;
	const encrypted = keyPair({ cipher: 'aes-256-cbc', passphrase: 'open sesame' });
	const test = async (change: object): Promise<{ message: string; requests: number }> => {
		const helping = helper(found);
		const message = await new WhatsAppFlowsApi().preAuthentication.call(helping, { ...account(), ...change }).then(
			() => 'none',
			(thrown: Error) => thrown.message,
		);
		return { message, requests: helping.sentRequests.length };
	};

	it.each<[string, object]>([
		['no key', {}],
		['a key', { privateKey: keyPair() }],
		['an encrypted key and its passphrase', { privateKey: encrypted, passphrase: 'open sesame' }],
	])('accepts %s, with a single request', async (_name, change) => {
		expect(await test(change)).toEqual({ message: 'none', requests: 1 });
	});

	it.each<[string, object, string]>([
		[
			'a damaged key',
			{ privateKey: '-----BEGIN PRIVATE KEY-----' },
			"'Private Key' is cut off: its END line is missing.",
		],
		['no passphrase', { privateKey: encrypted }, "'Passphrase' is empty, but the private key is protected by one."],
		['a wrong passphrase', { privateKey: encrypted, passphrase: 'x' }, "'Passphrase' does not open the private key."],
		['a passphrase without key', { passphrase: 'x' }, "'Private Key' is empty, but 'Passphrase' is set."],
	])('rejects %s', async (_name, change, text) => {
		expect((await test(change)).message).toContain(text);
	});
});

describe('when Meta rejects the credential', () => {
	const say = (response: object) => accountAdvice(response, 'graph.facebook.com', [TOKEN]);

	it.each([
		[graphError(0, 'AuthException'), "Meta rejected 'Access Token'."],
		[graphError(190, 'x', { error_subcode: 463 }), "'Access Token' has expired."],
		[graphError(102, 'x', { error_subcode: 463 }), "'Access Token' has expired."],
		[
			graphError(190, 'x', { error_subcode: 459 }),
			"Facebook requires the user of 'Access Token' to confirm something.",
		],
		[
			graphError(190, 'x', { error_subcode: 464 }),
			"Facebook requires the user of 'Access Token' to confirm something.",
		],
		[graphError(190, 'x', { error_subcode: 458 }), "The user of 'Access Token' removed the app from their account."],
		[
			graphError(190, 'x', { error_subcode: 492 }),
			"The user of 'Access Token' no longer has a role on the Facebook Page.",
		],
		[
			graphError(341, 'x'),
			'Meta is temporarily unavailable or limits requests, so the credential could not be tested.',
		],
		[
			graphError(190, 'x', { error_subcode: 460 }),
			"'Access Token' is no longer valid because its owner changed their password.",
		],
		[
			graphError(100, '(#100) Tried accessing nonexisting field (message_template_namespace) on node type (Business)'),
			'the ID of a business portfolio',
		],
		[
			graphError(100, '(#100) Tried accessing nonexisting field (x) on node type (WhatsAppBusinessPhoneNumber)'),
			'the ID of a phone number',
		],
		[
			graphError(100, '(#100) Tried accessing nonexisting field (x) on node type (Application)'),
			'is not the ID of a WhatsApp Business Account',
		],
		[graphError(100, 'Unsupported get request.', { error_subcode: 33 }), "'Access Token' has no access to the account"],
		[
			graphError(100, 'Invalid appsecret_proof provided in the API argument'),
			"'App Secret' does not belong to the app",
		],
		[graphError(100, 'API calls from the server require an appsecret_proof argument'), "Enter 'App Secret'"],
		[graphError(10, '(#10) no'), 'is missing the permission whatsapp_business_management'],
		[graphError(200, '(#200) no'), 'is missing the permission whatsapp_business_management'],
		[graphError(2500, 'Unknown path components: /1'), "The Graph API version in 'API Version' is not available"],
		[
			graphError(2635, 'You are calling a deprecated version'),
			"The Graph API version in 'API Version' is not available",
		],
		[graphError(4, 'Application request limit reached'), 'Meta is temporarily unavailable or limits requests'],
		[{ statusCode: 503, body: '<html>' }, 'responded with HTTP status 503'],
		[{ statusCode: 200, body: '<html>' }, 'does not respond like the Graph API'],
		[{ statusCode: 404, body: '' }, 'does not respond like the Graph API'],
		[{ statusCode: 302, body: {} }, 'does not respond like the Graph API'],
		[{ statusCode: 200, body: null }, 'does not respond like the Graph API'],
	])('explains why Meta rejected an account: %j', (response, text) => {
		expect(say(response)).toContain(text);
	});

	it('reports unknown codes without secrets', () => {
		expect(say(graphError(999, `Odd ${TOKEN}`))).toBe('Meta rejected the test with code 999: Odd ***');
		expect(say(graphError(999, 'm', { error_data: { details: 'The details' } }))).toBe(
			'Meta rejected the test with code 999: The details',
		);
	});

	it('uses no word that makes n8n replace the complete message', () => {
		const texts = [
			...[0, 10, 33, 100, 101, 190, 200, 2500, 4].map((code) => say(graphError(code, ''))),
			...['ECONNREFUSED', 'ETIMEDOUT', 'CERT', ''].map((code) => say({ broken: code })),
			...OAUTH_ERRORS.map((error) => error.say),
		];
		for (const text of texts) {
			expect(text).not.toMatch(
				/ECONN|ENOTFOUND|ETIMEDOUT|EADDR|EHOST|EAI_|ENOENT|EISDIR|ENOTDIR|EACCES|EEXIST|EPERM|GETADDRINFO/i,
			);
			expect(text).not.toMatch(/\b(error|problem|failure|mistake)\b/i);
		}
	});
});

describe.each([WhatsAppBusinessCloudApi, WhatsAppBusinessCloudOAuth2Api, WhatsAppFlowsApi])('%p', (Credential) => {
	const credential = new Credential();
	const byName = new Map(credential.properties.map((property) => [property.name, property]));

	it('masks every secret field', () => {
		for (const name of ['accessToken', 'appSecret', 'clientSecret', 'privateKey', 'passphrase']) {
			if (byName.has(name)) expect(byName.get(name)?.typeOptions?.password).toBe(true);
		}
	});

	it('has the expected defaults', () => {
		expect(byName.get('apiVersion')?.default).toBe('v26.0');
		expect(byName.get('baseUrl')?.default).toBe('https://graph.facebook.com');
	});
});
