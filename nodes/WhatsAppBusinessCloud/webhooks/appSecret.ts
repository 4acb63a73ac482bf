import type { IWebhookFunctions } from 'n8n-workflow';
import { appCredentialOf, readMetaApp } from '../shared/metaApp';
import { CredentialCache } from './credentialCache';
import type { Rejection } from './rejectionLog';

/** Reads the secret that signs webhooks. @throws the error that n8n throws if the credential cannot be read */
async function readAppSecret(context: IWebhookFunctions): Promise<string> {
	const credential = appCredentialOf(context);
	return readMetaApp(credential, await context.getCredentials(credential)).secret;
}

const appSecrets = new CredentialCache(appCredentialOf, readAppSecret);

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
