import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	IDataObject,
	IHttpRequestHelper,
} from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { ACCOUNT_ID_FIELD, accountCredential, credentialText, parseCredential } from '../shared/credentials';
import { InputError } from '../shared/inputError';
import { redact } from '../shared/redact';
import { EMULATOR_TOKEN_MESSAGE, isEmulatorTokenForMeta } from '../transport/emulatorToken';
import { DEFAULT_API_VERSION, endedMessage, isEnded } from '../transport/graphVersions';
import { checkApiVersion, checkBaseUrl } from '../transport/hosts';
import { wasUsed } from '../transport/usedCredentials';
import { errorMessageFor, sign } from './authenticate';
import { callGraph } from './callGraph';
import { accountAdvice } from './credentialTestMessages';
import { inspectToken, permissionAdvice } from './permissionTest';

/**
 * A field that only WhatsApp Business Accounts have: for a portfolio or a number, Meta's error names the actual type.
 */
const ACCOUNT_FIELDS = 'id,name,message_template_namespace';

/**
 * The account ID.
 * @throws InputError when it is empty or not a Meta ID
 */
function checkAccountId(text: string): string {
	const where = 'Copy it from WhatsApp > API Setup in the App Dashboard';
	if (text === '') throw new InputError(ACCOUNT_ID_FIELD, 'is empty', where);
	if (!/^\d+$/.test(text)) throw new InputError(ACCOUNT_ID_FIELD, 'is not an ID: those are digits only', where);
	return text;
}

/** @throws InputError when the ID is not a Meta ID, or is set without the secret */
function checkApp(appId: string, appSecret: string): void {
	if (appId === '') return;
	const where = "Copy it from App settings > Basic in the app's dashboard";
	if (!/^\d+$/.test(appId)) throw new InputError('App ID', 'is not an ID: those are digits only', where);
	if (appSecret === '')
		throw new InputError('App Secret', "is empty, but 'App ID' is set", `${where}, or leave both empty`);
}

/** A credential's own check, after Meta accepted its token. @throws InputError saying which field to change */
type OwnCheck = (credentials: ICredentialDataDecryptedObject) => Promise<void>;

/** @returns which field to change; undefined when Meta accepts the credential @throws InputError likewise */
async function findProblem(
	helper: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
	checksPermissions: boolean,
): Promise<string | undefined> {
	const credential = parseCredential(accountCredential, credentials);
	const baseUrl = checkBaseUrl(credential.baseUrl);
	const version = checkApiVersion(credential.apiVersion);
	const url = `${baseUrl}/${version}`;
	const account = checkAccountId(credentialText(credential.businessAccountId));
	const [token, appId, appSecret] = [credential.accessToken, credential.appId, credential.appSecret].map(
		credentialText,
	);
	checkApp(appId, appSecret);
	if (isEmulatorTokenForMeta(token, baseUrl)) return EMULATOR_TOKEN_MESSAGE;
	const request = sign(credentials, { method: 'GET', url: `${url}/${account}`, qs: { fields: ACCOUNT_FIELDS } });
	const secrets = [token, appSecret].filter((secret) => secret !== '');
	const problem = accountAdvice(await callGraph(helper, request), new URL(baseUrl).host, secrets);
	if (problem !== undefined) return problem;
	// A version that has ended still works, but not as this package expects.
	if (isEnded(version, Date.now())) return `${endedMessage(version)}. Enter ${DEFAULT_API_VERSION} in 'API Version'.`;
	if (!checksPermissions) return undefined;
	const proof = request.qs?.appsecret_proof;
	const query = proof === undefined ? {} : { appsecret_proof: proof };
	return permissionAdvice(await inspectToken(helper, { url, token, appId, appSecret, query }), appId);
}

/**
 * Creates a credential's `preAuthentication`. n8n runs it before a credential's test request, and shows only its errors
 * verbatim, so the account is looked up here. n8n also runs it after a rejected request: then it does nothing.
 * @param options.checksPermissions whether the token must be allowed to send messages
 * @param options.check runs when Meta accepted the token
 * @returns a function that returns nothing to keep, and throws a UserError saying which field to change
 */
function accountTester({ checksPermissions, check }: { checksPermissions: boolean; check?: OwnCheck }) {
	return async function (this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject): Promise<IDataObject> {
		if (wasUsed(credentials)) return {};
		let problem: string | undefined;
		try {
			problem = await findProblem(this, credentials, checksPermissions);
			if (problem === undefined) await check?.(credentials);
		} catch (cause) {
			problem = errorMessageFor(cause);
		}
		if (problem !== undefined) throw new UserError(redact(problem));
		return {};
	};
}

/** The `preAuthentication` of the API key credential: account, permissions, and app if there is one. */
export const testAccountCredential = accountTester({ checksPermissions: true });

/**
 * The `preAuthentication` of the Flows credential. It sends no messages, and reading the account proves that it may
 * manage it.
 * @param check of the key
 */
export const flowsCredentialTester = (check: OwnCheck) => accountTester({ checksPermissions: false, check });

/**
 * The credentials' `test`. Their preAuthentication has already looked up the account; the second request has no effect.
 */
export const accountTest: ICredentialTestRequest = {
	request: {
		baseURL: '={{ String($credentials.baseUrl).trim().replace(/\\/+$/, "") }}',
		url: '={{ "/" + String($credentials.apiVersion).trim().replace(/^v?(\\d+)$/i, "$1.0").replace(/^v?/i, "v") + "/" + String($credentials.businessAccountId).trim() }}',
		qs: { fields: 'id' },
	},
};
