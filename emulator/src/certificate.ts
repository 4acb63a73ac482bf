import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

// DER (ITU-T X.690): tag, length, content.
function der(tag: number, ...content: Buffer[]): Buffer {
	const body = Buffer.concat(content);
	if (body.length < 128) return Buffer.concat([Buffer.from([tag, body.length]), body]);
	const size = Buffer.from(body.length.toString(16).padStart(body.length > 255 ? 4 : 2, '0'), 'hex');
	return Buffer.concat([Buffer.from([tag, 0x80 | size.length]), size, body]);
}

const sequence = (...content: Buffer[]): Buffer => der(0x30, ...content);
const objectId = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const time = (date: Date): Buffer =>
	der(0x17, Buffer.from(`${date.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`));

/**
 * A key and a certificate signed with it (RFC 5280), both PEM, valid for a day, for host names and IPv4 addresses. A
 * client that trusts it can reach the emulator under another name.
 */
export function selfSignedCertificate(names: string[]): { key: string; cert: string } {
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
	const algorithm = sequence(objectId('2a8648ce3d040302'));
	const name = sequence(der(0x31, sequence(objectId('550403'), der(0x0c, Buffer.from('Cloud API emulator')))));
	const alternatives = sequence(
		...names.map((text) =>
			/^\d+\.\d+\.\d+\.\d+$/.test(text)
				? der(0x87, Buffer.from(text.split('.').map(Number)))
				: der(0x82, Buffer.from(text)),
		),
	);
	const isAuthority = sequence(der(0x01, Buffer.from([0xff])));
	const content = sequence(
		der(0xa0, der(0x02, Buffer.from([2]))),
		der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
		algorithm,
		name,
		sequence(time(new Date(Date.now() - 3_600_000)), time(new Date(Date.now() + 86_400_000))),
		name,
		publicKey.export({ type: 'spki', format: 'der' }),
		der(
			0xa3,
			sequence(
				sequence(objectId('551d13'), der(0x04, isAuthority)),
				sequence(objectId('551d11'), der(0x04, alternatives)),
			),
		),
	);
	const signature = sign('sha256', content, privateKey);
	const certificate = sequence(content, algorithm, der(0x03, Buffer.from([0]), signature));
	return {
		key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
		cert: `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
	};
}
