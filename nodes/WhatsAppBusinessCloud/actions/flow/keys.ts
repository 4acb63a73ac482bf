import type { INodeProperties } from 'n8n-workflow';
import { checkPhoneNumberId } from '../../shared/input/objectId';
import { credentialText, flowsCredential, parseCredential } from '../../shared/credentials';
import { rememberCredential } from '../../shared/secrets';
import { phoneNumberId } from '../../shared/input/commonFields';
import type { OperationItem } from '../types';

const FIELD = 'Phone Number';

/** The number whose key is read or set. Read with `readPhone`. */
export const phoneField = (description: string): INodeProperties => ({
	...phoneNumberId,
	displayName: FIELD,
	description,
});

/** @throws InputError */
export const readPhone = (item: OperationItem): string => checkPhoneNumberId(item.parameter('phoneNumberId'), FIELD);

/** The edge of a number that holds its public key. WhatsApp docs: Flows > Endpoint > Upload public key. */
export const keyEdge = 'whatsapp_business_encryption';

/**
 * The public half of the credential's private key, as PEM.
 * @returns undefined when the credential has no key
 * @throws InputError naming 'Private Key' or 'Passphrase' when the key cannot be used
 */
export async function publicKeyOfCredential(item: OperationItem): Promise<string | undefined> {
	const data = await item.n8n.getCredentials('whatsAppFlowsApi');
	rememberCredential(data);
	const { privateKey, passphrase } = parseCredential(flowsCredential, data);
	if (credentialText(privateKey) === '') return undefined;
	const { publicKeyOf, readPrivateKey } = await import('../../flows/protocol/keys');
	return publicKeyOf(readPrivateKey(privateKey, passphrase));
}
