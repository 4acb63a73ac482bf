import type { IWebhookFunctions } from 'n8n-workflow';
import { isObject } from '../shared/input/parameterValues';
import { parseMediaType } from '../shared/parseMediaType';
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
	// An empty file field is sent as a file without name and content.
	if (name === '' && size === 0) return undefined;
	return {
		path: value.filepath,
		name: name || String(value.newFilename ?? 'file'),
		mimeType: String(value.mimetype ?? '') || 'application/octet-stream',
		size,
	};
}

function files(body: Record<string, unknown>): Record<string, UploadedFile[]> {
	return Object.fromEntries(
		Object.entries(body).map(([name, value]) => [
			name,
			(Array.isArray(value) ? value : [value]).flatMap((one) => fileOf(one) ?? []),
		]),
	);
}

/** Maximum length of a boundary (RFC 2046, section 5.1.1). */
const MAX_BOUNDARY = 70;

/** Whether the body is `multipart/form-data` with a boundary, both to us and to n8n, which has parsed it. */
function isMultipartForm(context: IWebhookFunctions): boolean {
	const request: {
		/** n8n's parsed header: the type only. */
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
 * Returns a submitted form as parsed by n8n: `{data, files}` of a multipart body. Files are accepted only there, where
 * n8n created them: in any other body, a visitor could specify a file of the server as an upload.
 * @returns undefined if the body is not a form, or n8n could not read it completely
 */
export function submissionOf(context: IWebhookFunctions): Submission | undefined {
	const body = context.getBodyData() as unknown;
	if (!isMultipartForm(context) || !isObject(body) || !isObject(body.data)) return undefined;
	return { texts: texts(body.data), files: isObject(body.files) ? files(body.files) : {} };
}
