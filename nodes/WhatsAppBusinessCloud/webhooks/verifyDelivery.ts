import type { IWebhookFunctions } from 'n8n-workflow';
import { checkWithAppSecret } from './appSecret';
import { parsePayload, readRawBody } from './rawBody';
import type { Rejection } from './rejectionLog';
import { checkSignature, describeUntrusted, readSignature, type UntrustedReason } from './signature';

/** A request whose body Meta signed. */
export interface Delivery {
	payload: Record<string, unknown>;
	/** Secret of the app that signed it. */
	appSecret: string;
}

const untrusted = (reason: UntrustedReason): Rejection => ({
	status: 401,
	reason: describeUntrusted(reason, 'the app that is subscribed'),
});

/**
 * Verifies an event notification: body, signature, JSON. The credential is read only for a request that could be Meta's.
 * WhatsApp docs: Webhooks > Event notifications, Validate payloads.
 * @returns the delivery, or why the request is rejected
 */
export async function verifyDelivery(context: IWebhookFunctions): Promise<Delivery | Rejection> {
	const body = readRawBody(context);
	if ('status' in body) return body;
	const header = readSignature(context.getHeaderData()['x-hub-signature-256']);
	if ('untrusted' in header) return untrusted(header.untrusted);
	const checked = await checkWithAppSecret(context, (appSecret) => {
		const reason = checkSignature(body.raw, header.signature, appSecret);
		return reason === undefined ? undefined : untrusted(reason);
	});
	if ('status' in checked) return checked;
	const parsed = parsePayload(body.raw);
	return 'status' in parsed ? parsed : { ...parsed, ...checked };
}
