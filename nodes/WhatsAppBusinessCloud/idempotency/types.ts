import type { INodeExecutionData } from 'n8n-workflow';

/** What one item becomes: one n8n item or several. `pairedItem` is added by the dispatcher. */
export type OperationOutput = INodeExecutionData | INodeExecutionData[];

/** What is known of one item's work. */
export interface TaskKey {
	/** Items of one lane go out one after the other, in item order. Messages: sending number and recipient. */
	orderingKey?: string;
	/**
	 * Set for work that must not be done twice: what it is done to, e.g. number and recipient. When n8n runs the same item
	 * of the same run again with the same form, a task that was done is not done again.
	 */
	fingerprint?: string;
	/** What tells this work apart from other work with the same fingerprint, e.g. the message. Read before `run`. */
	content?: unknown;
}
