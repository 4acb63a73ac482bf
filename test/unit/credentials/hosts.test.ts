import fc from 'fast-check';
import {
	allowedHosts,
	checkApiVersion,
	checkBaseUrl,
	isGraphHost,
	isTokenHost,
} from '../../../nodes/WhatsAppBusinessCloud/transport/hosts';
import { InputError } from '../../../nodes/WhatsAppBusinessCloud/shared/inputError';

const META = 'https://graph.facebook.com';

function errorMessageOf(run: () => unknown): string {
	try {
		run();
	} catch (error) {
		expect(error).toBeInstanceOf(InputError);
		return `${(error as InputError).field}: ${(error as InputError).message}`;
	}
	return 'accepted';
}

describe('checkBaseUrl', () => {
	it.each([
		[undefined, META],
		['', META],
		['  https://graph.facebook.com/  ', META],
		['HTTPS://Graph.Facebook.com', META],
		['https://proxy.example.com:8443/meta//', 'https://proxy.example.com:8443/meta'],
		['http://127.0.0.1:4010', 'http://127.0.0.1:4010'],
		['http://127.8.9.10/x', 'http://127.8.9.10/x'],
		['http://localhost:3000/', 'http://localhost:3000'],
		['http://[::1]:3000', 'http://[::1]:3000'],
	])('accepts the base URL %p as %p', (value, expected) => {
		expect(checkBaseUrl(value)).toBe(expected);
	});

	it.each([
		['http://graph.facebook.com', 'does not start with https://, so the access token would travel unencrypted'],
		['http://10.0.0.1', 'does not start with https://, so the access token would travel unencrypted'],
		['http://127.0.0.1.evil.example', 'does not start with https://, so the access token would travel unencrypted'],
		['http://localhost.evil.example', 'does not start with https://, so the access token would travel unencrypted'],
		['graph.facebook.com', 'is not a valid URL'],
		['ftp://graph.facebook.com', 'is not a valid URL'],
		['{}', 'is not a valid URL'],
		['https://user:pass@graph.facebook.com', 'contains a user name or password'],
		['https://graph.facebook.com?x=1', 'contains a query or fragment'],
		['https://graph.facebook.com/#x', 'contains a query or fragment'],
		['https://graph.facebook.com/v25.0', 'contains an API version'],
		['https://graph.facebook.com/V25/', 'contains an API version'],
	])('rejects the base URL %p', (value, reason) => {
		expect(errorMessageOf(() => checkBaseUrl(value))).toBe(`Base URL: 'Base URL' ${reason}`);
	});

	it('does not show a password from the URL', () => {
		expect(errorMessageOf(() => checkBaseUrl('https://me:hunter2@graph.facebook.com'))).not.toContain('hunter2');
	});
});

describe('checkApiVersion', () => {
	it.each([
		['v25.0', 'v25.0'],
		['V25.0', 'v25.0'],
		[' 25.0 ', 'v25.0'],
		['25', 'v25.0'],
		['v26', 'v26.0'],
		[25, 'v25.0'],
		['', 'v26.0'],
		[undefined, 'v26.0'],
	])('accepts the API version %p as %p', (value, expected) => {
		expect(checkApiVersion(value)).toBe(expected);
	});

	it.each(['latest', 'v25.0/me', '../v25.0', 'v25.0.1', 'vv25.0', 'v', '25,0', '{}'])(
		'rejects the API version %p',
		(value) => {
			expect(errorMessageOf(() => checkApiVersion(value))).toBe(
				"API Version: 'API Version' is not a Graph API version",
			);
		},
	);
});

describe('isTokenHost', () => {
	it.each([
		`${META}/v25.0/1/messages`,
		'https://graph.facebook.com:443/v25.0/1',
		'https://api.facebook.com/1/message_templates/archive',
		'https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1',
		'https://scontent.xx.fbcdn.net/v/1',
		'https://mmg.whatsapp.net/v/1',
	])('treats as host of the token %s', (url) => {
		expect(isTokenHost(url, META)).toBe(true);
	});

	it.each([
		'http://graph.facebook.com/v25.0/1',
		'https://graph.facebook.com:8443/v25.0/1',
		'https://graph.facebook.com.evil.example/',
		'https://graph.facebook.com@evil.example/',
		'https://evil.example/?https://graph.facebook.com',
		'https://fbsbx.com/',
		'https://evilfbsbx.com/',
		'https://lookaside.fbsbx.com.evil.example/',
		'http://lookaside.fbsbx.com/',
		'https://lookaside.fbsbx.com:8443/',
		'//graph.facebook.com/v25.0/1',
		'/v25.0/1',
		'data:,x',
		'',
	])('treats as foreign host %p', (url) => {
		expect(isTokenHost(url, META)).toBe(false);
	});

	it('recognizes a local server by its complete origin', () => {
		const local = 'http://127.0.0.1:4010';
		expect(isTokenHost('http://127.0.0.1:4010/media/1', local)).toBe(true);
		expect(isTokenHost('http://127.0.0.1:4011/media/1', local)).toBe(false);
		expect(isTokenHost('http://localhost:4010/media/1', local)).toBe(false);
		expect(isTokenHost('https://graph.facebook.com/v25.0/1', local)).toBe(false);
	});

	it('never sends the token to a random host', () => {
		fc.assert(
			fc.property(fc.webUrl({ validSchemes: ['http', 'https'] }), (url) => {
				expect(isTokenHost(url, META)).toBe(false);
			}),
		);
	});
});

it('does not treat media hosts as Graph hosts', () => {
	expect(isGraphHost('https://lookaside.fbsbx.com/x', META)).toBe(false);
	expect(isGraphHost('https://api.facebook.com/x', META)).toBe(true);
	expect(isGraphHost('https://proxy.example.com/meta/v25.0/1', 'https://proxy.example.com/meta')).toBe(true);
});

it("lists the hosts in the format of n8n's allowedDomains", () => {
	expect(allowedHosts('http://127.0.0.1:4010')).toEqual([
		'127.0.0.1',
		'api.facebook.com',
		'*.fbsbx.com',
		'*.fbcdn.net',
		'*.whatsapp.net',
	]);
});
