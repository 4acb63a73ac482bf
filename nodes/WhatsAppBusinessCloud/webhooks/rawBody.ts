import type { IWebhookFunctions } from 'n8n-workflow';
import { isObject } from '../shared/input/parameterValues';
import { quoteBigIntegers } from '../shared/preserveBigIntegers';
import { isDeeperThan } from '../shared/untrustedJson';

/**
 * Bytes. Meta's largest payload is 3 MB (WhatsApp docs: Webhooks > Payload size), which may mean 3 × 1024²; the rest is
 * margin.
 */
export const MAX_BODY = 4 * 1024 * 1024;

/** Maximum nesting depth. Meta's payloads have about ten levels; n8n cannot store thousands. */
const MAX_DEPTH = 64;

/** The value of `object` in each payload about WhatsApp. */
const OBJECT = 'whatsapp_business_account';

export type Body = { payload: Record<string, unknown> } | { status: 400 | 413 | 422; refused: string };

/** The body as received. n8n reads it before the node runs, for any content type except forms with files. */
export function rawBodyOf(context: IWebhookFunctions): Buffer | undefined {
	const { rawBody } = context.getRequestObject() as { rawBody?: unknown };
	return Buffer.isBuffer(rawBody) && rawBody.length > 0 ? rawBody : undefined;
}

/** Whether a value is nested deeper than n8n can store. */
export const isTooDeep = (value: unknown): boolean => isDeeperThan(value, MAX_DEPTH);

/** Whether a body is larger than Meta's largest. */
export const isTooLarge = (raw: Buffer): boolean => raw.length > MAX_BODY;

/**
 * Parses a signed body.
 * @param raw the bytes as received
 * @returns the payload, or what is wrong with it and the matching HTTP status
 */
export function readBody(raw: Buffer): Body {
	if (isTooLarge(raw)) return { status: 413, refused: `it has ${raw.length} bytes; Meta sends 3 MB at most` };
	let payload: unknown;
	try {
		payload = JSON.parse(quoteBigIntegers(raw.toString('utf8')));
	} catch {
		return { status: 400, refused: 'it is not JSON' };
	}
	if (!isObject(payload)) return { status: 422, refused: 'it is not a JSON object' };
	if (payload.object !== OBJECT) return { status: 422, refused: `its object is not ${OBJECT}` };
	if (isTooDeep(payload)) return { status: 422, refused: `it is nested deeper than ${MAX_DEPTH} levels` };
	return { payload };
}
