import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { endSentence } from '../../shared/endSentence';
import { formatNumber } from '../../shared/formatNumber';
import { logOf, toLogLine } from '../../shared/log';
import type { InputWarning } from '../../shared/inputWarning';
import { FailureGroups } from './failureGroups';
import type { ItemError } from './itemErrors';
import { withoutTags } from './reasonGroups';
import { SenderCounts } from './senderCounts';
import { WarningGroups } from './warningGroups';

/** Runs of more items than this report their progress. */
const LARGE = 500;

/** Interval between two progress reports, in ms. */
const EVERY = 10_000;

/** How often to check whether the run has ended, in ms. */
const CHECK_INTERVAL_MS = 500;

const formatInteger = (value: number): string => formatNumber(Math.round(value));

const perSecond = (count: number, ms: number): number => Math.round((count * 10_000) / Math.max(ms, 1)) / 10;

/** Counts the outcomes of a run's items, and reports them to the user. */
export class Progress {
	private accepted = 0;

	private unknown = 0;

	private readonly failures = new FailureGroups();

	private readonly warnings = new WarningGroups();

	/** Warnings that are not about an item. */
	private readonly runWarnings = new Set<string>();

	/** Different hints about accepted items. */
	private readonly acceptedHints = new Set<string>();

	private readonly senders = new SenderCounts();

	private readonly began = Date.now();

	private ended = false;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly total: number,
		/** What to know about accepted items. */
		private readonly acceptedHint?: string,
	) {}

	/**
	 * @param unknown whether it is unknown if Meta accepted the item, and the user chose to skip such items
	 * @param hint what to know about this item, if it is not what applies to others
	 */
	done(unknown = false, hint = this.acceptedHint): void {
		if (unknown) this.unknown++;
		else this.accepted++;
		if (hint !== undefined) this.acceptedHints.add(hint);
	}

	/** Counts a message by the number of the pool that sent it. @param output of the accepted item */
	sentFromPool(output: IDataObject): void {
		this.senders.add(output);
	}

	failed(index: number, error: ItemError): void {
		this.failures.add(index, error);
	}

	warned(index: number, warnings: InputWarning[]): void {
		this.warnings.add(index, warnings);
	}

	/** Adds a warning about the entire run; equal ones count once. */
	warnedRun({ message, advice }: InputWarning): void {
		this.runWarnings.add(withoutTags(`${endSentence(message)} ${advice}`));
	}

	/** Percentage of the items that are accepted or have failed, rounded down. */
	get percent(): number {
		return Math.floor(((this.accepted + this.unknown + this.failures.count) * 100) / this.total);
	}

	/** The progress as a short message. */
	toMessage(percent: number): string {
		const { name } = this.context.getWorkflow();
		const items = this.total === 1 ? '1 message' : `${formatInteger(this.total)} messages`;
		return `${name ?? this.context.getNode().name}: ${percent}% of ${items} finished. ${this.toText()}`;
	}

	/** `2,989 accepted, 11 not sent: 6 x '{{1}}' is empty; 5 x 'Recipient' is empty` */
	private toText(): string {
		const { accepted, failures } = this;
		const unknown = this.unknown + failures.unknown;
		const notSent = failures.count - failures.unknown;
		return [
			`${formatInteger(accepted)} accepted`,
			unknown > 0 && `${formatInteger(unknown)} with unknown outcome`,
			notSent > 0 && `${formatInteger(notSent)} not sent: ${failures.toReasons()}`,
		]
			.filter(Boolean)
			.join(', ');
	}

	private get warningTexts(): string[] {
		return [...this.runWarnings, ...this.warnings.toTexts(this.total)];
	}

	/**
	 * Starts progress reports, in large runs only: n8n's log gets a line every 10 seconds (level info, n8n's default),
	 * and so does the browser's console if the run was started in the editor. n8n has no other output that is visible
	 * while a step runs.
	 */
	start(): void {
		if (this.total > LARGE) void this.reportUntilDone();
	}

	/** Stops progress reports; the last line of a large run reports the result. */
	end(): void {
		if (this.ended) return;
		this.ended = true;
		if (this.total > LARGE) this.report(this.accepted, Date.now() - this.began, 'ended');
	}

	private async reportUntilDone(): Promise<void> {
		let [reported, at] = [0, Date.now()];
		for (;;) {
			while (!this.ended && Date.now() - at < EVERY) await sleep(CHECK_INTERVAL_MS);
			if (this.ended) return;
			const now = Date.now();
			this.report(this.accepted - reported, now - at, 'sending');
			[reported, at] = [this.accepted, now];
		}
	}

	private report(newly: number, ms: number, state: 'sending' | 'ended'): void {
		const { context, total, accepted, unknown, failures } = this;
		const left = total - accepted - unknown - failures.count;
		const rate = perSecond(newly, ms);
		const parts = [
			`${formatInteger(accepted)} of ${formatInteger(total)} accepted`,
			failures.count > 0 && `${formatInteger(failures.count)} failed (${failures.toSummary()})`,
			unknown > 0 && `${formatInteger(unknown)} with unknown outcome`,
			left > 0 && `${formatInteger(left)} left`,
			`${rate} per second`,
			state === 'sending' && rate > 0 && `about ${formatInteger(left / rate)} s to go`,
		];
		const line = this.line(`${state === 'ended' ? 'ended: ' : ''}${parts.filter(Boolean).join(', ')}`);
		logOf(context).info(line, this.run);
		context.sendMessageToUI?.(toLogLine(line));
	}

	private line(text: string): string {
		return `WhatsApp '${this.context.getNode().name}': ${text}`;
	}

	private get run(): { workflowId?: string; executionId: string } {
		return { workflowId: this.context.getWorkflow().id, executionId: this.context.getExecutionId() };
	}

	/** Writes the run's warnings to n8n's log, as one line; nothing when there are none. */
	logWarnings(): void {
		const texts = this.warningTexts;
		if (texts.length > 0) logOf(this.context).warn(this.line(`warning: ${texts.join(' | ')}`), this.run);
	}

	/**
	 * Shows failures, Meta's advice against something, and how to fix both in the step's output pane: one hint for all
	 * failures, one for each warning.
	 */
	logLongRunHint(): void {
		if (this.failures.count > 0 && this.total > 1) {
			this.show(
				`${formatInteger(this.failures.count)} of ${formatInteger(this.total)} items failed (n8n counts items from 0): ${this.failures.toDetails()}`,
			);
		}
		for (const warning of this.warningTexts) this.show(warning);
	}

	/** Shows what to know about accepted items in the output pane. Only in manual runs: others have no output pane. */
	showAcceptedHint(): void {
		if (this.accepted === 0 || this.context.getMode() !== 'manual') return;
		const [hint, ...others] = this.acceptedHints;
		const shown = others.length === 0 ? hint : this.acceptedHint;
		const senders = this.senders.toText();
		if (senders !== undefined && this.total > 1) this.show(senders, 'info');
		if (shown !== undefined) this.show(shown, 'info');
	}

	private show(message: string, type: 'info' | 'warning' = 'warning'): void {
		this.context.addExecutionHints?.({ message, type, location: 'outputPane' });
	}

	/** The entire run as one item, paired with its first item. */
	summary(): INodeExecutionData {
		const { total, accepted, unknown, failures, warnings } = this;
		const ms = Date.now() - this.began;
		const json: IDataObject = {
			summary: {
				text: this.toText(),
				items: total,
				accepted,
				failed: failures.count,
				skipped: failures.skipped,
				unknown: unknown + failures.unknown,
				left: total - accepted - unknown - failures.count,
				seconds: Math.round(ms / 100) / 10,
				messagesPerSecond: perSecond(accepted, ms),
				failures: failures.list(),
				...(!this.senders.isEmpty && { senders: this.senders.list() }),
				...(!warnings.isEmpty && { warnings: warnings.list() }),
			},
		};
		return { json, pairedItem: { item: 0 } };
	}
}
