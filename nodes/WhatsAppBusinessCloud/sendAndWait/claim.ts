import type { IWebhookFunctions } from 'n8n-workflow';
import { LruMap } from '../shared/lruMap';
import { text } from '../shared/untrustedJson';

/**
 * n8n 1.x reads a waiting execution, asks the node for the answer, and starts the execution afterwards, without a lock: answers that
 * arrive at the same moment would each run the rest of the workflow. n8n 2.x has a lock, and answers the second one with an error.
 * In both, the first answer in this process claims the question. n8n Docs: Waiting.
 */
const claims = new LruMap<string, { until: number }>(10_000);

/** ms in which n8n has started the execution, or will not; then n8n itself rejects further answers. */
const CLAIM_MS = 30_000;

/** A question that was claimed for one answer. */
export interface Claim {
	/** The answer was not passed on after all: another one may be. */
	release(): void;
}

const nothingToRelease: Claim = { release: () => {} };

/** The waiting execution, from the request's path `.../<execution ID>/<node ID>`: n8n gives a webhook no other access to it. */
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
 * Claims the question that a request answers. Call it before anything is awaited. The claim ends when n8n responds with an
 * error, that is, when it could not resume the execution.
 * @param run which run of the node asked
 * @returns undefined when another answer has the question
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
	// A visitor who leaves early says nothing about the execution, so 'close' does not end the claim.
	response.once('finish', () => {
		if (response.statusCode >= 400) release();
	});
	return { release };
}
