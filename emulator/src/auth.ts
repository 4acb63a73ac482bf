import { createHmac, timingSafeEqual } from 'node:crypto';
import { GraphError, parameterError, tokenError, whatsappError } from './errors';
import type { RequestContext } from './requestContext';
import type { Scope, Token } from './tokens';

/**
 * The token of a request: header `Authorization: Bearer`, also `OAuth` as the upload edges accept it, or the parameter
 * access_token. Undefined when there is none. Meta docs: Graph API > Access tokens; Resumable Upload API.
 */
export function tokenText(authorization: string | undefined, params: Record<string, unknown>): string | undefined {
	const fromHeader =
		authorization === undefined ? undefined : /^(?:Bearer|OAuth)\s+(\S+)\s*$/i.exec(authorization)?.[1];
	if (fromHeader !== undefined) return fromHeader;
	return typeof params.access_token === 'string' && params.access_token !== '' ? params.access_token : undefined;
}

/**
 * The token of a request, checked with its appsecret_proof. Throws 104 without a token, 190 for an invalid one, 100 for
 * an invalid proof.
 */
export function authenticate(ctx: RequestContext): Token {
	const text = tokenText(ctx.req.headers.authorization, ctx.params);
	// Code 104 for a call without a token is general Graph API behavior; Meta docs > Error codes does not list it.
	if (text === undefined) throw tokenError('An access token is required to request this resource.', undefined, 104);
	const token = ctx.state.tokens.usable(text);
	checkProof(ctx, text, token);
	return token;
}

/**
 * Meta docs: Graph API > Secure requests. appsecret_proof is the lowercase hex HMAC-SHA256 with the app secret as key
 * and the token as message, or token
 * time when appsecret_time is sent, which then may be 5 minutes old. Checked whenever sent; required with a user token
 * when the app requires it.
 */
function checkProof(ctx: RequestContext, text: string, token: Token): void {
	const proof = ctx.params.appsecret_proof;
	if (proof === undefined) {
		if (ctx.state.settings.requireAppSecret && token.type !== 'APP') {
			throw proofError('API calls from the server require an appsecret_proof argument');
		}
		return;
	}
	const time = ctx.params.appsecret_time;
	const message = time === undefined ? text : `${text}|${String(time)}`;
	const expected = Buffer.from(createHmac('sha256', token.app.secret).update(message).digest('hex'));
	const proofBytes = Buffer.from(String(proof));
	const fresh = time === undefined || Math.abs(Date.now() / 1000 - Number(time)) <= 300;
	if (!fresh || proofBytes.length !== expected.length || !timingSafeEqual(proofBytes, expected)) {
		throw proofError('Invalid appsecret_proof provided in the API argument');
	}
}

function proofError(message: string): GraphError {
	return new GraphError(400, { message, type: 'GraphMethodException', code: 100 });
}

/**
 * Throws when the token lacks a permission: code 10 for messaging, code 200 for management, both 403 (Meta docs: Error
 * codes > Authorization errors).
 */
export function requireScope(ctx: RequestContext, ...anyOf: Scope[]): void {
	if (anyOf.some((scope) => ctx.token.scopes.includes(scope))) return;
	if (anyOf[0] === 'whatsapp_business_messaging') {
		throw whatsappError(10, 'The access token does not have the permission whatsapp_business_messaging.');
	}
	throw new GraphError(403, {
		message: `(#200) Requires ${anyOf.join(' or ')} permission to manage the object`,
		type: 'OAuthException',
		code: 200,
	});
}

/**
 * Throws unless the caller uses an app token, as token introspection and app-level calls require (Meta docs: Graph API
 * > Access tokens).
 */
export function requireAppToken(ctx: RequestContext): void {
	if (ctx.token.type === 'APP') return;
	throw parameterError(
		'You must provide an app access token, or a user access token that is an owner or developer of the app',
	);
}
