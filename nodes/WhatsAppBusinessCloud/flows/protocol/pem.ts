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

/** White space, and the invisible characters that come along when text is copied from a web page. */
const BLANKS = /[\s\u200b-\u200d\u2060]+/g;

/** Hexadecimal digits of a cipher's initial vector: two for each byte of its block (RFC 1423; openssl's names). */
const vectorDigits = (cipher: string): number => (/^(DES|IDEA|RC2|BF|CAST)/.test(cipher) ? 16 : 32);

/**
 * Splits the headers of a key that openssl encrypted in its older way from its base64. Where the line breaks are lost, the base64
 * follows the initial vector directly, and may begin with what could be more of its digits: the cipher says how many there are.
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
 * Reads the first key or certificate in a text. A single-line field takes the line breaks away or makes spaces of them, and a key
 * copied from JSON has `\n` in their place: none of it matters here.
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

/** The block as PEM with proper lines, for crypto. */
export function writePem({ label, dekInfo, base64 }: PemBlock): string {
	const headers = dekInfo === undefined ? [] : ['Proc-Type: 4,ENCRYPTED', `DEK-Info: ${dekInfo}`, ''];
	return [`-----BEGIN ${label}-----`, ...headers, ...(base64.match(LINE) ?? []), `-----END ${label}-----`, ''].join(
		'\n',
	);
}

/** Whether bytes are one whole ASN.1 sequence, as every key is: a cut one says more bytes than there are. */
export function isWholeSequence(der: Buffer): boolean {
	if (der.length < 2 || der[0] !== 0x30) return false;
	if (der[1] < 0x80) return der.length === 2 + der[1];
	const digits = der[1] & 0x7f;
	if (digits < 1 || digits > 3 || der.length < 2 + digits) return false;
	return der.length === 2 + digits + der.readUIntBE(2, digits);
}
