import { createHmac } from 'crypto';
import type { Rejection } from './rejectionLog';
import { NO_APP_SECRET, timingSafeEqualText } from './signature';

/** Separates verify tokens from other values derived from the app secret. */
const PURPOSE = 'n8n-nodes-whatsapp-business-cloud verify token';
const PROOF_PURPOSE = 'n8n-nodes-whatsapp-business-cloud verification request of the package';

/**
 * Derives the verify token of a trigger from app secret and URL, so that users do not have to choose one. Anyone who
 * knows both can derive it. It depends only on the last two parts of the path, `<webhook ID>/webhook`: test and
 * production URL share it, also behind another host or proxy.
 * @param callbackUrl the URL that Meta calls
 * @returns 64 hex digits
 * @throws Error without an app secret or such a path, because the token would not be secret
 */
export const deriveVerifyToken = (appSecret: string, callbackUrl: string): string =>
	deriveFrom(appSecret, callbackUrl, PURPOSE);

function deriveFrom(appSecret: string, callbackUrl: string, purpose: string): string {
	const path = callbackUrl.replace(/[?#].*$/s, '').replace(/^[a-z][a-z\d+.-]*:\/\/[^/]*/i, '');
	const parts = path.split('/').filter((part) => part !== '');
	if (appSecret === '' || parts.length < 2)
		throw new Error('A verify token needs an app secret and the path of a webhook');
	return createHmac('sha256', appSecret)
		.update(`${purpose}\n${parts.slice(-2).join('/')}`)
		.digest('hex');
}

/**
 * Proves to a trigger that a verification request comes from this package. Unlike the verify token, which Meta and the
 * access logs of proxies have, it is never sent to Meta and belongs to one challenge.
 * @param content what the request asks the trigger to do, if anything
 * @throws Error like deriveVerifyToken
 */
export const deriveProof = (appSecret: string, callbackUrl: string, challenge: string, content?: string): string =>
	deriveFrom(
		appSecret,
		callbackUrl,
		[PROOF_PURPOSE, challenge, ...(content === undefined ? [] : [content])].join('\n'),
	);

/** @param proof content of the header, which may be missing; the verify token must have been checked before */
export const isProof = (
	proof: unknown,
	appSecret: string,
	callbackUrl: string | undefined,
	challenge: string,
	content?: string,
): boolean =>
	typeof proof === 'string' &&
	callbackUrl !== undefined &&
	timingSafeEqualText(proof, deriveProof(appSecret, callbackUrl, challenge, content));

const rejected = (reason: string): Rejection => ({ status: 403, reason });

const WRONG_TOKEN = 'its verify token is not the one of this trigger';

/** A verification request. */
export interface VerificationRequest {
	/** Must be returned to Meta. */
	challenge: string;
	/** Not checked yet. */
	verifyToken: string;
}

/**
 * Parses a verification request. This needs no secret. WhatsApp docs: Webhooks > Verification requests.
 * @param query of the GET request
 * @returns its content, or why it is rejected
 */
export function parseVerificationRequest(query: Record<string, unknown>): VerificationRequest | Rejection {
	const { 'hub.mode': mode, 'hub.challenge': challenge, 'hub.verify_token': verifyToken } = query;
	if (mode !== 'subscribe') return rejected('it is no verification request (hub.mode)');
	if (typeof challenge !== 'string' || challenge === '' || challenge.length > 1000)
		return rejected('it has no challenge');
	if (typeof verifyToken !== 'string' || !/^[0-9a-f]{64}$/.test(verifyToken)) return rejected(WRONG_TOKEN);
	return { challenge, verifyToken };
}

/**
 * Checks the token of a verification request.
 * @param callbackUrl the URL of the trigger that received the request
 * @returns why it is rejected; undefined when it is the token of this trigger
 */
export function checkVerifyToken(
	verifyToken: string,
	appSecret: string,
	callbackUrl: string | undefined,
): Rejection | undefined {
	if (appSecret === '') return rejected(NO_APP_SECRET);
	const isOwn =
		callbackUrl !== undefined && timingSafeEqualText(verifyToken, deriveVerifyToken(appSecret, callbackUrl));
	return isOwn ? undefined : rejected(WRONG_TOKEN);
}
