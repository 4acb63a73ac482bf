import { createPublicKey, type KeyObject } from 'node:crypto';
import { requireScope } from '../auth';
import { parameterError, unknownObject } from '../errors';
import type { RouteResponse, RequestContext } from '../requestContext';
import { visiblePhone } from '../routes/nodes';

function phoneOf(ctx: RequestContext, id: string): void {
	if (!visiblePhone(ctx, id)) throw unknownObject(ctx.method, id);
	requireScope(ctx, 'whatsapp_business_management');
}

function publicKey(text: string): KeyObject | undefined {
	try {
		return createPublicKey(text);
	} catch {
		return undefined;
	}
}

/**
 * POST /{phone}/whatsapp_business_encryption (Meta docs: Flows > Endpoint > Upload public key): an RSA key of 2048 bits
 * in SPKI form, as PEM.
 */
export function postKey(ctx: RequestContext, id: string): RouteResponse {
	phoneOf(ctx, id);
	const text = ctx.params.business_public_key;
	if (typeof text !== 'string' || text === '') throw parameterError('The parameter business_public_key is required.');
	const key = /^\s*-----BEGIN PUBLIC KEY-----/.test(text) ? publicKey(text) : undefined;
	if (key?.asymmetricKeyType !== 'rsa' || key.asymmetricKeyDetails?.modulusLength !== 2048) {
		throw parameterError('Param business_public_key must be a valid 2048-bit RSA public key in PEM format.');
	}
	ctx.state.flows.keys.set(id, { business_public_key: text, business_public_key_signature_status: 'VALID' });
	return { json: { success: true } };
}

/** GET /{phone}/whatsapp_business_encryption (Meta docs: Flows > Endpoint > Get public key). */
export function getKey(ctx: RequestContext, id: string): RouteResponse {
	phoneOf(ctx, id);
	const key = ctx.state.flows.keys.get(id);
	return { json: { data: key ? [key] : [] } };
}
