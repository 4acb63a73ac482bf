import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { OperationOutput, TaskKey } from '../idempotency/types';
import type { GraphClient, GraphCredential, Permission } from '../transport/types';
import type { InputWarning } from '../shared/inputWarning';
import type { RunOptions } from './options';

/** One input item, as an operation sees it. */
export interface OperationItem {
	index: number;
	/** n8n's execution context, for binary data. Requests go through `graph`. */
	n8n: IExecuteFunctions;
	graph: GraphClient;
	/** The run's Options, validated. */
	options: RunOptions;
	/** A parameter's value for this item, expressions resolved. Values without expressions are read once per run. */
	parameter(name: string, fallback?: unknown): unknown;
	/** The same, but a resource locator includes its mode: `{mode, value}`. */
	locator(name: string): unknown;
	/**
	 * Warns about what Meta advises against, or what its pages contradict each other about; the item is sent anyway.
	 * Call it in `prepare`. The dispatcher shows the warnings of all items, grouped, in the output pane and as one line
	 * in n8n's log; the item's own data does not change.
	 */
	warn(warning: InputWarning): void;
}

/** One item, read and validated; nothing has been sent yet. */
export interface Task extends TaskKey {
	/** Hashes of the files that belong to `content`. Takes time: it reads them. */
	fileHashes?(): Promise<string[]>;
	/** Does the work. @throws NodeApiError, NodeOperationError or InputError */
	run(): Promise<OperationOutput>;
	/**
	 * For the only item of a run, if the execution waits afterwards: until when. The output is then the input item,
	 * with which n8n continues when there is no reply; a reply replaces it. Read after `run`; undefined does not wait.
	 */
	waitTill?(): Date | undefined;
	/** Whether the node runs again when its wait ends, instead of passing its data on. */
	runsAgain?: boolean;
	/** ID of the phone number from which progress messages come. */
	sender?: string;
	/** Whether the output names the number of a pool that sent the message. */
	isFromPool?: boolean;
	/** In place of the operation's `acceptedHint`, when all accepted items of the run have it. */
	acceptedHint?: string;
	/** Whether to add the fields of the input item to the output. The output's own fields take precedence. */
	withInputFields?: boolean;
}

/**
 * An entry of a resource's Operation parameter. The dispatcher runs the loop over items, pairing, retry and
 * continue-on-fail.
 */
export interface Operation {
	/** Its fields, shown for this operation only. */
	properties: INodeProperties[];
	/** What to know about accepted items; shown in the output pane after a manual run. */
	acceptedHint?: string;
	/** For operations with two outputs: whether a result goes to the second one. Failed items always do. */
	isForSecondOutput?: (json: IDataObject) => boolean;
	/**
	 * Reads and validates one item; sends no request that changes anything.
	 * @throws InputError naming the field
	 */
	prepare(item: OperationItem): Promise<Task> | Task;
}

/** What the requests of a resource need. */
export interface Access {
	credential: GraphCredential;
	/** The permission of the access token, which an error names when it is missing. */
	permission?: Permission;
}

/** One entry of the Resource parameter. */
export interface Resource extends Access {
	name: string;
	value: string;
	/** What it is, as an owner of a shop would say. */
	description: string;
	/** The default operation. */
	default: string;
	operations: Array<{
		name: string;
		value: string;
		/** As shown in n8n's list of actions. */
		action: string;
		description: string;
		operation: Operation;
		/** Makes no request: works without a credential, and does not use `graph`. */
		offline?: true;
	}>;
}
