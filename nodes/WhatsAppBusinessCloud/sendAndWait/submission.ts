import type { IWebhookFunctions } from 'n8n-workflow';
import { isObject } from '../shared/input/parameterValues';
import { parseMediaType } from '../shared/mediaType';
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

/** The longest boundary (RFC 2046, section 5.1.1). */
const MAX_BOUNDARY = 70;

/** Whether the body is `multipart/form-data` with a boundary, to us as well as to n8n, which has parsed it. */
function isMultipartForm(context: IWebhookFunctions): boolean {
	const request: {
		/** n8n's reading of the header: the type alone. */
		contentType?: string;
		headers: Record<string, unknown>;
	} = context.getRequestObject();
	const { contentType, headers } = request;
	const stated = parseMediaType(String(headers['content-type'] ?? ''));
	const boundary = stated?.parameters.get('boundary') ?? '';
	return (
		contentType === 'multipart/form-data' &&
		stated?.type === contentType &&
		boundary !== '' &&
		boundary.length <= MAX_BOUNDARY
	);
}

/**
 * What a form brought, as n8n parsed it: `{data, files}` of a multipart body. Files count there only, where n8n made them:
 * in any other body a visitor could name a file of the server as an upload.
 * @returns undefined when the body is no form, or n8n could not read it to its end
 */
export function submissionOf(context: IWebhookFunctions): Submission | undefined {
	const body = context.getBodyData() as unknown;
	if (!isMultipartForm(context) || !isObject(body) || !isObject(body.data)) return undefined;
	return { texts: texts(body.data), files: isObject(body.files) ? files(body.files) : {} };
}
