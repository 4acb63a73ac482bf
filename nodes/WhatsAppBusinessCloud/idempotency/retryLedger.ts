import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { withoutOptions } from '../shared/optionCollections';
import { runIndexOf } from '../shared/runIndex';
import type { KnownOutcome, UnknownOutcome } from './types';
import { fingerprintOf } from './fingerprint';
import { serialize, deserialize, type SerializedOutput } from './serializedOutput';

/** An outcome as stored: only what a retry needs to skip the item. */
interface StoredEntry {
	/** Shortened fingerprint of the work; it only has to differ from other work on the same item. */
	of: string;
	done?: SerializedOutput;
	unknown?: UnknownOutcome;
}

interface Page {
	run: number;
	/** Fingerprint of the form as saved in the workflow, with expressions unresolved. */
	form: string;
	entries: Record<string, StoredEntry>;
}

/** 72 bits: no collisions between tasks of the same item. */
const SHORT_LENGTH = 12;

const short = (fingerprint: string): string => fingerprintOf(fingerprint).slice(0, SHORT_LENGTH);

/**
 * Records in the run's own data what Meta accepted or may have accepted. n8n's Retry On Fail runs the node again for
 * all items; accepted items are not sent again, but output their first result. n8n saves the ledger with the execution,
 * also while the execution waits.
 */
export class RetryLedger {
	private readonly page: Page;

	private constructor(
		private readonly store: { sent?: Page },
		run: number,
		form: string,
	) {
		const page = store.sent;
		// A node inside a loop runs again on purpose: only the same run index can be a retry.
		this.page = page?.run === run && page.form === form ? page : { run, form, entries: {} };
		this.store.sent = this.page;
	}

	/** The ledger of this run. If the form has changed since the last attempt, its entries do not apply. */
	static open(context: IExecuteFunctions): RetryLedger {
		// These affect neither the message nor the recipient.
		const { simplify: _simplify, includeInputFields: _include, ...form } = withoutOptions(context.getNode().parameters);
		return new RetryLedger(context.getContext('node') as IDataObject, runIndexOf(context), fingerprintOf(form));
	}

	/** @returns the outcome of an earlier attempt at the same work on the same item, if any */
	find(item: number, fingerprint: string): KnownOutcome | undefined {
		const entry = this.page.entries[item];
		if (entry?.of !== short(fingerprint)) return undefined;
		if (entry.done !== undefined) return { decision: 'accepted', output: deserialize(entry.done) };
		return entry.unknown && { decision: 'unknown', outcome: entry.unknown };
	}

	/** Records the outcome of the item's work. */
	record(item: number, fingerprint: string, known: KnownOutcome): void {
		const of = short(fingerprint);
		this.page.entries[item] =
			known.decision === 'accepted' ? { of, done: serialize(known.output) } : { of, unknown: known.outcome };
	}

	/** Everything was sent: there is no retry, so the run's data does not need the ledger. */
	clear(): void {
		delete this.store.sent;
	}
}
