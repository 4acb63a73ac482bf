import type { IExecuteFunctions } from 'n8n-workflow';
import type { GraphClient } from '../../transport/types';
import type { InputWarning } from '../../shared/inputWarning';
import { fingerprintOf } from '../../idempotency';
import { isTool } from '../../shared/isTool';
import { optionalText } from '../../shared/input/parameterValues';
import type { RunOptions } from '../options';
import { ParameterReader } from './parameterReader';
import type { TaskKey } from '../../idempotency/types';
import type { Operation, Task } from '../types';

/**
 * Maximum number of tasks kept between validation and sending. A built message takes about 2 kB: of 100,000 items, most
 * are built again when they are sent, which costs less than keeping them.
 */
const MAX_PREPARED_TASKS = 5000;

/** The tasks of a run. All are built, and so validated, before the first one runs. */
export class TaskPreparer {
	/** Each item's task, or only its key; undefined when the item is invalid or done. */
	readonly tasks: Array<TaskKey | Task | undefined> = [];

	/** Phone number ID of the first valid item that sends a message. */
	sender?: string;

	private readonly clients: Array<GraphClient | undefined> = [];

	private readonly parameters: ParameterReader;

	private readonly isTool: boolean;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly operation: Operation,
		private readonly options: RunOptions,
		private readonly client: (index: number) => GraphClient,
		/** Called with the warnings of a valid item. */
		private readonly onWarnings: (index: number, warnings: InputWarning[]) => void,
	) {
		this.parameters = new ParameterReader(context);
		this.isTool = isTool(context);
		// Without holes, which the methods of arrays skip.
		this.tasks.length = context.getInputData().length;
		this.tasks.fill(undefined);
	}

	/** Number of parallel requests that the number's throughput needs; undefined before the first item is validated. */
	get parallel(): number | undefined {
		return this.clients[0]?.parallel;
	}

	/** Reads and validates an item. @throws errors of the operation */
	async validate(index: number): Promise<void> {
		const warnings: InputWarning[] = [];
		const task = await this.prepare(index, (warning) => warnings.push(warning));
		if (warnings.length > 0) this.onWarnings(index, warnings);
		this.sender ??= task.sender;
		if (this.options.campaign !== undefined) await this.identify(task, index);
		// Sending it changes the message: an upload adds its ID.
		else if (this.isTool && task.content !== undefined) task.content = fingerprintOf(task.content);
		this.tasks[index] = index < MAX_PREPARED_TASKS ? task : outlineOf(task);
		if (index >= MAX_PREPARED_TASKS) this.clients[index] = undefined;
	}

	/** The task of an item that is about to run. @throws errors of the operation */
	async get(index: number): Promise<Task | undefined> {
		const task = this.tasks[index];
		return task === undefined || 'run' in task ? task : await this.prepare(index);
	}

	/** Discards the task of an item that is done. */
	discard(index: number): void {
		this.tasks[index] = undefined;
		if (index > 0 && !this.options.dryRun) this.clients[index] = undefined;
	}

	/** The client of an item that runs. */
	clientOf(index: number): GraphClient {
		return this.clients[index]!;
	}

	/** Adds what identifies the item's message in a campaign. @throws InputError */
	private async identify(task: Task, index: number): Promise<void> {
		task.messageKey = messageKeyText(this.parameters.read('largeRuns.messageKey', index));
		if (task.content === undefined) return;
		const needsHashes = task.messageKey === undefined && !this.options.dryRun;
		const hashes = needsHashes ? await task.fileHashes?.() : undefined;
		task.content = fingerprintOf(task.content, ...(hashes ?? []));
	}

	/** @param warn receives the warnings; an item that is prepared again has already reported them */
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

function outlineOf({ orderingKey, fingerprint, senderRate, content, messageKey }: Task): TaskKey {
	return {
		orderingKey,
		fingerprint,
		senderRate,
		content: typeof content === 'string' ? content : undefined,
		messageKey,
	};
}

/** @returns undefined when there is none @throws InputError on objects, lists and NaN, whose texts are all the same */
function messageKeyText(value: unknown): string | undefined {
	const text = optionalText(value, 'Message Key');
	if (text === undefined) return undefined;
	// Some dates write themselves in another way: running campaigns know them by that.
	const own = String(value);
	return own === '[object Object]' ? text : own;
}
