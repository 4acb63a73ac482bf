import type { KeyObject } from 'crypto';
import type { IExecuteFunctions, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { rememberCredential } from '../../shared/secrets';

export const FLOWS_CREDENTIAL = 'whatsAppFlowsApi';

/** What an endpoint needs of the Flows credential. */
export interface EndpointSecrets {
	/** Empty when there is none. */
	appSecret: string;
	/** @throws InputError naming 'Private Key' or 'Passphrase' */
	privateKey: () => Promise<KeyObject>;
}

/** @throws what n8n throws when the credential cannot be read */
export async function readSecrets(
	context: IExecuteFunctions | IHookFunctions | IWebhookFunctions,
): Promise<EndpointSecrets> {
	const data = await context.getCredentials<{ appSecret?: unknown; privateKey?: unknown; passphrase?: unknown }>(
		FLOWS_CREDENTIAL,
	);
	rememberCredential(data);
	return {
		appSecret: typeof data.appSecret === 'string' ? data.appSecret.trim() : '',
		privateKey: async () => (await import('../protocol/keys')).readPrivateKey(data.privateKey, data.passphrase),
	};
}
