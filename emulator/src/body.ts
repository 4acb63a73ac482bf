import type { IncomingMessage } from 'node:http';

const maxBytes = 10 * 1024 * 1024;

/** The body is larger than 10 MB. */
export class BodyTooLarge extends Error {}

/** Reads a small body completely. Rejects with BodyTooLarge. */
export function readBody(req: IncomingMessage): Promise<Buffer> {
	return new Promise((resolve, reject) => {
		const chunks: Buffer[] = [];
		let size = 0;
		req.on('data', (chunk: Buffer) => {
			size += chunk.length;
			if (size <= maxBytes) chunks.push(chunk);
			else reject(new BodyTooLarge());
		});
		req.on('end', () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
		req.on('error', reject);
	});
}

/**
 * The parameters in a body: a JSON object or a form. An unreadable body counts as no parameters: Graph then reports the
 * first required one as missing.
 */
export function parseParams(body: Buffer, contentType: string): Record<string, unknown> {
	if (body.length === 0) return {};
	const text = body.toString('utf8');
	if (/^application\/x-www-form-urlencoded/i.test(contentType)) return parseForm(text);
	if (contentType !== '' && !/json/i.test(contentType)) return {};
	const value = parseJson(text);
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function parseForm(text: string): Record<string, unknown> {
	const params: Record<string, unknown> = {};
	for (const [name, value] of new URLSearchParams(text))
		params[name] = /^[[{]/.test(value) ? (parseJson(value) ?? value) : value;
	return params;
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
