import type { IWebhookFunctions } from 'n8n-workflow';
import { LruMap } from '../shared/lruMap';
import { text } from '../shared/untrustedJson';

/**
 * n8n 1.x loads a waiting execution, calls the node's webhook, and then starts the execution, without a lock: two
 * simultaneous answers would each run the rest of the workflow. n8n 2.x has a lock and responds to the second one with
 * an error. In both versions, the first answer in this process claims the question. n8n Docs: Waiting.
 */
const claims = new LruMap<string, { until: number }>(10_000);

/** ms. By then, n8n has started the execution or will not start it; after that, n8n itself rejects further answers. */
const CLAIM_MS = 30_000;

/** A question claimed by one answer. */
export interface Claim {
	/** Allows another answer, because this one was not passed on. */
	release(): void;
}

const nothingToRelease: Claim = { release: () => {} };

/**
 * ID of the waiting execution, from the request path `.../<execution ID>/<node ID>`: n8n does not expose it to a
 * webhook otherwise.
 */
function executionIdOf(context: IWebhookFunctions): string | undefined {
	const { originalUrl } = context.getRequestObject() as { originalUrl?: unknown };
	if (typeof originalUrl !== 'string') return undefined;
	const segments = originalUrl
		.replace(/[?#].*$/s, '')
		.split('/')
		.filter((segment) => segment !== '');
	return segments.slice(-2).find((segment) => /^\d+$/.test(segment));
}

/**
 * Claims the question that a request answers. Call it before the first await. The claim ends when n8n responds with an
 * error, that is, when it could not resume the execution.
 * @param run which run of the node asked
 * @returns undefined if another answer has claimed the question
 */
export function claimQuestion(context: IWebhookFunctions, run: unknown, now = Date.now()): Claim | undefined {
	const executionId = executionIdOf(context);
	if (executionId === undefined) return nothingToRelease;
	const question = `${executionId}/${context.getNode().id}/${text(run)}`;
	const current = claims.get(question);
	if (current !== undefined && current.until > now) return undefined;
	const claim = { until: now + CLAIM_MS };
	claims.set(question, claim);
	const release = (): void => void (claim.until = 0);
	const response = context.getResponseObject();
	// A visitor who disconnects early says nothing about the execution, so 'close' does not end the claim.
	response.once('finish', () => {
		if (response.statusCode >= 400) release();
	});
	return { release };
}
