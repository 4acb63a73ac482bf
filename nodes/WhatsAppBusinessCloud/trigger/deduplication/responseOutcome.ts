import type { IWebhookFunctions } from 'n8n-workflow';
import type { ResponseOutcome } from './seenEvents';

type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

/**
 * Whether a request ends with a status below 400, which n8n sends after it has stored the execution. If the caller
 * disconnects before that, no response is sent and it is unknown whether n8n stored it. In that case, the execution
 * itself detects duplicates.
 */
export async function wasAcknowledged(response: Response): ResponseOutcome {
	return await new Promise<boolean>((resolve) => {
		const end = (): void => resolve(response.writableEnded && response.statusCode < 400);
		response.once('finish', end);
		response.once('close', end);
	});
}
