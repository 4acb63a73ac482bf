/**
 * The token that a button and, encrypted, a status webhook contain to resume a waiting execution: the parts of n8n's
 * signed resume URL that vary within an instance. `n8nwait:<execution>:<node>:<answer>:<run>:<signature>`
 */
const PREFIX = 'n8nwait';

/** The variable parts of a signed resume URL. */
export interface SignedParts {
	executionId: string;
	nodeId: string;
	/** Meaning of the tap: `approve`, `decline`, a choice's index, or `message` for the recipient's next message. */
	answer: string;
	/** Run of the node that asked, so that in a loop, an old button does not answer a new question. */
	run: string;
	/** n8n's signature of path and query. */
	signature: string;
}

/**
 * Maximum length of a token: fits in a list row, the tightest limit. WhatsApp docs: Messages > Interactive list
 * messages.
 */
export const MAX_TOKEN = 200;

/**
 * @param url n8n's signed resume URL, with `answer` and `run` in its query
 * @returns the token, safe as a button ID; undefined if the URL is of another kind or too long for a button
 */
export function encodeReply(url: string): string | undefined {
	const { pathname, searchParams } = new URL(url);
	const [nodeId, executionId] = pathname.split('/').reverse();
	const { answer, run, signature } = Object.fromEntries(searchParams);
	const parts = [executionId, nodeId, answer, run, signature];
	if (parts.some((part) => part === undefined || part === '' || part.includes(':'))) return undefined;
	const token = [PREFIX, ...parts].join(':');
	return token.length <= MAX_TOKEN ? token : undefined;
}

/** @returns the parts of a token; undefined for any other value */
export function decodeReply(token: unknown): SignedParts | undefined {
	if (typeof token !== 'string' || token.length > MAX_TOKEN) return undefined;
	const found = /^n8nwait:(\d+):([\w%.~!'()*-]+):([a-z]+|\d+):(\d+):([0-9a-z]+)$/i.exec(token);
	if (!found || /^\.+$/.test(found[2])) return undefined;
	const [, executionId, nodeId, answer, run, signature] = found;
	return { executionId, nodeId, answer, run, signature };
}

/** @returns a token without its signature, safe to display because it resumes nothing; any other text unchanged */
export const withoutSignature = (text: string): string =>
	decodeReply(text) === undefined ? text : text.replace(/:[^:]*$/, '');

/** Path and query relative to this instance's URL for waiting webhooks, in the signed order. */
export function resumePath({ executionId, nodeId, answer, run, signature }: SignedParts): string {
	return `/${executionId}/${nodeId}?answer=${answer}&run=${run}&signature=${signature}`;
}
