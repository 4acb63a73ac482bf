import { constants, createCipheriv, createDecipheriv, privateDecrypt, type KeyObject } from 'crypto';
import { z } from 'zod';
import { quoteBigIntegers } from '../../shared/preserveBigIntegers';
import { attempt } from './tryOrUndefined';
import { decodeBase64 } from './base64';

const CIPHER = 'aes-128-gcm';

/** Bytes (WhatsApp docs: Flows > Endpoint > Request decryption and encryption). */
const sizes = { key: 16, iv: 16, tag: 16 };

/** Response status when a request cannot be fulfilled (WhatsApp docs: Flows > Endpoint > Error codes). */
export type EndpointErrorStatus =
	/** The body is not a Flow request, or requests something unknown. */
	| 400
	/** Larger than any request from Meta. */
	| 413
	/** Cannot be decrypted: the client fetches the public key again and retries once. */
	| 421
	/** The signature does not match. */
	| 432
	/** The node is not ready: no credential, no private key. */
	| 500;

/**
 * Why a request does not reach the workflow. The message is for n8n's log, and contains nothing of the request or the
 * key.
 */
export class EndpointError extends Error {
	constructor(
		readonly status: EndpointErrorStatus,
		message: string,
	) {
		super(message);
		this.name = 'EndpointError';
	}
}

/** Body of a request, all three in base64. */
const encryptedRequestSchema = z.object({
	/** The encrypted JSON, followed by the authentication tag. */
	encrypted_flow_data: z.string(),
	/** The AES key, encrypted with the public key. */
	encrypted_aes_key: z.string(),
	initial_vector: z.string(),
});
export type EncryptedRequest = z.infer<typeof encryptedRequestSchema>;

/** The key material for the response to one request. Secret: it must never reach an item, an error or a log. */
export interface FlowSession {
	key: Buffer;
	iv: Buffer;
}

/** Numbers that JavaScript cannot represent become strings. @returns undefined when the text is not JSON */
export const parseJson = (text: string): { result: unknown } | undefined =>
	attempt((): unknown => JSON.parse(quoteBigIntegers(text)));

/** @throws EndpointError 400 unless it is an object with the three strings */
export function readEncryptedRequest(body: unknown): EncryptedRequest {
	const parsed = encryptedRequestSchema.safeParse(body);
	if (parsed.success) return parsed.data;
	throw new EndpointError(
		400,
		'its body is not that of a Flow: encrypted_flow_data, encrypted_aes_key and initial_vector are required',
	);
}

function bytesOf(text: string, name: keyof EncryptedRequest): Buffer {
	const bytes = decodeBase64(text);
	if (bytes === undefined) throw new EndpointError(421, `it cannot be decrypted: ${name} is not valid base64`);
	return bytes;
}

function sessionKey(encrypted: Buffer, privateKey: KeyObject): Buffer {
	const size = (privateKey.asymmetricKeyDetails?.modulusLength ?? 0) / 8;
	const otherKey =
		"it was made with another key than the credential's 'Private Key'. Upload its public half to WhatsApp for the phone number";
	if (encrypted.length !== size)
		throw new EndpointError(
			421,
			`it cannot be decrypted: encrypted_aes_key has ${encrypted.length} bytes, not ${size}; ${otherKey}`,
		);
	const padding = constants.RSA_PKCS1_OAEP_PADDING;
	const opened = attempt(() => privateDecrypt({ key: privateKey, padding, oaepHash: 'sha256' }, encrypted));
	if (opened === undefined) throw new EndpointError(421, `it cannot be decrypted: ${otherKey}`);
	const key = opened.result;
	if (key.length !== sizes.key)
		throw new EndpointError(421, `it cannot be decrypted: its AES key has ${key.length} bytes, not ${sizes.key}`);
	return key;
}

function open(sealed: Buffer, { key, iv }: FlowSession): Buffer {
	const cipher = createDecipheriv(CIPHER, key, iv, { authTagLength: sizes.tag });
	cipher.setAuthTag(sealed.subarray(-sizes.tag));
	const opened = attempt(() => Buffer.concat([cipher.update(sealed.subarray(0, -sizes.tag)), cipher.final()]));
	if (opened === undefined) throw new EndpointError(421, 'it cannot be decrypted: its data was modified in transit');
	return opened.result;
}

/**
 * Decrypts a request (WhatsApp docs: Flows > Endpoint > Request decryption and encryption): the AES key with RSA-OAEP
 * and SHA-256, the data with AES-128-GCM and its 16-byte IV. The last 16 bytes of the data are the tag.
 * @returns the JSON in it, of any type (readFlowRequest checks it), and the key material for the response
 * @throws EndpointError 421 when it cannot be decrypted, 400 when it contains no JSON
 */
export function decryptRequest(
	request: EncryptedRequest,
	privateKey: KeyObject,
): { payload: unknown; session: FlowSession } {
	const encryptedKey = bytesOf(request.encrypted_aes_key, 'encrypted_aes_key');
	const iv = bytesOf(request.initial_vector, 'initial_vector');
	const sealed = bytesOf(request.encrypted_flow_data, 'encrypted_flow_data');
	const session = { key: sessionKey(encryptedKey, privateKey), iv };
	if (iv.length !== sizes.iv)
		throw new EndpointError(421, `it cannot be decrypted: initial_vector has ${iv.length} bytes, not ${sizes.iv}`);
	if (sealed.length < sizes.tag)
		throw new EndpointError(421, 'it cannot be decrypted: encrypted_flow_data is shorter than its tag');
	const json = open(sealed, session).toString('utf8');
	const parsed = parseJson(json);
	if (parsed === undefined) throw new EndpointError(400, 'what was decrypted is not JSON');
	return { payload: parsed.result, session };
}

/**
 * Encrypts a response: AES-128-GCM with the key of the request and its IV with every bit inverted, so that no key and
 * IV are used twice (WhatsApp docs: Flows > Endpoint > Request decryption and encryption).
 * @param response any value that JSON can represent
 * @returns base64 of ciphertext and tag, the body to send as text/plain
 */
export function encryptResponse(response: unknown, { key, iv }: FlowSession): string {
	const inverted = iv.map((byte) => byte ^ 0xff);
	const cipher = createCipheriv(CIPHER, key, inverted, { authTagLength: sizes.tag });
	return Buffer.concat([cipher.update(JSON.stringify(response), 'utf8'), cipher.final(), cipher.getAuthTag()]).toString(
		'base64',
	);
}
