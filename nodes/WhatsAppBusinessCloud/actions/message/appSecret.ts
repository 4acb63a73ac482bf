import type { IExecuteFunctions } from 'n8n-workflow';
import { accountCredential, credentialText, parseCredential } from '../../shared/credentials';

/** Read once per run, since a run may have 100,000 items. */
const secrets = new WeakMap<IExecuteFunctions, Promise<string>>();

async function read(context: IExecuteFunctions): Promise<string> {
	const data = await context.getCredentials('whatsAppBusinessCloudApi', 0);
	return credentialText(parseCredential(accountCredential, data).appSecret);
}

/**
 * The app secret of a run's credential; empty when it has none.
 * @throws n8n's error when the credential cannot be read
 */
export async function readAppSecret(context: IExecuteFunctions): Promise<string> {
	const secret = secrets.get(context) ?? read(context);
	secrets.set(context, secret);
	return await secret;
}
