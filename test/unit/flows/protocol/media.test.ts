import vectors from '../../../fixtures/flowVectors.json';
import { CorruptFlowFileError, decryptFlowFile } from '../../../../nodes/WhatsAppBusinessCloud/flows/protocol/media';

type Keys = (typeof vectors.media)[0]['encryption_metadata'];

async function* chunks(file: Buffer, size: number): AsyncGenerator<Buffer> {
	for (let at = 0; at < file.length; at += size) yield file.subarray(at, at + size);
}

async function read(file: Buffer, keys: Partial<Keys>, size = 1000, max = 1e6): Promise<Buffer> {
	const parts: Buffer[] = [];
	for await (const part of decryptFlowFile(chunks(file, size), keys as Keys, max)) parts.push(part);
	return Buffer.concat(parts);
}

const bytes = (text: string): Buffer => Buffer.from(text, 'base64');

test.each(vectors.media)(
	'decrypts a file that another implementation encrypted, in chunks of any size',
	async ({ content, file, encryption_metadata: keys }) => {
		for (const size of [1, 7, 10, 16, 4096, 100_000])
			expect(await read(bytes(file), keys, size)).toEqual(bytes(content));
	},
);

const [{ file: text, encryption_metadata: keys }] = vectors.media;
const file = bytes(text);

test('rejects a file in which any single bit of the file or its keys has changed', async () => {
	for (let bit = 0; bit < file.length * 8; bit++) {
		const changed = Buffer.from(file);
		changed[bit >> 3] ^= 1 << (bit & 7);
		await expect(read(changed, keys)).rejects.toThrow('the hash of the encrypted file does not fit');
	}
	const flipped = (value: string): string =>
		Buffer.from(bytes(value).map((byte, at) => (at === 0 ? byte ^ 1 : byte))).toString('base64');
	for (const name of Object.keys(keys) as Array<keyof Keys>) {
		await expect(read(file, { ...keys, [name]: flipped(keys[name]) })).rejects.toBeInstanceOf(CorruptFlowFileError);
	}
});

test('verifies the HMAC in addition to the hash', async () => {
	const changed = Buffer.from(file);
	changed[changed.length - 1] ^= 1;
	const { createHash } = await import('node:crypto');
	const encrypted_hash = createHash('sha256').update(changed).digest('base64');
	await expect(read(changed, { ...keys, encrypted_hash })).rejects.toThrow('its HMAC does not fit');
});

test('rejects a key that matches the HMAC but not the content', async () => {
	const { encryption_key, iv } = vectors.media[1].encryption_metadata;
	await expect(read(file, { ...keys, encryption_key })).rejects.toThrow(/cannot be decrypted|hash of its content/);
	await expect(read(file, { ...keys, iv })).rejects.toThrow('its HMAC does not fit');
});

test.each([
	['missing', {}],
	['not base64', { ...keys, iv: '***' }],
	['of another length', { ...keys, encryption_key: 'AAAA' }],
	['not text', { ...keys, hmac_key: 7 as never }],
])('rejects invalid keys of a file: %s', async (_, given) => {
	await expect(read(file, given)).rejects.toThrow(/^WhatsApp did not say how to decrypt the file/);
});

test('rejects a file that is too short or too large', async () => {
	await expect(read(Buffer.alloc(5), keys)).rejects.toBeInstanceOf(CorruptFlowFileError);
	await expect(read(Buffer.alloc(0), keys)).rejects.toBeInstanceOf(CorruptFlowFileError);
	let given = 0;
	async function* endless(): AsyncGenerator<Buffer> {
		while (given < 3 * 1024 * 1024) {
			given += 1000;
			yield Buffer.alloc(1000);
		}
	}
	const taking = (async () => {
		for await (const part of decryptFlowFile(endless(), keys, 1024 * 1024)) expect(part.length).toBeLessThan(2000);
	})();
	await expect(taking).rejects.toThrow("The file has more than the 1.0 MB that 'Max File Size (MB)' allows");
	expect(given).toBeLessThan(1024 * 1024 + 2000);
});
