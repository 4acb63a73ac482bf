import { sleep } from 'n8n-workflow';
import type { ProcessedDataStore } from './processedDataStore';
import type { DistributedLock } from './distributedLock';

/** The journal's decision on an item that is about to be sent. */
export type SendDecision = 'send' | 'accepted' | 'unknown';

/** An item of a campaign: its row, and its key within the row. */
export interface JournalKey {
	row: string;
	key: string;
}

/** Minimum pause between two writes, in ms; entries that arrive meanwhile are written together. */
const MIN_FLUSH_INTERVAL_MS = 100;

/** Length of the pause as a multiple of the last write's duration: slow databases get fewer writes. */
const FLUSH_BACKOFF = 2;

/** Maximum pause between two writes, in ms. */
const LONGEST_GAP = 1000;

/** How often a pause checks whether the run has ended, in ms. */
const POLL_MS = 20;

/** While a row contains this, a process is reading there which items were accepted; see `resolve`. */
const LOCKED_FOR_READ = 'reading';

/** How many times, and how long each time in ms, to wait for another execution that is reading a row. */
const READING_TRIES = 5;
const READING_WAIT = 200;

interface Asked extends JournalKey {
	answer(verdict: SendDecision): void;
	fail(error: unknown): void;
}

interface Write {
	asked: Asked[];
	accepted: string[];
	refused: string[];
}

const intent = (key: string): string => `out ${key}`;
const acceptance = (key: string): string => `in ${key}`;

/**
 * A campaign's journal in n8n's database. Before an item is sent, it records that it is about to be; right after, that
 * it was accepted. So after a crash, each item is known to be unsent, known to be accepted, or one of the few in
 * flight. Writes are batched: each takes about as long as sending one message.
 */
export class Journal {
	private readonly writes = new Map<string, Write>();

	/** What the last write added to each row; written again, in case another worker's write has undone it. */
	private last = new Map<string, string[]>();

	private working?: Promise<void>;

	private closing = false;

	/** Whether the last writes released no item and recorded no acceptance: there is no point in pausing then. */
	private idle = true;

	/** The error of the last write, if it failed. */
	private failure?: Error;

	/** @param turn the campaign's lock: while it is held, no other process writes the campaign's rows */
	constructor(
		private readonly rows: ProcessedDataStore,
		private readonly turn: DistributedLock,
	) {}

	/**
	 * Asks whether an item may be sent, and records that it is.
	 * @returns once recorded: 'send'; 'accepted' or 'unknown' when the item was sent before
	 * @throws errors of n8n's database: the item must not be sent then
	 */
	async ask(place: JournalKey): Promise<SendDecision> {
		return await new Promise<SendDecision>((answer, fail) => {
			this.write(place.row).asked.push({ ...place, answer, fail });
			this.work();
		});
	}

	/** Records that Meta accepted the item, with the next write. */
	accepted({ row, key }: JournalKey): void {
		this.write(row).accepted.push(acceptance(key));
		this.work();
	}

	/** Records that the item was definitely not sent: the next attempt may send it. */
	refused({ row, key }: JournalKey): void {
		this.write(row).refused.push(intent(key));
		this.work();
	}

	/** Writes all pending entries. @returns the error, if writing failed */
	async close(): Promise<Error | undefined> {
		this.closing = true;
		while (this.working) await this.working;
		return this.failure;
	}

	private write(row: string): Write {
		const write = this.writes.get(row) ?? { asked: [], accepted: [], refused: [] };
		this.writes.set(row, write);
		return write;
	}

	private work(): void {
		this.working ??= this.writeAll().finally(() => {
			this.working = undefined;
			if (this.writes.size > 0) this.work();
		});
	}

	private async writeAll(): Promise<void> {
		// Calls made at the same moment are written together.
		await sleep(1);
		while (this.writes.size > 0) {
			const began = Date.now();
			const writes = [...this.writes];
			this.writes.clear();
			const previous = this.last;
			this.last = new Map();
			this.idle = true;
			for (const [row, write] of writes) await this.writeInTurn(row, write, previous.get(row));
			const gap = Math.min(Math.max(MIN_FLUSH_INTERVAL_MS, (Date.now() - began) * FLUSH_BACKOFF), LONGEST_GAP);
			// No pause at the end of the run.
			for (let left = gap; left > 0 && !this.closing && !this.idle; left -= POLL_MS)
				await sleep(Math.min(left, POLL_MS));
		}
	}

	private async writeInTurn(row: string, write: Write, previous?: string[]): Promise<void> {
		try {
			await this.rows.withRowLock(
				row,
				async () => await this.turn.withLock(this.rows, async () => await this.writeRow(row, write, previous)),
			);
			this.failure = undefined;
		} catch (error) {
			for (const item of write.asked) item.fail(error);
			this.failure = error as Error;
			if (this.closing) return;
			// No caller waits for these: they are part of the next write.
			const next = this.write(row);
			next.accepted.push(...write.accepted);
			next.refused.push(...write.refused);
		}
	}

	private async writeRow(row: string, { asked, accepted, refused }: Write, previous: string[] = []): Promise<void> {
		const intents = asked.map(({ key }) => intent(key));
		if (intents.length + accepted.length > 0) {
			const known = await this.rows.record(row, [...intents, ...accepted, ...previous]);
			const gone = new Set(refused);
			this.last.set(
				row,
				[...intents, ...accepted].filter((text) => !gone.has(text)),
			);
			const before = asked.filter(({ key }) => known.has(intent(key)));
			this.idle &&= accepted.length === 0 && before.length === asked.length;
			for (const item of asked) if (!known.has(intent(item.key))) item.answer('send');
			if (before.length > 0) await this.resolve(row, before);
		}
		await this.rows.remove(row, refused);
	}

	/**
	 * Finds out which of the items sent before were accepted. The store adds every string that it is asked for.
	 * `LOCKED_FOR_READ` is added in the same write, and removed together with the strings that were missing. If n8n
	 * stops between the two, the row still contains it, and its items count as unknown, never as accepted.
	 */
	private async resolve(row: string, items: Asked[]): Promise<void> {
		let open = items;
		for (let attempt = 0; open.length > 0; attempt++) {
			const known = await this.rows.record(row, [LOCKED_FOR_READ, ...open.map(({ key }) => acceptance(key))]);
			const missing = open.filter(({ key }) => !known.has(acceptance(key)));
			const found = open.filter(({ key }) => known.has(acceptance(key)));
			const interrupted = known.has(LOCKED_FOR_READ);
			await this.rows.remove(row, [
				...missing.map(({ key }) => acceptance(key)),
				...(interrupted ? [] : [LOCKED_FOR_READ]),
			]);
			for (const item of missing) item.answer('unknown');
			if (interrupted && attempt < READING_TRIES) {
				open = found;
				await sleep(READING_WAIT);
				continue;
			}
			for (const item of found) item.answer(interrupted ? 'unknown' : 'accepted');
			return;
		}
	}
}
