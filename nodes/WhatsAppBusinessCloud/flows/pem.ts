/** One block of a PEM text (RFC 7468), as it was pasted. */
export interface PemBlock {
	/** e.g. `PRIVATE KEY`, `ENCRYPTED PRIVATE KEY`, `RSA PRIVATE KEY`, `PUBLIC KEY`, `CERTIFICATE`. */
	label: string;
	/** Cipher of a key that openssl encrypted in its own older way (header DEK-Info); undefined for all others. */
	dekInfo?: string;
	/** The base64 between the lines, without white space. */
	base64: string;
	/** Whether the END line is missing: the text was cut. */
	isCut: boolean;
}

const LINE = /.{1,64}/g;

/**
 * Reads the first key or certificate in a text. A single-line field takes the line breaks away, and a key copied from JSON
 * has `\n` in their place: neither matters here.
 * @returns undefined when there is no BEGIN line
 */
export function readPem(text: string): PemBlock | undefined {
	const plain = text.replace(/\\r|\\n/g, '\n');
	const begin = /-----BEGIN ([A-Z0-9 ]{1,40})-----/.exec(plain);
	if (begin === null) return undefined;
	const [line, label] = begin;
	const rest = plain.slice(begin.index + line.length);
	const end = rest.indexOf('-----END');
	const inner = end === -1 ? rest : rest.slice(0, end);
	const headers = /^\s*Proc-Type:\s*4,ENCRYPTED\s+DEK-Info:\s*([A-Z0-9-]+,[0-9A-Fa-f]+)\s/.exec(inner);
	const base64 = inner.slice(headers?.[0].length ?? 0).replace(/\s+/g, '');
	return { label, ...(headers && { dekInfo: headers[1] }), base64, isCut: end === -1 };
}

/** The block as PEM with proper lines, for crypto. */
export function writePem({ label, dekInfo, base64 }: PemBlock): string {
	const headers = dekInfo === undefined ? [] : ['Proc-Type: 4,ENCRYPTED', `DEK-Info: ${dekInfo}`, ''];
	return [`-----BEGIN ${label}-----`, ...headers, ...(base64.match(LINE) ?? []), `-----END ${label}-----`, ''].join('\n');
}

/** Whether bytes are one whole ASN.1 sequence, as every key is: a cut one says more bytes than there are. */
export function isWholeSequence(der: Buffer): boolean {
	if (der.length < 2 || der[0] !== 0x30) return false;
	if (der[1] < 0x80) return der.length === 2 + der[1];
	const digits = der[1] & 0x7f;
	if (digits < 1 || digits > 3 || der.length < 2 + digits) return false;
	return der.length === 2 + digits + der.readUIntBE(2, digits);
}
