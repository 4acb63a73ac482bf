import { createHash } from 'node:crypto';
import fc from 'fast-check';
import vectors from '../../../fixtures/flowVectors.json';
import { decodeBase64 } from '../../../../nodes/WhatsAppBusinessCloud/flows/protocol/base64';
import {
	decryptRequest,
	encryptResponse,
	EndpointError,
	type EncryptedRequest,
} from '../../../../nodes/WhatsAppBusinessCloud/flows/protocol/crypto';
import { generateKeyPair, readPrivateKey } from '../../../../nodes/WhatsAppBusinessCloud/flows/protocol/keys';
import {
	encryptForItem,
	decryptFromItem,
} from '../../../../nodes/WhatsAppBusinessCloud/flows/protocol/executionDataEncryption';
import { sealRequest } from '../../../engine/endpoint/flowClient';

const key = readPrivateKey(vectors.keys.pkcs8);

/** The error that a request is rejected with. @throws if it is accepted */
function endpointErrorOf(body: EncryptedRequest): EndpointError {
	try {
		decryptRequest(body, key);
	} catch (error) {
		expect(error).toBeInstanceOf(EndpointError);
		return error as EndpointError;
	}
	throw new Error('It was decrypted');
}

// test/fixtures/flowVectors.py: made with the openssl command line, with GCM implemented from NIST SP 800-38D.
test.each(vectors.requests)(
	'decrypts a request and encrypts its response like other implementations: $payload.action',
	({ body, payload, answer: plainResponse, response }) => {
		const { payload: read, session } = decryptRequest(body, key);
		expect(read).toEqual(payload);
		expect(encryptResponse(plainResponse, session)).toBe(response);
	},
);

test('creates a response that a WebCrypto client written from the protocol description can read', async () => {
	const sealed = await sealRequest({ version: '3.0', action: 'ping', text: 'Zoë 🎄' }, vectors.keys.publicKey);
	const { payload, session } = decryptRequest(sealed.body, key);
	expect(payload).toEqual({ version: '3.0', action: 'ping', text: 'Zoë 🎄' });
	expect(await sealed.read(encryptResponse({ data: { status: 'active' } }, session))).toEqual({
		data: { status: 'active' },
	});
});

const parts = ['encrypted_flow_data', 'encrypted_aes_key', 'initial_vector'] as const;
const [{ body: small }, { body }] = vectors.requests;

describe('changed requests', () => {
	test.each(parts)('rejects a request in which any single bit of %s has changed', (part) => {
		const bytes = Buffer.from(small[part], 'base64');
		for (let bit = 0; bit < bytes.length * 8; bit++) {
			const changed = Buffer.from(bytes);
			changed[bit >> 3] ^= 1 << (bit & 7);
			expect(endpointErrorOf({ ...small, [part]: changed.toString('base64') }).status).toBe(421);
		}
	});

	test('rejects a request whose base64 text has changed in any bit, including unused bits at its end', () => {
		fc.assert(
			fc.property(fc.constantFrom(...parts), fc.nat(), fc.integer({ min: 0, max: 6 }), (part, at, bit) => {
				const text = Buffer.from(body[part], 'latin1');
				text[at % text.length] ^= 1 << bit;
				expect(endpointErrorOf({ ...body, [part]: text.toString('latin1') }).status).toBe(421);
			}),
			{ numRuns: 500 },
		);
		for (const part of parts) {
			const text = Buffer.from(body[part], 'latin1');
			for (let bit = 0; bit < 7; bit++) {
				for (const back of [1, 2, 3]) {
					const changed = Buffer.from(text);
					changed[changed.length - back] ^= 1 << bit;
					expect(endpointErrorOf({ ...body, [part]: changed.toString('latin1') }).status).toBe(421);
				}
			}
		}
	});
});

test('rejects a part that is truncated or has another length', () => {
	const bytes = (part: (typeof parts)[number]): Buffer => Buffer.from(body[part], 'base64');
	for (const part of parts) {
		for (const length of [0, 1, 10, 15, bytes(part).length - 1]) {
			const cut = bytes(part).subarray(0, length).toString('base64');
			expect(endpointErrorOf({ ...body, [part]: cut }).status).toBe(421);
		}
		expect(endpointErrorOf({ ...body, [part]: body[part].replace(/=*$/, '').slice(0, -1) }).status).toBe(421);
		expect(endpointErrorOf({ ...body, [part]: `${body[part]}AAAA` }).status).toBe(421);
	}
});

test('reports that the request was encrypted with another key, without naming any key', async () => {
	const sealed = await sealRequest({ action: 'ping' }, (await generateKeyPair()).publicKey);
	const { status, message } = endpointErrorOf(sealed.body);
	expect(status).toBe(421);
	expect(message).toBe(
		"it cannot be decrypted: it was made with another key than the credential's 'Private Key'. Upload its public half to WhatsApp for the phone number",
	);
});

test('accepts base64 only in the form that Meta sends', () => {
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
			const text = Buffer.from(bytes).toString('base64');
			expect(decodeBase64(text)).toEqual(Buffer.from(bytes));
			expect(decodeBase64(text.replace(/=+$/, ''))).toEqual(Buffer.from(bytes));
		}),
	);
	for (const wrong of ['A', 'AB==C', 'AB', 'AA=', 'A===', 'AAA=A', 'AA\n==', 'AA-_', ' AAAA', 'ÄÄÄÄ'])
		expect(decodeBase64(wrong)).toBeUndefined();
});

describe('data encrypted for an item', () => {
	test('decrypts item data only with the same private key, so that it cannot be read or changed', async () => {
		const text = encryptForItem({ url: 'https://x', n: 1 }, key);
		expect(decryptFromItem(text, key)).toEqual({ url: 'https://x', n: 1 });
		expect(encryptForItem({ url: 'https://x', n: 1 }, key)).not.toBe(text);
		expect(Buffer.from(text, 'base64').toString('latin1')).not.toContain('https');
		expect(decryptFromItem(text, readPrivateKey((await generateKeyPair()).privateKey))).toBeUndefined();
		const bytes = Buffer.from(text, 'base64');
		for (let at = 0; at < bytes.length; at++) {
			const changed = Buffer.from(bytes);
			changed[at] ^= 1;
			expect(decryptFromItem(changed.toString('base64'), key)).toBeUndefined();
		}
		for (const other of [undefined, 1, '', 'AAAA', createHash('sha512').update('x').digest('base64')])
			expect(decryptFromItem(other, key)).toBeUndefined();
	});
});
