import { sleep } from 'n8n-workflow';

/**
 * Which events were told, as executions agree on it, across processes and restarts. What they share is one list in n8n's database, the one
 * of its deduplication helper, which reads the list, adds to it and writes it back without a lock: when two do so at once, the
 * later one wins and what the other wrote is gone. So what was written is looked for once more after a pause. Whoever finds
 * it gone asks whether somebody else now has the event, and leaves it to them if so. In regular mode there is one process, and
 * one look is enough.
 */

/** Milliseconds, at least. Two who write at once notice it unless reading and writing takes one of them longer than the pause. */
const PAUSE = 50;

/** The pause is so many times what a call took lately: where n8n is busy, it takes the others as long. */
const CALLS = 3;

/** Milliseconds, at most. */
const LONGEST_PAUSE = 3000;

/** The share of what earlier calls took that still counts, at each call. */
const MEMORY = 0.8;

/** Milliseconds between looks whether a pause is over or another execution came. */
const LOOK = 5;

/** After so many tries an event is told, come what may: twice does less harm than never. */
const MAX_ROUNDS = 5;

/** Events that one process remembers without asking. */
const MAX_REMEMBERED = 10_000;

/** Entries that are written again with each call, in case a slow writer has dropped them. */
const MAX_REPAIRED = 100;

/** Marks a delivery, so that an execution which is run again, by n8n or a person, does not take its own events for repeats. */
const markOf = (delivery: string): string => `delivery ${delivery}`;

/**
 * Looks entries up in the shared list and adds those that are missing.
 * @returns those that were in it
 */
export type Record = (entries: string[]) => Promise<ReadonlySet<string>>;

/** What stands for a claim in the list. The mark comes last, so that it is there as long as any of its events. */
const inList = ({ mark, open }: Claim): string[] => [...open, mark];

interface Claim {
	mark: string;
	/** No other process can have it. */
	isAlone: boolean;
	/** Not judged yet. */
	open: string[];
	repeats: Set<string>;
	rounds: number;
	/** When to look again, in ms since 1970. */
	due: number;
	done: (repeats: Set<string>) => void;
	failed: (cause: unknown) => void;
}

/** The view that one process has of one node's list. It asks for all its executions at once, one call at a time. */
export class Ledger {
	private readonly told = new Map<string, string>();
	private readonly claims = new Set<Claim>();
	private repaired: string[] = [];
	/** What a call takes these days, in ms. */
	private usual = 0;
	private isAsking = false;

	/** @param pause see PAUSE */
	constructor(private readonly pause = PAUSE) {}

	/**
	 * @param record of the execution that asks
	 * @param delivery its name
	 * @param events hashes of its events
	 * @param isAlone whether this process is the only one that runs executions
	 * @returns those that were told, or are being told, in the execution of another delivery
	 * @throws what `record` throws
	 */
	async repeats(record: Record, delivery: string, events: string[], isAlone: boolean): Promise<Set<string>> {
		const isElsewhere = (event: string): boolean => (this.told.get(event) ?? delivery) !== delivery;
		const repeats = new Set(events.filter(isElsewhere));
		const open = events.filter((event) => !repeats.has(event));
		if (open.length === 0) return repeats;
		for (const event of open) this.told.set(event, delivery);
		return await new Promise((done, failed) => {
			this.claims.add({ mark: markOf(delivery), isAlone, open, repeats, rounds: 0, due: 0, done, failed });
			void this.ask(record);
		});
	}

	private async ask(record: Record): Promise<void> {
		if (this.isAsking) return;
		this.isAsking = true;
		while (this.claims.size > 0) {
			const due = [...this.claims].filter((claim) => claim.due <= Date.now());
			if (due.length === 0) await sleep(LOOK);
			else await this.round(record, due);
		}
		this.isAsking = false;
		this.trim();
	}

	private async round(record: Record, due: Claim[]): Promise<void> {
		const entries = due.flatMap(inList);
		try {
			const began = Date.now();
			const known = await record([...new Set([...this.repaired, ...entries])]);
			this.usual = Math.max(Date.now() - began, this.usual * MEMORY);
			for (const claim of due) this.judge(claim, known);
		} catch (cause) {
			for (const claim of due) {
				this.claims.delete(claim);
				for (const event of claim.open) this.told.delete(event);
				claim.failed(cause);
			}
		}
	}

	private judge(claim: Claim, known: ReadonlySet<string>): void {
		claim.rounds++;
		// Known in the first round: the execution is run again. Later: nobody else wrote meanwhile.
		const isSettled = known.has(claim.mark) || claim.rounds >= MAX_ROUNDS;
		if (!isSettled) {
			for (const event of claim.open) {
				if (known.has(event)) claim.repeats.add(event);
			}
			claim.open = claim.open.filter((event) => !known.has(event));
		}
		if (isSettled || claim.isAlone || claim.open.length === 0) {
			this.claims.delete(claim);
			// Not before: an entry that is put back while its claim is open would hide that it was gone.
			this.repaired = [...this.repaired, ...inList(claim)].slice(-MAX_REPAIRED);
			claim.done(claim.repeats);
		} else claim.due = Date.now() + Math.min(Math.max(this.pause, CALLS * this.usual), LONGEST_PAUSE);
	}

	private trim(): void {
		for (const event of this.told.keys()) {
			if (this.told.size <= MAX_REMEMBERED) break;
			this.told.delete(event);
		}
	}
}
