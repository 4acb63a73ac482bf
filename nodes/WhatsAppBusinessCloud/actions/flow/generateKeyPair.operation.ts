import { optionalText } from '../../shared/input/parameterValues';
import { rememberSecrets } from '../../shared/secrets';
import type { Operation } from '../types';

const FIELD = 'Passphrase';

const notice =
	'The private key is in this item and nowhere else. Copy it into the Private Key field of the WhatsApp Flows API credential, then delete this execution: whoever has the key can read what customers enter. Upload its public half with Flow > Upload Public Key.';

/**
 * Flow > Generate Key Pair: RSA, 2048 bits; makes no request. WhatsApp docs: Flows > Endpoint > Generate a key pair.
 */
export const generateKeyPair: Operation = {
	properties: [
		{
			displayName:
				'The private key comes out in the output item, once, and is kept nowhere else. Copy it into the <b>Private Key</b> field of the WhatsApp Flows API credential, save the credential, then delete the execution. Then upload the public half with <b>Upload Public Key</b>, which takes it from the credential.',
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
				'Protects the private key: it is of no use without it. Enter the same under Passphrase in the credential. Without one, the key is not protected.',
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
