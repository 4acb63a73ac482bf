import { DEFAULT_API_VERSION } from '../transport/graphVersions';
import { isObject } from '../shared/input/parameterValues';

/** Result of a test request: a response, or the code of the error that broke the connection. */
export interface CredentialTestResponse {
	statusCode?: number;
	body?: unknown;
	broken?: string;
}

interface CredentialError {
	code?: number;
	subcode?: number;
	message: string;
}

interface Rule {
	when: (error: CredentialError) => boolean;
	say: string;
}

const TOKEN_SOURCES = 'WhatsApp > API Setup (valid for 24 hours) or Business settings > System users (never expires)';
const NEW_TOKEN = `Generate a new token: ${TOKEN_SOURCES}.`;

const WRONG_VERSION = `The Graph API version in 'API Version' is not available. Enter a version from the Graph API changelog, such as ${DEFAULT_API_VERSION}.`;
const BUSY =
	'Meta is temporarily unavailable or limits requests, so the credential could not be tested. Try again in a few minutes.';

/** Codes of a token that is no longer valid; the subcode says why. */
const isTokenCode = (code: number | undefined): boolean => code === 190 || code === 102;

/**
 * Rejections of a credential and what to change; the first match wins.
 * Codes: WhatsApp docs: Error codes > Authorization errors; Graph API docs: Handling errors > Error codes and subcodes.
 */
const ACCOUNT_RULES: Rule[] = [
	{
		when: ({ message }) => /invalid appsecret_proof/i.test(message),
		say: "'App Secret' does not belong to the app that issued 'Access Token'. Copy it from App settings > Basic of that app, or leave it empty.",
	},
	{
		when: ({ message }) => /appsecret_proof/i.test(message),
		say: "The app has Require App Secret turned on. Enter 'App Secret' from App settings > Basic.",
	},
	{
		when: ({ code, subcode }) => isTokenCode(code) && subcode === 463,
		say: `'Access Token' has expired. ${NEW_TOKEN}`,
	},
	{
		when: ({ code, subcode }) => isTokenCode(code) && subcode === 460,
		say: `'Access Token' is no longer valid because its owner changed their password. ${NEW_TOKEN}`,
	},
	{
		when: ({ code, subcode }) => isTokenCode(code) && (subcode === 459 || subcode === 464),
		say: "Facebook requires the user of 'Access Token' to confirm something. Sign in to facebook.com as that user and follow the instructions. A new token does not help before that.",
	},
	{
		when: ({ code, subcode }) => isTokenCode(code) && subcode === 458,
		say: `The user of 'Access Token' removed the app from their account. Sign in to the app again. ${NEW_TOKEN}`,
	},
	{
		when: ({ code, subcode }) => isTokenCode(code) && subcode === 492,
		say: `The user of 'Access Token' no longer has a role on the Facebook Page. Assign a role on the Page to the user. ${NEW_TOKEN}`,
	},
	{
		when: ({ code }) => isTokenCode(code) || code === 0,
		say: `Meta rejected 'Access Token'. Copy the complete token again, or generate a new one: ${TOKEN_SOURCES}.`,
	},
	{
		when: ({ code, message }) =>
			code === 2635 ||
			(code === 2500 && /path/i.test(message)) ||
			/\bAPI version\b|version of the .*API/i.test(message),
		say: WRONG_VERSION,
	},
	{
		when: ({ code, message }) => code === 100 && message.includes('node type (Business)'),
		say: "'WhatsApp Business Account ID' is the ID of a business portfolio. Enter the ID of the account from WhatsApp > API Setup instead.",
	},
	{
		when: ({ code, message }) => code === 100 && /node type \(\w*PhoneNumber\w*\)/.test(message),
		say: "'WhatsApp Business Account ID' is the ID of a phone number. Enter the ID of the account from WhatsApp > API Setup instead.",
	},
	{
		when: ({ code, message }) => code === 100 && message.includes('node type ('),
		say: "'WhatsApp Business Account ID' is not the ID of a WhatsApp Business Account. Enter the ID from WhatsApp > API Setup.",
	},
	{
		when: ({ code, subcode }) => code === 33 || (code === 100 && subcode === 33),
		say: "'Access Token' has no access to the account in 'WhatsApp Business Account ID'. Check the ID in WhatsApp > API Setup, and assign the account to the token's system user under Business settings > System users.",
	},
	{
		when: ({ code = 0 }) => code === 10 || code === 3 || code === 131005 || (code >= 200 && code <= 299),
		say: "'Access Token' is missing the permission whatsapp_business_management. Generate a new token with whatsapp_business_management and whatsapp_business_messaging.",
	},
	{
		when: ({ code = 0 }) => [1, 2, 4, 17, 32, 341, 613, 80007, 80008, 131016].includes(code),
		say: BUSY,
	},
];

const WRONG_SECRET =
	"'Client Secret' (App Secret) does not belong to the app in 'Client ID' (App ID). Copy both from App settings > Basic of the same app.";

/** A rejection of a token request: the value at a path in Meta's response, and what to change. */
export interface OAuthErrorMessage {
	path: 'error.message' | 'error.code' | 'error.type';
	value: string | number;
	say: string;
}

/**
 * Rejections of the app's ID and secret; the first match wins. Compared for equality, as n8n does.
 * Source: Graph API docs: Access tokens > App access tokens; Handling errors > Error codes.
 */
export const OAUTH_ERRORS: OAuthErrorMessage[] = [
	{ path: 'error.message', value: 'Error validating client secret.', say: WRONG_SECRET },
	{ path: 'error.message', value: 'Missing client_secret parameter.', say: WRONG_SECRET },
	{
		path: 'error.code',
		value: 101,
		say: "'Client ID' (App ID) is not the ID of a Meta app. Copy it from App settings > Basic of your app.",
	},
	{ path: 'error.code', value: 190, say: WRONG_SECRET },
	{ path: 'error.code', value: 2500, say: WRONG_VERSION },
	{ path: 'error.code', value: 2635, say: WRONG_VERSION },
	{ path: 'error.code', value: 2, say: BUSY },
	{ path: 'error.code', value: 4, say: BUSY },
	{ path: 'error.type', value: 'OAuthException', say: `Meta rejected the app. ${WRONG_SECRET}` },
];

/** Certificates that Node.js rejects (Node.js docs: TLS > X509 certificate error codes). */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|ALTNAME|^EPROTO$|^ERR_(SSL|TLS)/;

function connectionMessage(code: string, host: string): string {
	if (code === '') {
		return `n8n blocked the request to 'Base URL' (${host}). Ask the administrator of n8n to allow requests to that host.`;
	}
	if (CERTIFICATE.test(code)) {
		return `n8n does not trust the certificate of the server at 'Base URL' (${host}). Check the URL and any proxy between n8n and Meta.`;
	}
	if (code === 'ETIMEDOUT' || code === 'ECONNABORTED') {
		return `The server at 'Base URL' (${host}) did not respond in time. Check the URL, and that your firewall and proxy allow the connection.`;
	}
	return `The server at 'Base URL' (${host}) could not be reached. Check the URL, and that your firewall and proxy allow the connection.`;
}

function record(value: unknown): Record<string, unknown> | undefined {
	return isObject(value) && !Buffer.isBuffer(value) ? value : undefined;
}

/** The messages for responses that did not come from the Graph API. `host` = the host of 'Base URL'. */
export const notGraphApiMessage = (host: string) =>
	`The server at 'Base URL'${host && ` (${host})`} does not respond like the Graph API. Enter https://graph.facebook.com, or check the proxy.`;

function responseMessage(response: CredentialTestResponse, host: string): string | undefined {
	if (response.broken !== undefined) return connectionMessage(response.broken, host);
	const body = record(response.body);
	const status = Number(response.statusCode);
	if (record(body?.error) || (body && status < 300)) return undefined;
	if (status >= 500)
		return `The server at 'Base URL' (${host}) responded with HTTP status ${status}. Try again in a few minutes.`;
	return notGraphApiMessage(host);
}

/**
 * What the user has to change in a credential with an access token, as plain text.
 * @param response result of reading the WhatsApp Business Account
 * @param host the host of 'Base URL'
 * @param secrets values to leave out, in case Meta quotes them
 * @returns undefined when Meta returned the account
 */
export function accountAdvice(response: CredentialTestResponse, host: string, secrets: string[]): string | undefined {
	const text = responseMessage(response, host);
	const error = record(record(response.body)?.error);
	if (text !== undefined || error === undefined) return text;

	const rejection: CredentialError = {
		code: error.code === undefined ? undefined : Number(error.code),
		subcode: Number(error.error_subcode),
		message: String(error.message ?? ''),
	};
	const rule = ACCOUNT_RULES.find(({ when }) => when(rejection));
	if (rule) return rule.say;
	const details = String(record(error.error_data)?.details ?? error.error_user_msg ?? rejection.message);
	const safe = secrets.reduce((result, secret) => result.replaceAll(secret, '***'), details).slice(0, 300);
	return `Meta rejected the test with code ${rejection.code ?? 'unknown'}: ${safe}`;
}

/**
 * What the user has to change in a credential with an app's ID and secret, as plain text.
 * @param response result of the token request
 * @param host the host of 'Base URL'
 * @returns undefined when Meta returned a token
 */
export function oauthErrorMessage(response: CredentialTestResponse, host: string): string | undefined {
	const text = responseMessage(response, host);
	if (text !== undefined) return text;
	const body = record(response.body);
	const error = record(body?.error);
	if (error === undefined) return body?.access_token === undefined ? notGraphApiMessage(host) : undefined;
	const known = OAUTH_ERRORS.find(({ path, value }) => error[path.slice('error.'.length)] === value);
	return known?.say ?? `Meta rejected the app with code ${String(error.code ?? 'unknown')}. ${WRONG_SECRET}`;
}
