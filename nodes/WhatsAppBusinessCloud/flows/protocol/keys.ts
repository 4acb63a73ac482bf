import { createHash, createPrivateKey, createPublicKey, generateKeyPair as generate, type KeyObject } from 'crypto';
import { InputError } from '../../shared/inputError';
import { LruMap } from '../../shared/lruMap';
import { scalarText } from '../../shared/untrustedJson';
import { attempt } from './tryOrUndefined';
import { decodeBase64 } from './base64';
import { isWholeSequence, readPem, writePem, type PemBlock } from './pem';

/** Key size that WhatsApp accepts, in bits (WhatsApp docs: Flows > Endpoint > Upload public key). */
export const KEY_BITS = 2048;

const fields = { key: 'Private Key', passphrase: 'Passphrase' };
const paste =
	'Paste the complete private key whose public key was uploaded to WhatsApp, from its BEGIN line to its END line';

/** Maximum number of cached keys, more than one n8n uses at the same time. */
const MAX_KNOWN = 50;

/** Parsed keys, by their source text: parsing and decrypting a key costs more than a request. */
const known = new LruMap<string, KeyObject>(MAX_KNOWN);

const damaged = (): InputError => new InputError(fields.key, 'is damaged: part of it is missing or was changed', paste);

function blockOf(text: string): PemBlock {
	const block = readPem(text);
	if (block === undefined) {
		throw new InputError(fields.key, 'is not a key in PEM format: it has no BEGIN line', paste);
	}
	const { label, isCut } = block;
	if (label.endsWith('PUBLIC KEY') || label === 'CERTIFICATE') {
		const what = label === 'CERTIFICATE' ? 'a certificate' : 'a public key';
		throw new InputError(fields.key, `contains ${what}`, paste);
	}
	if (!label.endsWith('PRIVATE KEY')) throw new InputError(fields.key, 'is not a private key', paste);
	if (isCut) throw new InputError(fields.key, 'is cut off: its END line is missing', paste);
	return block;
}

/** Checks what can be checked without a passphrase, so that a truncated key is not reported as a wrong passphrase. */
function checkWhole({ base64, dekInfo }: PemBlock): void {
	const bytes = decodeBase64(base64);
	const isWhole =
		bytes !== undefined &&
		(dekInfo === undefined ? isWholeSequence(bytes) : bytes.length > 0 && bytes.length % 8 === 0);
	if (!isWhole) throw damaged();
}

function parse(text: string, passphrase: string): KeyObject {
	const block = blockOf(text);
	const isEncrypted = block.dekInfo !== undefined || block.label === 'ENCRYPTED PRIVATE KEY';
	checkWhole(block);
	if (isEncrypted && passphrase === '') {
		throw new InputError(
			fields.passphrase,
			'is empty, but the private key is protected by one',
			`Enter the passphrase under '${fields.passphrase}'`,
		);
	}
	const key = attempt(() => createPrivateKey({ key: writePem(block), ...(isEncrypted && { passphrase }) }));
	if (key !== undefined) return key.result;
	if (!isEncrypted) throw damaged();
	throw new InputError(
		fields.passphrase,
		'does not open the private key',
		'Enter the passphrase that the key was created with, or create a new key pair',
	);
}

/**
 * Reads the private key of a Flow endpoint.
 * @param pem PKCS#8 or PKCS#1, encrypted or not; line breaks may be missing
 * @param passphrase of an encrypted key; ignored for others
 * @throws InputError naming 'Private Key' or 'Passphrase': empty, not PEM, truncated, not a private key, wrong or
 * missing passphrase, not RSA 2048
 */
export function readPrivateKey(pem: unknown, passphrase?: unknown): KeyObject {
	const text = scalarText(pem).trim();
	const secret = scalarText(passphrase);
	if (text === '') throw new InputError(fields.key, 'is empty', paste);
	const name = createHash('sha256').update(`${text.length}\n${text}${secret}`).digest('base64');
	const before = known.get(name);
	if (before !== undefined) return before;

	const key = parse(text, secret);
	if (key.asymmetricKeyType !== 'rsa') {
		throw new InputError(fields.key, 'is not an RSA key', 'Create a key pair with Flow > Generate Key Pair');
	}
	const bits = key.asymmetricKeyDetails?.modulusLength;
	if (bits !== KEY_BITS) {
		throw new InputError(
			fields.key,
			`has ${bits} bits, WhatsApp requires ${KEY_BITS}`,
			'Create a key pair with Flow > Generate Key Pair',
		);
	}
	known.set(name, key);
	return key;
}

/** The public key of a private key, in WhatsApp's format: SPKI in PEM, with a trailing line break. */
export function publicKeyOf(key: KeyObject): string {
	return createPublicKey(key).export({ type: 'spki', format: 'pem' }) as string;
}

/** Both as PEM: the private key in PKCS#8, encrypted with AES-256 if there is a passphrase; the public key in SPKI. */
export interface KeyPair {
	privateKey: string;
	publicKey: string;
}

/**
 * Generates a key pair for a Flow endpoint: RSA, 2048 bits (WhatsApp docs: Flows > Endpoint > Generate a key pair).
 * Runs in the background without blocking n8n.
 * @param passphrase encrypts the private key; not encrypted when empty or undefined
 */
export async function generateKeyPair(passphrase?: string): Promise<KeyPair> {
	const protection = passphrase ? { cipher: 'aes-256-cbc', passphrase } : {};
	return await new Promise((resolve, reject) => {
		generate(
			'rsa',
			{
				modulusLength: KEY_BITS,
				publicKeyEncoding: { type: 'spki', format: 'pem' },
				privateKeyEncoding: { type: 'pkcs8', format: 'pem', ...protection },
			},
			(error, publicKey, privateKey) => (error ? reject(error) : resolve({ privateKey, publicKey })),
		);
	});
}
