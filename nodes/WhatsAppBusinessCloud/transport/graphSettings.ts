import { createHmac, randomBytes } from 'crypto';
import type { IAdditionalCredentialOptions, ICredentialDataDecryptedObject } from 'n8n-workflow';
import { accountCredential, credentialText, parseCredential } from '../shared/credentials';
import { asAppToken } from '../shared/metaApp';
import { rememberCredential } from '../shared/secrets';
import { markUsed } from './usedCredentials';
import { rejectEmulatorToken } from './emulatorToken';
import { allowedHosts, checkApiVersion, checkBaseUrl } from './hosts';
import type { GraphContext, GraphCredential } from './types';

const PROCESS_KEY = randomBytes(32);

/** Connection settings, read from the credential once per run. */
export interface GraphSettings {
	credential: GraphCredential;
	/** Without a trailing slash. */
	baseUrl: string;
	/** e.g. v25.0 */
	apiVersion: string;
	businessAccountId: string;
	/** The only hosts that our requests may reach, for n8n's request helper. */
	allowedDomains: string;
	/** Distinguishes credentials without storing the token: a hash of the token that differs in each process. */
	fingerprint: string;
	/** Saves n8n from reading and decrypting the credential again for every request. */
	authentication: IAdditionalCredentialOptions;
}

/**
 * Reads and checks the credential's connection settings.
 * @param asApp whether the app ID and secret of an API key credential replace its access token
 * @throws InputError when its base URL or version cannot be used, when the app ID or secret is missing, or when the
 * access token is the emulator's and the base URL is Meta's
 */
export async function readSettings(
	context: GraphContext,
	credential: GraphCredential,
	asApp = false,
): Promise<GraphSettings> {
	const saved = await context.getCredentials<ICredentialDataDecryptedObject>(credential);
	rememberCredential(saved);
	const data = asApp ? asAppToken(saved) : saved;
	markUsed(data);
	const { accessToken, apiVersion, businessAccountId, ...fields } = parseCredential(accountCredential, data);
	const baseUrl = checkBaseUrl(fields.baseUrl);
	rejectEmulatorToken(credentialText(parseCredential(accountCredential, saved).accessToken), baseUrl);
	const node = context.getNode().credentials?.[credential];
	return {
		credential,
		baseUrl,
		apiVersion: checkApiVersion(apiVersion),
		businessAccountId: credentialText(businessAccountId),
		fingerprint: createHmac('sha256', PROCESS_KEY).update(credentialText(accessToken)).digest('base64'),
		allowedDomains: allowedHosts(baseUrl).join(','),
		authentication: {
			credentialsDecrypted: { id: node?.id ?? '', name: node?.name ?? '', type: credential, data },
		},
	};
}
