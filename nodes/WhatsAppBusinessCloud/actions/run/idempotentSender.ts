import type { IExecuteFunctions } from 'n8n-workflow';
import { logOf } from '../../shared/log';
import { InputError } from '../../shared/inputError';
import { isOutcomeUnknown } from '../../transport/errors';
import { withInputFields } from './inputFields';
import { UnknownOutcomeError } from './itemErrors';
import { openSendLog } from '../../idempotency';
import type { RunOptions } from '../options';
import type { OperationOutput, SendLog, TaskKey, TrackedTask, UnknownOutcome } from '../../idempotency/types';
import type { Task } from '../types';

/** An item must not be sent when the log cannot record it. @throws InputError */
function logUnavailable(thrown: unknown): never {
	const reason = thrown instanceof Error ? thrown.message : String(thrown);
	throw new InputError(
		'Campaign',
		`could not be recorded in n8n's database, so the message was not sent: ${reason}`,
		'Run it again once the database is available. The workflow has to be saved before it can have a campaign.',
	);
}

const isTracked = (task: Task): task is Task & TrackedTask => task.fingerprint !== undefined;

/** Does the work of items at most once, across all attempts of a run and all runs of a campaign. */
export class IdempotentSender {
	private log?: SendLog;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly options: RunOptions,
	) {}

	/**
	 * Opens the log of what was sent before.
	 * @returns the items in the order in which to send them
	 * @throws InputError when the campaign cannot be recorded, or when later attempts could not recognize its messages
	 */
	async open(tasks: Array<TaskKey | undefined>): Promise<number[]> {
		const { campaign, dryRun, onUnknownOutcome } = this.options;
		if (dryRun) return Array.from(tasks.keys());
		const { log, order } = await openSendLog(this.context, campaign, tasks, onUnknownOutcome === 'sendAgain');
		this.log = log;
		return order;
	}

	/** Does an item's work, unless it was or may have been done before. @throws errors of the work */
	async run(task: Task, index: number): Promise<OperationOutput> {
		const { log } = this;
		if (log === undefined || !isTracked(task)) return await task.run();
		const claim = await log.claim(index, task).catch(logUnavailable);
		switch (claim.decision) {
			case 'accepted':
				return claim.output;
			case 'unknown':
				return this.unknown(claim.outcome, index);
			case 'send':
				return await this.send(log, task, index);
		}
	}

	/**
	 * Ends the run.
	 * @param isComplete whether nothing is left for a retry to do
	 */
	async close(isComplete: boolean): Promise<void> {
		const failure = await this.log?.close(isComplete);
		if (failure)
			logOf(this.context).warn(
				`WhatsApp: the last results of the campaign could not be recorded in n8n's database: ${failure.message}`,
			);
	}

	private async send(log: SendLog, task: Task & TrackedTask, index: number): Promise<OperationOutput> {
		const [result] = await Promise.allSettled([task.run()]);
		if (result.status === 'fulfilled') {
			log.markAccepted(index, task, result.value);
			return result.value;
		}
		const error: unknown = result.reason;
		if (!isOutcomeUnknown(error)) {
			log.markRejected(index, task);
			throw error;
		}
		const outcome = { message: error.message, description: error.description ?? undefined };
		log.markUnknown(index, task, outcome);
		if (this.options.onUnknownOutcome !== 'skip') throw error;
		return this.unknown(outcome, index);
	}

	/**
	 * Output of an item whose outcome is unknown and which is not sent again.
	 * @throws UnknownOutcomeError unless such items are skipped
	 */
	private unknown(outcome: UnknownOutcome, index: number): OperationOutput {
		if (this.options.onUnknownOutcome !== 'skip') throw new UnknownOutcomeError(outcome.message, outcome.description);
		return {
			json: withInputFields(this.context.getInputData()[index].json, {
				outcome: 'unknown',
				outcomeDetails: outcome.message,
			}),
		};
	}
}
