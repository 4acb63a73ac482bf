import type { IWebhookFunctions } from 'n8n-workflow';
import { isObject } from '../shared/input/parameterValues';
import { quoteBigIntegers } from '../shared/preserveBigIntegers';
import { isDeeperThan } from '../shared/untrustedJson';
import type { Rejection } from './rejectionLog';

/**
 * Bytes. Meta's largest payload is 3 MB (WhatsApp docs: Webhooks > Payload size), which may mean 3 × 1024²; the rest is
 * margin.
 */
export const MAX_BODY = 4 * 1024 * 1024;

/** Maximum nesting depth. Meta's payloads have about ten levels; n8n cannot store thousands. */
export const MAX_DEPTH = 64;

/** The value of `object` in each payload about WhatsApp. */
const OBJECT = 'whatsapp_business_account';

/**
 * The body as received. n8n reads it before the node runs, for any content type except forms with files.
 * @returns the body, or why it is rejected: with 400 or 413
 */
export function readRawBody(context: IWebhookFunctions): { raw: Buffer } | (Rejection & { status: 400 | 413 }) {
	const { rawBody } = context.getRequestObject() as { rawBody?: unknown };
	if (!Buffer.isBuffer(rawBody) || rawBody.length === 0) return { status: 400, reason: 'it has no body' };
	if (rawBody.length > MAX_BODY) return { status: 413, reason: 'it is larger than any that Meta sends' };
	return { raw: rawBody };
}

/** Whether a value is nested deeper than n8n can store. */
export const isTooDeep = (value: unknown): boolean => isDeeperThan(value, MAX_DEPTH);

/**
 * Parses a signed body.
 * @param raw the bytes as received
 * @returns the payload, or why it is rejected: with 400 or 422
 */
export function parsePayload(raw: Buffer): { payload: Record<string, unknown> } | Rejection {
	let payload: unknown;
	try {
		payload = JSON.parse(quoteBigIntegers(raw.toString('utf8')));
	} catch {
		return { status: 400, reason: 'it is not JSON' };
	}
	if (!isObject(payload)) return { status: 422, reason: 'it is not a JSON object' };
	if (payload.object !== OBJECT) return { status: 422, reason: `its object is not ${OBJECT}` };
	if (isTooDeep(payload)) return { status: 422, reason: `it is nested deeper than ${MAX_DEPTH} levels` };
	return { payload };
}
