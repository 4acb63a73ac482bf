import { LruMap } from './lruMap';

/** Maximum number of secrets in memory. Each credential has up to five. */
const MAX_SECRETS = 200;

/**
 * Characters. A shorter secret occurs in ordinary text too often: removing "test" would garble the text and reveal the
 * secret.
 */
const MIN_LENGTH = 8;

/** Characters. A longer sequence of letters is not a word. */
const MAX_WORD_LENGTH = 15;

/** Minimum length of a private key line that is searched for separately, in characters. */
const MIN_KEY_LINE = 16;

/** A PEM key, with any line separator. RFC 7468. */
const PEM = /-----BEGIN [^-]+-----/;

/** Patterns for all forms of each secret, by secret. */
const known = new LruMap<string, string[]>(MAX_SECRETS);

/** Pattern for all secrets; undefined after a new secret was added. */
let pattern: RegExp | undefined;

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

/** JSON as PHP and Meta write it: slashes escaped with a backslash, non-ASCII letters as \uXXXX. */
const inMetasJson = (text: string): string =>
	inJson(text)
		.replace(/\//g, '\\/')
		.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

const inUrl = (text: string): string => encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd'));

const withLowerCaseEscapes = (text: string): string => text.replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase());

/** A secret in plain text, in JSON, and in a URL or form. */
function formsOf(secret: string): string[] {
	const url = inUrl(secret);
	const form = url.replace(/%20/g, '+');
	const forms = [secret, inJson(secret), inMetasJson(secret), url, form];
	return [...new Set([...forms, withLowerCaseEscapes(url), withLowerCaseEscapes(form)])];
}

function patternsOf(secret: string): string[] {
	// A passphrase may be a word that is also the start of other words.
	const isWord = secret.length <= MAX_WORD_LENGTH && /^\p{L}+$/u.test(secret);
	return formsOf(secret).map((form) =>
		isWord ? `(?<![\\p{L}\\p{N}_])${escaped(form)}(?![\\p{L}\\p{N}_])` : escaped(form),
	);
}

/** A private key is searched for line by line, because its line breaks are written in many different forms. */
function parts(secret: string): string[] {
	if (!PEM.test(secret)) return [secret];
	// A public key, pasted into the wrong field, is not a secret.
	if (!secret.includes('PRIVATE KEY')) return [];
	return secret
		.replace(/-----[^-]+-----/g, ' ')
		.split(/\s+|\\n|\\r/)
		.filter((line) => line.length >= MIN_KEY_LINE);
}

/**
 * Makes removeSecrets find these values from now on, in this process.
 * @param values access tokens, app secrets and their proofs, passphrases, private keys, verify tokens; values that are
 * not text, or shorter than 8 characters, are ignored
 */
export function rememberSecrets(...values: unknown[]): void {
	for (const value of values) {
		if (typeof value !== 'string') continue;
		const secret = value.trim();
		if (secret.length < MIN_LENGTH || known.get(secret) !== undefined) continue;
		known.set(secret, parts(secret).flatMap(patternsOf));
		pattern = undefined;
	}
}

/** @param data a credential's data, of any credential type */
export function rememberCredential(data: Record<string, unknown>): void {
	const { accessToken, appSecret, clientSecret, privateKey, passphrase, oauthTokenData } = data;
	const granted = (oauthTokenData ?? {}) as Record<string, unknown>;
	rememberSecrets(accessToken, appSecret, clientSecret, privateKey, passphrase, granted.access_token);
}

/** Replaces each remembered secret, in plain text, JSON-escaped or URL-encoded. */
export function removeSecrets(text: string, replacement: string): string {
	if (pattern === undefined) {
		const longestFirst = [...known.values()].flat().sort((a, b) => b.length - a.length);
		pattern = longestFirst.length === 0 ? /(?!)/ : new RegExp(longestFirst.join('|'), 'gu');
	}
	return text.replace(pattern, () => replacement);
}
