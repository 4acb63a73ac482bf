import { accountCredential, parseCredential } from '../shared/credentials';
import { checkBaseUrl } from '../transport/hosts';
import { isLoopback } from '../shared/publicHost';
import type { OperationItem } from './types';

/**
 * Whether the credential's 'Base URL' is a server on this machine, e.g. the Cloud API emulator. Unlike Meta, it can
 * call this machine over http.
 */
export async function isGraphLocal(
	item: OperationItem,
	credential: 'whatsAppBusinessCloudApi' | 'whatsAppFlowsApi',
): Promise<boolean> {
	const { baseUrl } = parseCredential(accountCredential, await item.n8n.getCredentials(credential, item.index));
	return isLoopback(new URL(checkBaseUrl(baseUrl)).hostname);
}
