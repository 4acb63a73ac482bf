import { InputError } from '../../shared/inputError';
import { readEnum } from '../../shared/input/parameterValues';
import { writeOptions } from '../options';
import type { Operation, OperationItem } from '../types';
import { keyEdge, phoneField, publicKeyOfCredential, readPhone } from './keys';

const FIELD = 'Public Key';
const SOURCE = 'Key Source';
const sources = ['credential', 'pem'] as const;

async function readKey(item: OperationItem): Promise<string> {
	if (readEnum(item.parameter('keyFrom', 'credential'), SOURCE, sources, 'credential') === 'pem') {
		const { readPublicKey } = await import('../../flows/protocol/publicKey');
		return readPublicKey(item.parameter('publicKey'), FIELD);
	}
	const key = await publicKeyOfCredential(item);
	if (key !== undefined) return key;
	throw new InputError(
		'Private Key',
		'in the credential is empty, so there is no key to upload',
		'Create a key pair with Flow > Generate Key Pair and store its private key in the credential, or paste the public key here',
	);
}

/** Flow > Upload Public Key: POST /{phone}/whatsapp_business_encryption. WhatsApp docs: Flows > Endpoint > Upload public key. */
export const uploadPublicKey: Operation = {
	properties: [
		phoneField(
			'The phone number that sends the Flows. Upload the key for each number, and again after a number is migrated or re-registered.',
		),
		{
			displayName: SOURCE,
			name: 'keyFrom',
			type: 'options',
			options: [
				{
					name: 'Credential',
					value: 'credential',
					description: 'Upload the public key that belongs to the private key in the credential',
				},
				{ name: 'Text', value: 'pem', description: 'Upload the public key below' },
			],
			default: 'credential',
			description: 'The public key to upload',
		},
		{
			displayName: FIELD,
			name: 'publicKey',
			type: 'string',
			typeOptions: { rows: 6 },
			required: true,
			default: '',
			placeholder: 'e.g. -----BEGIN PUBLIC KEY-----',
			description: '2048-bit RSA public key in PEM format. Do not enter a private key here.',
			displayOptions: { show: { keyFrom: ['pem'] } },
		},
		...writeOptions,
	],

	async prepare(item) {
		const phone = readPhone(item);
		const key = await readKey(item);
		const request = {
			method: 'POST' as const,
			path: [phone, keyEdge],
			body: { business_public_key: key },
			idempotent: true,
		};
		return {
			run: async () => ({ json: { phoneNumberId: phone, ...(await item.graph.request(request)), publicKey: key } }),
		};
	},
};
