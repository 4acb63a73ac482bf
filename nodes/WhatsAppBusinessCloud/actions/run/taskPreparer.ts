import type { IExecuteFunctions } from 'n8n-workflow';
import type { GraphClient } from '../../transport/types';
import type { InputWarning } from '../../shared/inputWarning';
import { fingerprintOf } from '../../idempotency';
import type { RunOptions } from '../options';
import { ParameterReader } from './parameterReader';
import type { TaskKey } from '../../idempotency/types';
import type { Operation, Task } from '../types';

/**
 * Tasks that are kept ready between their check and their turn. A built message takes some 2 kB: of 100,000 items, most are built
 * a second time when their turn comes, which costs less than keeping them would.
 */
const MAX_PREPARED_TASKS = 5000;

/** The tasks of a run: all of them are made, and so checked, before the first one is done. */
export class TaskPreparer {
	/** What is known of each item's task; undefined where there is none, or none any more. */
	readonly tasks: Array<TaskKey | Task | undefined> = [];

	private readonly clients: Array<GraphClient | undefined> = [];

	private readonly parameters: ParameterReader;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly operation: Operation,
		private readonly options: RunOptions,
		private readonly client: (index: number) => GraphClient,
		/** Called with the warnings of an item that passed its check. */
		private readonly onWarnings: (index: number, warnings: InputWarning[]) => void,
	) {
		this.parameters = new ParameterReader(context);
	}

	/** How many requests the number's throughput needs at a time; undefined before the first item was checked. */
	get parallel(): number | undefined {
		return this.clients[0]?.parallel;
	}

	/** Reads and checks an item. @throws what the operation throws */
	async validate(index: number): Promise<void> {
		const warnings: InputWarning[] = [];
		const task = await this.prepare(index, (warning) => warnings.push(warning));
		if (warnings.length > 0) this.onWarnings(index, warnings);
		const { campaign } = this.options;
		if (campaign !== undefined && task.content !== undefined) task.content = fingerprintOf(task.content);
		this.tasks[index] = index < MAX_PREPARED_TASKS ? task : outlineOf(task);
		if (index >= MAX_PREPARED_TASKS) this.clients[index] = undefined;
	}

	/** The task of an item whose turn has come. @throws what the operation throws */
	async get(index: number): Promise<Task | undefined> {
		const task = this.tasks[index];
		return task === undefined || 'run' in task ? task : await this.prepare(index);
	}

	/** Forgets an item that is done. */
	discard(index: number): void {
		this.tasks[index] = undefined;
		if (index > 0 && !this.options.dryRun) this.clients[index] = undefined;
	}

	/** The client of an item whose turn has come. */
	clientOf(index: number): GraphClient {
		return this.clients[index]!;
	}

	/** The option that tells an item's message apart in a campaign. */
	messageKey(index: number): unknown {
		return this.parameters.read('options.messageKey', index);
	}

	/** @param warn called with warnings; an item that is prepared a second time has given its own the first time */
	private async prepare(index: number, warn: (warning: InputWarning) => void = () => undefined): Promise<Task> {
		const graph = this.client(index);
		this.clients[index] = graph;
		return await this.operation.prepare({
			index,
			n8n: this.context,
			graph,
			options: this.options,
			warn,
			parameter: (name, fallback) => this.parameters.read(name, index, fallback),
			locator: (name) => this.parameters.readWhole(name, index),
		});
	}
}

function outlineOf({ orderingKey, fingerprint, content }: Task): TaskKey {
	return { orderingKey: orderingKey, fingerprint, content: typeof content === 'string' ? content : undefined };
}
