import { createCipheriv, createDecipheriv, createHmac, publicEncrypt, randomBytes, constants } from 'node:crypto';

/** The tag that AES-GCM appends to the ciphertext (Meta docs: Flows > Endpoint > Request decryption and encryption). */
const TAG_BYTES = 16;

/** An encrypted request as the app sends it, and what is needed to read its response. */
export interface EncryptedRequest {
	body: { encrypted_flow_data: string; encrypted_aes_key: string; initial_vector: string };
	key: Buffer;
	iv: Buffer;
}

/**
 * Encrypts a request for an endpoint: a new AES-128 key and a new IV of 16 bytes, the JSON in AES-128-GCM, the key in
 * RSA-OAEP with SHA-256 (Meta docs: Flows > Endpoint > Request decryption and encryption).
 * @param publicKey PEM, as it was uploaded for the number
 * @throws Error when it is not a key
 */
export function encryptRequest(request: unknown, publicKey: string): EncryptedRequest {
	const [key, iv] = [randomBytes(16), randomBytes(16)];
	const cipher = createCipheriv('aes-128-gcm', key, iv);
	const data = Buffer.concat([cipher.update(JSON.stringify(request), 'utf8'), cipher.final(), cipher.getAuthTag()]);
	const encryptedKey = publicEncrypt(
		{ key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
		key,
	);
	return {
		body: {
			encrypted_flow_data: data.toString('base64'),
			encrypted_aes_key: encryptedKey.toString('base64'),
			initial_vector: iv.toString('base64'),
		},
		key,
		iv,
	};
}

/**
 * Decrypts a response: Base64 of ciphertext and tag, in AES-128-GCM with the request's key and its IV with every bit
 * inverted.
 * @throws Error when it is not Base64, not from this key and IV, or not JSON
 */
export function decryptResponse(response: string, { key, iv }: Pick<EncryptedRequest, 'key' | 'iv'>): unknown {
	const data = Buffer.from(response, 'base64');
	if (response === '' || data.toString('base64') !== response) throw new Error('The response is not Base64');
	if (data.length <= TAG_BYTES) throw new Error('The response is too short to be encrypted');
	const decipher = createDecipheriv('aes-128-gcm', key, Buffer.from(iv.map((byte) => ~byte)), {
		authTagLength: TAG_BYTES,
	});
	decipher.setAuthTag(data.subarray(-TAG_BYTES));
	const text = Buffer.concat([decipher.update(data.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8');
	return JSON.parse(text);
}

/** X-Hub-Signature-256 over the raw bytes (Meta docs: Webhooks > Validate payloads). */
export function signature(raw: string, appSecret: string): string {
	return `sha256=${createHmac('sha256', appSecret).update(raw).digest('hex')}`;
}

/**
 * The signature of a flow token, since Flow JSON 7.3 with data API 4.0: a JSON Web Token, HS256 with the app secret.
 * Its claims are not documented: here the token and the signing time.
 */
export function tokenSignature(flowToken: string, appSecret: string): string {
	const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
	const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ flow_token: flowToken, iat: Math.floor(Date.now() / 1000) })}`;
	return `${signed}.${createHmac('sha256', appSecret).update(signed).digest('base64url')}`;
}
