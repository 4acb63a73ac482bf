import { oauthErrorMessage } from '../../../nodes/WhatsAppBusinessCloud/auth/credentialTestMessages';
import { grantToken } from '../../../nodes/WhatsAppBusinessCloud/auth/credentialOAuth2';
import { graphError, helper } from './support';

const app = () => ({
	clientId: '42',
	clientSecret: 'c0ffee',
	apiVersion: '25',
	baseUrl: 'https://graph.facebook.com/',
});

describe('fetching an app token', () => {
	const pair = { access_token: '42|c0ffee', token_type: 'bearer' };
	const granted = { statusCode: 200, body: { access_token: '42|granted', token_type: 'bearer' } };

	it('replaces the pair with the token that Meta grants', async () => {
		const helping = helper(granted);
		expect(await grantToken.call(helping, { ...app(), oauthTokenData: pair })).toEqual({
			oauthTokenData: { access_token: '42|granted', token_type: 'bearer' },
		});
		expect(helping.sentRequests).toMatchObject([
			{
				method: 'POST',
				url: 'https://graph.facebook.com/v25.0/oauth/access_token',
				body: { client_id: '42', client_secret: 'c0ffee', grant_type: 'client_credentials' },
			},
		]);
	});

	it.each([{ access_token: '42|kept' }, {}, undefined])(
		'makes no request when n8n stores %j as token data',
		async (oauthTokenData) => {
			const helping = helper(granted);
			expect(await grantToken.call(helping, { ...app(), ...(oauthTokenData && { oauthTokenData }) })).toEqual({});
			expect(helping.sentRequests).toEqual([]);
		},
	);

	it('explains what to change without showing the secret', async () => {
		const rejecting = helper(graphError(1, 'Error validating client secret.'));
		await expect(grantToken.call(rejecting, { ...app(), oauthTokenData: pair })).rejects.toMatchObject({
			message:
				"'Client Secret' (App Secret) does not belong to the app in 'Client ID' (App ID). Copy both from App settings > Basic of the same app.",
		});
	});

	it('does not send the secret to a base URL without TLS', async () => {
		const helping = helper(granted);
		const data = { ...app(), baseUrl: 'http://graph.facebook.com', oauthTokenData: pair };
		await expect(grantToken.call(helping, data)).rejects.toMatchObject({
			message: expect.stringContaining("'Base URL' does not start with https://"),
		});
		expect(helping.sentRequests).toEqual([]);
	});

	it.each([
		[graphError(101, 'Error validating application.'), "'Client ID' (App ID) is not the ID of a Meta app"],
		[
			graphError(190, 'Invalid token'),
			"'Client Secret' (App Secret) does not belong to the app in 'Client ID' (App ID)",
		],
		[graphError(2500, 'Unknown path components'), "The Graph API version in 'API Version' is not available"],
		[graphError(7777, 'Odd'), 'Meta rejected the app.'],
		[{ statusCode: 400, body: { error: { code: 7777 } } }, 'Meta rejected the app with code 7777.'],
		[{ statusCode: 200, body: {} }, 'does not respond like the Graph API'],
		[{ broken: 'ECONNREFUSED' }, 'could not be reached'],
	])('explains why Meta rejected an app: %j', (response, text) => {
		expect(oauthErrorMessage(response, 'graph.facebook.com')).toContain(text);
	});
});
