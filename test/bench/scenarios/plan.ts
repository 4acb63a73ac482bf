import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import { costOf, eachQuantity, total } from '../../../scripts/scale/cost';
import {
	PART_SIZE,
	QUANTITIES,
	saveMeasured,
	SMALL_PART_SIZE,
	WORK,
	type Cost,
	type Figures,
	type Machine,
	type Work,
} from '../../../scripts/scale/measured';
import type { BenchSetup } from '../benchEnvironment';
import { commit, today } from '../checkout';
import type { Figure } from '../figures';
import { peakMb } from '../proc';
import { simulateDay, type DayOptions, type DayResult } from '../queue/day';
import { startInstallation, type Installation } from '../queue/installation';
import { beside, startMeter, type Meter } from '../queue/meter';
import {
	conversations,
	conversationsInOnePayload,
	delivered,
	foreignStatuses,
	newCustomer,
	reaches,
} from '../queue/traffic';
import { median, summary } from '../stats';

/** How much of each kind of work there is in a round. */
interface Amounts {
	rounds: number;
	/**
	 * Payloads with messages that each trigger gets first. A trigger remembers its last 500 events in one place and
	 * 8,000 in another (docs/scale.md), and n8n writes these lists again with each message: full ones cost more.
	 */
	payloads: number;
	perPayload: number;
	replies: number;
	statuses: number;
	waiting: number;
	day: DayOptions;
}

const FULL: Amounts = {
	rounds: 3,
	payloads: 8,
	perPayload: 1000,
	replies: 60,
	statuses: 100,
	waiting: 200,
	day: { replies: 500, parts: 10, perPart: 50, seconds: 300 },
};

const SMALL: Amounts = {
	rounds: 1,
	payloads: 1,
	perPayload: 50,
	replies: 10,
	statuses: 20,
	waiting: 10,
	day: { replies: 20, parts: 2, perPart: 10, seconds: 20 },
};

/** Per second: rates that one process of each kind keeps up with on two cores. */
const REPLY_RATE = 5;
const STATUS_RATE = 20;

/** One kind of work: how many units a round has, and how it is done. */
interface Task {
	units: number;
	prepare?: () => Promise<void>;
	run: () => Promise<void>;
}

type Say = (line: string) => void;

function tasks(
	{ emulator }: BenchSetup,
	installation: Installation,
	amounts: Amounts,
): Record<Exclude<Work, 'idle'>, Task> {
	const reply = (saved: boolean): Task => ({
		units: amounts.replies,
		prepare: async () => await installation.listen({ saved, statuses: false }),
		run: async () => {
			await conversations(emulator, amounts.replies, REPLY_RATE);
			await installation.idle();
		},
	});
	const part = (size: number): Task => ({
		units: 1,
		run: async () => {
			const before = emulator.messages.length;
			const recipients = Array.from({ length: size }, newCustomer);
			// A number with 1,000 messages per second.
			await installation.sendPart({ number: emulator.seed.secondPhoneNumberId, recipients });
			const sent = emulator.messages.length - before;
			if (sent !== size) throw new Error(`A part of ${size} messages sent ${sent}`);
			await installation.idle();
		},
	});
	return {
		replySaved: reply(true),
		reply: reply(false),
		status: {
			units: amounts.statuses,
			run: async () => await foreignStatuses(emulator, amounts.statuses, STATUS_RATE),
		},
		part: part(PART_SIZE),
		smallPart: part(SMALL_PART_SIZE),
	};
}

/** Brings the triggers of both workflows into the state that they have after some hours. */
async function fillTriggers({ emulator }: BenchSetup, installation: Installation, amounts: Amounts): Promise<void> {
	for (const saved of [true, false]) {
		await installation.listen({ saved, statuses: false });
		for (let payload = 0; payload < amounts.payloads; payload++) {
			await conversationsInOnePayload(emulator, amounts.perPayload);
			await installation.idle();
		}
	}
}

/** The medians of several measurements, quantity by quantity. */
const medians = (costs: Cost[]): Cost => eachQuantity((quantity) => median(costs.map((cost) => cost[quantity])));

/** What an idle cluster uses in a second, each time it is measured. */
async function measureIdle(meter: Meter, rounds: number): Promise<Cost[]> {
	const costs: Cost[] = [];
	for (let round = 0; round < rounds; round++) {
		const { whole } = await meter.during(async () => await Promise.resolve());
		costs.push(total([[1 / whole.seconds, whole.cost]]));
	}
	return costs;
}

/** What one unit of each kind of work takes, each time it is measured. */
async function measureCosts(
	setup: BenchSetup,
	installation: Installation,
	meter: Meter,
	amounts: Amounts,
	say: Say,
): Promise<Record<Work, Cost[]>> {
	// The first ones compile code: not counted.
	for (const { prepare, run } of Object.values(tasks(setup, installation, SMALL))) {
		await prepare?.();
		await run();
	}
	await meter.counted();
	const costs: Record<Work, Cost[]> = { replySaved: [], reply: [], status: [], part: [], smallPart: [], idle: [] };
	costs.idle = await measureIdle(meter, amounts.rounds);
	const idle = medians(costs.idle);
	say(`plan idle: ${JSON.stringify(idle)}`);
	const all = Object.entries(tasks(setup, installation, amounts)) as Array<[Work, Task]>;
	for (let round = 1; round <= amounts.rounds; round++) {
		for (const [work, { units, prepare, run }] of all) {
			await prepare?.();
			const cost = total([[1 / units, beside(await meter.during(run), idle)]]);
			costs[work].push(cost);
			say(`plan ${round} ${work}: ${JSON.stringify(cost)}`);
		}
	}
	return costs;
}

/** Memory of Redis for an execution that waits for a worker, in bytes: while the worker is suspended. */
async function measureWaiting({ emulator }: BenchSetup, installation: Installation, count: number): Promise<number> {
	const { cluster } = installation;
	const { pid } = cluster.workers[0].n8n;
	const used = async () => Number((await cluster.store.redisInfo()).used_memory);
	const before = await used();
	const deliveredBefore = delivered(emulator);
	process.kill(pid, 'SIGSTOP');
	try {
		for (let index = 0; index < count; index++) emulator.incoming({ from: newCustomer(), text: `Order ${index}` });
		await reaches('the webhook process', deliveredBefore + count, () => delivered(emulator));
		return Math.max(0, ((await used()) - before) / count);
	} finally {
		process.kill(pid, 'SIGCONT');
		await installation.idle();
	}
}

async function machineOf({ host }: BenchSetup, { cluster }: Installation): Promise<Machine> {
	const [{ server_version: postgres }] = await cluster.store.query('SHOW server_version');
	return {
		date: today(),
		commit: commit(),
		n8n: host.version,
		node: execFileSync(host.node, ['--version'], { encoding: 'utf8' }).trim().replace(/^v/, ''),
		cpus: cpus().length,
		cpu: cpus()[0]?.model ?? 'unknown',
		postgres: String(postgres).split(' ')[0],
		redis: (await cluster.store.redisInfo()).redis_version,
	};
}

/** Sizes of the last webhooks: a message and a status. In bytes. */
function payloadBytes({ emulator: { webhooks } }: BenchSetup): Figures['payloadBytes'] {
	const last = (kind: string): number =>
		webhooks.map(({ body }) => JSON.stringify(body)).findLast((text) => text.includes(`"${kind}":[`))?.length ?? 0;
	return { incoming: last('messages'), status: last('statuses') };
}

function dayFigures({ load, cost, lost, doubled }: DayResult, measured: Figures): Figure[] {
	const computed = costOf(measured, load);
	return [
		...QUANTITIES.map((quantity) => ({
			part: 'plan',
			what: `a simulated day, ${quantity}: measured divided by computed`,
			unit: '',
			ours: summary([computed[quantity] > 0 ? cost[quantity] / computed[quantity] : 0]),
		})),
		{
			part: 'plan',
			what: 'a simulated day: messages lost or sent twice',
			unit: 'messages',
			ours: summary([lost + doubled]),
			target: { text: 'none', met: lost === 0 && doubled === 0 },
		},
	];
}

/**
 * What messages, statuses and campaigns take from n8n in queue mode, PostgreSQL and Redis, for docs/scale.md; and a
 * simulated day, compared with what these figures predict. Writes scripts/scale/measured.json, except in a small run.
 * @throws Error when Redis or PostgreSQL does not run here
 */
export async function plan(setup: BenchSetup, say: Say, small: boolean): Promise<Figure[]> {
	const amounts = small ? SMALL : FULL;
	const installation = await startInstallation(setup);
	try {
		const meter = await startMeter(installation.cluster);
		await fillTriggers(setup, installation, amounts);
		const costs = await measureCosts(setup, installation, meter, amounts, say);
		const jobBytes = await measureWaiting(setup, installation, amounts.waiting);
		const { main, webhooks, workers } = installation.cluster;
		const measured: Figures = {
			machine: await machineOf(setup, installation),
			costs: Object.fromEntries(Object.entries(costs).map(([work, each]) => [work, medians(each)])) as Record<
				Work,
				Cost
			>,
			memoryMb: {
				main: peakMb(main.n8n.pid),
				webhook: peakMb(webhooks[0].n8n.pid),
				worker: peakMb(workers[0].n8n.pid),
			},
			jobBytes,
			payloadBytes: payloadBytes(setup),
		};
		if (!small) saveMeasured({ figures: measured, day: null });
		say(`plan: a day of ${amounts.day.seconds} s`);
		const day = await simulateDay(setup.emulator, installation, meter, amounts.day);
		say(`plan: ${JSON.stringify({ measured, day })}`);
		if (!small) saveMeasured({ day: { machine: measured.machine, ...day } });
		return [
			...(Object.keys(WORK) as Work[]).flatMap((work) => costFigures(work, costs[work])),
			...dayFigures(day, measured),
		];
	} finally {
		await installation.close();
	}
}

const costFigures = (work: Work, costs: Cost[]): Figure[] =>
	QUANTITIES.map((quantity) => ({
		part: 'plan',
		what: `${WORK[work]}, ${quantity}`,
		unit: '',
		ours: summary(costs.map((cost) => cost[quantity])),
	}));
