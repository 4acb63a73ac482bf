import type { IExecuteFunctions } from 'n8n-workflow';
import { withoutOptions } from '../shared/optionCollections';
import { runIndexOf } from '../shared/runIndex';
import { isTool } from '../shared/isTool';
import type { KnownOutcome, TrackedTask, UnknownOutcome } from './types';
import { fingerprintOf } from './fingerprint';
import { serialize, deserialize, type SerializedOutput } from './serializedOutput';

/** An outcome as stored: only what a retry needs to skip the item. */
interface StoredEntry {
	/** Shortened fingerprint of the work; it only has to differ from other work on the same item. */
	of: string;
	done?: SerializedOutput;
	unknown?: UnknownOutcome;
}

type Entries = Record<string, StoredEntry>;

interface Page {
	run: number;
	/** Fingerprint of the form as saved in the workflow, with expressions unresolved. */
	form: string;
	entries: Entries;
}

/** Outcomes that are unknown, by work. */
type UnknownWork = Record<string, UnknownOutcome>;

/** The node's part of the execution data. */
interface Store {
	sent?: Page;
	/** Of a tool: those of all its calls in this execution. */
	unknown?: UnknownWork;
}

/**
 * Entries of the calls of a tool, by the call's arguments. n8n gives each try of a call a run index of its own, as if
 * it were another call, but the same arguments object.
 */
const entriesOfCalls = new WeakMap<object, Entries>();

/** 72 bits: no collisions between tasks of the same item. */
const SHORT_LENGTH = 12;

const short = (...parts: unknown[]): string => fingerprintOf(...parts).slice(0, SHORT_LENGTH);

/** What identifies the work of a tool's call. */
const workOf = ({ fingerprint, content }: TrackedTask): string => short(fingerprint, content);

/** For a later call, which would do the same work. */
const forLaterCall = ({ message, description }: UnknownOutcome): UnknownOutcome => ({
	message: `${message}. An earlier call of this tool tried to send it in this execution`,
	description: `It was not sent again, so that no recipient gets it twice. 'On Unknown Outcome' under Network can send it again, or skip it without an error.${description === undefined ? '' : `\n\n${description}`}`,
});

/**
 * Records in the run's own data what Meta accepted or may have accepted. n8n's Retry On Fail runs the node again for
 * all items; accepted items are not sent again, but output their first result. n8n saves the ledger with the execution,
 * also while the execution waits.
 */
export class RetryLedger {
	/**
	 * @param entries by item
	 * @param forget removes the entries
	 * @param unknown of a tool: what is also not done again in a later call
	 */
	private constructor(
		private readonly entries: Entries,
		private readonly forget: () => void,
		private readonly unknown?: UnknownWork,
	) {}

	/** The ledger of this run. If the form has changed since the last attempt, its entries do not apply. */
	static open(context: IExecuteFunctions): RetryLedger {
		const store: Store = context.getContext('node');
		if (isTool(context)) return RetryLedger.ofCall(context.getInputData()[0]?.json ?? {}, store);
		// These affect neither the message nor the recipient.
		const {
			simplify: _simplify,
			includeInputFields: _include,
			...fields
		} = withoutOptions(context.getNode().parameters);
		const run = runIndexOf(context);
		const form = fingerprintOf(fields);
		const page = store.sent;
		// A node inside a loop runs again on purpose: only the same run index can be a retry.
		const { entries } = (store.sent = page?.run === run && page.form === form ? page : { run, form, entries: {} });
		return new RetryLedger(entries, () => delete store.sent);
	}

	/** The ledger of a tool's call. Several calls can run at once. */
	private static ofCall(call: object, store: Store): RetryLedger {
		const entries = entriesOfCalls.get(call) ?? {};
		entriesOfCalls.set(call, entries);
		return new RetryLedger(entries, () => entriesOfCalls.delete(call), (store.unknown ??= {}));
	}

	/** @returns the outcome of an earlier attempt at the same work on the same item, if any */
	find(item: number, task: TrackedTask): KnownOutcome | undefined {
		const entry = this.entries[item];
		if (entry?.of !== short(task.fingerprint)) return this.findUnknown(task);
		if (entry.done !== undefined) return { decision: 'accepted', output: deserialize(entry.done) };
		return entry.unknown && { decision: 'unknown', outcome: entry.unknown };
	}

	/** Records the outcome of the item's work. */
	record(item: number, task: TrackedTask, known: KnownOutcome): void {
		const of = short(task.fingerprint);
		this.entries[item] =
			known.decision === 'accepted' ? { of, done: serialize(known.output) } : { of, unknown: known.outcome };
		if (this.unknown !== undefined && known.decision === 'unknown')
			this.unknown[workOf(task)] = forLaterCall(known.outcome);
	}

	/** Everything was sent: there is no retry, so the run's data does not need the ledger. */
	clear(): void {
		this.forget();
	}

	/** A model that reads of an unknown outcome tends to call the tool again. */
	private findUnknown(task: TrackedTask): KnownOutcome | undefined {
		const outcome = this.unknown?.[workOf(task)];
		return outcome && { decision: 'unknown', outcome };
	}
}
