import { closeUnread } from './stream';

/** A file is at most a redirect or two away; n8n's own limit is 21. */
const MAX_REDIRECTS = 5;

/** RFC 9110, section 15.4: statuses whose Location a client follows by itself. */
const REDIRECT_STATUS = new Set([301, 302, 303, 307, 308]);

interface Answer {
	statusCode: number;
	headers: Record<string, unknown>;
	body?: unknown;
}

/** What came in the end. */
export interface Arrival<T extends Answer> {
	answer: T;
	/** Where `answer` redirects to, when that was not followed: it is not allowed, or there were too many redirects before. */
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
 * Sends a GET or HEAD request and follows up to 5 redirects, each of which is checked before it is followed.
 * @param url where to begin; not checked
 * @param send makes one request, which must not follow redirects by itself
 * @param isAllowed whether a request may go to a target
 * @returns the last answer; a redirect that was not followed is an answer, too
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
