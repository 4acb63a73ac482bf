/** One block of a PEM text (RFC 7468), as pasted. */
export interface PemBlock {
	/** e.g. `PRIVATE KEY`, `ENCRYPTED PRIVATE KEY`, `RSA PRIVATE KEY`, `PUBLIC KEY`, `CERTIFICATE`. */
	label: string;
	/** Cipher of a key in openssl's traditional encrypted format (header DEK-Info); undefined for all others. */
	dekInfo?: string;
	/** The base64 content, without white space. */
	base64: string;
	/** Whether the END line is missing: the text was truncated. */
	isCut: boolean;
}

const LINE = /.{1,64}/g;

/** White space, and invisible characters that text copied from a web page can contain. */
const BLANKS = /[\s\u200b-\u200d\u2060]+/g;

/** Number of hexadecimal digits of a cipher's IV: two per byte of its block (RFC 1423; openssl's names). */
const vectorDigits = (cipher: string): number => (/^(DES|IDEA|RC2|BF|CAST)/.test(cipher) ? 16 : 32);

/**
 * Separates the headers of a key in openssl's traditional encrypted format from its base64. Without line breaks, the
 * base64 directly follows the IV and can start with characters that look like more of its digits, so the cipher
 * determines the length.
 */
function splitHeaders(inner: string): { dekInfo?: string; rest: string } {
	const start = /^\s*Proc-Type:\s*4,\s*ENCRYPTED\s*DEK-Info:\s*([A-Z0-9-]+),\s*/.exec(inner);
	if (start === null) return { rest: inner };
	const [headers, cipher] = start;
	const end = headers.length + vectorDigits(cipher);
	const vector = inner.slice(headers.length, end);
	return /^[0-9A-Fa-f]+$/.test(vector) ? { dekInfo: `${cipher},${vector}`, rest: inner.slice(end) } : { rest: inner };
}

/**
 * Reads the first key or certificate in a text. Accepts keys whose line breaks were removed, replaced by spaces
 * (single-line fields) or written as `\n` (copied from JSON).
 * @returns undefined when there is no BEGIN line
 */
export function readPem(text: string): PemBlock | undefined {
	const plain = text.replace(/\\+[rn]/g, '\n');
	const begin = /-----BEGIN ([A-Z0-9 ]{1,40})-----/.exec(plain);
	if (begin === null) return undefined;
	const [line, label] = begin;
	const after = plain.slice(begin.index + line.length);
	const end = after.indexOf('-----END');
	const { dekInfo, rest } = splitHeaders(end === -1 ? after : after.slice(0, end));
	return { label, ...(dekInfo !== undefined && { dekInfo }), base64: rest.replace(BLANKS, ''), isCut: end === -1 };
}

/** The block as PEM with proper line breaks, for node:crypto. */
export function writePem({ label, dekInfo, base64 }: PemBlock): string {
	const headers = dekInfo === undefined ? [] : ['Proc-Type: 4,ENCRYPTED', `DEK-Info: ${dekInfo}`, ''];
	return [`-----BEGIN ${label}-----`, ...headers, ...(base64.match(LINE) ?? []), `-----END ${label}-----`, ''].join(
		'\n',
	);
}

/**
 * Whether the bytes are one complete ASN.1 sequence, as in every key. A truncated key declares more bytes than it has.
 */
export function isWholeSequence(der: Buffer): boolean {
	if (der.length < 2 || der[0] !== 0x30) return false;
	if (der[1] < 0x80) return der.length === 2 + der[1];
	const digits = der[1] & 0x7f;
	if (digits < 1 || digits > 3 || der.length < 2 + digits) return false;
	return der.length === 2 + digits + der.readUIntBE(2, digits);
}
