import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { InputError } from '../shared/inputError';
import { wasUsed } from '../transport/usedCredentials';
import { errorMessageFor, sign } from './authenticate';
import { accountAdvice, type CredentialTestResponse } from './credentialTestMessages';
import { redact } from '../shared/redact';
import { checkApiVersion, checkBaseUrl } from '../transport/hosts';

/** ms; a person is waiting in front of the dialog. */
const TIMEOUT = 30_000;

/** A field that only WhatsApp Business Accounts have: asked of a portfolio or a number, Meta names what it is instead. */
const ACCOUNT_FIELDS = 'id,name,message_template_namespace';

/**
 * Reads the account ID.
 * @throws InputError when it is empty or not a Meta ID
 */
function readAccountId(value: unknown): string {
	const field = 'Business Account ID';
	const text = String(value ?? '').trim();
	const where = 'Copy the WhatsApp Business Account ID from WhatsApp > API Setup';
	if (text === '') throw new InputError(field, `'${field}' is empty`, where);
	if (!/^\d+$/.test(text)) {
		throw new InputError(field, `'${field}' is not an ID: those are digits only`, where);
	}
	return text;
}

/** Sends a test request through n8n's helper. @returns whatever it came to; never throws */
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

/** Texts of a credential that no message may repeat. */
function secretsOf(...values: unknown[]): string[] {
	return values.map((value) => String(value ?? '').trim()).filter((text) => text !== '');
}

/**
 * The credentials' `preAuthentication`. n8n runs it before a credential's test request, and its errors are the only ones
 * that n8n shows word for word; so the account is looked up here. n8n also runs it after a refused request: then it does nothing.
 * @param credentials accessToken, businessAccountId; apiVersion, baseUrl and appSecret when there
 * @returns nothing to keep
 * @throws UserError saying which field to change
 */
export async function testAccountCredential(
	this: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
): Promise<IDataObject> {
	if (wasUsed(credentials)) return {};
	let refusal: string | undefined;
	try {
		const baseUrl = checkBaseUrl(credentials.baseUrl);
		const version = checkApiVersion(credentials.apiVersion);
		const account = readAccountId(credentials.businessAccountId);
		const request = sign(credentials, {
			method: 'GET',
			url: `${baseUrl}/${version}/${account}`,
			qs: { fields: ACCOUNT_FIELDS },
		});
		refusal = accountAdvice(
			await callGraph(this, request),
			new URL(baseUrl).host,
			secretsOf(credentials.accessToken, credentials.appSecret),
		);
	} catch (cause) {
		refusal = errorMessageFor(cause);
	}
	if (refusal !== undefined) throw new UserError(redact(refusal));
	return {};
}

/** The credentials' `test`. It comes after testAccount, which has looked at the account; asking for it again changes nothing. */
export const accountTest: ICredentialTestRequest = {
	request: {
		baseURL: '={{ String($credentials.baseUrl).trim().replace(/\\/+$/, "") }}',
		url: '={{ "/" + String($credentials.apiVersion).trim().replace(/^v?(\\d+)$/i, "$1.0").replace(/^v?/i, "v") + "/" + String($credentials.businessAccountId).trim() }}',
		qs: { fields: 'id' },
	},
};
