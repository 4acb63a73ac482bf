import { createGraphClient } from '../../transport/client';
import type { Caller } from '../../subscriptions/subscriptionsApi';
import type { GraphCredential } from '../../transport/types';
import { appCredential, credentialText, parseCredential } from '../../shared/credentials';
import { rememberCredential } from '../../shared/secrets';
import type { OperationItem } from '../types';

export const APP_CREDENTIAL: GraphCredential = 'whatsAppBusinessCloudOAuth2Api';

/** The Meta app whose webhooks these are. */
export interface App {
	id: string;
	secret: string;
	graph: Caller;
}

/**
 * Opens the app, if the user selected its credential: only this one can read the app's subscriptions.
 * @returns undefined without the credential
 * @throws InputError when it cannot be used
 */
export async function openApp({ n8n, index, options }: OperationItem): Promise<App | undefined> {
	if (!n8n.getNode().credentials?.[APP_CREDENTIAL]) return undefined;
	const data = await n8n.getCredentials(APP_CREDENTIAL, index);
	rememberCredential(data);
	const { clientId, clientSecret } = parseCredential(appCredential, data);
	const { maxRetries, timeout } = options;
	return {
		id: credentialText(clientId),
		secret: credentialText(clientSecret),
		graph: (await createGraphClient(n8n, { credential: APP_CREDENTIAL, maxRetries, timeout }))(index),
	};
}
