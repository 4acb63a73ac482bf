import type {
	IAuthenticateRuleResponseSuccessBody,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	IDataObject,
	IHttpRequestHelper,
	INodeProperties,
} from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { appCredential, parseCredential } from '../shared/credentials';
import { rememberCredential } from '../shared/secrets';
import { errorMessageFor } from './authenticate';
import { OAUTH_ERRORS, oauthErrorMessage, notGraphApiMessage } from './credentialTestMessages';
import { callGraph } from './callGraph';
import { hidden, IN_EXECUTION } from './credentialFields';
import { redact } from '../shared/redact';
import { DEFAULT_API_VERSION } from '../transport/graphVersions';
import { checkApiVersion, checkBaseUrl, DEFAULT_BASE_URL } from '../transport/hosts';

// n8n requests this credential's token automatically, using the hidden fields below. Outside executions (credential
// test, list in the editor, registration of a trigger) the fields hold the app's other access token,
// `{app-id}|{app-secret}` (Graph API docs: Access tokens > App access tokens), since n8n would show a rejected token
// request as a bare code.

/** Matches what checkBaseUrl accepts; n8n evaluates it where our code does not run. */
const BASE_URL = String.raw`/^(https:\/\/[^\s\/@?#]+|http:\/\/(localhost|127(\.\d+){3}|\[::1\])(:\d+)?)(\/[^\s?#]*)?$/i`;

/** Expressions over the credential's own fields: `$self` in a field, `$credentials` in a test request. */
function parts(source: '$self' | '$credentials') {
	const base = `String(${source}["baseUrl"] || "${DEFAULT_BASE_URL}").trim().replace(/\\/+$/, "")`;
	const version = `String(${source}["apiVersion"] || "${DEFAULT_API_VERSION}").trim().toLowerCase().replace(/^v?(\\d+)$/, "$1.0").replace(/^v?/, "v")`;
	return { base, version, safe: `${BASE_URL}.test(${base})` };
}

const own = parts('$self');
const tested = parts('$credentials');

/** The base URL's origin, as a browser writes it: without the default port. Expressions have no URL class. */
const origin = `${own.base}.toLowerCase().replace(/^(https?:\\/\\/[^\\/]+)[^]*$/, "$1").replace(/^(https:.*):443$|^(http:.*):80$/, "$1$2")`;

/**
 * Whether the HTTP Request node, which has a `url` parameter, calls the base URL's origin. n8n compares hosts only, and
 * 1.x does so after redirects only: without this, the token would be sent to any port of the host, and unencrypted to
 * http://. Other nodes have no such parameter.
 */
const atOrigin = `($parameter["url"] === undefined || (String($parameter["url"]).trim().toLowerCase().replace(/[?#][^]*$/, "").replace(/^(https:\\/\\/[^\\/]+):443(?=\\/|$)/, "$1") + "/").startsWith(${origin} + "/"))`;

/**
 * Fields of n8n's OAuth2 credential that the client-credentials grant of Meta does not use, with their defaults. A field
 * of this name hides the one of n8n. Versions of n8n differ in which they show.
 */
const unusedFields: INodeProperties[] = [
	hidden('Use Dynamic Client Registration', 'useDynamicClientRegistration', false),
	hidden('Server URL', 'serverUrl', ''),
	hidden('Authorization URL', 'authUrl', ''),
	hidden('Auth URI Query Parameters', 'authQueryParameters', ''),
	hidden('Send Additional Body Properties', 'sendAdditionalBodyProperties', false),
	hidden('Additional Body Properties', 'additionalBodyProperties', ''),
	hidden('Ignore SSL Issues (Insecure)', 'ignoreSSLIssues', false),
	hidden('Token Expired Status Code', 'tokenExpiredStatusCode', 401),
	hidden('Encrypted Tokens (JWE)', 'jweEnabled', false),
	hidden('JWKS URI', 'jwksUri', ''),
	hidden('Inline JWKS in Client Registration', 'inlineJwks', false),
];

/** How n8n gets the token, and where it may send it. An unsafe base URL becomes a URL that no client can call. */
export const grantFields: INodeProperties[] = [
	hidden('Grant Type', 'grantType', 'clientCredentials'),
	hidden(
		'Access Token URL',
		'accessTokenUrl',
		`={{ ${own.safe} ? ${own.base} + "/" + ${own.version} + "/oauth/access_token" : "base-url-must-be-https:" }}`,
	),
	hidden('Scope', 'scope', ''),
	hidden('Authentication', 'authentication', 'body'),
	// The HTTP Request node of both generations rejects a credential with "none" before it sends anything.
	hidden(
		'Allowed HTTP Request Domains',
		'allowedHttpRequestDomains',
		`={{ ${own.safe} && ${atOrigin} ? "domains" : "none" }}`,
	),
	hidden(
		'Allowed Domains',
		'allowedDomains',
		`={{ ${own.base}.replace(/^https?:\\/\\//i, "").replace(/[:\\/](?![^\\[]*\\]).*$/, "") }}`,
	),
	hidden('OAuth Token Data', 'oauthTokenData', {
		access_token: `={{ ${IN_EXECUTION} ? "" : $self["clientId"] + "|" + $self["clientSecret"] }}`,
		token_type: 'bearer',
	}),
	...unusedFields,
];

const UNSAFE =
	"'Base URL' does not start with https://, so 'Client Secret' (App Secret) was not sent. Enter https://graph.facebook.com. http:// is only allowed for localhost.";

const rule = (key: string, value: unknown, message: string): IAuthenticateRuleResponseSuccessBody => ({
	type: 'responseSuccessBody',
	properties: { key, value, message },
});

/**
 * Requests an app access token with ID and secret, regardless of the token that n8n keeps. An unsafe base URL causes no
 * network request.
 */
export const grantTest: ICredentialTestRequest = {
	request: {
		method: `={{ ${tested.safe} ? "POST" : "GET" }}` as 'POST',
		url: `={{ ${tested.safe} ? ${tested.base} + "/" + ${tested.version} + "/oauth/access_token" : "data:,!" }}`,
		body: {
			client_id: '={{$credentials.clientId}}',
			client_secret: '={{$credentials.clientSecret}}',
			grant_type: 'client_credentials',
		},
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	},
	rules: [
		...[33, '!'].map((value) => rule('0', value, UNSAFE)),
		...OAUTH_ERRORS.map(({ path, value, say }) => rule(path, value, say)),
		rule('access_token', undefined, notGraphApiMessage('')),
	],
};

/**
 * The credential's `preAuthentication`, which n8n 2.x runs before every request and 1.x never. When n8n would use the
 * app's ID and secret as the token, it requests a token; n8n shows only its errors verbatim. Otherwise it does nothing.
 * @returns token data for this request; n8n does not keep it
 * @throws UserError saying which field to change
 */
export async function grantToken(
	this: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
): Promise<IDataObject> {
	rememberCredential(credentials);
	let problem: string | undefined;
	try {
		const { clientId, clientSecret, oauthTokenData, ...settings } = parseCredential(appCredential, credentials);
		if (oauthTokenData?.access_token !== `${String(clientId)}|${String(clientSecret)}`) return {};
		const baseUrl = checkBaseUrl(settings.baseUrl);
		const response = await callGraph(this, {
			method: 'POST',
			url: `${baseUrl}/${checkApiVersion(settings.apiVersion)}/oauth/access_token`,
			body: { client_id: clientId, client_secret: clientSecret, grant_type: 'client_credentials' },
		});
		problem = oauthErrorMessage(response, new URL(baseUrl).host);
		if (problem === undefined) return { oauthTokenData: { ...(response.body as IDataObject), token_type: 'bearer' } };
	} catch (cause) {
		problem = errorMessageFor(cause);
	}
	throw new UserError(redact(problem));
}
