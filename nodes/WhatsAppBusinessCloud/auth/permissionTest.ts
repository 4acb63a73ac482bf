import type { IDataObject, IHttpRequestHelper } from 'n8n-workflow';
import { isObject } from '../shared/input/parameterValues';
import { rememberSecrets } from '../shared/secrets';
import { part } from '../shared/untrustedJson';
import { callGraph } from './callGraph';
import type { CredentialTestResponse } from './credentialTestMessages';

/** What the permissions of a token are for. WhatsApp docs: Permissions. */
const PERMISSIONS = {
	whatsapp_business_messaging: 'it cannot send messages',
	whatsapp_business_management: 'it cannot read the phone numbers and templates of the account',
};

const OTHER_APP =
	"'App ID' is not the app that issued 'Access Token'. Enter the ID of that app, or generate 'Access Token' for this one.";
const WRONG_APP_ID =
	"'App ID' and 'App Secret' do not belong to the same app. Copy both from App settings > Basic of the app that issued 'Access Token'.";

/** Meta's error for a token of another app than the one that asks. Not on Meta's pages, but quoted by many. */
const OTHER_APP_ERROR = /did not match the viewing app/i;

/** Codes of an app ID and secret that Meta does not accept as a token. Graph API docs: Handling errors > Error codes. */
const isRejectedApp = (code: unknown): boolean => code === 101 || code === 190 || code === 1;

/** A token to inspect, and the app that the credential names. */
export interface InspectedToken {
	/** Base URL and version, without a trailing slash. */
	url: string;
	token: string;
	/** Empty when the credential names no app. */
	appId: string;
	appSecret: string;
	/** The query of a call with the token: its proof, if there is one. */
	query: IDataObject;
}

/**
 * Requests what Meta knows about a token. With an app ID, the app itself asks, which also proves that ID and secret
 * belong together; otherwise the token asks about itself. Graph API reference: Debug-Token; WhatsApp docs: Permissions >
 * Checking for granted permissions.
 * @returns the response or the network error; never throws
 */
export async function inspectToken(
	helper: IHttpRequestHelper,
	{ url, token, appId, appSecret, query }: InspectedToken,
): Promise<CredentialTestResponse> {
	const appToken = `${appId}|${appSecret}`;
	rememberSecrets(appToken);
	return await callGraph(helper, {
		method: 'GET',
		url: `${url}/debug_token`,
		qs: { ...(appId === '' && query), input_token: token },
		headers: { Authorization: `Bearer ${appId === '' ? token : appToken}` },
		sendCredentialsOnCrossOriginRedirect: false,
	});
}

function rejectedApp(error: IDataObject): string | undefined {
	if (OTHER_APP_ERROR.test(String(error.message))) return OTHER_APP;
	return isRejectedApp(error.code) ? WRONG_APP_ID : undefined;
}

/**
 * What the user has to change according to Meta's description of a token.
 * @param response result of inspectToken
 * @param appId of the credential; empty when it names no app
 * @returns undefined when the token has the permissions, or when Meta does not say
 */
export function permissionAdvice({ body }: CredentialTestResponse, appId: string): string | undefined {
	if (!isObject(body)) return undefined;
	// A token may not be allowed to inspect itself, and Meta may be busy. Neither says anything about permissions.
	if (isObject(body.error)) return appId === '' ? undefined : rejectedApp(body.error as IDataObject);
	const { scopes, app_id: issuer } = part(body.data);
	if (appId !== '' && issuer !== undefined && String(issuer) !== appId) return OTHER_APP;
	if (!Array.isArray(scopes)) return undefined;
	const missing = Object.entries(PERMISSIONS).filter(([permission]) => !scopes.includes(permission));
	if (missing.length === 0) return undefined;
	const names = missing.map(([permission]) => permission).join(' and ');
	const consequences = missing.map(([, consequence]) => consequence).join(', and ');
	const noun = missing.length === 1 ? 'permission' : 'permissions';
	return `'Access Token' is missing the ${noun} ${names}, so ${consequences}. Generate a new token with ${Object.keys(PERMISSIONS).join(' and ')}.`;
}
