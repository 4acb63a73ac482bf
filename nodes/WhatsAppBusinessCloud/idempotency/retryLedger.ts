import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { runIndexOf } from '../shared/runIndex';
import type { OperationOutput } from './types';
import { fingerprintOf } from './fingerprint';
import { serialize, deserialize, type SerializedOutput } from './serializedOutput';

/** The outcome of an item is unknown; message and description of the error that reported it. */
export interface UnknownOutcome {
	message: string;
	description?: string;
}

/** Result of one item: accepted by Meta, or unknown. */
export type Entry = { output: OperationOutput } | { unknown: UnknownOutcome };

/** An entry as stored: only what a retry needs to skip the item. */
interface Kept {
	/** Shortened fingerprint of the work; it only has to differ from other work on the same item. */
	of: string;
	done?: SerializedOutput;
	unknown?: UnknownOutcome;
}

interface Page {
	run: number;
	/** Fingerprint of the form as saved in the workflow, with expressions unresolved. */
	form: string;
	entries: Record<string, Kept>;
}

/** 72 bits: no collisions between tasks of the same item. */
const SHORT = 12;

const short = (fingerprint: string): string => fingerprintOf(fingerprint).slice(0, SHORT);

/**
 * Remembers what Meta accepted or may have accepted, in the run's own data. n8n's Retry On Fail runs the node again for
 * all items; accepted items are not sent again, but output their first result. n8n saves the ledger with the execution,
 * also while the execution waits.
 */
export class Ledger {
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
	static open(context: IExecuteFunctions): Ledger {
		// These affect neither the message nor the recipient.
		const { options: _options, simplify: _simplify, ...form } = context.getNode().parameters;
		return new Ledger(context.getContext('node') as IDataObject, runIndexOf(context), fingerprintOf(form));
	}

	/** @returns the result of an earlier attempt at the same work on the same item, if any */
	find(item: number, fingerprint: string): Entry | undefined {
		const kept = this.page.entries[item];
		if (kept?.of !== short(fingerprint)) return undefined;
		if (kept.done !== undefined) return { output: deserialize(kept.done) };
		return kept.unknown && { unknown: kept.unknown };
	}

	/** Records that the item's work was done, with its output. */
	addDone(item: number, fingerprint: string, output: OperationOutput): void {
		this.page.entries[item] = { of: short(fingerprint), done: serialize(output) };
	}

	/** Records that it is unknown whether the item's work was done. */
	addUnknown(item: number, fingerprint: string, unknown: UnknownOutcome): void {
		this.page.entries[item] = { of: short(fingerprint), unknown };
	}

	/** Everything was sent: there is no retry, so the run's data does not need the ledger. */
	clear(): void {
		delete this.store.sent;
	}
}
