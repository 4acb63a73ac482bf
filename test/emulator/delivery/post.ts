import { createHmac } from 'node:crypto';
import { seed } from '../seed';

/** Posts an event. @returns the status of the answer, 0 without one. Facts sheet 7.1: signed over the raw bytes, by SHA-256 and SHA-1 */
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

/** JSON in which everything beyond ASCII is escaped as \uXXXX, and slashes are, as Meta does (facts sheet 7.1). */
export function escapeJson(value: unknown): string {
	return JSON.stringify(value)
		.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
		.replace(/\//g, '\\/');
}
