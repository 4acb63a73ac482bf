import { createHash, createHmac, timingSafeEqual } from 'crypto';

/** Compares two texts in a time that reveals neither where they differ nor how long the right one is. */
export function timingSafeEqualText(given: string, right: string): boolean {
	const digest = (value: string): Buffer => createHash('sha256').update(value).digest();
	return timingSafeEqual(digest(given), digest(right));
}

/**
 * Computes the signature that Meta adds to a body. WhatsApp docs: Webhooks > Validate payloads.
 * @returns `sha256=` and 64 lower-case hex digits
 */
export const signatureOf = (body: Buffer, appSecret: string): string =>
	`sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;

/** Why a request is not trusted to be Meta's. */
export type UntrustedReason = 'noSecret' | 'missing' | 'malformed' | 'wrong';

/**
 * Parses the header X-Hub-Signature-256. This needs no secret: most requests that are not Meta's are rejected here.
 * @param header value of the header, of any type
 * @returns the signature in lower case, or why it cannot be Meta's
 */
export function readSignature(header: unknown): { signature: string } | { untrusted: 'missing' | 'malformed' } {
	if (header === undefined || header === '') return { untrusted: 'missing' };
	if (typeof header !== 'string' || !/^sha256=[0-9a-f]{64}$/i.test(header)) return { untrusted: 'malformed' };
	return { signature: header.toLowerCase() };
}

/**
 * Checks a signature.
 * @param body the bytes as received; re-serializing would not reproduce Meta's escapes
 * @param signature from readSignature
 * @param appSecret secret of the subscribed app
 * @returns undefined when the body is Meta's
 */
export function checkSignature(body: Buffer, signature: string, appSecret: string): 'noSecret' | 'wrong' | undefined {
	// With an empty key, anyone could create the signature.
	if (appSecret === '') return 'noSecret';
	return timingSafeEqualText(signature, signatureOf(body, appSecret)) ? undefined : 'wrong';
}

/** Separates verify tokens from other values derived from the app secret. */
const PURPOSE = 'n8n-nodes-whatsapp-business-cloud verify token';

/**
 * Derives the verify token of a trigger from app secret and URL, so that users do not have to choose one. Anyone who
 * knows both can derive it. It depends only on the last two parts of the path, `<webhook ID>/webhook`: test and
 * production URL share it, also behind another host or proxy.
 * @param callbackUrl the URL that Meta calls
 * @returns 64 hex digits
 * @throws Error without an app secret or such a path, because the token would not be secret
 */
export function deriveVerifyToken(appSecret: string, callbackUrl: string): string {
	const path = callbackUrl.replace(/[?#].*$/s, '').replace(/^[a-z][a-z\d+.-]*:\/\/[^/]*/i, '');
	const parts = path.split('/').filter((part) => part !== '');
	if (appSecret === '' || parts.length < 2)
		throw new Error('A verify token needs an app secret and the path of a webhook');
	return createHmac('sha256', appSecret)
		.update(`${PURPOSE}\n${parts.slice(-2).join('/')}`)
		.digest('hex');
}

/** Why a verification request with another token is rejected. */
export const WRONG_TOKEN = 'its verify token is not the one of this trigger';

/** A verification request. */
export interface Handshake {
	/** Must be returned to Meta. */
	challenge: string;
	/** To be compared with the trigger's own token (deriveVerifyToken, timingSafeEqualText). */
	verifyToken: string;
}

/**
 * Parses a verification request. This needs no secret. WhatsApp docs: Webhooks > Verification requests.
 * @param query of the GET request
 * @returns its content, or why it is not a verification request
 */
export function readHandshake(query: Record<string, unknown>): Handshake | { refused: string } {
	const { 'hub.mode': mode, 'hub.challenge': challenge, 'hub.verify_token': verifyToken } = query;
	if (mode !== 'subscribe') return { refused: 'it is no verification request (hub.mode)' };
	if (typeof challenge !== 'string' || challenge === '' || challenge.length > 1000)
		return { refused: 'it has no challenge' };
	if (typeof verifyToken !== 'string' || !/^[0-9a-f]{64}$/.test(verifyToken)) return { refused: WRONG_TOKEN };
	return { challenge, verifyToken };
}
