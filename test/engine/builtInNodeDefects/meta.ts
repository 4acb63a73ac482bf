import nock from 'nock';
import { accepted } from '../fixtures';
import { GRAPH } from '../harness';

export interface Sent {
	method: string;
	/** Including the query string. */
	path: string;
	body: Record<string, unknown>;
}

export interface MetaResponse {
	status?: number;
	body: unknown;
	headers?: Record<string, string>;
}

export interface Meta {
	sent: Sent[];
	/** Bodies of the message requests. */
	messages: () => Array<Record<string, unknown>>;
	/** Highest number of concurrent requests. */
	most: () => number;
}

/**
 * Mocks the Graph API: accepts every message (`wamid.<number>`, in order) and every upload, unless `answer` returns
 * another response.
 * @param delay of each response, in ms
 */
export function meta(
	respond: (sent: Sent, count: number) => MetaResponse | undefined = () => undefined,
	delay = 0,
): Meta {
	const sent: Sent[] = [];
	let active = 0;
	let most = 0;
	for (const method of ['GET', 'POST', 'DELETE']) {
		nock(GRAPH)
			.persist()
			.intercept(/.*/, method)
			.reply((path, body, done) => {
				const request: Sent = { method, path, body: body as unknown as Sent['body'] };
				sent.push(request);
				const {
					status = 200,
					body: content,
					headers = {},
				} = respond(request, sent.length) ?? defaultResponse(request, sent.length);
				most = Math.max(most, ++active);
				setTimeout(() => {
					active--;
					done(null, [status, content as nock.Body, headers]);
				}, delay);
			});
	}
	return {
		sent,
		messages: () => sent.filter(({ path }) => path.endsWith('/messages')).map(({ body }) => body),
		most: () => most,
	};
}

function defaultResponse({ path, body }: Sent, count: number): MetaResponse {
	if (path.endsWith('/messages'))
		return { body: accepted(String(body.to ?? body.recipient).replace(/^\+/, ''), `wamid.${count}`) };
	return { body: path.endsWith('/media') ? { id: String(1000 + count) } : { success: true } };
}
