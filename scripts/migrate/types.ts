/** A node as workflow files hold it. What is not named here is carried over untouched. */
export interface WorkflowNode {
	name?: unknown;
	type: string;
	typeVersion?: unknown;
	parameters?: Record<string, unknown>;
	credentials?: Record<string, unknown>;
	[key: string]: unknown;
}

/** What became of one WhatsApp node. */
export interface NodeReport {
	/** Name of the workflow, where the file gives one. */
	workflow?: string;
	/** Name of the node. */
	node: string;
	outcome: 'converted' | 'left';
	/** What was changed. */
	changes: string[];
	/** What the person has to do, or should know, sentence by sentence. */
	notes: string[];
	/** Why the node was left as it is. */
	reason?: string;
}

/** What became of a whole file. */
export interface MigrationReport {
	nodes: NodeReport[];
	/** Things found outside the WhatsApp nodes that still use the built-in ones. */
	notices: string[];
}

/** A file that cannot be worked on. `message` is meant for the person. */
export class MigrationRefused extends Error {
	constructor(message: string) {
		super(message);
		this.name = 'MigrationRefused';
	}
}
