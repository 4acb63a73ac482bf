import type { IExecuteFunctions } from 'n8n-workflow';
import { decodeReply, encodeReply, type SignedParts } from '../replyToken';
import { createResumeUrlSigner } from '../resumeUrls';

/** Answers of tokens that pass statuses on. `reply` also passes on the recipient's next message. */
export const STATUS_ANSWER = 'delivery';
export const REPLY_ANSWER = 'reply';

/** Whether statuses of a message with this token go to its execution. */
export const awaitsStatuses = ({ answer }: SignedParts): boolean => answer === STATUS_ANSWER || answer === REPLY_ANSWER;

/** Whether the next message of the recipient of a message with this token goes to its execution. */
export const awaitsMessage = (token: string): boolean => {
	const answer = decodeReply(token)?.answer;
	return answer === 'message' || answer === REPLY_ANSWER;
};

/**
 * n8n 2.x checks the signature of Send and Wait alone; for other operations, it compares a token of the execution,
 * which is in the execution's resume URL. In n8n 1.x, that URL has none.
 */
function resumeTokenOf(context: IExecuteFunctions): string | undefined {
	const url: unknown = context.evaluateExpression('{{ $execution.resumeUrl }}', 0);
	return new URL(String(url)).searchParams.get('signature') ?? undefined;
}

/**
 * Creates the token with which this run of the node resumes.
 * @param withReply whether a reply of the recipient resumes it, too
 * @returns undefined if the ID of the node is too long
 * @throws InputError if this n8n version cannot sign URLs
 */
export function createDeliveryToken(
	context: IExecuteFunctions,
	withReply: boolean,
): { token: string | undefined; url: string } {
	const url = new URL(createResumeUrlSigner(context).url(withReply ? REPLY_ANSWER : STATUS_ANSWER));
	const resumeToken = resumeTokenOf(context);
	if (resumeToken !== undefined) url.searchParams.set('signature', resumeToken);
	return { token: encodeReply(url.href), url: url.href };
}
