import { createPublicKey } from 'crypto';
import { InputError } from '../../shared/inputError';
import { attempt } from './tryOrUndefined';
import { KEY_BITS } from './keys';
import { readPem, writePem } from './pem';

const paste = 'Paste the public key as PEM, from its BEGIN PUBLIC KEY line to its END line';

/**
 * Reads the public key of a Flow endpoint. Line breaks may be missing. WhatsApp docs: Flows > Endpoint > Upload public
 * key.
 * @returns the key in WhatsApp's format: SPKI in PEM, with a trailing line break
 * @throws InputError naming the field, never quoting it: empty, not PEM, a private key, damaged, not RSA 2048
 */
export function readPublicKey(value: unknown, field: string): string {
	const text = typeof value === 'string' ? value.trim() : '';
	if (text === '') throw new InputError(field, 'is empty', paste);
	const block = readPem(text);
	if (block === undefined) throw new InputError(field, 'is not a key in PEM format: it has no BEGIN line', paste);
	if (block.label.endsWith('PRIVATE KEY')) {
		throw new InputError(
			field,
			'is a private key, which must stay secret',
			"It was not sent, but it is now part of the workflow. Remove it here and store it in the credential, whose key can be chosen under 'Key Source'. Create a new key pair if others can see this workflow",
		);
	}
	if (!block.label.endsWith('PUBLIC KEY')) throw new InputError(field, 'is not a public key', paste);
	if (block.isCut) throw new InputError(field, 'is cut off: its END line is missing', paste);
	const key = attempt(() => createPublicKey(writePem(block)))?.result;
	if (key === undefined) throw new InputError(field, 'is damaged: part of it is missing or was changed', paste);
	const bits = key.asymmetricKeyDetails?.modulusLength;
	if (key.asymmetricKeyType === 'rsa' && bits === KEY_BITS)
		return key.export({ type: 'spki', format: 'pem' }) as string;
	const what =
		key.asymmetricKeyType === 'rsa' ? `has ${bits} bits, WhatsApp requires ${KEY_BITS}` : 'is not an RSA key';
	throw new InputError(field, what, 'Create a key pair with Flow > Generate Key Pair');
}
