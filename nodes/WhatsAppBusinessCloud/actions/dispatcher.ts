import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { openGraph } from '../graph/client';
import type { GraphClient, GraphCredential } from '../graph/types';
import { errorDetails, itemError, unknownOutcome, type ItemError } from './errors';
import { runInLanes } from './lanes';
import { Ledger } from './ledger';
import { readRunOptions, type RunOptions } from './options';
import { ParameterReader } from './parameters';
import type { Operation, OperationOutput, Task } from './types';

/** Accepted items named in the error of a stopped run; more would bloat the execution's data. */
const NAMED_ACCEPTED = 1000;

type Outcome = { output: INodeExecutionData[] } | { error: ItemError };

/** One run of the node over all its items. */
class Dispatch {
	private readonly tasks: Array<Task | undefined> = [];

	private readonly clients: GraphClient[] = [];

	private readonly outcomes: Outcome[] = [];

	private readonly items: INodeExecutionData[];

	/** "Stop workflow" on a failing item: the others are not started any more. */
	private readonly stopOnError: boolean;

	private failed = false;

	/** The execution waits after this run. */
	private waits = false;

	private readonly signal?: AbortSignal;

	private readonly parameters: ParameterReader;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly operation: Operation,
		private readonly options: RunOptions,
		private readonly client: (index: number) => GraphClient,
		private readonly ledger: Ledger,
	) {
		this.items = context.getInputData();
		this.parameters = new ParameterReader(context);
		this.stopOnError = !context.continueOnFail();
		this.signal = context.getExecutionCancelSignal();
	}

	async run(): Promise<INodeExecutionData[]> {
		const indexes = this.items.keys();
		// All items are read and checked before the first one goes out: what can be refused here costs no half-sent run.
		await runInLanes(
			Array.from(indexes, () => undefined),
			this.options.parallel,
			async (index) => await this.prepare(index),
			() => this.goOn(),
		);
		this.throwFirstError();

		await runInLanes(
			this.tasks.map((task) => task?.lane),
			this.options.parallel,
			async (index) => await this.perform(index),
			() => this.goOn(),
		);
		this.throwFirstError();
		// What comes out of a wait is the input: n8n takes an `error` in it for a failed try, and runs the node again.
		if (!this.failed && !this.waits) this.ledger.clear();

		return this.items.flatMap((item, index) => this.result(item, index));
	}

	private goOn(): boolean {
		return !(this.stopOnError && this.failed) && !this.signal?.aborted;
	}

	private fail(index: number, thrown: unknown): void {
		this.failed = true;
		this.outcomes[index] = { error: itemError(this.context.getNode(), thrown, index) };
	}

	private async prepare(index: number): Promise<void> {
		const graph = this.client(index);
		this.clients[index] = graph;
		try {
			this.tasks[index] = await this.operation.prepare({
				index,
				n8n: this.context,
				graph,
				options: this.options,
				parameter: (name, fallback) => this.parameters.read(name, index, fallback),
			});
		} catch (error) {
			this.fail(index, error);
		}
	}

	private async perform(index: number): Promise<void> {
		const task = this.tasks[index];
		if (task === undefined) return;
		try {
			const output = await this.once(task, index);
			this.waits = task.waitTill !== undefined && !this.options.dryRun;
			this.outcomes[index] = { output: this.paired(this.waits ? this.items[index] : output, index) };
			if (task.waitTill && this.waits) await this.context.putExecutionToWait(task.waitTill());
		} catch (error) {
			this.fail(index, error);
		} finally {
			// The built message is not needed any more; in a run of 100,000 it would be the most of what is kept.
			this.tasks[index] = undefined;
		}
	}

	/** Does the work, unless an earlier try of this run did it. */
	private async once(task: Task, index: number): Promise<OperationOutput> {
		const { fingerprint } = task;
		if (this.options.dryRun) {
			const output = await task.run();
			const { held } = this.clients[index];
			return held.length > 0 ? this.heldBack(index) : output;
		}
		if (fingerprint === undefined) return await task.run();
		const earlier = this.ledger.find(index, fingerprint);
		if (earlier && 'output' in earlier) return earlier.output;
		if (earlier && this.options.onUnknownOutcome === 'fail') {
			throw unknownOutcome(this.context.getNode(), earlier.unknown, index);
		}
		try {
			const output = await task.run();
			this.ledger.add(index, { fingerprint, output });
			return output;
		} catch (error) {
			const thrown = itemError(this.context.getNode(), error, index);
			if (thrown.context.outcome === 'unknown') {
				const unknown = { message: thrown.message, description: thrown.description ?? undefined };
				this.ledger.add(index, { fingerprint, unknown });
			}
			throw itemError(this.context.getNode(), thrown, index);
		}
	}

	private heldBack(index: number): INodeExecutionData {
		const requests = this.clients[index].held as unknown as IDataObject[];
		return { json: { dryRun: true, requests } };
	}

	private paired(output: OperationOutput, index: number): INodeExecutionData[] {
		const list = Array.isArray(output) ? output : [output];
		return list.map((item) => ({ ...item, pairedItem: { item: index } }));
	}

	private result(item: INodeExecutionData, index: number): INodeExecutionData[] {
		const outcome = this.outcomes[index];
		if (outcome === undefined) return [];
		if ('output' in outcome) return outcome.output;
		return [this.failedItem(item, outcome.error, index)];
	}

	/** A failing item that is passed on: its input, and what happened to it. */
	private failedItem(item: INodeExecutionData, error: ItemError, index: number): INodeExecutionData {
		const failed: INodeExecutionData = {
			...item,
			json: { ...item.json, error: error.message, errorDetails: errorDetails(error) },
			pairedItem: { item: index },
		};
		if (this.context.getNode().onError === 'continueErrorOutput') {
			// n8n picks the items of the error output by `error`, and empties the JSON of every item that still has it
			// afterwards. It copies those items: what cannot be enumerated is seen by the choice and gone with the copy.
			Object.defineProperty(failed, 'error', { value: error, enumerable: false });
		}
		return failed;
	}

	/** Ends a run that is to stop on errors, telling what had been accepted by then. */
	private throwFirstError(): void {
		if (!this.stopOnError || !this.failed) return;
		const first = this.outcomes.find((outcome) => outcome && 'error' in outcome) as { error: ItemError };
		throw this.withAccepted(first.error);
	}

	private withAccepted(error: ItemError): ItemError {
		const accepted = this.outcomes.flatMap((outcome, item) =>
			outcome && 'output' in outcome ? [{ item, result: outcome.output[0]?.json ?? {} }] : [],
		);
		if (accepted.length === 0) return error;
		const done = `${accepted.length} of ${this.items.length} items were already done and keep their results; 'Retry On Fail' will not do them again.`;
		error.description = [error.description, done].filter(Boolean).join('\n\n');
		error.context.accepted = accepted.slice(0, NAMED_ACCEPTED);
		return error;
	}
}

/**
 * The loop over items, for every operation: side by side up to a limit, in order per recipient, paired with their input;
 * a failing item stops the run or is passed on with its input, as the person set it; nothing that was accepted is done
 * again when n8n retries.
 * @returns the items for n8n
 * @throws NodeApiError or NodeOperationError of the first failing item, when the run is to stop on errors
 */
export async function dispatch(
	context: IExecuteFunctions,
	operation: Operation,
	credential: GraphCredential,
): Promise<INodeExecutionData[]> {
	try {
		const options = readRunOptions(context);
		const client = await openGraph(context, { credential, ...options });
		return await new Dispatch(context, operation, options, client, Ledger.open(context)).run();
	} catch (error) {
		throw itemError(context.getNode(), error, 0);
	}
}
