import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { InputError } from '../shared/inputError';
import { ProcessedDataStore } from './processedDataStore';
import { abandonedRows, DistributedLock } from './distributedLock';
import type { OperationOutput, TaskKey } from './types';
import { fingerprintOf } from './fingerprint';
import { Journal, type JournalKey, type SendDecision } from './journal';
import { Results } from './results';

/**
 * Number of rows that a campaign's items are distributed over, by recipient. Items of one row are sent one after the
 * other, so that usually one small row is written at a time: 100,000 messages create rows of about 12,000 entries.
 */
const ROWS = 16;

/** How long a campaign is kept after it was last sent, in ms. */
const FORGET_AFTER = 30 * 24 * 3600_000;

/** Maximum number of campaigns kept per node; beyond it, the oldest are deleted. */
const REMEMBERED = 200;

/** Parts of an expression whose value changes with every attempt. */
const CHANGING =
	/\$now\b|\$today\b|\$execution\b|\$runIndex\b|Math\.random|\bnew Date\b|\bDate\.now|DateTime\.(now|local|utc)/;

/** The Options that define a campaign. */
export interface CampaignOptions {
	/** Name chosen by the user; the same for every attempt. */
	campaign: string;
	/**
	 * Identifies an item's message in place of its content.
	 * @returns undefined or an empty string when there is none
	 */
	messageKey(index: number): unknown;
}

/**
 * What a campaign knows about an item: it may be sent, or its outcome. `output` is absent when it is no longer known.
 */
export type JournalStatus =
	{ verdict: Exclude<SendDecision, 'accepted'> } | { verdict: 'accepted'; output?: OperationOutput };

function rowsOf(campaign: string): string[] {
	return Array.from({ length: ROWS }, (_unused, row) => `${campaign} ${row}`);
}

/** The lock under which a campaign's rows are written, so that workers do not undo each other's writes. */
const turnName = (campaign: string): string => `${campaign} turn`;

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
 * Deletes old campaigns. The time at which each was last sent is in the workflow's static data, which n8n saves at the
 * end of a production execution.
 */
async function forgetOld(context: IExecuteFunctions, rows: ProcessedDataStore, campaign: string): Promise<void> {
	const data = context.getWorkflowStaticData('node');
	const sent: Record<string, number> = { ...(data.campaigns as Record<string, number>), [campaign]: Date.now() };
	const newestFirst = Object.entries(sent).sort(([, one], [, other]) => other - one);
	const kept = newestFirst.filter(([, at], place) => place < REMEMBERED && at > Date.now() - FORGET_AFTER);
	for (const [old] of newestFirst.slice(kept.length)) {
		await rows.drop([
			...rowsOf(old),
			...(await new Results(context, rows, old).allRows()),
			...(await abandonedRows(turnName(old), rows)),
		]);
	}
	data.campaigns = Object.fromEntries(kept) as IDataObject;
}

/**
 * Sending that survives a crash of n8n: what was sent and what was accepted is recorded in n8n's own database, under a
 * name that a later run of the same node finds again.
 */
export class Campaign {
	/** Items in the order in which they are sent. */
	readonly order: number[];

	private readonly journal: Journal;

	private constructor(
		private readonly places: Array<JournalKey | undefined>,
		private readonly rows: ProcessedDataStore,
		private readonly results: Results,
		private readonly name: string,
		/** The campaign is named after its execution, so it cannot be resumed once that has succeeded. */
		private readonly passing: boolean,
	) {
		this.journal = new Journal(rows, new DistributedLock(turnName(name)));
		const byRow = new Map<string | undefined, number[]>();
		for (const [index, place] of places.entries()) {
			const items = byRow.get(place?.row);
			if (items) items.push(index);
			else byRow.set(place?.row, [index]);
		}
		this.order = [...byRow.values()].flat();
	}

	/**
	 * @param tasks the run's tasks by item; those without a fingerprint are not part of the campaign
	 * @throws InputError when later attempts could not recognize the messages, or when this n8n has no store for them
	 */
	static async open(
		context: IExecuteFunctions,
		options: CampaignOptions,
		tasks: Array<TaskKey | undefined>,
	): Promise<Campaign> {
		if (!ProcessedDataStore.available(context)) {
			throw new InputError(
				'Campaign',
				"'Campaign' cannot be kept here",
				"Remove 'Campaign' under Options, or use the step outside of an AI agent.",
			);
		}
		const { options: _options, ...form } = context.getNode().parameters;
		const changing = changingExpression(form);
		const rows = new ProcessedDataStore(context);
		const campaign = fingerprintOf(options.campaign).slice(0, 16);
		const names = rowsOf(campaign);
		const times = new Map<string, number>();
		const places = tasks.map((task, index): JournalKey | undefined => {
			if (task?.fingerprint === undefined) return undefined;
			const given = options.messageKey(index) ?? '';
			if (given === '' && changing !== undefined) {
				throw new InputError(
					'Message Key',
					`'Message Key' is needed: the message holds '${changing}', which changes with every try, so that a message sent before would not be recognized`,
					"Set 'Message Key' under Options to what stays the same for this message, e.g. the row's ID, or take the changing part out.",
				);
			}
			const same = fingerprintOf(task.fingerprint, given === '' ? task.content : String(given));
			const nth = times.get(same) ?? 0;
			times.set(same, nth + 1);
			// By ordering key, so that the messages of one recipient stay in order.
			const row = Buffer.from(fingerprintOf(task.orderingKey ?? task.fingerprint), 'base64url')[0] % ROWS;
			return { row: names[row], key: nth === 0 ? same : `${same} ${nth}` };
		});
		const passing = options.campaign === context.getExecutionId();
		if (!passing) await forgetOld(context, rows, campaign);
		return new Campaign(places, rows, new Results(context, rows, campaign), campaign, passing);
	}

	/** Asks whether an item may be sent, and records that it is. @throws errors of n8n's database */
	async claim(index: number): Promise<JournalStatus> {
		const place = this.places[index];
		if (place === undefined) return { verdict: 'send' };
		const verdict = await this.journal.ask(place);
		return verdict === 'accepted' ? { verdict, output: await this.results.find(place.key) } : { verdict };
	}

	/** Records that Meta accepted an item. */
	markAccepted(index: number, output: OperationOutput): void {
		const place = this.places[index];
		if (place === undefined) return;
		this.journal.accepted(place);
		this.results.add(place.key, output);
	}

	/** Records that an item was definitely not sent. */
	markRejected(index: number): void {
		const place = this.places[index];
		if (place !== undefined) this.journal.refused(place);
	}

	/**
	 * Writes all pending entries.
	 * @param good whether there is nothing left for another attempt of this execution to send
	 * @returns the error, if writing failed
	 */
	async close(good: boolean): Promise<Error | undefined> {
		const failure = await this.journal.close();
		if (good && this.passing) {
			const used = new Set(this.places.flatMap((place) => (place ? [place.row] : [])));
			await this.rows.drop([
				...used,
				...this.results.ownRows(),
				...(await abandonedRows(turnName(this.name), this.rows)),
			]);
		} else {
			await this.results.close();
		}
		return failure;
	}
}
