import { closeUnread } from './stream';

/** A file is usually one or two redirects away; n8n's own limit is 21. */
const MAX_REDIRECTS = 5;

/** RFC 9110, section 15.4: statuses whose Location a client follows automatically. */
const REDIRECT_STATUS = new Set([301, 302, 303, 307, 308]);

/** The part of a response that redirects and link probes read. */
export interface Answer {
	statusCode: number;
	headers: Record<string, unknown>;
	body?: unknown;
}

/** The final response. */
export interface Arrival<T extends Answer> {
	answer: T;
	/** Redirect target of `answer`, when it was not followed: it is not allowed, or the maximum was reached. */
	notFollowed?: URL;
}

function targetOf({ statusCode, headers }: Answer, from: string): URL | undefined {
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
export async function followRedirects<T extends Answer>(
	url: string,
	send: (url: string) => Promise<T>,
	isAllowed: (target: URL) => boolean,
): Promise<Arrival<T>> {
	let from = url;
	for (let followed = 0; ; followed++) {
		const answer = await send(from);
		const target = targetOf(answer, from);
		if (target === undefined) return { answer };
		if (followed === MAX_REDIRECTS || !isAllowed(target)) return { answer, notFollowed: target };
		closeUnread(answer.body);
		from = target.href;
	}
}
