import { createHmac, webcrypto } from 'node:crypto';

/**
 * WhatsApp's side of the endpoint protocol (Meta docs: Flows > Implementing your Flow Endpoint), written with
 * WebCrypto so that the node's encryption is not tested against itself.
 */
const { subtle } = webcrypto;

const base64 = (bytes: ArrayBuffer | Uint8Array): string => Buffer.from(bytes as Uint8Array).toString('base64');

export interface FlowBody {
	encrypted_flow_data: string;
	encrypted_aes_key: string;
	initial_vector: string;
}

export interface SealedRequest {
	body: FlowBody;
	/** Decrypts the text of the response. @throws if it was not encrypted for this request */
	read: (text: string) => Promise<unknown>;
}

/** @param publicKey SPKI as PEM */
export async function sealRequest(payload: unknown, publicKey: string): Promise<SealedRequest> {
	const der = Buffer.from(publicKey.replace(/-----[A-Z ]+-----|\s/g, ''), 'base64');
	const rsa = await subtle.importKey('spki', der, { name: 'RSA-OAEP', hash: 'SHA-256' }, false, ['encrypt']);
	const raw = webcrypto.getRandomValues(new Uint8Array(16));
	const iv = webcrypto.getRandomValues(new Uint8Array(16));
	const aes = await subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
	const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
	const data = await subtle.encrypt({ name: 'AES-GCM', iv, tagLength: 128 }, aes, new TextEncoder().encode(text));
	return {
		body: {
			encrypted_flow_data: base64(data),
			encrypted_aes_key: base64(await subtle.encrypt({ name: 'RSA-OAEP' }, rsa, raw)),
			initial_vector: base64(iv),
		},
		async read(response) {
			const flipped = Uint8Array.from(iv, (byte) => ~byte & 0xff);
			const plain = await subtle.decrypt(
				{ name: 'AES-GCM', iv: flipped, tagLength: 128 },
				aes,
				Buffer.from(response, 'base64'),
			);
			return JSON.parse(new TextDecoder().decode(plain)) as unknown;
		},
	};
}

/** Headers with Meta's signature of a body. */
export const signed = (raw: Buffer, appSecret: string): Record<string, string> => ({
	'content-type': 'application/json',
	'x-hub-signature-256': `sha256=${createHmac('sha256', appSecret).update(raw).digest('hex')}`,
});
