import { createHmac } from 'crypto';
import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { accountCredential, credentialText, parseCredential } from '../shared/credentials';
import { InputError } from '../shared/inputError';
import { rememberCredential, rememberSecrets } from '../shared/secrets';
import { redact } from '../shared/redact';
import { markUsed } from '../transport/usedCredentials';
import { checkBaseUrl, isGraphHost, isTokenHost } from '../transport/hosts';

/** @throws InputError when there is no access token, or when it is not valid in a header */
function checkToken(token: string): void {
	const field = 'Access Token';
	if (token === '') {
		throw new InputError(field, 'is empty', 'Paste the token from WhatsApp > API Setup or from a system user');
	}
	if (!/^[\x21-\x7e]+$/.test(token)) {
		throw new InputError(
			field,
			'contains a space, a line break or another character that is not part of a token',
			'Copy the complete token again, and nothing else',
		);
	}
}

/**
 * Proves to Meta that the caller knows the app secret.
 * @returns lower-case hex HMAC-SHA256 of the token with the app secret as key
 * @see Graph API docs: Securing Graph API requests > Generate the proof
 */
export function appSecretProof(token: string, appSecret: string): string {
	return createHmac('sha256', appSecret).update(token).digest('hex');
}

/** The URL of a request, composed as n8n's helpers do. The HTTP Request node sets `uri`, all others `url`. */
function targetOf(request: IHttpRequestOptions & { uri?: unknown }): string {
	const address = String(request.url ?? request.uri ?? '').trim();
	const base = request.baseURL?.trim();
	if (!base || /^([a-z][a-z\d+\-.]*:)?\/\//i.test(address)) return address;
	return address === '' ? base : `${base.replace(/\/+$/, '')}/${address.replace(/^\/+/, '')}`;
}

/**
 * An error of a credential as one text: n8n shows only the message. Unexpected errors are not quoted: they may contain
 * a secret.
 */
export function errorMessageFor(cause: unknown): string {
	if (!(cause instanceof InputError)) return 'The credential could not be used';
	return cause.advice === undefined ? cause.message : `${cause.message}. ${cause.advice}.`;
}

/**
 * Adds the access token to a request and, when the credential has an app secret, `appsecret_proof` to Graph API calls.
 * The token does not follow a redirect to another origin.
 * @param credentials accessToken; baseUrl and appSecret if present
 * @param request modified in place
 * @returns the same request
 * @throws InputError when the request does not go to Meta, or when token or base URL cannot be used
 */
export function sign(credentials: ICredentialDataDecryptedObject, request: IHttpRequestOptions): IHttpRequestOptions {
	rememberCredential(credentials);
	const credential = parseCredential(accountCredential, credentials);
	const baseUrl = checkBaseUrl(credential.baseUrl);
	const token = credentialText(credential.accessToken);
	checkToken(token);
	const target = targetOf(request);
	if (!isTokenHost(target, baseUrl)) {
		throw new InputError(
			'URL',
			'is not a URL of Meta, so the access token was not sent',
			`Use an address on ${new URL(baseUrl).host} or a media address from Meta, or choose another credential`,
		);
	}

	for (const name of Object.keys(request.headers ?? {})) {
		if (name.toLowerCase() === 'authorization') delete request.headers?.[name];
	}
	request.headers = { ...request.headers, Authorization: `Bearer ${token}` };
	request.sendCredentialsOnCrossOriginRedirect = false;

	const appSecret = credentialText(credential.appSecret);
	if (appSecret !== '' && isGraphHost(target, baseUrl)) {
		const proof = appSecretProof(token, appSecret);
		rememberSecrets(proof);
		request.qs = { ...request.qs, appsecret_proof: proof };
	}
	return request;
}

/**
 * The credentials' `authenticate`: n8n calls it, and so sign(), before every request.
 * @throws UserError saying what to change
 */
export async function authenticate(
	credentials: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
	markUsed(credentials);
	let problem: string;
	try {
		return sign(credentials, request);
	} catch (cause) {
		problem = errorMessageFor(cause);
	}
	throw new UserError(redact(problem));
}
