import { optionalText } from '../../shared/input/parameterValues';
import { rememberSecrets } from '../../shared/secrets';
import type { Operation } from '../types';

const FIELD = 'Passphrase';

const notice =
	'The private key is in this item and nowhere else. Copy it into the Private Key field of the WhatsApp Flows API credential, then delete this execution: anyone with the key can read what customers enter. Upload its public half with Flow > Upload Public Key.';

/**
 * Flow > Generate Key Pair: RSA, 2048 bits; makes no request. WhatsApp docs: Flows > Endpoint > Generate a key pair.
 */
export const generateKeyPair: Operation = {
	properties: [
		{
			displayName:
				'The private key is output once and not stored anywhere else. Copy it to <b>Private Key</b> in the WhatsApp Flows API credential, save the credential and delete the execution. Then run <b>Upload Public Key</b>, which uploads the public key from the credential.',
			name: 'keyNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: FIELD,
			name: 'passphrase',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Passphrase to encrypt the private key with. Enter the same passphrase in the credential. Leave empty to not encrypt the key.',
		},
	],

	prepare(item) {
		const passphrase = optionalText(item.parameter('passphrase', ''), FIELD);
		rememberSecrets(passphrase);
		return {
			async run() {
				const { generateKeyPair: generate } = await import('../../flows/protocol/keys');
				return { json: { ...(await generate(passphrase)), notice } };
			},
		};
	},
};
