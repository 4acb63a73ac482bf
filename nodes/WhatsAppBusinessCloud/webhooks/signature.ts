import { createHash, createHmac, timingSafeEqual } from 'crypto';

/** Compares two texts in a time that reveals neither where they differ nor how long the expected one is. */
export function timingSafeEqualText(received: string, expected: string): boolean {
	const digest = (value: string): Buffer => createHash('sha256').update(value).digest();
	return timingSafeEqual(digest(received), digest(expected));
}

/**
 * Computes the signature that Meta adds to a body. WhatsApp docs: Webhooks > Validate payloads.
 * @returns `sha256=` and 64 lower-case hex digits
 */
export const signatureOf = (body: Buffer, appSecret: string): string =>
	`sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;

/** Why a request is not trusted to be Meta's. */
export type UntrustedReason = 'noSecret' | 'missing' | 'malformed' | 'wrong';

/** Why nothing can be checked without an app secret, for the log. */
export const NO_APP_SECRET = "'App Secret' in the credential is empty, so no signature can be checked";

/**
 * Explains in the log why a request is not trusted.
 * @param app the app whose secret is needed
 */
export function describeUntrusted(reason: UntrustedReason, app: string): string {
	switch (reason) {
		case 'noSecret':
			return `${NO_APP_SECRET}. Enter it there: App settings > Basic of ${app}`;
		case 'missing':
			return 'it is not signed (header X-Hub-Signature-256), so it is not from Meta';
		case 'malformed':
			return 'its signature (header X-Hub-Signature-256) does not have the format of Meta';
		case 'wrong':
			return `its signature does not match. If it is from Meta, 'App Secret' in the credential is not the one of ${app}`;
	}
}

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
