import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { accountCredential, credentialText, parseCredential } from '../shared/credentials';
import { InputError } from '../shared/inputError';
import { wasUsed } from '../transport/usedCredentials';
import { errorMessageFor, sign } from './authenticate';
import { accountAdvice, type CredentialTestResponse } from './credentialTestMessages';
import { redact } from '../shared/redact';
import { checkApiVersion, checkBaseUrl } from '../transport/hosts';

/** In ms; a user is waiting for the dialog. */
const TIMEOUT = 30_000;

/**
 * A field that only WhatsApp Business Accounts have: for a portfolio or a number, Meta's error names the actual type.
 */
const ACCOUNT_FIELDS = 'id,name,message_template_namespace';

/**
 * The account ID.
 * @throws InputError when it is empty or not a Meta ID
 */
function checkAccountId(text: string): string {
	const field = 'Business Account ID';
	const where = 'Copy the WhatsApp Business Account ID from WhatsApp > API Setup';
	if (text === '') throw new InputError(field, 'is empty', where);
	if (!/^\d+$/.test(text)) {
		throw new InputError(field, 'is not an ID: those are digits only', where);
	}
	return text;
}

/** Sends a test request through n8n's helper. @returns the response or the network error; never throws */
export async function callGraph(
	helper: IHttpRequestHelper,
	request: IHttpRequestOptions,
): Promise<CredentialTestResponse> {
	try {
		return (await helper.helpers.httpRequest({
			...request,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: TIMEOUT,
		})) as CredentialTestResponse;
	} catch (broken) {
		return { broken: String((broken as { code?: unknown }).code ?? '') };
	}
}

/**
 * The credentials' `preAuthentication`. n8n runs it before a credential's test request, and shows only its errors
 * verbatim, so the account is looked up here. n8n also runs it after a rejected request: then it does nothing.
 * @param credentials accessToken, businessAccountId; apiVersion, baseUrl and appSecret if present
 * @returns nothing to keep
 * @throws UserError saying which field to change
 */
export async function testAccountCredential(
	this: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
): Promise<IDataObject> {
	if (wasUsed(credentials)) return {};
	let problem: string | undefined;
	try {
		const credential = parseCredential(accountCredential, credentials);
		const baseUrl = checkBaseUrl(credential.baseUrl);
		const version = checkApiVersion(credential.apiVersion);
		const account = checkAccountId(credentialText(credential.businessAccountId));
		const request = sign(credentials, {
			method: 'GET',
			url: `${baseUrl}/${version}/${account}`,
			qs: { fields: ACCOUNT_FIELDS },
		});
		problem = accountAdvice(
			await callGraph(this, request),
			new URL(baseUrl).host,
			[credential.accessToken, credential.appSecret].map(credentialText).filter((secret) => secret !== ''),
		);
	} catch (cause) {
		problem = errorMessageFor(cause);
	}
	if (problem !== undefined) throw new UserError(redact(problem));
	return {};
}

/**
 * The credentials' `test`. `testAccountCredential` has already looked up the account; the second request has no effect.
 */
export const accountTest: ICredentialTestRequest = {
	request: {
		baseURL: '={{ String($credentials.baseUrl).trim().replace(/\\/+$/, "") }}',
		url: '={{ "/" + String($credentials.apiVersion).trim().replace(/^v?(\\d+)$/i, "$1.0").replace(/^v?/i, "v") + "/" + String($credentials.businessAccountId).trim() }}',
		qs: { fields: 'id' },
	},
};
