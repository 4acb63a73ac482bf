import type { IWebhookFunctions } from 'n8n-workflow';
import type { ResponseOutcome } from './seenEvents';

type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

/**
 * Whether a request ends with an answer below 400, which n8n gives after it has stored the execution. When the caller is
 * gone before that, it does not: whether n8n got so far is not known then, and the execution itself notices a repeat.
 */
export async function wasAcknowledged(response: Response): ResponseOutcome {
	return await new Promise<boolean>((resolve) => {
		const end = (): void => resolve(response.writableEnded && response.statusCode < 400);
		response.once('finish', end);
		response.once('close', end);
	});
}
