import type { IExecuteFunctions } from 'n8n-workflow';
import { logOf } from '../../shared/log';
import { InputError } from '../../shared/inputError';
import { isOutcomeUnknown } from '../../transport/errors';
import { UnknownOutcomeError } from './itemErrors';
import { Campaign, Ledger, type Unknown } from '../../idempotency';
import type { RunOptions } from '../options';
import type { OperationOutput, TaskKey } from '../../idempotency/types';
import type { Task } from '../types';

/** Reported for an item that was in flight when n8n stopped. */
const IN_FLIGHT: Unknown = {
	message: 'Nobody knows whether this was accepted: it was under way when an earlier run of the campaign ended',
	description:
		"Nothing was sent now, so that nobody gets it twice. 'On Unknown Outcome' under Options sends it again, or leaves it out without failing. Status events of the trigger tell what arrived, when 'Callback Data' is set on each message.",
};

/** An item must not be sent when the journal cannot record it. @throws InputError */
function journalUnavailable(thrown: unknown): never {
	const reason = thrown instanceof Error ? thrown.message : String(thrown);
	throw new InputError(
		'Campaign',
		`'Campaign' could not be noted in n8n's database, so that nothing was sent: ${reason}`,
		'Run it again once the database answers. A workflow has to be saved before a campaign can be noted for it.',
	);
}

/** Does the work of items at most once, across all attempts of a run and all runs of a campaign. */
export class IdempotentSender {
	private campaign?: Campaign;

	private readonly ledger: Ledger;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly options: RunOptions,
	) {
		this.ledger = Ledger.open(context);
	}

	/**
	 * Opens the campaign, if the run is part of one.
	 * @returns the items in the order in which they are sent
	 * @throws InputError when later attempts could not recognize the messages
	 */
	async open(tasks: Array<TaskKey | undefined>, messageKey: (index: number) => unknown): Promise<number[]> {
		const { campaign, dryRun } = this.options;
		if (campaign === undefined || dryRun) return Array.from(tasks.keys());
		this.campaign = await Campaign.open(this.context, { campaign, messageKey }, tasks);
		return this.campaign.order;
	}

	/** Does an item's work, unless it was or may have been done before. @throws errors of the work */
	async run(task: Task, index: number): Promise<OperationOutput> {
		const { fingerprint } = task;
		if (fingerprint === undefined) return await task.run();
		const earlier = this.ledger.find(index, fingerprint);
		if (earlier && 'output' in earlier) return earlier.output;
		if (earlier && this.options.onUnknownOutcome !== 'sendAgain') return this.unknown(earlier.unknown, index);

		const standing = await this.campaign?.claim(index).catch(journalUnavailable);
		if (standing?.verdict === 'accepted') {
			const output = standing.output ?? { json: { acceptedEarlier: true, ...task.acceptedEarlier } };
			this.ledger.addDone(index, fingerprint, output);
			return output;
		}
		if (standing?.verdict === 'unknown' && this.options.onUnknownOutcome !== 'sendAgain') {
			this.ledger.addUnknown(index, fingerprint, IN_FLIGHT);
			return this.unknown(IN_FLIGHT, index);
		}
		return await this.send(task, fingerprint, index);
	}

	/**
	 * Ends the run.
	 * @param good whether there is nothing left for a retry to do
	 */
	async close(good: boolean): Promise<void> {
		if (good) this.ledger.clear();
		const failure = await this.campaign?.close(good);
		if (failure)
			logOf(this.context).warn(
				`WhatsApp: the end of the campaign could not be written to n8n's database: ${failure.message}`,
			);
	}

	private async send(task: Task, fingerprint: string, index: number): Promise<OperationOutput> {
		try {
			const output = await task.run();
			this.ledger.addDone(index, fingerprint, output);
			this.campaign?.markAccepted(index, output);
			return output;
		} catch (thrown) {
			if (!isOutcomeUnknown(thrown)) {
				this.campaign?.markRejected(index);
				throw thrown;
			}
			const unknown = { message: thrown.message, description: thrown.description ?? undefined };
			this.ledger.addUnknown(index, fingerprint, unknown);
			if (this.options.onUnknownOutcome === 'skip') return this.unknown(unknown, index);
			throw thrown;
		}
	}

	/**
	 * Output of an item whose outcome is unknown and which is not sent again.
	 * @throws UnknownOutcomeError unless such items are skipped
	 */
	private unknown(unknown: Unknown, index: number): OperationOutput {
		if (this.options.onUnknownOutcome !== 'skip') throw new UnknownOutcomeError(unknown.message, unknown.description);
		return {
			json: { ...this.context.getInputData()[index].json, outcome: 'unknown', outcomeDetails: unknown.message },
		};
	}
}
