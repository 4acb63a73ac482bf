import type { KeyObject } from 'crypto';
import type { IExecuteFunctions, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { credentialText, flowsCredential, parseCredential } from '../../shared/credentials';
import { rememberCredential } from '../../shared/secrets';

export const FLOWS_CREDENTIAL = 'whatsAppFlowsApi';

/** The parts of the Flows credential that an endpoint needs. */
export interface EndpointSecrets {
	/** Empty when not set. */
	appSecret: string;
	/** @throws InputError naming 'Private Key' or 'Passphrase' */
	privateKey: () => Promise<KeyObject>;
}

/** @throws the error that n8n throws when it cannot read the credential */
export async function readSecrets(
	context: IExecuteFunctions | IHookFunctions | IWebhookFunctions,
): Promise<EndpointSecrets> {
	const data = await context.getCredentials(FLOWS_CREDENTIAL);
	rememberCredential(data);
	const { appSecret, privateKey, passphrase } = parseCredential(flowsCredential, data);
	return {
		appSecret: credentialText(appSecret),
		privateKey: async () => (await import('../protocol/keys')).readPrivateKey(privateKey, passphrase),
	};
}
