import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

/** The part of a response that shows whether it has ended. */
type Response = Pick<ReturnType<IWebhookFunctions['getResponseObject']>, 'writableEnded' | 'destroyed'>;

/** ms between two marks. n8n writes to its database between the loss of the mark and the check, which takes longer. */
const INTERVAL_MS = 1;

/** Maximum number of marks. n8n responds within some 10 to 100 ms; a busy one takes seconds. */
const MAX_MARKS = 10_000;

/**
 * Has n8n save static data that was changed, although the delivery starts an execution.
 *
 * n8n marks static data on a change, and saves what is marked when it responds. n8n 2.x removes the mark before that,
 * because it creates a second Workflow from the same object when it begins to start the execution
 * (WorkflowRunner.establishContextForPersistence, n8n 2.41). So this keeps setting the mark until n8n has responded.
 * Without it, a restart and other webhook processes would not know what this one has received.
 * @param stored static data of the node
 */
export async function keepMarked(stored: IDataObject, response: Response): Promise<void> {
	for (let marks = 0; marks < MAX_MARKS && !response.writableEnded && !response.destroyed; marks++) {
		await sleep(INTERVAL_MS);
		// Deleting what is not there is a change for n8n too.
		delete stored.notThere;
	}
}
