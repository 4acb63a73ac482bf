import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

/** Output of one input item: one n8n item or several. The dispatcher adds `pairedItem`. */
export type OperationOutput = INodeExecutionData | INodeExecutionData[];

/** The messages of one sending number in a run that sends from several. They have a rate of their own. */
export interface SenderRate {
	/** The number. */
	key: string;
	/** Messages per second. */
	perSecond: number;
}

/** Identifies one item's work. */
export interface TaskKey {
	/**
	 * Items with the same key are sent one after the other, in item order. For messages: sending number and recipient.
	 */
	orderingKey?: string;
	/**
	 * Set for work that must not be done twice: its target, e.g. number and recipient. When n8n runs the same item of
	 * the same run again with the same form, a task that was done is not done again.
	 */
	fingerprint?: string;
	/** Of a message that is sent from one of several numbers. */
	senderRate?: SenderRate;
	/** Distinguishes this work from other work with the same fingerprint, e.g. the message. Read before `run`. */
	content?: unknown;
	/** The user's own name for the message within a campaign, in place of its content. */
	messageKey?: string;
	/** Output when an earlier execution of a campaign did the work; default: that it was accepted. */
	acceptedEarlier?: IDataObject;
}

/** Work that must not be done twice. */
export interface TrackedTask extends TaskKey {
	fingerprint: string;
}

/** It is unknown whether an item's work was done: message and description of the error that reports it. */
export interface UnknownOutcome {
	message: string;
	description?: string;
}

/** The outcome of an earlier attempt at the same work. */
export type KnownOutcome =
	| { decision: 'accepted'; output: OperationOutput }
	| { decision: 'unknown'; outcome: UnknownOutcome };

/** Whether an item may be sent, or the outcome of an earlier attempt. */
export type ClaimResult = { decision: 'send' } | KnownOutcome;

/**
 * Records what was sent, so that no work is done twice. An item is claimed before it is sent, and marked afterwards. A
 * claimed item that is never marked counts as unknown.
 */
export interface SendLog {
	/** Claims an item. @throws when the claim cannot be recorded: the item must not be sent then */
	claim(index: number, task: TrackedTask): Promise<ClaimResult>;
	/** Records that Meta accepted the item. */
	markAccepted(index: number, task: TrackedTask, output: OperationOutput): void;
	/** Records that the item was definitely not sent: it can be claimed again. */
	markRejected(index: number, task: TrackedTask): void;
	/** Records that it is unknown whether the item was sent. */
	markUnknown(index: number, task: TrackedTask, outcome: UnknownOutcome): void;
	/**
	 * Writes what is not written yet.
	 * @param isComplete whether nothing is left for another attempt of this execution to send
	 * @returns the error, if writing failed
	 */
	close(isComplete: boolean): Promise<Error | undefined>;
}
