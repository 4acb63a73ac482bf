import { createHmac } from 'node:crypto';

/**
 * Posts an event, signed over the raw bytes with SHA-256 and SHA-1 (Meta docs: Webhooks > Validate payloads).
 * @param appSecret the key of the signatures
 * @returns the response status, 0 without a response
 */
export async function post(
	url: string,
	body: Record<string, unknown>,
	appSecret: string,
	signal: AbortSignal,
): Promise<number> {
	const raw = escapeJson(body);
	try {
		const response = await fetch(url, {
			method: 'POST',
			headers: {
				'Content-Type': 'application/json',
				'User-Agent': 'facebookexternalua',
				'X-Hub-Signature': `sha1=${createHmac('sha1', appSecret).update(raw).digest('hex')}`,
				'X-Hub-Signature-256': `sha256=${createHmac('sha256', appSecret).update(raw).digest('hex')}`,
			},
			body: raw,
			redirect: 'manual',
			signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]),
		});
		await response.arrayBuffer();
		return response.status;
	} catch {
		return 0;
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
