import type { ClaimResult, KnownOutcome, OperationOutput, SendLog, TrackedTask, UnknownOutcome } from './types';
import type { RetryLedger } from './retryLedger';

const SEND: ClaimResult = { decision: 'send' };

/** The log of one execution: its own attempts, which Retry On Fail makes again, and the campaign that it is part of. */
export class ExecutionSendLog implements SendLog {
	/** @param resendUnknown an item whose outcome is unknown may be sent again */
	constructor(
		private readonly ledger: RetryLedger,
		private readonly campaign: SendLog | undefined,
		private readonly resendUnknown: boolean,
	) {}

	async claim(index: number, task: TrackedTask): Promise<ClaimResult> {
		const earlier = this.ledger.find(index, task);
		if (earlier !== undefined && !this.isResent(earlier)) return earlier;
		const claim = (await this.campaign?.claim(index, task)) ?? SEND;
		if (claim.decision === 'send' || this.isResent(claim)) return SEND;
		// A retry finds it even when the user has removed the campaign.
		this.ledger.record(index, task, claim);
		return claim;
	}

	markAccepted(index: number, task: TrackedTask, output: OperationOutput): void {
		this.ledger.record(index, task, { decision: 'accepted', output });
		this.campaign?.markAccepted(index, task, output);
	}

	markRejected(index: number, task: TrackedTask): void {
		this.campaign?.markRejected(index, task);
	}

	markUnknown(index: number, task: TrackedTask, outcome: UnknownOutcome): void {
		this.ledger.record(index, task, { decision: 'unknown', outcome });
		this.campaign?.markUnknown(index, task, outcome);
	}

	async close(isComplete: boolean): Promise<Error | undefined> {
		if (isComplete) this.ledger.clear();
		return await this.campaign?.close(isComplete);
	}

	private isResent({ decision }: KnownOutcome): boolean {
		return decision === 'unknown' && this.resendUnknown;
	}
}
