import { generateKeyPairSync, randomBytes, sign, X509Certificate } from 'node:crypto';

/** A key and a self-signed certificate, both PEM. */
export interface Certificate {
	key: string;
	cert: string;
}

/**
 * Creates a certificate for a local fake of an https host; clients must trust it as a CA. Encoded by hand, as Node.js
 * can read certificates but not create them. Valid for a week.
 *
 * @param hosts the host names of the certificate
 * @see RFC 5280 section 4.1 (the fields), RFC 5758 section 3.2 (ecdsa-with-SHA256)
 */
export function makeCertificate(hosts: string[]): Certificate {
	const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const algorithm = sequence(oid('1.2.840.10045.4.3.2'));
	const name = sequence(der(0x31, sequence(oid('2.5.4.3'), der(0x0c, Buffer.from('local stand-in')))));
	const day = 86_400_000;
	const body = sequence(
		der(0xa0, integer(Buffer.from([2]))),
		integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
		algorithm,
		name,
		sequence(time(Date.now() - day), time(Date.now() + 7 * day)),
		name,
		publicKey.export({ type: 'spki', format: 'der' }),
		der(
			0xa3,
			sequence(
				extension('2.5.29.17', sequence(...hosts.map((host) => der(0x82, Buffer.from(host))))),
				extension('2.5.29.19', sequence(der(0x01, Buffer.from([0xff])))),
			),
		),
	);
	const signature = sign('sha256', body, privateKey);
	const certificate = sequence(body, algorithm, bits(signature));
	return {
		key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
		cert: new X509Certificate(certificate).toString(),
	};
}

/** One DER value: tag, length, content. */
function der(tag: number, ...content: Buffer[]): Buffer {
	const value = Buffer.concat(content);
	const length = value.length < 0x80 ? Buffer.from([value.length]) : longLength(value.length);
	return Buffer.concat([Buffer.from([tag]), length, value]);
}

function longLength(length: number): Buffer {
	const bytes: number[] = [];
	for (let rest = length; rest > 0; rest >>= 8) bytes.unshift(rest & 0xff);
	return Buffer.from([0x80 | bytes.length, ...bytes]);
}

const sequence = (...content: Buffer[]) => der(0x30, ...content);
const integer = (bytes: Buffer) => der(0x02, bytes);
const bits = (bytes: Buffer) => der(0x03, Buffer.from([0]), bytes);
const extension = (id: string, value: Buffer) => sequence(oid(id), der(0x04, value));

/** A UTCTime: YYMMDDHHMMSSZ. */
function time(at: number): Buffer {
	return der(0x17, Buffer.from(`${new Date(at).toISOString().replace(/\D/g, '').slice(2, 14)}Z`));
}

function oid(dotted: string): Buffer {
	const [first, second, ...rest] = dotted.split('.').map(Number);
	const bytes = [first * 40 + second];
	for (const number of rest) {
		const groups = [number & 0x7f];
		for (let left = number >>> 7; left > 0; left >>>= 7) groups.unshift((left & 0x7f) | 0x80);
		bytes.push(...groups);
	}
	return der(0x06, Buffer.from(bytes));
}
