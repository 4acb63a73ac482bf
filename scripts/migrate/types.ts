/** A node in a workflow file. Properties that are not listed here are copied unchanged. */
export interface WorkflowNode {
	name?: unknown;
	type: string;
	typeVersion?: unknown;
	parameters?: Record<string, unknown>;
	credentials?: Record<string, unknown>;
	[key: string]: unknown;
}

/** The outcome for one WhatsApp node. */
export interface NodeReport {
	/** Name of the workflow, if the file contains one. */
	workflow?: string;
	/** Name of the node. */
	node: string;
	outcome: 'converted' | 'left';
	/** What was changed. */
	changes: string[];
	/** What the user has to do, or should know, one sentence each. */
	notes: string[];
	/** Why the node was not changed. */
	reason?: string;
}

/** The outcome for an entire file. */
export interface MigrationReport {
	nodes: NodeReport[];
	/** Remaining uses of the built-in nodes outside the WhatsApp nodes. */
	notices: string[];
}

/** A file that cannot be migrated. `message` is written for the user. */
export class MigrationRefused extends Error {
	constructor(message: string) {
		super(message);
		this.name = 'MigrationRefused';
	}
}
