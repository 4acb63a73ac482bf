import type { IExecuteFunctions } from 'n8n-workflow';
import { DistributedLock } from '../../../nodes/WhatsAppBusinessCloud/idempotency/distributedLock';
import type * as module from '../../../nodes/WhatsAppBusinessCloud/idempotency/processedDataStore';

/** The module as a new process loads it: the result of its check is kept per process. */
function newProcess(): typeof module {
	let loaded: typeof module | undefined;
	jest.isolateModules(() => {
		loaded = jest.requireActual<typeof module>('../../../nodes/WhatsAppBusinessCloud/idempotency/processedDataStore');
	});
	return loaded!;
}

/** Options of a fake n8n. */
interface Behavior {
	/** Whether each node ID has a row of its own. */
	isIsolated?: boolean;
	/** Whether only one of several simultaneous callers creates a row. */
	isAtomic?: boolean;
	/** Number of calls that fail at first. */
	failures?: number;
	/** Called after each call takes place; its reply is lost if this throws. */
	onReply?: (call: string, rows: Map<string, Set<string>>) => unknown;
}

/** A node's context, with rows in memory. */
function fakeContext({ isIsolated = true, isAtomic = true, failures = 0, onReply = () => {} }: Behavior) {
	const rows = new Map<string, Set<string>>();
	const node = { id: 'node' };
	const calls: string[] = [];
	let failed = 0;
	const begin = (call: string): string => {
		calls.push(call);
		if (failed++ < failures) throw new Error('database is locked');
		return isIsolated ? node.id : 'row';
	};
	const helpers = {
		async checkProcessedAndRecord(texts: string[]) {
			const row = begin('record');
			const found = rows.get(row);
			await Promise.resolve();
			if (isAtomic && found === undefined && rows.has(row)) throw new Error('UNIQUE constraint failed');
			const known = found ?? new Set<string>();
			const processed = texts.filter((text) => known.has(text));
			rows.set(row, new Set([...known, ...texts]));
			onReply('record', rows);
			return { new: [], processed };
		},
		async removeProcessed(texts: string[]) {
			const row = begin('remove');
			await Promise.resolve();
			for (const text of texts) rows.get(row)?.delete(text);
		},
		async clearAllProcessedItems() {
			const row = begin('clear');
			await Promise.resolve();
			rows.delete(row);
			onReply('clear', rows);
		},
		async getProcessedDataCount() {
			const row = begin('count');
			return await Promise.resolve(rows.get(row)?.size ?? 0);
		},
	};
	const context = {
		getWorkflow: () => ({ id: 'workflow' }),
		getNode: () => node,
		getExecuteData: () => ({ node }),
		helpers,
	} as unknown as IExecuteFunctions;
	return { context, rows, calls };
}

describe('the check of n8n’s processed data', () => {
	it('passes when rows are isolated and created once, leaves no rows behind, and runs once per process', async () => {
		const { ProcessedDataStore } = newProcess();
		const { context, rows, calls } = fakeContext({});
		await Promise.all([new ProcessedDataStore(context).verify(), new ProcessedDataStore(context).verify()]);
		expect([...rows.keys()]).toEqual([]);
		// The call that lost the race finds the row when it is retried.
		expect(calls).toEqual(['record', 'record', 'record', 'count', 'clear']);
		await new ProcessedDataStore(context).verify();
		expect(calls).toHaveLength(5);
	});

	it.each([[['other']], [[]]])(
		'fails when all rows share one value (with %j), and deletes only its own entry',
		async (entries) => {
			const { ProcessedDataStore, UnsupportedStoreError } = newProcess();
			const { context, rows, calls } = fakeContext({ isIsolated: false });
			if (entries.length > 0) rows.set('row', new Set(entries));
			const store = new ProcessedDataStore(context);
			await expect(store.verify()).rejects.toThrow(UnsupportedStoreError);
			expect(rows).toEqual(new Map([['row', new Set(entries)]]));
			const { length } = calls;
			await expect(store.verify()).rejects.toThrow(UnsupportedStoreError);
			expect(calls).toHaveLength(length);
		},
	);

	it('fails when two callers create the same row', async () => {
		const { ProcessedDataStore, UnsupportedStoreError } = newProcess();
		const { context, rows } = fakeContext({ isAtomic: false });
		await expect(new ProcessedDataStore(context).verify()).rejects.toThrow(UnsupportedStoreError);
		expect([...rows.keys()]).toEqual([]);
	});

	it('checks again after an error of the database', async () => {
		const { ProcessedDataStore } = newProcess();
		// Both calls of the check fail in all four attempts.
		const { context } = fakeContext({ failures: 8 });
		const store = new ProcessedDataStore(context);
		await expect(store.verify()).rejects.toThrow('database is locked');
		await store.verify();
	});

	it('checks again after the reply of the database was lost', async () => {
		const { ProcessedDataStore } = newProcess();
		const { context } = fakeContext({ onReply: loseReplyTo('record') });
		const store = new ProcessedDataStore(context);
		await expect(store.verify()).rejects.toThrow('was lost');
		await store.verify();
	});
});

/** Loses the reply to the first call of a kind, after `onLost`. */
function loseReplyTo(lostCall: string, onLost: (rows: Map<string, Set<string>>) => unknown = () => {}) {
	let isLost = false;
	return (call: string, rows: Map<string, Set<string>>): void => {
		if (call !== lostCall || isLost) return;
		isLost = true;
		onLost(rows);
		throw new Error('Connection terminated unexpectedly');
	};
}

describe('a write whose reply was lost', () => {
	it('reports the strings that were there before it, unless only some of them were', async () => {
		const { ProcessedDataStore } = newProcess();
		const store = () => new ProcessedDataStore(context);
		let lose = loseReplyTo('record');
		const { context } = fakeContext({ onReply: (call, rows) => lose(call, rows) });
		const losing = (): void => void (lose = loseReplyTo('record'));
		losing();
		expect(await store().recordAlone('row', ['a', 'b'])).toEqual(new Set());
		losing();
		expect(await store().recordAlone('row', ['a', 'b'])).toEqual(new Set(['a', 'b']));
		losing();
		expect(await store().recordAlone('row', ['c'], ['b'])).toEqual(new Set(['b']));
		losing();
		await expect(store().recordAlone('row', ['c', 'd'])).rejects.toThrow('was lost');
	});

	it('takes what it finds after five seconds for that of another process, which may hold the lock by then', async () => {
		const { ProcessedDataStore } = newProcess();
		let later = 0;
		const { context } = fakeContext({ onReply: loseReplyTo('record', () => (later = 5000)) });
		const start = Date.now();
		const clock = jest.spyOn(Date, 'now').mockImplementation(() => start + later);
		expect(await new ProcessedDataStore(context).recordAlone('row', ['a', 'b'])).toEqual(new Set(['a', 'b']));
		clock.mockRestore();
	});

	it('does not release the lock of the next holder', async () => {
		const { ProcessedDataStore } = newProcess();
		const next = new Set(Array.from({ length: 41 }, (_unused, entry) => `next ${entry}`));
		let isVerified = false;
		const lose = loseReplyTo('clear', (all) => all.set('node lock 0', next));
		const { context, rows } = fakeContext({ onReply: (call, all) => isVerified && lose(call, all) });
		const store = new ProcessedDataStore(context);
		await store.verify();
		isVerified = true;
		await new DistributedLock('lock').withLock(store, async () => await Promise.resolve());
		expect(rows.get('node lock 0')).toBe(next);
	});
});
