import { LruMap } from './lruMap';

/** Secrets that a process knows. Each credential has up to five. */
const MAX_SECRETS = 200;

/** Characters. A shorter secret is found in ordinary text too often: a removed "test" would shred it, and tell the secret. */
const MIN_LENGTH = 8;

/** Characters. A longer run of letters is no word. */
const MAX_WORD_LENGTH = 15;

/** Characters of a line of a private key that is looked for on its own. */
const MIN_KEY_LINE = 16;

/** A key, however its lines are separated. RFC 7468. */
const PEM = /-----BEGIN [^-]+-----/;

/** Patterns of the forms that each secret has, by secret. */
const known = new LruMap<string, string[]>(MAX_SECRETS);

/** All of them; undefined when a secret came since. */
let pattern: RegExp | undefined;

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

/** As PHP writes JSON, and Meta with it: slashes with a backslash, letters beyond ASCII as \uXXXX. */
const inMetasJson = (text: string): string =>
	inJson(text)
		.replace(/\//g, '\\/')
		.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

const inUrl = (text: string): string => encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd'));

const withLowerCaseEscapes = (text: string): string => text.replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase());

/** A secret as such, in JSON, and in a URL or form. */
function formsOf(secret: string): string[] {
	const url = inUrl(secret);
	const form = url.replace(/%20/g, '+');
	const forms = [secret, inJson(secret), inMetasJson(secret), url, form];
	return [...new Set([...forms, withLowerCaseEscapes(url), withLowerCaseEscapes(form)])];
}

function patternsOf(secret: string): string[] {
	// A passphrase may be a word that other words begin with.
	const isWord = secret.length <= MAX_WORD_LENGTH && /^\p{L}+$/u.test(secret);
	return formsOf(secret).map((form) =>
		isWord ? `(?<![\\p{L}\\p{N}_])${escaped(form)}(?![\\p{L}\\p{N}_])` : escaped(form),
	);
}

/** A private key is looked for line by line: its line breaks are written in too many ways. */
function parts(secret: string): string[] {
	if (!PEM.test(secret)) return [secret];
	// A public key, pasted into the wrong field, is no secret.
	if (!secret.includes('PRIVATE KEY')) return [];
	return secret
		.replace(/-----[^-]+-----/g, ' ')
		.split(/\s+|\\n|\\r/)
		.filter((line) => line.length >= MIN_KEY_LINE);
}

/**
 * Has removeSecrets find these values from now on, in this process.
 * @param values access tokens, app secrets and their proofs, passphrases, private keys, verify tokens; what is no text, or is shorter
 * than 8 characters, is left out
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

/** @param data a credential's data, whatever its type */
export function rememberCredential(data: Record<string, unknown>): void {
	const { accessToken, appSecret, clientSecret, privateKey, passphrase, oauthTokenData } = data;
	const granted = (oauthTokenData ?? {}) as Record<string, unknown>;
	rememberSecrets(accessToken, appSecret, clientSecret, privateKey, passphrase, granted.access_token);
}

/** Replaces each remembered secret, as such, JSON-escaped or URL-encoded. */
export function removeSecrets(text: string, replacement: string): string {
	if (pattern === undefined) {
		const longestFirst = [...known.values()].flat().sort((a, b) => b.length - a.length);
		pattern = longestFirst.length === 0 ? /(?!)/ : new RegExp(longestFirst.join('|'), 'gu');
	}
	return text.replace(pattern, () => replacement);
}
