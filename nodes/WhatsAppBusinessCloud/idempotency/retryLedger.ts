import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { runIndexOf } from '../shared/runIndex';
import type { OperationOutput } from './types';
import { fingerprintOf } from './fingerprint';
import { serialize, deserialize, type SerializedOutput } from './serializedOutput';

/** Nobody knows what became of an item; the words of the error that told so. */
export interface UnknownOutcome {
	message: string;
	description?: string;
}

/** What became of one item: Meta accepted it, or nobody knows. */
export type Entry = { output: OperationOutput } | { unknown: UnknownOutcome };

/** An entry as it is kept. What a retry would not do again anyway needs no more than this. */
interface Kept {
	/** Of the item's work, shortened: it only has to differ from that of other work on the same item. */
	of: string;
	done?: SerializedOutput;
	unknown?: UnknownOutcome;
}

interface Page {
	run: number;
	/** The form as the workflow holds it, expressions unresolved. */
	form: string;
	entries: Record<string, Kept>;
}

/** 72 bits: two works on one item never meet by chance. */
const SHORT = 12;

const short = (fingerprint: string): string => fingerprintOf(fingerprint).slice(0, SHORT);

/**
 * Remembers what Meta accepted or may have accepted, in the run's own data. n8n's Retry On Fail runs the whole node again for all items; what
 * was accepted is not sent again but comes out with its first result. n8n saves it with the execution, also while that waits.
 */
export class Ledger {
	private readonly page: Page;

	private constructor(
		private readonly store: { sent?: Page },
		run: number,
		form: string,
	) {
		const page = store.sent;
		// A node inside a loop runs anew on purpose: only the same run may be a retry.
		this.page = page?.run === run && page.form === form ? page : { run, form, entries: {} };
		this.store.sent = this.page;
	}

	/** The ledger of this run; a form that was changed meanwhile asks for other work, whose entries are not these. */
	static open(context: IExecuteFunctions): Ledger {
		// What neither changes which message is sent nor to whom.
		const { options: _options, simplify: _simplify, ...form } = context.getNode().parameters;
		return new Ledger(context.getContext('node') as IDataObject, runIndexOf(context), fingerprintOf(form));
	}

	/** What became of the same work on the same item, if it left before. */
	find(item: number, fingerprint: string): Entry | undefined {
		const kept = this.page.entries[item];
		if (kept?.of !== short(fingerprint)) return undefined;
		if (kept.done !== undefined) return { output: deserialize(kept.done) };
		return kept.unknown && { unknown: kept.unknown };
	}

	/** Notes that the item's work was done, and what came of it. */
	addDone(item: number, fingerprint: string, output: OperationOutput): void {
		this.page.entries[item] = { of: short(fingerprint), done: serialize(output) };
	}

	/** Notes that nobody knows whether the item's work was done. */
	addUnknown(item: number, fingerprint: string, unknown: UnknownOutcome): void {
		this.page.entries[item] = { of: short(fingerprint), unknown };
	}

	/** All went out: there will be no retry, and the run's data need not carry this. */
	clear(): void {
		delete this.store.sent;
	}
}
