import type { IExecuteFunctions } from 'n8n-workflow';
import { Campaign } from './campaign';
import { ExecutionSendLog } from './executionSendLog';
import { interleaveSenders } from './interleaveSenders';
import { RetryLedger } from './retryLedger';
import type { SendLog, TaskKey } from './types';

export { fingerprintOf } from './fingerprint';

/**
 * Opens the log of an execution.
 * @param campaign name of the campaign that the execution is part of, if any
 * @param tasks the run's tasks by item
 * @param resendUnknown whether items whose outcome is unknown are sent again
 * @returns the log, and the items in the order in which to send them
 * @throws InputError when the campaign cannot be recorded, or when later attempts could not recognize its messages
 */
export async function openSendLog(
	context: IExecuteFunctions,
	campaign: string | undefined,
	tasks: Array<TaskKey | undefined>,
	resendUnknown: boolean,
): Promise<{ log: SendLog; order: number[] }> {
	const ledger = RetryLedger.open(context);
	const order = interleaveSenders(tasks);
	const opened = campaign === undefined ? undefined : await Campaign.open(context, campaign, tasks, order);
	return {
		log: new ExecutionSendLog(ledger, opened, resendUnknown),
		order: opened?.order ?? order,
	};
}
