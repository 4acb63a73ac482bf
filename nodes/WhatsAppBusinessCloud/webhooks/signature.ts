import { createHash, createHmac, timingSafeEqual } from 'crypto';

/** Compares two texts in a time that tells nothing about where they differ, nor how long the right one is. */
export function timingSafeEqualText(given: string, right: string): boolean {
	const digest = (value: string): Buffer => createHash('sha256').update(value).digest();
	return timingSafeEqual(digest(given), digest(right));
}

/**
 * The signature that Meta puts on a body. WhatsApp docs: Webhooks > Validate payloads.
 * @returns `sha256=` and 64 lower-case hex digits
 */
export const signatureOf = (body: Buffer, appSecret: string): string =>
	`sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;

/** Why a request is not taken for one of Meta's. */
export type UntrustedReason = 'noSecret' | 'missing' | 'malformed' | 'wrong';

/**
 * Reads the header X-Hub-Signature-256, which needs no secret: most requests that are not Meta's end here.
 * @param header the header's value, whatever it is
 * @returns the signature in lower case, or why it cannot be Meta's
 */
export function readSignature(header: unknown): { signature: string } | { untrusted: 'missing' | 'malformed' } {
	if (header === undefined || header === '') return { untrusted: 'missing' };
	if (typeof header !== 'string' || !/^sha256=[0-9a-f]{64}$/i.test(header)) return { untrusted: 'malformed' };
	return { signature: header.toLowerCase() };
}

/**
 * Checks a signature.
 * @param body the bytes as they came; Meta escapes characters that a parser would write otherwise
 * @param signature from readSignature
 * @param appSecret secret of the app that is subscribed
 * @returns undefined when the body is Meta's
 */
export function checkSignature(body: Buffer, signature: string, appSecret: string): 'noSecret' | 'wrong' | undefined {
	// An empty key would make a signature that anybody can make.
	if (appSecret === '') return 'noSecret';
	return timingSafeEqualText(signature, signatureOf(body, appSecret)) ? undefined : 'wrong';
}

/** Sets verify tokens apart from all else that is made with the app secret. */
const PURPOSE = 'n8n-nodes-whatsapp-business-cloud verify token';

/**
 * The verify token of a trigger: nobody has to think one up, and whoever knows app secret and address knows it. It depends
 * on the last two parts of the path only, `<webhook ID>/webhook`: test and production address have the same one, and so
 * has the same trigger behind another host or proxy.
 * @param callbackUrl the address that Meta calls
 * @returns 64 hex digits
 * @throws Error when there is no app secret or no such path: such a token would be no secret
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
	/** What Meta wants to have back. */
	challenge: string;
	/** To be compared with the one of the trigger (deriveVerifyToken, sameSecret). */
	verifyToken: string;
}

/**
 * Reads a verification request, which needs no secret. WhatsApp docs: Webhooks > Verification requests.
 * @param query of the GET request
 * @returns what is in it, or why it is none
 */
export function readHandshake(query: Record<string, unknown>): Handshake | { refused: string } {
	const { 'hub.mode': mode, 'hub.challenge': challenge, 'hub.verify_token': verifyToken } = query;
	if (mode !== 'subscribe') return { refused: 'it is no verification request (hub.mode)' };
	if (typeof challenge !== 'string' || challenge === '' || challenge.length > 1000)
		return { refused: 'it has no challenge' };
	if (typeof verifyToken !== 'string' || !/^[0-9a-f]{64}$/.test(verifyToken)) return { refused: WRONG_TOKEN };
	return { challenge, verifyToken };
}
