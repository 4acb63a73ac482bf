import type { INodeExecutionData } from 'n8n-workflow';

/** Output of one input item: one n8n item or several. The dispatcher adds `pairedItem`. */
export type OperationOutput = INodeExecutionData | INodeExecutionData[];

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
	/** Distinguishes this work from other work with the same fingerprint, e.g. the message. Read before `run`. */
	content?: unknown;
}
