import type { IWebhookFunctions } from 'n8n-workflow';
import { appCredential, credentialText, parseCredential } from '../shared/credentials';
import { rememberSecrets } from '../shared/secrets';
import { CredentialCache } from './credentialCache';
import type { Rejection } from './rejectionLog';

/** The credential with the secret that signs webhooks. */
const CREDENTIAL = 'whatsAppBusinessCloudOAuth2Api';

/** @throws the error that n8n throws if the credential cannot be read */
async function readAppSecret(context: IWebhookFunctions): Promise<string> {
	const { clientSecret } = parseCredential(appCredential, await context.getCredentials(CREDENTIAL));
	const secret = credentialText(clientSecret);
	rememberSecrets(secret);
	return secret;
}

const appSecrets = new CredentialCache(CREDENTIAL, readAppSecret);

/**
 * Runs a check with the app secret; again if it fails and the secret may have been changed.
 * @param check returns why the request is not from Meta; undefined if it is
 * @returns the secret that passed the check, or why the request is rejected
 */
export async function checkWithAppSecret(
	context: IWebhookFunctions,
	check: (appSecret: string) => Rejection | undefined,
): Promise<{ appSecret: string } | Rejection> {
	try {
		const { appSecret, rejection } = await appSecrets.use(
			context,
			(appSecret) => ({ appSecret, rejection: check(appSecret) }),
			({ rejection }) => rejection === undefined,
		);
		return rejection ?? { appSecret };
	} catch {
		return { status: 503, reason: 'the credential of the trigger cannot be read. Meta delivers again later' };
	}
}
