import type { IHttpRequestOptions } from 'n8n-workflow';
import { WhatsAppBusinessCloudApi } from '../../../credentials/WhatsAppBusinessCloudApi.credentials';
import { WhatsAppFlowsApi } from '../../../credentials/WhatsAppFlowsApi.credentials';
import { wasUsed } from '../../../nodes/WhatsAppBusinessCloud/transport/usedCredentials';
import { authenticate } from '../../../nodes/WhatsAppBusinessCloud/auth/authenticate';

const credentials = {
	accessToken: 'EAAJBexampleToken',
	businessAccountId: '102290129340398',
	apiVersion: 'v25.0',
	appSecret: 'c0ffee',
	baseUrl: 'https://graph.facebook.com',
};
// printf %s EAAJBexampleToken | openssl dgst -sha256 -hmac c0ffee
const PROOF = '870f12a66a2960abbd5b18fb993eac9c45df0c3a7488d2d19af665035a9392fc';

const graph = (): IHttpRequestOptions => ({
	method: 'GET',
	url: 'https://graph.facebook.com/v25.0/1',
	qs: { fields: 'id' },
});

it('adds token and proof, and keeps the existing options', async () => {
	const request = { ...graph(), headers: { accept: 'application/json', authorization: 'Basic x' } };
	expect(await authenticate(credentials, request)).toEqual({
		method: 'GET',
		url: 'https://graph.facebook.com/v25.0/1',
		qs: { fields: 'id', appsecret_proof: PROOF },
		headers: { accept: 'application/json', Authorization: 'Bearer EAAJBexampleToken' },
		sendCredentialsOnCrossOriginRedirect: false,
	});
});

it('adds no proof without an app secret', async () => {
	const { qs } = await authenticate({ ...credentials, appSecret: '' }, graph());
	expect(qs).toEqual({ fields: 'id' });
});

it('adds no proof to media downloads', async () => {
	const request = await authenticate(credentials, { url: 'https://lookaside.fbsbx.com/x?mid=1' });
	expect(request.qs).toBeUndefined();
	expect(request.headers).toEqual({ Authorization: 'Bearer EAAJBexampleToken' });
});

it('trims whitespace from token and secret', async () => {
	const request = await authenticate(
		{ ...credentials, accessToken: ' EAAJBexampleToken\n', appSecret: ' c0ffee ' },
		graph(),
	);
	expect(request.headers?.Authorization).toBe('Bearer EAAJBexampleToken');
	expect(request.qs).toEqual({ fields: 'id', appsecret_proof: PROOF });
});

it.each<[string, object]>([
	['uri', { uri: 'https://graph.facebook.com/v25.0/1' }],
	['a base URL and a path', { baseURL: 'https://graph.facebook.com/', url: '/v25.0/1' }],
	['a base URL alone', { baseURL: 'https://graph.facebook.com/v25.0/1', url: '' }],
	['a complete url beside a base URL', { baseURL: 'https://evil.example', url: 'https://graph.facebook.com/v25.0/1' }],
])('reads the URL from %s', async (_name, request) => {
	const signed = await authenticate(credentials, request as IHttpRequestOptions);
	expect(signed.headers?.Authorization).toBe('Bearer EAAJBexampleToken');
});

it.each<[string, object]>([
	['another host', { url: 'https://evil.example/v25.0/1' }],
	['another host as uri', { uri: 'https://evil.example/v25.0/1' }],
	[
		'another host as url, which has precedence over uri',
		{ url: 'https://evil.example/', uri: 'https://graph.facebook.com/' },
	],
	['another base URL', { baseURL: 'https://evil.example', url: '/v25.0/1' }],
	[
		'a complete url beside the correct base URL',
		{ baseURL: 'https://graph.facebook.com', url: 'https://evil.example/' },
	],
	['a URL without a scheme', { baseURL: 'https://graph.facebook.com', url: '//evil.example/' }],
	['an empty URL', {}],
])('rejects a request to %s', async (_name, request) => {
	const options = request as IHttpRequestOptions;
	await expect(authenticate(credentials, options)).rejects.toMatchObject({
		message:
			"'URL' is not a URL of Meta, so the access token was not sent. Use an address on graph.facebook.com or a media address from Meta, or choose another credential.",
	});
	expect(JSON.stringify(options)).not.toContain('EAAJB');
});

it.each<[string, object, string]>([
	[
		'a missing token',
		{ accessToken: ' ' },
		"'Access Token' is empty. Paste the token from WhatsApp > API Setup or from a system user.",
	],
	[
		'two tokens',
		{ accessToken: 'EAAJBone\nEAAJBtwo' },
		"'Access Token' contains a space, a line break or another character that is not part of a token. Copy the complete token again, and nothing else.",
	],
	[
		'a base URL without https',
		{ baseUrl: 'http://graph.facebook.com' },
		"'Base URL' does not start with https://, so the access token would travel unencrypted. Enter https://graph.facebook.com. http:// is only allowed for localhost.",
	],
])('rejects the credential with %s', async (_name, change, message) => {
	await expect(authenticate({ ...credentials, ...change }, graph())).rejects.toMatchObject({ message });
});

it('remembers the credential of a request, even when it rejects the request', async () => {
	const mine = { ...credentials };
	expect(wasUsed(mine)).toBe(false);
	await expect(authenticate(mine, { url: 'https://evil.example' })).rejects.toThrow();
	expect(wasUsed(mine)).toBe(true);
	expect(wasUsed({ ...credentials })).toBe(false);
});

it('signs requests for both credentials that have a token', () => {
	expect(new WhatsAppBusinessCloudApi().authenticate).toBe(authenticate);
	expect(new WhatsAppFlowsApi().authenticate).toBe(authenticate);
});
