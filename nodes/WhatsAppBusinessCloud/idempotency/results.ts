import type { IExecuteFunctions } from 'n8n-workflow';
import type { OperationOutput } from './types';
import { serialize, deserialize, type SerializedOutput } from './serializedOutput';
import { canKeep, keep, readKept } from './pointer';
import type { ProcessedDataStore } from './processedDataStore';

/** How long results are collected before they are written, in ms. */
const GATHER = 300;

/**
 * Maximum number of chains that are searched per campaign. Each of its executions has one, unless it took over an
 * earlier one.
 */
const CHAINS = 1000;

/** One file: results, and the IDs of earlier files. */
interface Part {
	before: string[];
	results: Array<[key: string, result: SerializedOutput]>;
}

/** Position of this execution's chain; kept in the run's data for the next iteration of a loop. */
interface Chain {
	campaign: string;
	number: number;
	turn: number;
	head?: string;
}

/**
 * Meta's responses, so that accepted items output their first result after a crash. The results are files in n8n's
 * binary store, each with the ID of the previous one; the ID of the latest is in n8n's database. Files belong to the
 * execution that wrote them and are deleted with it. Where n8n keeps binary data in memory, nothing is stored, and
 * accepted items are output without their message ID.
 */
export class Results {
	private gathered: Part['results'] = [];

	private since = 0;

	private before: string[] = [];

	private known?: Promise<Map<string, SerializedOutput>>;

	/** Rows of chains that this one has taken over, deleted once its own row is written. */
	private taken: string[] = [];

	/** False when results cannot be stored, e.g. when n8n keeps binary data in memory. */
	private possible = true;

	private writing?: Promise<void>;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly rows: ProcessedDataStore,
		private readonly campaign: string,
	) {}

	/** Adds a result, to be written with the next batch. */
	add(key: string, output: OperationOutput): void {
		if (!this.possible) return;
		if (this.gathered.length === 0) this.since = Date.now();
		this.gathered.push([key, serialize(output)]);
		if (Date.now() - this.since >= GATHER) this.writing ??= this.write();
	}

	/** Writes all pending results. */
	async close(): Promise<void> {
		await this.writing;
		await this.write();
	}

	/** Does not throw: the journal has recorded that the messages were accepted. */
	private async write(): Promise<void> {
		try {
			if (this.possible && this.gathered.length > 0) await this.writePart(this.gathered.splice(0));
		} catch {
			this.possible = false;
		} finally {
			this.writing = undefined;
		}
	}

	private async writePart(results: Part['results']): Promise<void> {
		const chain = await this.chain();
		const part: Part = { before: [...(chain.head ? [chain.head] : []), ...this.before.splice(0)], results };
		const content = Buffer.from(JSON.stringify(part));
		const { id } = await this.context.helpers.setBinaryDataBuffer(
			{ data: '', mimeType: 'application/json', fileName: 'results.json' },
			content,
		);
		this.possible = id !== undefined && canKeep(id);
		if (!this.possible) return;
		const [now, earlier] = [this.row(chain.number, chain.turn + 1), this.row(chain.number, chain.turn)];
		await this.rows.drop([now]);
		await keep(this.rows, now, id!);
		chain.turn += 1;
		chain.head = id;
		await this.rows.drop([earlier, ...this.taken.splice(0)]);
	}

	/** @returns the first result of an accepted item; undefined when it is no longer known */
	async find(key: string): Promise<OperationOutput | undefined> {
		this.known ??= this.read();
		const packed = (await this.known).get(key);
		return packed && deserialize(packed);
	}

	/** The rows that this execution created. */
	ownRows(): string[] {
		const { number, campaign } = this.stored() ?? {};
		return campaign === this.campaign && number !== undefined ? [this.row(number, 0), this.row(number, 1)] : [];
	}

	/** The rows of all chains of the campaign. */
	async allRows(): Promise<string[]> {
		const rows: string[] = [];
		for (let number = 0; number < CHAINS; number++) {
			const pair = [this.row(number, 0), this.row(number, 1)];
			const counts = [await this.rows.count(pair[0]), await this.rows.count(pair[1])];
			if (counts[0] + counts[1] === 0) break;
			rows.push(...pair.filter((_row, index) => counts[index] > 0));
		}
		return rows;
	}

	private row(number: number, turn: number): string {
		return `${this.campaign} results ${number} ${turn % 2}`;
	}

	private stored(): Chain | undefined {
		return this.context.getContext('node').chain as Chain | undefined;
	}

	private async chain(): Promise<Chain> {
		const stored = this.stored();
		if (stored?.campaign === this.campaign) return stored;
		let number = 0;
		while (
			number < CHAINS &&
			(await this.rows.count(this.row(number, 0))) + (await this.rows.count(this.row(number, 1))) > 0
		)
			number++;
		const chain: Chain = { campaign: this.campaign, number, turn: 0 };
		const data: { chain?: Chain } = this.context.getContext('node');
		data.chain = chain;
		return chain;
	}

	/** Reads all results, newest first, and adds them to this execution's chain. */
	private async read(): Promise<Map<string, SerializedOutput>> {
		const results = new Map<string, SerializedOutput>();
		const own = new Set(this.ownRows());
		const head = own.size > 0 ? this.stored()?.head : undefined;
		const heads: string[] = [];
		for (const row of await this.allRows()) {
			if (own.has(row)) continue;
			const id = await readKept(this.rows, row);
			if (id !== undefined) heads.push(id);
			this.taken.push(row);
		}
		if (own.size === 0 && this.taken.length > 0) this.takeOver(this.taken.shift()!);
		this.before.push(...heads);
		const open = [...(head ? [head] : []), ...heads];
		const seen = new Set(open);
		for (let id = open.pop(); id !== undefined; id = open.pop()) {
			const part = await this.load(id);
			for (const [key, result] of part.results) results.set(key, result);
			for (const earlier of part.before) {
				if (seen.has(earlier)) continue;
				seen.add(earlier);
				open.push(earlier);
			}
		}
		// This execution's chain has to include the chains taken over before their rows are deleted.
		if (heads.length > 0) this.gathered.push(...[...results].slice(0, 1));
		return results;
	}

	/** Continues another chain under its number, so that the numbers in use have no gaps. */
	private takeOver(row: string): void {
		const [number, turn] = row.split(' ').slice(-2).map(Number);
		this.taken = this.taken.filter((other) => other !== this.row(number, turn + 1));
		this.context.getContext('node').chain = { campaign: this.campaign, number, turn };
	}

	private async load(id: string): Promise<Part> {
		try {
			const { helpers } = this.context;
			const content = await helpers.binaryToBuffer(await helpers.getBinaryStream(id));
			return JSON.parse(content.toString()) as Part;
		} catch {
			// The file was deleted with its execution, or is on the disk of another worker.
			return { before: [], results: [] };
		}
	}
}
