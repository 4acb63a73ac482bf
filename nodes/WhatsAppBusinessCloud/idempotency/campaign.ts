import { withoutOptions } from '../shared/optionCollections';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { InputError } from '../shared/inputError';
import { ProcessedDataStore, UnsupportedStoreError } from './processedDataStore';
import { abandonedRows, DistributedLock } from './distributedLock';
import type { ClaimResult, SendLog, TaskKey, TrackedTask, UnknownOutcome } from './types';
import { fingerprintOf } from './fingerprint';
import { Journal, type JournalKey } from './journal';

/**
 * Number of rows that a campaign's items are distributed over, by recipient. Items of one row are sent one after the
 * other, so that usually one small row is written at a time: 100,000 messages create rows of about 12,000 entries.
 */
const ROWS = 16;

/** How long a campaign is kept after it was last sent, in ms. */
const RETENTION_MS = 30 * 24 * 3600_000;

/** Maximum number of campaigns kept per node; beyond it, the oldest are deleted. */
const MAX_CAMPAIGNS = 200;

/** Parts of an expression whose value changes with every attempt. */
const CHANGING =
	/\$now\b|\$today\b|\$execution\b|\$runIndex\b|Math\.random|\bnew Date\b|\bDate\.now|DateTime\.(now|local|utc)/;

/** Reported for an item that another run of the campaign claimed, and neither marked as accepted nor as rejected. */
const IN_FLIGHT: UnknownOutcome = {
	message:
		'The message may or may not have been sent: another run of the campaign started to send it and recorded no result',
	description:
		"It was not sent again, so that no recipient gets it twice. 'On Unknown Outcome' under Network can send it again, or skip it without an error. Status events of the trigger show what was delivered, if each message has 'Callback Data'.",
};

function rowsOf(campaign: string): string[] {
	return Array.from({ length: ROWS }, (_unused, row) => `${campaign} ${row}`);
}

/** The lock under which a campaign's rows are written, so that workers do not undo each other's writes. */
const lockNameOf = (campaign: string): string => `${campaign} lock`;

function changingExpression(value: unknown): string | undefined {
	if (typeof value === 'string') return value.startsWith('=') ? CHANGING.exec(value)?.[0] : undefined;
	if (typeof value !== 'object' || value === null) return undefined;
	for (const inner of Object.values(value)) {
		const found = changingExpression(inner);
		if (found !== undefined) return found;
	}
	return undefined;
}

/**
 * Opens n8n's store.
 * @throws InputError when this node has none, or when this n8n's works differently
 */
async function openStore(context: IExecuteFunctions): Promise<ProcessedDataStore> {
	if (!ProcessedDataStore.available(context)) {
		throw new InputError(
			'Campaign',
			'is not available here: n8n does not give this step access to its database',
			"Remove 'Campaign' under Large Runs, or use the step outside of an AI agent.",
		);
	}
	const store = new ProcessedDataStore(context);
	const problem = await store.verify().catch((error: unknown) => error);
	if (problem instanceof UnsupportedStoreError) {
		throw new InputError(
			'Campaign',
			`does not work with this n8n. Nothing was sent. ${problem.message}.`,
			"Update this package or use a supported n8n version. Without 'Campaign' under Large Runs the step sends, but a run after a crash of n8n sends everything again.",
		);
	}
	// The database may be back by the time the first item is claimed. If not, that item fails.
	return store;
}

/** The place of each task in the journal: a row by recipient, and a key by message. */
function journalKeys(
	rows: string[],
	tasks: Array<TaskKey | undefined>,
	changing: string | undefined,
): Array<JournalKey | undefined> {
	const occurrences = new Map<string, number>();
	return tasks.map((task) => {
		if (task?.fingerprint === undefined) return undefined;
		const { messageKey } = task;
		if (messageKey === undefined && changing !== undefined) {
			throw new InputError(
				'Message Key',
				`is needed: the message contains '${changing}', which changes with every attempt, so a message that was already sent would not be recognized`,
				"Set 'Message Key' under Large Runs to something that stays the same for this message, such as the row's ID, or remove the changing part.",
			);
		}
		const message = fingerprintOf(task.fingerprint, messageKey ?? task.content);
		const nth = occurrences.get(message) ?? 0;
		occurrences.set(message, nth + 1);
		// By ordering key, so that the messages of one recipient stay in order.
		const row = Buffer.from(fingerprintOf(task.orderingKey ?? task.fingerprint), 'base64url')[0] % ROWS;
		return { row: rows[row], key: nth === 0 ? message : `${message} ${nth}` };
	});
}

/**
 * Deletes old campaigns. The time at which each was last sent is in the workflow's static data, which n8n saves at the
 * end of a production execution.
 */
async function deleteOldCampaigns(
	context: IExecuteFunctions,
	store: ProcessedDataStore,
	campaign: string,
): Promise<void> {
	const data = context.getWorkflowStaticData('node');
	const sent: Record<string, number> = { ...(data.campaigns as Record<string, number>), [campaign]: Date.now() };
	const newestFirst = Object.entries(sent).sort(([, one], [, other]) => other - one);
	const kept = newestFirst.filter(([, at], index) => index < MAX_CAMPAIGNS && at > Date.now() - RETENTION_MS);
	for (const [old] of newestFirst.slice(kept.length)) {
		await store.drop([...rowsOf(old), ...(await abandonedRows(lockNameOf(old), store))]);
	}
	data.campaigns = Object.fromEntries(kept) as IDataObject;
}

/** A send log that survives a crash of n8n: n8n's database keeps it under a name that a later run of the node finds. */
export class Campaign implements SendLog {
	/** Items in the order in which to send them. */
	readonly order: number[];

	private readonly journal: Journal;

	private constructor(
		private readonly keys: Array<JournalKey | undefined>,
		private readonly store: ProcessedDataStore,
		private readonly name: string,
		/** The campaign is named after its execution, so it cannot be resumed once that has succeeded. */
		private readonly isOfExecution: boolean,
		/** Items in the order in which to send them within each row. */
		order: number[],
	) {
		this.journal = new Journal(store, new DistributedLock(lockNameOf(name)));
		const byRow = new Map<string | undefined, number[]>();
		for (const index of order) {
			const row = keys[index]?.row;
			const items = byRow.get(row);
			if (items) items.push(index);
			else byRow.set(row, [index]);
		}
		this.order = [...byRow.values()].flat();
	}

	/**
	 * @param campaign name chosen by the user; the same for every attempt
	 * @param tasks the run's tasks by item; those without a fingerprint are not part of the campaign
	 * @param order items in the order in which to send them; rows are sent one after the other
	 * @throws InputError when later attempts could not recognize the messages, or when this n8n has no store for them
	 */
	static async open(
		context: IExecuteFunctions,
		campaign: string,
		tasks: Array<TaskKey | undefined>,
		order = Array.from(tasks.keys()),
	): Promise<Campaign> {
		const store = await openStore(context);
		const name = fingerprintOf(campaign).slice(0, 16);
		const form = withoutOptions(context.getNode().parameters);
		const keys = journalKeys(rowsOf(name), tasks, changingExpression(form));
		const isOfExecution = campaign === context.getExecutionId();
		if (!isOfExecution) await deleteOldCampaigns(context, store, name);
		return new Campaign(keys, store, name, isOfExecution, order);
	}

	async claim(index: number, task: TrackedTask): Promise<ClaimResult> {
		const key = this.keys[index];
		const decision = key === undefined ? 'send' : await this.journal.claim(key);
		if (decision === 'accepted')
			return { decision, output: { json: { acceptedEarlier: true, ...task.acceptedEarlier } } };
		return decision === 'unknown' ? { decision, outcome: IN_FLIGHT } : { decision };
	}

	markAccepted(index: number): void {
		const key = this.keys[index];
		if (key !== undefined) this.journal.markAccepted(key);
	}

	markRejected(index: number): void {
		const key = this.keys[index];
		if (key !== undefined) this.journal.markRejected(key);
	}

	/** The claim alone says so. */
	markUnknown(): void {}

	async close(isComplete: boolean): Promise<Error | undefined> {
		const failure = await this.journal.close();
		if (isComplete && this.isOfExecution) {
			const used = new Set(this.keys.flatMap((key) => (key ? [key.row] : [])));
			await this.store.drop([...used, ...(await abandonedRows(lockNameOf(this.name), this.store))]);
		}
		return failure;
	}
}
