import type { Caller } from '../../subscriptions/subscriptionsApi';
import { createGraphClient } from '../../transport/client';
import { readMetaApp, type MetaApp } from '../../shared/metaApp';
import type { OperationItem } from '../types';

const CREDENTIAL = 'whatsAppBusinessCloudApi';

/** The Meta app whose webhooks these are. */
export interface App extends MetaApp {
	graph: Caller;
}

/**
 * Opens the app in the credential: only the app itself can read its subscriptions.
 * @returns undefined when App ID or App Secret is empty
 * @throws InputError when a field cannot be used
 */
export async function openApp({ n8n, index, options }: OperationItem): Promise<App | undefined> {
	const app = readMetaApp(CREDENTIAL, await n8n.getCredentials(CREDENTIAL, index));
	if (app.id === '' || app.secret === '') return undefined;
	const { maxRetries, timeout } = options;
	return {
		...app,
		graph: (await createGraphClient(n8n, { credential: CREDENTIAL, asApp: true, maxRetries, timeout }))(index),
	};
}
