import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { credentialText, flowsCredential, parseCredential } from '../../shared/credentials';
import { InputError } from '../../shared/inputError';

/**
 * Checks the private key of a Flows credential, and that the passphrase decrypts it. Without an endpoint, neither is
 * needed.
 * @throws InputError naming 'Private Key' or 'Passphrase'
 */
export async function checkCredentialKey(credentials: ICredentialDataDecryptedObject): Promise<void> {
	const { privateKey, passphrase } = parseCredential(flowsCredential, credentials);
	if (credentialText(privateKey) !== '') {
		(await import('./keys')).readPrivateKey(privateKey, passphrase);
		return;
	}
	if (credentialText(passphrase) !== '')
		throw new InputError(
			'Private Key',
			"is empty, but 'Passphrase' is set",
			'Paste the private key that the passphrase belongs to, or leave both empty',
		);
}
