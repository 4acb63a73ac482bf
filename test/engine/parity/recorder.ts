import nock from 'nock';

export interface FormPart {
	content: string;
	fileName?: string;
	contentType?: string;
}

/** A received request to the Graph API. */
export interface SentRequest {
	method: string;
	/** Without the API version. */
	path: string;
	json?: unknown;
	/** Parts of a multipart form, by name. */
	form?: Record<string, FormPart>;
}

export interface Recorder {
	sent: SentRequest[];
	/** Headers of each request of `sent`. */
	headers: Array<Record<string, string | string[]>>;
	/** API versions called. */
	versions: Set<string>;
}

const host = 'https://graph.facebook.com';

function formOf(body: string, contentType: string): Record<string, FormPart> {
	const boundary = /boundary="?([^";]+)/.exec(contentType)?.[1] ?? '';
	const parts = body.split(`--${boundary}`).slice(1, -1);
	return Object.fromEntries(
		parts.map((part) => {
			const [head, ...rest] = part.replace(/^\r\n|\r\n$/g, '').split('\r\n\r\n');
			const find = (pattern: RegExp) => pattern.exec(head)?.[1];
			const fileName = find(/filename="([^"]*)"/);
			const type = find(/content-type: *(.+)/i);
			return [
				find(/[; ]name="([^"]*)"/) ?? '',
				{
					content: rest.join('\r\n\r\n'),
					...(fileName !== undefined && { fileName }),
					...(type !== undefined && { contentType: type }),
				},
			];
		}),
	);
}

/** The Graph API's response to a valid request. */
function responseTo({ method, path, json }: SentRequest): object {
	if (path.endsWith('/messages')) {
		const { to } = json as { to: string };
		return {
			messaging_product: 'whatsapp',
			contacts: [{ input: to, wa_id: to.replace(/^\+/, '') }],
			messages: [{ id: 'wamid.1' }],
		};
	}
	if (path.endsWith('/media')) return { id: '4490709327384033' };
	if (method === 'DELETE') return { success: true };
	return {
		url: 'https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1',
		mime_type: 'image/png',
		sha256: 'a1',
		file_size: 9,
		id: path.slice(1),
		messaging_product: 'whatsapp',
	};
}

/** Mocks the Graph API for one test: accepts and records every request. */
export function recordGraph(): Recorder {
	const recorder: Recorder = { sent: [], headers: [], versions: new Set() };
	for (const method of ['GET', 'POST', 'DELETE']) {
		nock(host)
			.persist()
			.intercept(/.*/, method)
			.reply(function (uri, body) {
				const [, version, path] = /^\/(v[\d.]+)\/*(\/.*)$/.exec(uri) ?? ['', 'none', uri];
				const type = String(this.req.headers['content-type'] ?? '');
				const sent: SentRequest = { method, path };
				if (type.startsWith('multipart/')) sent.form = formOf(String(body), type);
				else if (body !== '') sent.json = body;
				recorder.sent.push(sent);
				recorder.headers.push(this.req.headers);
				recorder.versions.add(version);
				return [200, responseTo(sent)];
			});
	}
	return recorder;
}
