import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

/** The part of a response that shows whether it has ended. */
type Response = Pick<ReturnType<IWebhookFunctions['getResponseObject']>, 'writableEnded' | 'destroyed'>;

/**
 * ms between two marks: short at first, then a share of the time so far, because a busy n8n takes longer for each of
 * its steps. n8n writes the execution to its database between the loss of the mark and the check.
 */
const intervalAfter = (waited: number): number => Math.min(Math.max(1, Math.floor(waited / 8)), 50);

/** n8n responds within about 10 to 100 ms, a busy one within seconds. */
const MAX_WAIT_MS = 60_000;

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
	let waited = 0;
	while (waited < MAX_WAIT_MS && !response.writableEnded && !response.destroyed) {
		const interval = intervalAfter(waited);
		await sleep(interval);
		waited += interval;
		// Deleting what is not there is a change for n8n too.
		delete stored.notThere;
	}
}
