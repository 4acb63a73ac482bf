import type { IWebhookFunctions } from 'n8n-workflow';
import { isObject } from '../messages/values';
import type { Submission, UploadedFile } from './form/types';

function texts(body: Record<string, unknown>): Record<string, string[]> {
	return Object.fromEntries(
		Object.entries(body).map(([name, value]) => [
			name,
			(Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string'),
		]),
	);
}

function fileOf(value: unknown): UploadedFile | undefined {
	if (!isObject(value) || typeof value.filepath !== 'string') return undefined;
	const name = String(value.originalFilename ?? '');
	const size = Number(value.size);
	// An empty file field travels as a file without name and content.
	if (name === '' && size === 0) return undefined;
	return {
		path: value.filepath,
		name: name || String(value.newFilename ?? 'file'),
		mimeType: String(value.mimetype ?? '') || 'application/octet-stream',
		size,
	};
}

function files(given: Record<string, unknown>): Record<string, UploadedFile[]> {
	return Object.fromEntries(
		Object.entries(given).map(([name, value]) => [
			name,
			(Array.isArray(value) ? value : [value]).flatMap((one) => fileOf(one) ?? []),
		]),
	);
}

/**
 * What a form brought, as n8n parsed it: `{data, files}` of a multipart body. Files count there only, where n8n made them:
 * in any other body a visitor could name a file of the server as an upload.
 * @returns undefined when the body is no form, or n8n could not read it to its end
 */
export function submissionOf(context: IWebhookFunctions): Submission | undefined {
	const { contentType, headers } = context.getRequestObject() as unknown as {
		contentType?: string;
		headers: Record<string, unknown>;
	};
	const isMultipart = (contentType ?? String(headers['content-type'] ?? '')).startsWith('multipart/form-data');
	const body = context.getBodyData() as unknown;
	if (!isMultipart || !isObject(body) || !isObject(body.data)) return undefined;
	return { texts: texts(body.data), files: isObject(body.files) ? files(body.files) : {} };
}
