import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type * as combine from '../../../../nodes/WhatsAppBusinessCloud/trigger/combine/endRounds';
import { OpenRounds, roundsKey, type Round } from '../../../../nodes/WhatsAppBusinessCloud/trigger/combine/openRounds';
import { roundItem } from '../../../../nodes/WhatsAppBusinessCloud/trigger/deduplication/deliveryMetadata';

/**
 * Combine Messages in queue mode, with n8n's time, table and static data simulated: several webhook processes and
 * workers, duplicates, deliveries in another order, and a worker that dies.
 */

const PEOPLE = Number(process.env.E2E_PEOPLE) || 60;

/** Time in which they begin to write, in ms. */
const BEGIN = PEOPLE * 240;
const SILENCE = 8000;
const settings = { silence: SILENCE, maxMessages: 50, maxTime: 300_000, types: new Set<string>() };
const key = roundsKey('secret');

/** Random numbers that are the same in each run (mulberry32). */
function randomOf(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

const after = async (ms: number): Promise<void> => await new Promise((done) => setTimeout(done, ms));

/** n8n's table of processed data: a row is read, extended and written back without a lock. */
class Table {
	readonly rows = new Map<string, string[]>();

	constructor(private readonly random: () => number) {}

	private async access(): Promise<void> {
		await after(1 + this.random() * 2);
	}

	/** The helpers of an execution. n8n reads the ID of the node when they are called. */
	helpers(node: { id: string }): object {
		return {
			checkProcessedAndRecord: async (items: string[], _scope: string, { maxEntries }: { maxEntries: number }) => {
				const row = node.id;
				await this.access();
				const found = this.rows.get(row);
				await this.access();
				if (found === undefined && this.rows.has(row)) throw new Error('UNIQUE constraint failed');
				const known = new Set(found);
				if (found === undefined || this.rows.has(row))
					this.rows.set(row, [...(found ?? []), ...items.filter((item) => !known.has(item))].slice(-maxEntries));
				return { new: items.filter((item) => !known.has(item)), processed: items.filter((item) => known.has(item)) };
			},
			removeProcessed: async (items: string[]) => {
				const row = node.id;
				await this.access();
				const found = this.rows.get(row);
				if (found)
					this.rows.set(
						row,
						found.filter((item) => !items.includes(item)),
					);
			},
			getProcessedDataCount: async () => {
				const row = node.id;
				await this.access();
				return this.rows.get(row)?.length ?? 0;
			},
			clearAllProcessedItems: async () => {
				const row = node.id;
				await this.access();
				this.rows.delete(row);
			},
		};
	}
}

/** A worker: a process of its own. */
function newWorker(table: Table): { isDead: boolean; run(items: INodeExecutionData[]): Promise<INodeExecutionData[]> } {
	let loaded: typeof combine | undefined;
	jest.isolateModules(() => {
		loaded = jest.requireActual<typeof combine>('../../../../nodes/WhatsAppBusinessCloud/trigger/combine/endRounds');
	});
	const worker = {
		isDead: false,
		run: async (items: INodeExecutionData[]) => {
			const node = { id: 'trigger', name: 'WhatsApp Trigger' };
			const context = {
				getMode: () => 'webhook',
				getNode: () => node,
				getWorkflow: () => ({ id: 'wf' }),
				getExecuteData: () => ({ node }),
				getExecutionCancelSignal: () => undefined,
				logger: { warn: (line: string) => fail(line), info: () => {}, debug: () => {} },
				helpers: table.helpers(node),
			};
			return await loaded!.receivedItems(context as unknown as IExecuteFunctions, items);
		},
	};
	return worker;
}

/** A webhook process. Between reading and saving static data, other processes may save theirs. */
class WebhookProcess {
	private readonly rounds = new OpenRounds();

	constructor(
		private readonly database: { staticData: unknown },
		private readonly random: () => number,
	) {}

	async receive(customer: string, id: string, delivery: string): Promise<INodeExecutionData> {
		const now = Date.now();
		this.rounds.load(JSON.parse(JSON.stringify(this.database.staticData)), now);
		const json = { kind: 'message', type: 'text', text: id, messageId: id, timestamp: new Date(now).toISOString() };
		const round: Round = this.rounds.add(customer, [{ hash: id, json }], { delivery, settings, key, now });
		const stored = this.rounds.stored(key, settings, now);
		await after(this.random() * 10);
		this.database.staticData = stored;
		return roundItem(json, round, delivery);
	}
}

interface Message {
	id: string;
	/** Whether it belongs to the round of the one before it; undefined if its pause is around the limit. */
	isJoined?: boolean;
	at: number;
	deadExecutions: number;
	rounds: string[];
}

/**
 * @param title of the test
 * @param startLag ms between a delivery and the start of its execution
 */
const itCombines = (title: string, startLag: (random: () => number) => number) =>
	test(
		title,
		async () => {
			jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'performance'] });
			const random = randomOf(1);
			const table = new Table(random);
			const database = { staticData: {} as unknown };
			const [one, two] = [new WebhookProcess(database, random), new WebhookProcess(database, random)];
			const workers = [newWorker(table), newWorker(table)];
			let deliveries = 0;
			let started = 0;
			const running: Array<Promise<void>> = [];
			const customers: Message[][] = [];

			const deliver = async (customer: string, message: Message): Promise<void> => {
				await after(random() * 100);
				const item = await (random() < 0.5 ? one : two).receive(customer, message.id, `d${++deliveries}`);
				await after(startLag(random));
				started++;
				const living = workers.filter(({ isDead }) => !isDead);
				const worker = living[Math.floor(random() * living.length)];
				const output = await worker.run([JSON.parse(JSON.stringify(item)) as INodeExecutionData]);
				if (worker.isDead) message.deadExecutions++;
				else
					for (const { json } of output) {
						const round = `${customer} ${started} ${Math.random()}`;
						for (const { messageId } of json.messages as IDataObject[])
							customers
								.flat()
								.find(({ id }) => id === messageId)
								?.rounds.push(round);
					}
			};
			const write = async (index: number): Promise<void> => {
				await after(random() * BEGIN);
				const sent: Message[] = (customers[index] = []);
				const count = 1 + Math.floor(random() * 6);
				for (let at = 0; at < count; at++) {
					const kind = random();
					const pause =
						kind < 0.5 ? random() * 7000 + 300 : kind < 0.7 ? 7000 + random() * 2000 : 9000 + random() * 4000;
					if (at > 0) await after(pause);
					const isJoined = at === 0 || (kind >= 0.5 && kind < 0.7) ? undefined : kind < 0.5;
					const message: Message = { id: `${index}.${at}`, isJoined, at: Date.now(), deadExecutions: 0, rounds: [] };
					sent.push(message);
					running.push(deliver(`p${index}`, message));
					if (random() < 0.05) running.push(deliver(`p${index}`, message));
				}
			};

			const writing = Array.from({ length: PEOPLE }, async (_unused, index) => await write(index));
			await jest.advanceTimersByTimeAsync(BEGIN / 2);
			const killedAt = Date.now();
			workers[0].isDead = true;
			await jest.advanceTimersByTimeAsync(BEGIN / 2 + 100_000);
			await Promise.all([...writing, ...running]);
			jest.useRealTimers();

			const all = customers.flat();
			expect(all.length).toBeGreaterThan(3 * PEOPLE);
			expect(all.filter(({ rounds }) => rounds.length > 1)).toEqual([]);
			const lost = all.filter(({ rounds }) => rounds.length === 0);
			expect(lost.filter(({ at }) => at < killedAt - 30_000 || at > killedAt)).toEqual([]);
			const wrong = customers.flatMap((sent) =>
				sent.slice(1).filter((message, index) => {
					const isDisturbed = Math.abs(message.at - killedAt) < 30_000 || message.isJoined === undefined;
					return !isDisturbed && (message.rounds[0] === sent[index].rounds[0]) !== message.isJoined;
				}),
			);
			expect(wrong).toEqual([]);
			expect([...table.rows.keys()].filter((row) => row.includes('round')).length).toBeLessThan(20);
		},
		60_000,
	);

itCombines(
	`${PEOPLE} customers send 1 to 6 messages: each is in exactly one run, and rounds are right`,
	(random) => 5 + random() * 20,
);

itCombines(
	`${PEOPLE} customers send 1 to 6 messages: rounds are right although executions start up to 2.5 seconds late`,
	(random) => random() * 2500,
);
