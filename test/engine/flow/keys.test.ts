import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import nock from 'nock';
import type { INodeParameters } from 'n8n-workflow';
import { credential, GRAPH, PHONE } from '../harness';
import { AUTH, mockedNetwork, expectPost, json, run } from './support';

mockedNetwork();

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const privateKey = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const publicKey = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const other = generateKeyPairSync('rsa', { modulusLength: 2048 })
	.publicKey.export({ type: 'spki', format: 'pem' })
	.toString();
const withKey = { credential: { ...credential, privateKey } };
const edge = `/v25.0/${PHONE}/whatsapp_business_encryption`;
const phoneNumberId = { __rl: true, mode: 'list', value: PHONE };

/** Returns message and description of a failing run, and expects no part of the secret in them. */
async function failure(
	operation: string,
	parameters: INodeParameters,
	more: { credential?: typeof credential } = {},
): Promise<string> {
	const { error } = await run(operation, { phoneNumberId, ...parameters }, more);
	const { message, description } = error;
	// n8n itself stores the node's parameters next to the error.
	expect(JSON.stringify([message, description, error.context])).not.toContain(privateKey.slice(40, 80));
	return `${message} | ${description}`;
}

describe('Generate Key Pair', () => {
	test('generates a matching RSA pair of 2048 bits with a notice, without any request', async () => {
		const [item] = await json('generateKeyPair', {});
		expect(Object.keys(item)).toEqual(['privateKey', 'publicKey', 'notice']);
		const key = createPrivateKey(String(item.privateKey));
		expect([key.asymmetricKeyType, key.asymmetricKeyDetails?.modulusLength]).toEqual(['rsa', 2048]);
		expect(createPublicKey(key).export({ type: 'spki', format: 'pem' })).toBe(item.publicKey);
		expect(item.notice).toContain('Copy it into the Private Key field');
	});

	test('encrypts the private key with the passphrase', async () => {
		const [{ privateKey: key }] = await json('generateKeyPair', { passphrase: 'open sesame' });
		expect(key).toContain('BEGIN ENCRYPTED PRIVATE KEY');
		expect(() => createPrivateKey({ key: String(key), passphrase: 'open' })).toThrow();
		expect(createPrivateKey({ key: String(key), passphrase: 'open sesame' }).asymmetricKeyType).toBe('rsa');
	});
});

describe('Upload Public Key', () => {
	test("uploads the public key that belongs to the credential's private key", async () => {
		const body = expectPost(edge, { success: true });
		expect(await json('uploadPublicKey', { phoneNumberId }, withKey)).toEqual([
			{ phoneNumberId: PHONE, success: true, publicKey },
		]);
		expect(body()).toEqual({ business_public_key: publicKey });
	});

	test.each([
		['unchanged', publicKey],
		['on one line', publicKey.replace(/\n/g, '')],
		['copied from JSON', publicKey.replace(/\n/g, '\\n')],
		['in the older PKCS#1 format', pair.publicKey.export({ type: 'pkcs1', format: 'pem' }).toString()],
	])('normalizes a pasted key %s', async (_name, text) => {
		const body = expectPost(edge, { success: true });
		await json('uploadPublicKey', { phoneNumberId, keyFrom: 'pem', publicKey: text });
		expect(body()).toEqual({ business_public_key: publicKey });
	});

	const small = generateKeyPairSync('rsa', { modulusLength: 1024 })
		.publicKey.export({ type: 'spki', format: 'pem' })
		.toString();
	const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' })
		.publicKey.export({ type: 'spki', format: 'pem' })
		.toString();
	test.each([
		['={{ "" }}', "'Public Key' is empty"],
		['abc', "'Public Key' is not a key in PEM format: it has no BEGIN line"],
		['={{ 5 }}', "'Public Key' is empty"],
		[privateKey, "'Public Key' is a private key, which must stay secret"],
		[publicKey.slice(0, 200), "'Public Key' is cut off: its END line is missing"],
		[publicKey.replace(/A/g, 'B'), "'Public Key' is damaged: part of it is missing or was changed"],
		['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', "'Public Key' is not a public key"],
		[small, "'Public Key' has 1024 bits, WhatsApp requires 2048"],
		[curve, "'Public Key' is not an RSA key"],
	])('rejects an invalid public key: %#', async (text, message) => {
		expect(await failure('uploadPublicKey', { keyFrom: 'pem', publicKey: text })).toContain(`${message}`);
	});

	test.each([
		[{ ...credential }, "'Private Key' in the credential is empty, so there is no key to upload"],
		[{ ...credential, privateKey: publicKey }, "'Private Key' contains a public key"],
		[{ ...credential, privateKey: privateKey.slice(0, 500) }, "'Private Key' is cut off: its END line is missing"],
	])('rejects a credential with an unusable private key: %#', async (data, message) => {
		expect(await failure('uploadPublicKey', {}, { credential: data })).toContain(`${message}`);
	});

	test('shows the upload request in a dry run', async () => {
		expect(await json('uploadPublicKey', { phoneNumberId, options: { dryRun: true } }, withKey)).toEqual([
			{
				dryRun: true,
				requests: [{ method: 'POST', url: `${GRAPH}${edge}`, body: { business_public_key: publicKey } }],
			},
		]);
	});
});

describe('Get Public Key', () => {
	const keyReport = async (key: string | undefined, status = 'VALID', more: object = withKey) => {
		const data = key === undefined ? [] : [{ business_public_key: key, business_public_key_signature_status: status }];
		nock(GRAPH, AUTH).get(edge).reply(200, { data });
		return (await json('getPublicKey', { phoneNumberId }, more))[0];
	};

	test("returns the number's key when it is valid and matches the credential", async () => {
		expect(await keyReport(publicKey.replace(/\n/g, '\r\n'))).toEqual({
			phoneNumberId: PHONE,
			hasKey: true,
			business_public_key: publicKey.replace(/\n/g, '\r\n'),
			business_public_key_signature_status: 'VALID',
			matchesCredential: true,
		});
	});

	test('reports a missing, mismatched or invalid key with a fix', async () => {
		expect(await keyReport(undefined)).toEqual({
			phoneNumberId: PHONE,
			hasKey: false,
			advice: expect.stringContaining('has no public key'),
		});
		expect(await keyReport(publicKey, 'MISMATCH')).toMatchObject({
			matchesCredential: true,
			advice: expect.stringContaining('The signature of the key is no longer valid'),
		});
		expect(await keyReport(other)).toMatchObject({
			matchesCredential: false,
			advice: expect.stringContaining('another key than the credential'),
		});
	});

	test('does not fail when the credential has no key or an unusable one', async () => {
		const without = await keyReport(publicKey, 'VALID', {});
		expect(without).not.toHaveProperty('matchesCredential');
		expect(without).not.toHaveProperty('advice');
		expect(await keyReport(publicKey, 'VALID', { credential: { ...credential, privateKey: 'abc' } })).toMatchObject({
			advice: expect.stringContaining(
				"The key of the credential cannot be used: 'Private Key' is not a key in PEM format",
			),
		});
	});
});
