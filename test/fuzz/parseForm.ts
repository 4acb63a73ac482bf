import { formidable } from 'formidable';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { IDataObject } from 'n8n-workflow';

/** Replaces a list with one entry by the entry, as n8n does. */
const single = <T>(lists: Record<string, T[]>): Record<string, T | T[]> =>
	Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, list.length === 1 ? list[0] : list]));

/**
 * Parses the body of a form as n8n does, with the same library and settings (n8n: webhook-form-data.ts).
 * @param folder for uploaded files
 * @returns undefined if n8n itself responds, so that the node never sees the request
 */
export async function parseForm(
	raw: Buffer,
	contentType: string,
	folder: string,
): Promise<{ data: IDataObject; files: IDataObject } | undefined> {
	const request = new IncomingMessage(new Socket());
	request.headers = { 'content-type': contentType, 'content-length': String(raw.length) };
	request.push(raw);
	request.push(null);
	const form = formidable({
		multiples: true,
		encoding: 'utf-8',
		maxFileSize: 200 * 1024 * 1024,
		allowEmptyFiles: true,
		minFileSize: 0,
		uploadDir: folder,
	});
	try {
		const [data, files] = await form.parse(request);
		return { data: single(data) as IDataObject, files: single(files) as unknown as IDataObject };
	} catch {
		return undefined;
	}
}
