import { sleep } from 'n8n-workflow';
import type { ProcessedDataStore } from './processedDataStore';
import type { DistributedLock } from './distributedLock';

/** What a campaign's journal says of an item that is about to go out. */
export type SendDecision = 'send' | 'accepted' | 'unknown';

/** One item of a campaign: its row, and what tells it apart there. */
export interface JournalKey {
	row: string;
	key: string;
}

/** Shortest time between two writes, in ms: what comes up meanwhile is written together. */
const MIN_FLUSH_INTERVAL_MS = 100;

/** Where writing is slow it is done less often: the pause is this many times as long. */
const FLUSH_BACKOFF = 2;

/** Longest time between two writes, in ms. */
const LONGEST_GAP = 1000;

/** How soon the end of the run is noticed in a pause, in ms. */
const POLL_MS = 20;

/** While this stands in a row, somebody is finding out there what was accepted; see `resolve`. */
const LOCKED_FOR_READ = 'reading';

/** How often, and how long apart in ms, to wait for another execution that is reading a row. */
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
 * A campaign's journal in n8n's database: that an item is about to go out is written before it leaves, that it was accepted right after.
 * So after a crash each item is known to be unsent, known to be accepted, or one of the few under way then. Writes are
 * gathered: one of them takes about as long as sending one message.
 */
export class Journal {
	private readonly writes = new Map<string, Write>();

	/** What the last write put into each row: written again, should another worker's write have undone it. */
	private last = new Map<string, string[]>();

	private working?: Promise<void>;

	private closing = false;

	/** Whether the last write let anything out. Where all that was asked for is known already, there is no point in pausing. */
	private idle = true;

	/** Why the last write of acceptances did not succeed. */
	private failure?: Error;

	/** @param turn of the campaign: no other process writes its rows meanwhile */
	constructor(
		private readonly rows: ProcessedDataStore,
		private readonly turn: DistributedLock,
	) {}

	/**
	 * Asks whether an item may go out, and writes that it does.
	 * @returns when that is written: 'send'; 'accepted' or 'unknown' when it went out before
	 * @throws what n8n's database threw: the item must not go out then
	 */
	async ask(place: JournalKey): Promise<SendDecision> {
		return await new Promise<SendDecision>((answer, fail) => {
			this.write(place.row).asked.push({ ...place, answer, fail });
			this.work();
		});
	}

	/** Meta accepted the item. Written soon, not at once. */
	accepted({ row, key }: JournalKey): void {
		this.write(row).accepted.push(acceptance(key));
		this.work();
	}

	/** The item certainly did not go out after all: it may, at the next try. */
	refused({ row, key }: JournalKey): void {
		this.write(row).refused.push(intent(key));
		this.work();
	}

	/** Writes what is still to be written. @returns why that was not possible, if so */
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
		// What starts in the same moment goes into the same write.
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
			// At the end of the run nothing is waited for.
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
			// Nothing is waiting for these: they come with the next write.
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
	 * Finds out which of the items that went out before were accepted. The store adds what it is asked for; `READING` is added
	 * in the same write, and removed together with what was not there. Should n8n end between the two, the row still says so,
	 * and its items are unknown: never taken for accepted.
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
