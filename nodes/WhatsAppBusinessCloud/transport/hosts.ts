import { InputError } from '../shared/inputError';
import { isLoopback } from '../shared/publicHost';
import { DEFAULT_API_VERSION } from './graphVersions';

/** Default Graph API host (WhatsApp docs: Cloud API > Base URL). */
export const DEFAULT_BASE_URL = 'https://graph.facebook.com';

/** Serves archiving and unarchiving of templates, with the same tokens (WhatsApp docs: Template archival). */
const TEMPLATE_HOST = 'api.facebook.com';

/** Meta serves media from subdomains of these domains (WhatsApp docs: Media > Retrieve media URL). */
const MEDIA_DOMAINS = ['fbsbx.com', 'fbcdn.net', 'whatsapp.net'];

function parse(url: string): URL | undefined {
	try {
		return new URL(url);
	} catch {
		return undefined;
	}
}

/**
 * Checks the credential's Base URL.
 * @param value the user's input; empty means Meta's own host
 * @returns origin and path without a trailing slash, e.g. `https://graph.facebook.com`
 * @throws InputError unless it is https, or http to this machine, without version, query, fragment, user name or
 * password
 */
export function checkBaseUrl(value: unknown): string {
	const invalid = (problem: string, advice: string) => new InputError('Base URL', problem, advice);
	const text = String(value ?? '').trim() || DEFAULT_BASE_URL;
	const url = parse(text);
	if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
		throw invalid('is not a valid URL', `Enter ${DEFAULT_BASE_URL}`);
	}
	if (url.username || url.password) {
		throw invalid('contains a user name or password', `Enter only the URL, like ${DEFAULT_BASE_URL}`);
	}
	if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
		throw invalid(
			'does not start with https://, so the access token would travel unencrypted',
			`Enter ${DEFAULT_BASE_URL}. http:// is only allowed for localhost`,
		);
	}
	if (url.search || url.hash) {
		throw invalid('contains a query or fragment', "Remove the '?' or '#' and everything after it");
	}
	if (/\/v\d+(\.\d+)?(\/|$)/i.test(url.pathname)) {
		throw invalid('contains an API version', "Remove it there, and enter it under 'API Version'");
	}
	return url.origin + url.pathname.replace(/\/+$/, '');
}

/**
 * Checks the credential's API Version.
 * @param value e.g. `v25.0`, `V25.0`, `25.0` or 25; empty means the version this package was written against
 * @returns e.g. `v25.0`
 * @throws InputError for any other value
 */
export function checkApiVersion(value: unknown): string {
	const text = String(value ?? '').trim() || DEFAULT_API_VERSION;
	const match = /^v?(\d{1,3})(?:\.(\d{1,2}))?$/i.exec(text);
	if (!match) {
		throw new InputError(
			'API Version',
			'is not a Graph API version',
			`Enter a 'v', a number, and '.0', like ${DEFAULT_API_VERSION}`,
		);
	}
	return `v${Number(match[1])}.${Number(match[2] ?? 0)}`;
}

/**
 * Returns the origin of Meta's second API host.
 * @param baseUrl as checkBaseUrl returns it; a proxy or an emulator replaces all of Meta's hosts
 * @returns origin without a trailing slash
 */
export function apiOrigin(baseUrl: string): string {
	return baseUrl === DEFAULT_BASE_URL ? `https://${TEMPLATE_HOST}` : baseUrl;
}

/**
 * The hosts that may receive the token, in the form of n8n's `allowedDomains` (a leading `*.` matches any subdomain).
 * @param baseUrl as checkBaseUrl returns it
 */
export function allowedHosts(baseUrl: string): string[] {
	return [new URL(baseUrl).hostname, TEMPLATE_HOST, ...MEDIA_DOMAINS.map((domain) => `*.${domain}`)];
}

/**
 * Whether a request to this URL is a Graph API call, as opposed to a media download.
 * @param url absolute URL
 * @param baseUrl as checkBaseUrl returns it
 */
export function isGraphHost(url: string, baseUrl: string): boolean {
	const target = parse(url);
	if (!target) return false;
	return target.origin === new URL(baseUrl).origin || target.origin === `https://${TEMPLATE_HOST}`;
}

/**
 * Whether a request to this URL may carry the access token: the Graph API, and Meta's media hosts over https.
 * @param url absolute URL
 * @param baseUrl as checkBaseUrl returns it
 */
export function isTokenHost(url: string, baseUrl: string): boolean {
	if (isGraphHost(url, baseUrl)) return true;
	const target = parse(url);
	if (target?.protocol !== 'https:' || target.port !== '') return false;
	return MEDIA_DOMAINS.some((domain) => target.hostname.endsWith(`.${domain}`));
}
