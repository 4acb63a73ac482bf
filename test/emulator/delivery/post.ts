import { createHmac } from 'node:crypto';
import { seed } from '../seed';

/**
 * Posts an event, signed over the raw bytes with SHA-256 and SHA-1 (Meta docs: Webhooks > Validate payloads).
 * @returns the response status, 0 without a response
 */
export async function post(url: string, body: Record<string, unknown>, signal: AbortSignal): Promise<number> {
	const raw = escapeJson(body);
	try {
		const response = await fetch(url, {
			method: 'POST',
			headers: {
				'Content-Type': 'application/json',
				'User-Agent': 'facebookexternalua',
				'X-Hub-Signature': `sha1=${createHmac('sha1', seed.app.secret).update(raw).digest('hex')}`,
				'X-Hub-Signature-256': `sha256=${createHmac('sha256', seed.app.secret).update(raw).digest('hex')}`,
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
