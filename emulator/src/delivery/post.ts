import { createHmac } from 'node:crypto';
import type { WebhookDelivery } from '../types';

/** What is known about a delivery once it ended. */
export type Posted = Pick<WebhookDelivery, 'status' | 'ms' | 'signature' | 'response'>;

/** How much of a response is kept, in characters. */
const SHOWN_RESPONSE = 500;

/**
 * Posts an event, signed over the raw bytes with SHA-256 and SHA-1 (Meta docs: Webhooks > Validate payloads).
 * @param appSecret the key of the signatures
 * @returns the response, with status 0 when there is none
 */
export async function post(
	url: string,
	body: Record<string, unknown>,
	appSecret: string,
	signal: AbortSignal,
): Promise<Posted> {
	const raw = escapeJson(body);
	const signature = `sha256=${createHmac('sha256', appSecret).update(raw).digest('hex')}`;
	const started = performance.now();
	const posted = (status: number, response: string): Posted => ({
		status,
		response: response.slice(0, SHOWN_RESPONSE),
		ms: Math.round(performance.now() - started),
		signature,
	});
	try {
		const response = await fetch(url, {
			method: 'POST',
			headers: {
				'Content-Type': 'application/json',
				'User-Agent': 'facebookexternalua',
				'X-Hub-Signature': `sha1=${createHmac('sha1', appSecret).update(raw).digest('hex')}`,
				'X-Hub-Signature-256': signature,
			},
			body: raw,
			redirect: 'manual',
			signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]),
		});
		return posted(response.status, await response.text());
	} catch {
		return posted(0, '');
	}
}

/**
 * JSON with all non-ASCII characters escaped as \uXXXX, and slashes escaped too, as Meta sends it (Meta docs: Webhooks
 * > Validate payloads).
 */
export function escapeJson(value: unknown): string {
	return JSON.stringify(value)
		.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
		.replace(/\//g, '\\/');
}
