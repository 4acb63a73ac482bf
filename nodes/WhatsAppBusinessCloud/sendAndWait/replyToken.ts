/**
 * What a tapped button and, encrypted, a status webhook carry to resume a waiting execution: the parts of n8n's signed resume URL
 * that are not the same for the whole instance. `n8nwait:<execution>:<node>:<answer>:<run>:<signature>`
 */
const PREFIX = 'n8nwait';

/** What is asked for in a signed resume URL. */
export interface SignedParts {
	executionId: string;
	nodeId: string;
	/** What the tap means: `approve`, `decline`, a choice's index, or `message` for "whatever the person sends next". */
	answer: string;
	/** Which run of the node asked, so that in a loop no old button answers a new question. */
	run: string;
	/** Made by n8n over path and query. */
	signature: string;
}

/** The longest token that fits a row of a list, the tightest place for it. WhatsApp docs: Messages > Interactive list messages. */
export const MAX_TOKEN = 200;

/**
 * @param url n8n's signed resume URL, with `answer` and `run` in its query
 * @returns the token, safe as the ID of a button; undefined when the URL is not of that kind or too long for a button
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

/** @returns the parts of a token; undefined when the text is none, whatever else it is */
export function decodeReply(token: unknown): SignedParts | undefined {
	if (typeof token !== 'string' || token.length > MAX_TOKEN) return undefined;
	const found = /^n8nwait:(\d+):([\w%.~!'()*-]+):([a-z]+|\d+):(\d+):([0-9a-z]+)$/i.exec(token);
	if (!found || /^\.+$/.test(found[2])) return undefined;
	const [, executionId, nodeId, answer, run, signature] = found;
	return { executionId, nodeId, answer, run, signature };
}

/** @returns a token as it can be shown: it resumes nothing. Any other text unchanged */
export const withoutSignature = (text: string): string =>
	decodeReply(text) === undefined ? text : text.replace(/:[^:]*$/, '');

/** Path and query that follow the address of this instance's waiting webhooks, in the order that was signed. */
export function resumePath({ executionId, nodeId, answer, run, signature }: SignedParts): string {
	return `/${executionId}/${nodeId}?answer=${answer}&run=${run}&signature=${signature}`;
}
