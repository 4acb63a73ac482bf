import { closeUnread } from './stream';

/** A file is usually one or two redirects away; n8n's own limit is 21. */
const MAX_REDIRECTS = 5;

/** RFC 9110, section 15.4: statuses whose Location a client follows automatically. */
const REDIRECT_STATUS = new Set([301, 302, 303, 307, 308]);

/** The part of a response that redirects and link probes read. */
export interface HttpResponse {
	statusCode: number;
	headers: Record<string, unknown>;
	body?: unknown;
}

/** The final response. */
export interface Arrival<T extends HttpResponse> {
	response: T;
	/** Redirect target of `response`, when it was not followed: it is not allowed, or the maximum was reached. */
	notFollowed?: URL;
}

function targetOf({ statusCode, headers }: HttpResponse, from: string): URL | undefined {
	if (!REDIRECT_STATUS.has(statusCode)) return undefined;
	const { location } = headers;
	try {
		return typeof location === 'string' ? new URL(location, from) : undefined;
	} catch {
		return undefined;
	}
}

/**
 * Sends a GET or HEAD request and follows up to 5 redirects, each of which is checked first.
 * @param url start URL; not checked
 * @param send makes one request, which must not follow redirects
 * @param isAllowed whether a request may go to a target
 * @returns the last response, which may be a redirect that was not followed
 */
export async function followRedirects<T extends HttpResponse>(
	url: string,
	send: (url: string) => Promise<T>,
	isAllowed: (target: URL) => boolean,
): Promise<Arrival<T>> {
	let from = url;
	for (let followed = 0; ; followed++) {
		const response = await send(from);
		const target = targetOf(response, from);
		if (target === undefined) return { response };
		if (followed === MAX_REDIRECTS || !isAllowed(target)) return { response, notFollowed: target };
		closeUnread(response.body);
		from = target.href;
	}
}
