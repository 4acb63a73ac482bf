import { DataDeduplicationService } from 'n8n-core';
import nock from 'nock';
import { seededRandom } from '../../../emulator/src/random';
import { execute } from '../../engine/trigger/execution';
import { passTime, passTimeUntil, settle, stopTime } from './clock';
import { readFill, type Fill } from './collections';
import { OffHeapStore } from './offHeapStore';
import { ITEMS, Sending } from './sending';
import { PublishedTrigger } from './triggers';
import { Traffic } from './traffic';

/**
 * A day of n8n with many workflows in simulated time: the real trigger and action node on the real engine. Run with
 * --expose-gc. Arguments: number of events, workflows, hours, and messages to send. Prints a line of JSON per hour.
 */
const [events, workflows, hours, messages] = process.argv.slice(2).map(Number);

const HOUR_MS = 3_600_000;

/** What the process holds at the end of an hour. */
export interface HourlyReading extends Fill {
	hour: number;
	/** MB of heap after garbage collection. */
	heapMb: number;
	deliveries: number;
	events: number;
	executions: number;
	sent: number;
	/** Bytes of static data: of all workflows, and of the largest. */
	staticData: { total: number; largest: number };
	/** n8n's table of processed data. */
	table: ReturnType<OffHeapStore['sizes']>;
	/** CPU of the process so far, in seconds. */
	cpuSeconds: number;
}

const collectGarbage = (globalThis as { gc?: () => void }).gc;

/** The heap after garbage collection, in MB. */
async function heapMb(): Promise<number> {
	if (collectGarbage === undefined) throw new Error('Run it with --expose-gc');
	for (let round = 0; round < 3; round++) {
		await settle();
		collectGarbage();
	}
	return process.memoryUsage().heapUsed / 2 ** 20;
}

class Day {
	private readonly store = new OffHeapStore();
	private readonly random = seededRandom(1);
	private readonly triggers = Array.from({ length: workflows }, (_unused, index) => new PublishedTrigger(index));
	private readonly traffic = this.triggers.map((_trigger, index) => new Traffic(index, this.random));
	private readonly sending = new Sending();
	/** Executions that wait for further messages. */
	private readonly open = new Set<Promise<unknown>>();
	private readonly done = { deliveries: 0, events: 0, executions: 0, sent: 0 };

	async run(): Promise<void> {
		await DataDeduplicationService.init(this.store);
		await this.sending.start();
		stopTime();
		for (let hour = 1; hour <= hours; hour++) {
			await this.receive(hour);
			await this.send(hour);
			process.stdout.write(`${JSON.stringify(await this.reading(hour))}\n`);
		}
		await this.sending.stop();
	}

	/** The deliveries of an hour, spread evenly. */
	private async receive(hour: number): Promise<void> {
		const end = (events * hour) / hours;
		const perHour = end - this.done.events;
		// Deliveries have 2.9 events on average: what is left of the hour passes at its end.
		const pause = Math.floor((HOUR_MS * 2.5) / perHour);
		const begin = Date.now();
		while (this.done.events < end) {
			await this.deliver();
			await passTime(pause);
		}
		await passTime(Math.max(0, begin + HOUR_MS - Date.now()), 60_000);
	}

	private async deliver(): Promise<void> {
		const index = Math.floor(this.random() * workflows);
		const trigger = this.triggers[index];
		const delivery = this.traffic[index].next();
		this.done.deliveries++;
		this.done.events += delivery.events;
		const passed = await trigger.deliver(delivery.body);
		if (passed.length === 0) return;
		const executionId = String(++this.done.executions);
		const execution = execute(passed, { workflowId: trigger.workflowId, executionId });
		this.open.add(execution);
		const end = (): void => void this.open.delete(execution);
		execution.then(end, (thrown: Error) => {
			process.stderr.write(`${thrown.stack}\n`);
			process.exit(1);
		});
		await settle();
	}

	private async send(hour: number): Promise<void> {
		while (this.done.sent < (messages * hour) / hours) {
			await passTimeUntil(this.sending.run(this.done.sent / ITEMS), () => this.sending.isBusy);
			this.done.sent += ITEMS;
		}
	}

	private async reading(hour: number): Promise<HourlyReading> {
		// Rounds of combined messages end.
		await passTime(60_000);
		if (this.open.size > 0) throw new Error(`${this.open.size} executions are still open`);
		const { user, system } = process.cpuUsage();
		const bytes = this.triggers.map(({ storedBytes }) => storedBytes);
		return {
			hour,
			heapMb: await heapMb(),
			...this.done,
			staticData: { total: bytes.reduce((sum, one) => sum + one, 0), largest: Math.max(...bytes) },
			table: this.store.sizes(),
			cpuSeconds: Math.round((user + system) / 1e6),
			...(await readFill()),
		};
	}
}

// Loaded by the engine's test environment: nothing here is intercepted.
nock.restore();

new Day().run().catch((thrown: Error) => {
	process.stderr.write(`${thrown.stack}\n`);
	process.exitCode = 1;
});
