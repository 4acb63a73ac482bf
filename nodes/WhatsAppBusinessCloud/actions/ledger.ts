import { createHash } from 'crypto';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/** What became of one item: Meta accepted it, or nobody knows. */
export type Entry = { fingerprint: string } & (
	| { output: INodeExecutionData | INodeExecutionData[] }
	| { unknown: { message: string; description?: string } }
);

interface Page {
	run: number;
	/** The form as the workflow holds it, expressions unresolved. */
	form: string;
	entries: Record<string, Entry>;
}

/** A short text that differs when the work differs. */
export function fingerprintOf(...parts: unknown[]): string {
	return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

/**
 * Remembers what Meta accepted or may have accepted, in the run's own data. n8n's Retry On Fail runs the whole node again for all items; what
 * was accepted is not sent again but comes out with its first result.
 */
export class Ledger {
	private readonly page: Page;

	private constructor(private readonly store: IDataObject, run: number, form: string) {
		const page = store.sent as unknown as Page | undefined;
		// A node inside a loop runs anew on purpose: only the same run may be a retry.
		this.page = page?.run === run && page.form === form ? page : { run, form, entries: {} };
		this.store.sent = this.page as unknown as IDataObject;
	}

	/** The ledger of this run; a form that was changed meanwhile asks for other work, whose entries are not these. */
	static open(context: IExecuteFunctions): Ledger {
		const run = Number(context.evaluateExpression('{{ $runIndex }}', 0)) || 0;
		const { options: _options, ...form } = context.getNode().parameters;
		return new Ledger(context.getContext('node') as IDataObject, run, fingerprintOf(form));
	}

	/** What became of the same work on the same item, if it left before. */
	find(item: number, fingerprint: string): Entry | undefined {
		const entry = this.page.entries[item];
		return entry?.fingerprint === fingerprint ? entry : undefined;
	}

	add(item: number, entry: Entry): void {
		this.page.entries[item] = entry;
	}

	/** All went out: there will be no retry, and the run's data need not carry this. */
	clear(): void {
		delete this.store.sent;
	}
}
