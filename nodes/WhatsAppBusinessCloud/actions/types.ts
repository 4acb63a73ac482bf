import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { OperationOutput, TaskKey } from '../idempotency/types';
import type { GraphClient, GraphCredential } from '../transport/types';
import type { InputWarning } from '../shared/inputWarning';
import type { RunOptions } from './options';

/** One input item, as an operation sees it. */
export interface OperationItem {
	index: number;
	/** n8n's own context, for binary data. Requests go through `graph`. */
	n8n: IExecuteFunctions;
	graph: GraphClient;
	/** The run's Options, checked. */
	options: RunOptions;
	/** A parameter's value for this item, expressions resolved. Values that hold no expression are read once per run. */
	parameter(name: string, fallback?: unknown): unknown;
	/** The same, but a resource locator comes with the way in which its value was picked: `{mode, value}`. */
	locator(name: string): unknown;
	/**
	 * For what Meta only advises, or what its pages disagree about: the item is sent all the same. Call it in `prepare`. The dispatcher
	 * shows the warnings of all items, grouped, in the output pane and as one line of n8n's log; an item's own data stays as it is.
	 */
	warn(warning: InputWarning): void;
}

/** One item, read and checked; nothing has been sent yet. */
export interface Task extends TaskKey {
	/** What is output when the work was done in an earlier run and its output is not known any more; default: that it was accepted. */
	acceptedEarlier?: IDataObject;
	/** Does the work. @throws NodeApiError, NodeOperationError or InputError */
	run(): Promise<OperationOutput>;
	/**
	 * For the only item of a run, where the execution is to wait afterwards: until when. Its output is then the input item, for n8n
	 * to go on with when nobody answers; an answer takes its place.
	 */
	waitTill?(): Date;
}

/** One entry of a resource's Operation parameter. The loop over items, pairing, retry and continue-on-fail are the dispatcher's. */
export interface Operation {
	/** Its fields, shown for this operation only. */
	properties: INodeProperties[];
	/**
	 * Reads and checks one item; sends nothing that changes anything.
	 * @throws InputError naming the field
	 */
	prepare(item: OperationItem): Promise<Task> | Task;
}

/** One entry of the Resource parameter. */
export interface Resource {
	name: string;
	value: string;
	credential: GraphCredential;
	/** Operation chosen at first. */
	default: string;
	operations: Array<{
		name: string;
		value: string;
		/** As shown in n8n's list of actions. */
		action: string;
		description: string;
		operation: Operation;
		/** Asks nobody: works without a credential, and has no use of `graph`. */
		offline?: true;
	}>;
}
