import type { GenericValue, IDataObject } from 'n8n-workflow';
import { toPlainText } from './plainText';
import { removeSecrets } from './secrets';

const REMOVED = '[removed]';

/** Longest text that is processed, in characters: limits the work for a hostile body. */
const READ_LIMIT = 20_000;

/** Maximum size of a copied body, in bytes of its JSON. */
const RAW_LIMIT = 2_048;

/** Characters read beyond READ_LIMIT, to find a secret that begins before it. */
const LONGEST_SECRET = 4_096;

const SECRET_NAMES =
	'access_?token|input_token|fb_exchange_token|appsecret_proof|app_?secret|client_secret|(?:hub\\.)?verify_token|id_token|refresh_token|password|passphrase|private_?key';

const SECRET_KEY = new RegExp(`^(?:${SECRET_NAMES}|authorization)$`, 'i');

/**
 * An ordinary word, or a version, after "OAuth" or "Bearer": "Invalid OAuth access token", "OAuth 2.0". Meta's tokens
 * mix upper case, lower case and digits.
 */
const PLAIN_WORD = `(?:[A-Za-z][a-z]{0,15}(?:[_-][a-z]{1,12})?|\\d\\.\\d)(?=[\\s"'<>,.;:!?)]|$)(?![.:][^\\s])`;

const SECRETS: Array<[RegExp, string]> = [
	// name=value in URLs, also percent-encoded, and "name":"value" in JSON that could not be parsed
	[
		new RegExp(`(${SECRET_NAMES})((?:=|%3D|\\\\u003d|\\\\?["']\\s*[:=]\\s*\\\\?["']?))[^&\\s"'<>\\\\]+`, 'gi'),
		`$1$2${REMOVED}`,
	],
	[/\b(authorization["']?\s*[:=]\s*["']?(?:Bearer|OAuth|Basic|Token)\s+)[^\s"'<>,]+/gi, `$1${REMOVED}`],
	[
		new RegExp(`\\b([Bb]earer|BEARER|[Oo][Aa]uth|OAUTH)(\\s+|%20|\\+)(?!${PLAIN_WORD})[^\\s"'<>,]+`, 'g'),
		`$1$2${REMOVED}`,
	],
	// Meta's tokens; a truncated text may end in the middle of one
	[/EAA[A-Za-z0-9]{20,}|EAA[A-Za-z0-9]*$/g, REMOVED],
	// app access tokens: app ID, vertical bar, secret
	[/\b\d{8,}(?:\||%7C)[A-Za-z0-9_-]{16,}/gi, REMOVED],
];

/** @returns the text without its last word, of which at most LONGEST_SECRET characters are dropped */
function wholeWords(text: string): string {
	const kept = text.length - LONGEST_SECRET;
	// Linear in the length, whatever the text is.
	return text.slice(0, kept + text.slice(kept).search(/\s\S*$/) + 1);
}

/**
 * The beginning of a text without the exact secrets that this process knows. A word that is truncated at the end is
 * dropped.
 */
function withoutSecrets(text: string): string {
	const start =
		text.length > READ_LIMIT + LONGEST_SECRET ? wholeWords(text.slice(0, READ_LIMIT + LONGEST_SECRET)) : text;
	// Twice: an invisible character within a secret hides it, and a secret may contain one.
	return removeSecrets(toPlainText(removeSecrets(start, REMOVED)), REMOVED).slice(0, READ_LIMIT);
}

/**
 * Removes the secrets that this process uses, anything else that looks like a token, proof or secret, and control
 * characters, and limits the length.
 * @param limit longest result, in characters
 */
export function redact(text: string, limit = READ_LIMIT): string {
	const clean = SECRETS.reduce(
		(rest, [pattern, replacement]) => rest.replace(pattern, replacement),
		withoutSecrets(text),
	);
	return clean.length > limit ? `${clean.slice(0, limit - 1)}…` : clean;
}

function copy(value: unknown, text: number, width: number, depth: number): GenericValue | IDataObject {
	if (typeof value === 'string') return redact(value, text);
	if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
	if (typeof value !== 'object') return undefined;
	if (depth === 0) return '…';
	if (Array.isArray(value)) {
		return value.slice(0, width).map((entry: unknown) => copy(entry, text, width, depth - 1)) as IDataObject[];
	}
	return Object.fromEntries<GenericValue | IDataObject>(
		Object.entries(value)
			.slice(0, width)
			.map(([key, entry]) => [redact(key, 60), SECRET_KEY.test(key) ? REMOVED : copy(entry, text, width, depth - 1)]),
	);
}

/**
 * Copies a parsed body for the execution data: at most 2 kB of JSON, secrets removed, long texts and lists shortened.
 * @returns the copy, or undefined when none is small enough
 */
export function boundedCopy(body: object): IDataObject | undefined {
	for (const [text, width, depth] of [
		[800, 30, 6],
		[400, 20, 5],
		[150, 12, 4],
		[60, 8, 3],
	] as const) {
		const candidate = copy(body, text, width, depth) as IDataObject;
		if (Buffer.byteLength(JSON.stringify(candidate)) <= RAW_LIMIT) return candidate;
	}
	return undefined;
}

function hide(value: unknown): unknown {
	if (typeof value === 'string') return removeSecrets(value, REMOVED);
	if (Array.isArray(value)) return value.map(hide);
	return typeof value === 'object' && value !== null ? hideSecrets(value) : value;
}

/** Codes that are too short to be found in a text: the PIN of a phone number. */
const isShortSecret = (key: string, value: unknown): boolean => key === 'pin' && typeof value === 'string';

/** Copies request data for display: complete, except for the secrets that this process knows and PINs. */
export function hideSecrets(data: object): IDataObject {
	return Object.fromEntries(
		Object.entries(data).map(([key, value]) => [key, isShortSecret(key, value) ? REMOVED : hide(value)]),
	) as IDataObject;
}
