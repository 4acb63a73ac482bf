import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { DEFAULT_PARALLEL, createGraphClient } from '../../transport/client';
import { offlineGraph } from '../../transport/offline';
import { toErrorDetails, toItemError, type ItemError, type NodeError } from './itemErrors';
import { runWithConcurrency } from '../../shared/concurrency/orderedConcurrency';
import { runAgainAfterWait } from '../../sendAndWait/delivery/runAgain';
import { endSentence } from '../../shared/endSentence';
import { isTool } from '../../shared/isTool';
import { IdempotentSender } from './idempotentSender';
import { ItemResults } from './itemResults';
import { Progress } from './progress';
import { ProgressMessages } from './progressMessages';
import { readRunOptions, type RunOptions } from '../options';
import { TaskPreparer } from './taskPreparer';
import type { OperationOutput } from '../../idempotency/types';
import type { Access, Operation, Task } from '../types';

/** Maximum number of accepted items in the error of a stopped run; more would bloat the execution's data. */
const NAMED_ACCEPTED = 1000;

/** One run of the node over all its items. */
class Dispatch {
	private readonly results: ItemResults;

	private readonly items: INodeExecutionData[];

	/** On Error is 'Stop Workflow': after a failed item, no further items are started. */
	private readonly stopOnError: boolean;

	private failed = false;

	/** Whether the execution waits after this run. */
	private waits = false;

	private readonly signal?: AbortSignal;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly operation: Operation,
		private readonly options: RunOptions,
		private readonly preparation: TaskPreparer,
		private readonly sender: IdempotentSender,
		private readonly progress: Progress,
		private readonly progressMessages?: ProgressMessages,
	) {
		this.items = context.getInputData();
		this.results = new ItemResults(this.items);
		this.stopOnError = !context.continueOnFail();
		this.signal = context.getExecutionCancelSignal();
	}

	async run(): Promise<INodeExecutionData[][]> {
		try {
			return await this.runAll();
		} finally {
			this.progress.logWarnings();
		}
	}

	private async runAll(): Promise<INodeExecutionData[][]> {
		// All items are read and validated before the first one is sent, so that invalid input does not leave a
		// half-sent run.
		await runWithConcurrency(
			this.items.length,
			() => this.parallel,
			async (index) => await this.check(index),
			() => this.shouldContinue(),
		);
		this.throwFirstError();

		await this.performAll();
		this.throwFirstError();

		this.progress.logLongRunHint();
		if (!this.waits && !this.options.dryRun) this.progress.showAcceptedHint();
		return this.outputs();
	}

	private get parallel(): number {
		return this.options.parallel ?? this.preparation.parallel ?? DEFAULT_PARALLEL;
	}

	/** The items by output. An AI tool has one output for all. */
	private outputs(): INodeExecutionData[][] {
		const { isForSecondOutput } = this.operation;
		if (isForSecondOutput === undefined || isTool(this.context)) return [this.output()];
		const isSecond = this.items.map(
			(_item, index) =>
				this.results.failureOf(index) !== undefined || this.results.someOutput(index, isForSecondOutput),
		);
		return [this.output((index) => !isSecond[index]), this.output((index) => isSecond[index])];
	}

	/** @param isIncluded by the index of the input item */
	private output(isIncluded: (index: number) => boolean = () => true): INodeExecutionData[] {
		const { summary } = this.options;
		const hasErrorOutput = this.context.getNode().onError === 'continueErrorOutput';
		const items = this.items.flatMap((item, index) =>
			isIncluded(index) && (summary !== 'summary' || (hasErrorOutput && this.results.failureOf(index) !== undefined))
				? this.result(item, index)
				: [],
		);
		// A run that waits outputs only the input of its single item.
		return summary === 'results' || this.waits ? items : [...items, this.progress.summary()];
	}

	private async performAll(): Promise<void> {
		this.progress.start();
		const order = await this.sender.open(this.preparation.tasks);
		try {
			await runWithConcurrency(
				order.length,
				() => this.parallel,
				async (job) => await this.perform(order[job]),
				() => this.shouldContinue(),
				(job) => this.preparation.tasks[order[job]]?.orderingKey,
			);
		} finally {
			this.progress.end();
			// A run that waits outputs its input: n8n takes an `error` in it for a failed attempt, and runs the node
			// again.
			await this.sender.close(!this.failed && !this.waits && !this.signal?.aborted);
			await this.progressMessages?.end();
		}
	}

	private shouldContinue(): boolean {
		return !(this.stopOnError && this.failed) && !this.signal?.aborted;
	}

	private fail(index: number, thrown: unknown): void {
		this.failed = true;
		const failed = toItemError(this.context.getNode(), thrown, index, this.items.length);
		this.results.failed(index, failed);
		this.progress.failed(index, failed);
	}

	private async check(index: number): Promise<void> {
		try {
			await this.preparation.validate(index);
		} catch (error) {
			this.fail(index, error);
		}
	}

	private async perform(index: number): Promise<void> {
		try {
			const task = await this.preparation.get(index);
			if (task === undefined) return;
			const output = await this.work(task, index);
			const waitTill = this.options.dryRun ? undefined : task.waitTill?.();
			this.waits = waitTill !== undefined;
			if (this.waits) this.results.succeeded(index, this.waitingOutput(task, index), false);
			else this.results.succeeded(index, output, task.withInputFields ?? false);
			this.count(task, output);
			if (waitTill === undefined) return;
			if (task.runsAgain) runAgainAfterWait(this.context);
			await this.context.putExecutionToWait(waitTill);
		} catch (error) {
			this.fail(index, error);
		} finally {
			this.preparation.discard(index);
			this.progressMessages?.update();
		}
	}

	private count({ acceptedHint, isFromPool }: Task, output: OperationOutput): void {
		const isUnknown = !Array.isArray(output) && output.json.outcome === 'unknown';
		this.progress.done(isUnknown, acceptedHint);
		if (isFromPool && !isUnknown && !Array.isArray(output)) this.progress.sentFromPool(output.json);
	}

	/** n8n takes an \`error\` in the output for a failed attempt: a node that runs again outputs nothing of its input. */
	private waitingOutput({ runsAgain }: Task, index: number): INodeExecutionData {
		return runsAgain ? { json: {} } : this.items[index];
	}

	private async work(task: Task, index: number): Promise<OperationOutput> {
		if (!this.options.dryRun) return await this.sender.run(task, index);
		const output = await task.run();
		const { dryRunRequests } = this.preparation.clientOf(index);
		return dryRunRequests.length > 0 ? this.dryRunOutput(index) : output;
	}

	private dryRunOutput(index: number): INodeExecutionData {
		const requests = this.preparation.clientOf(index).dryRunRequests.map((request) => ({ ...request }));
		return { json: { dryRun: true, requests } };
	}

	private result(item: INodeExecutionData, index: number): INodeExecutionData[] {
		const failure = this.results.failureOf(index);
		return failure === undefined ? this.results.take(index) : [this.failedItem(item, failure, index)];
	}

	/** A failed item that continues: its input, plus the error. */
	private failedItem(item: INodeExecutionData, itemError: ItemError, index: number): INodeExecutionData {
		const { error } = itemError;
		const failed: INodeExecutionData = {
			...item,
			json: { ...item.json, error: error.message, errorDetails: toErrorDetails(itemError) },
			pairedItem: { item: index },
		};
		if (this.context.getNode().onError === 'continueErrorOutput') {
			// n8n routes items to the error output by `error`, and empties the JSON of every item that still has it
			// afterwards. It copies those items in between: a non-enumerable property is visible to the routing, but
			// not copied.
			Object.defineProperty(failed, 'error', { value: error, enumerable: false });
		}
		return failed;
	}

	/** Throws the first error if the run stops on errors, and adds what was accepted by then. */
	private throwFirstError(): void {
		if (!this.stopOnError || !this.failed) return;
		const first = this.results.firstFailure;
		if (first) throw this.withAccepted(first.error);
	}

	private withAccepted(error: NodeError): NodeError {
		const accepted = this.results.accepted();
		if (accepted.length === 0) return error;
		const done = `${accepted.length} of ${this.items.length} items were already done and keep their results. 'Retry On Fail' does not send them again.`;
		error.description = [error.description && endSentence(error.description), done].filter(Boolean).join('\n\n');
		error.context.accepted = accepted.slice(0, NAMED_ACCEPTED);
		return error;
	}
}

/**
 * Runs an operation over all items: in parallel up to a limit, in order per recipient, paired with their input. A
 * failed item stops the run or continues with its input, depending on On Error. What was accepted is not done again
 * when n8n retries.
 * @param access undefined for operations that make no request
 * @returns the items for n8n, by output
 * @throws NodeApiError or NodeOperationError of the first failed item, when the run stops on errors
 */
export async function dispatch(
	context: IExecuteFunctions,
	operation: Operation,
	access: Access | undefined,
): Promise<INodeExecutionData[][]> {
	try {
		const options = readRunOptions(context);
		const items = context.getInputData().length;
		const client =
			access === undefined
				? () => offlineGraph
				: await createGraphClient(context, {
						credential: access.credential,
						permission: access.permission,
						...options,
						items,
					});
		const progress = new Progress(context, items, operation.acceptedHint);
		const preparation = new TaskPreparer(context, operation, options, client, (index, warnings) =>
			progress.warned(index, warnings),
		);
		const { progressTo, dryRun } = options;
		const messages =
			progressTo && !dryRun
				? new ProgressMessages(
						progress,
						progressTo,
						() => preparation.sender,
						client(0),
						context.getExecutionCancelSignal(),
					)
				: undefined;
		const sender = new IdempotentSender(context, options);
		return await new Dispatch(context, operation, options, preparation, sender, progress, messages).run();
	} catch (error) {
		throw toItemError(context.getNode(), error, 0, 1).error;
	}
}
