import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { N8nGeneration } from '../../../scripts/n8n/install';
import { PROJECT } from '../../../scripts/n8n/paths';
import { waitFor } from '../../../scripts/n8n/wait';
import { MISSING_SERVICES } from '../support/services';
import { itCombinesMessages } from './combine';
import { createQueueHarness, type QueueHarness } from './queueHarness';
import { itKeepsTheContract } from './sendLogContract';

const MESSAGES = Number(process.env.E2E_MESSAGES) || 10_000;

/** Messages per second, which keeps two cores busy. */
const PACE = 100;

/** For how long before it dies a process may have responded although n8n 1.x has not stored the execution. */
const LAST_MOMENTS_MS = 5000;

const LIMIT_MS = 30 * 60_000;

/**
 * After this long without a new message, in ms, the missing ones count as cut off: n8n detects a dead worker sooner
 * (queueHarness.ts).
 */
const QUIET_MS = 45_000;

/** An execution that n8n could not finish: it stopped it, or its worker died. */
interface CutOff {
	id: string;
	/** When the webhook process stored it. The start is unknown if a worker had only just picked it up. */
	createdAt: Date;
}

/** The executions of some messages. */
interface Found {
	/** Those of the messages that are in an execution. */
	messages: Set<string>;
	/** Each execution with its status, to diagnose why its messages did not come through. */
	lines: string[];
}

/** Executions that began with one of these messages. */
async function executionsWith(env: QueueHarness, messages: string[]): Promise<Found> {
	const rows = await env.cluster.store.query(
		`SELECT e.id, e.status, e.mode, e."retryOf", b.data FROM execution_entity e LEFT JOIN beginning b ON b."executionId" = e.id ORDER BY e.id`,
	);
	const found: Found = { messages: new Set(), lines: [] };
	for (const { id, status, mode, retryOf, data } of rows) {
		const own = messagesIn(data);
		const missing = messages.filter((message) => own.includes(message));
		if (missing.length === 0) continue;
		for (const message of missing) found.messages.add(message);
		const retry = retryOf ? `, retry of ${String(retryOf)}` : '';
		found.lines.push(
			`${String(id)} (${String(mode)}, ${String(status)}${retry}): ${missing.length} of ${own.length} missing`,
		);
	}
	return found;
}

/** The responses to the deliveries of a message, and their times: seconds after the webhook process was killed. */
function responsesTo(env: QueueHarness, message: string, killedAt: number): string[] {
	const own = env.emulator.webhooks.filter(({ body }) => JSON.stringify(body).includes(message));
	return own.map(
		({ at, status, attempt }) => `${status} at ${((at - killedAt) / 1000).toFixed(2)} s (attempt ${attempt})`,
	);
}

/** The results of a run, stored in artifacts/. */
interface Figures {
	n8n: string;
	messages: number;
	/** Requests with events in them, and how many of them got a status other than 200. */
	deliveries: number;
	rejected: number;
	/** Messages that were delivered more than once. */
	deliveredAgain: number;
	/** Executions that the trigger ended immediately, because all their events were duplicates. */
	endedAsDuplicates: number;
	/** Messages that came through without manual intervention. */
	ranOnce: number;
	/** Messages that ran in more than one execution. */
	ranTwice: number;
	/** Messages that ran again because n8n restarted their execution after its worker had died. */
	ranAgainByN8n: number;
	/** Messages that ran again because a failed execution was retried for other messages in it. */
	ranAgainByRetry: number;
	/** Messages that had not come through, in executions that n8n shows as failed, and that were retried. */
	cutOffByKill: number;
	/** Messages that are missing everywhere. */
	lost: number;
	/**
	 * Of the lost messages, those that the killed webhook process may have accepted without storing an execution: they got
	 * 200 in its last moments, and are in no execution.
	 */
	lostByKill: number;
	/**
	 * Of the lost messages, those that the killed worker was processing, when n8n shows their execution as failed and has discarded
	 * its data.
	 */
	discardedByN8n: number;
	seconds: number;
}

/** How often each message was delivered, with any response. */
function deliveries(env: QueueHarness): Map<string, number> {
	const counts = new Map<string, number>();
	for (const { body } of env.emulator.webhooks) {
		for (const id of messagesIn(JSON.stringify(body))) counts.set(id, (counts.get(id) ?? 0) + 1);
	}
	return counts;
}

/** Sends messages from customers at a steady rate. @returns the IDs of their messages */
async function sendMessages(env: QueueHarness, count: number): Promise<string[]> {
	const ids: string[] = [];
	const began = Date.now();
	while (ids.length < count) {
		const due = Math.min(count, Math.ceil(((Date.now() - began) / 1000) * PACE));
		while (ids.length < due)
			ids.push(
				env.emulator.incoming({
					from: `1650555${String(ids.length % 5000).padStart(4, '0')}`,
					text: `Message ${ids.length}`,
				}),
			);
		await pause(20);
	}
	return ids;
}

/** Waits until the given number of messages have come through, or none has for a while. */
async function waitForMessages(env: QueueHarness, count: number): Promise<void> {
	let [seen, at] = [-1, Date.now()];
	await waitFor(
		'the messages to come through',
		() => {
			if (env.counter.count() !== seen) [seen, at] = [env.counter.count(), Date.now()];
			return seen >= count || Date.now() - at > QUIET_MS ? true : undefined;
		},
		LIMIT_MS,
	);
}

/** Waits until n8n has no running execution. */
async function waitForExecutions(env: QueueHarness): Promise<void> {
	await waitFor(
		'n8n to be done',
		async () =>
			(await env.cluster.store.query(`SELECT id FROM execution_entity WHERE status IN ('new', 'running')`)).length === 0
				? true
				: undefined,
		5 * 60_000,
	);
}

async function cutOff(env: QueueHarness): Promise<CutOff[]> {
	const rows = await env.cluster.store.query(
		`SELECT id, "createdAt" FROM execution_entity WHERE status IN ('crashed', 'error', 'canceled', 'new', 'running') ORDER BY id`,
	);
	return rows.map(({ id, createdAt }) => ({ id: String(id), createdAt: createdAt as Date }));
}

const messagesIn = (data: unknown): string[] => [...new Set(String(data).match(/wamid\.[\w=+/-]+/g) ?? [])];

/** Makes the database keep the initial data of each execution: n8n may overwrite it. */
async function keepBeginnings(env: QueueHarness): Promise<void> {
	await env.cluster.store.query(`
		CREATE TABLE beginning ("executionId" int, data text);
		CREATE FUNCTION keep_beginning() RETURNS trigger AS 'BEGIN INSERT INTO beginning VALUES (NEW."executionId", NEW.data); RETURN NEW; END' LANGUAGE plpgsql;
		CREATE TRIGGER keep_beginning AFTER INSERT ON execution_data FOR EACH ROW EXECUTE FUNCTION keep_beginning()`);
}

/** The messages of an execution, and whether n8n still has its data. */
async function messagesOf(
	env: QueueHarness,
	executionId: string,
): Promise<{ messages: string[]; isDiscarded: boolean }> {
	const [row] = await env.cluster.store.query(
		`SELECT b.data AS first, d.data AS now FROM beginning b LEFT JOIN execution_data d ON d."executionId" = b."executionId" WHERE b."executionId" = ${Number(executionId)}`,
	);
	return { messages: messagesIn(row?.first), isDiscarded: messagesIn(row?.now).length === 0 };
}

function report(figures: Figures, kind: N8nGeneration): void {
	mkdirSync(join(PROJECT, 'artifacts'), { recursive: true });
	writeFileSync(join(PROJECT, 'artifacts', `exactly-once-${kind}.json`), `${JSON.stringify(figures, null, '\t')}\n`);
	process.stdout.write(`exactly once, n8n ${figures.n8n}: ${JSON.stringify(figures)}\n`);
}

// Queue mode, with every failure that can happen between Meta and the end of a workflow.
(process.env[MISSING_SERVICES] ? describe.skip : describe).each<[string, N8nGeneration]>([
	['1.x', 'v1'],
	['2.x', 'v2'],
])('n8n %s in queue mode', (_name, kind) => {
	let started: QueueHarness | undefined;
	beforeAll(async () => {
		started = await createQueueHarness(kind);
	}, LIMIT_MS);
	afterAll(async () => await started?.close());

	it(
		`runs each of ${MESSAGES} messages once when 5% are delivered twice, out of order and in batches, and a webhook process and a worker are killed`,
		async () => {
			const env = started!;
			const began = Date.now();
			await keepBeginnings(env);
			env.emulator.settings({
				webhookDuplicates: 0.05,
				webhookReorder: true,
				webhookBatch: 10,
				webhookWindowMs: 100,
				webhookRetryDelaysMs: Array<number>(300).fill(1000),
			});
			const sending = sendMessages(env, MESSAGES);
			const [webhook, worker] = [env.cluster.webhooks[0], env.cluster.workers[0]];
			await waitForMessages(env, MESSAGES / 3);
			await webhook.kill();
			const killedAt = Date.now();
			await pause(500);
			await worker.kill();
			const workerKilledAt = new Date();
			await webhook.restart();
			await worker.restart();

			const ids = await sending;
			// The messages that were cut off come through only after a retry.
			await waitForMessages(env, MESSAGES);
			await waitForExecutions(env);
			const ran = ids.filter((id) => env.counter.executionsOf(id).length > 0).length;
			const retried: string[] = [];
			const retriedAgain = new Set<string>();
			const discarded = new Set<string>();
			for (const { id, createdAt } of await cutOff(env)) {
				const { messages, isDiscarded } = await messagesOf(env, id);
				const missing = messages.filter((message) => env.counter.executionsOf(message).length === 0);
				if (missing.length === 0) continue;
				// n8n cannot retry an execution whose data it has discarded.
				if (isDiscarded) {
					expect(createdAt.getTime()).toBeLessThan(workerKilledAt.getTime());
					for (const message of missing) discarded.add(message);
					continue;
				}
				retried.push(...missing);
				for (const message of messages) if (!missing.includes(message)) retriedAgain.add(message);
				await env.rest.retry(id);
			}
			await waitForMessages(env, ran + new Set(retried).size);
			await waitForExecutions(env);

			const executions = new Map(ids.map((id) => [id, env.counter.executionsOf(id)]));
			const often = [...executions].filter(([, list]) => new Set(list).size > 1).map(([id]) => id);
			const lost = [...executions].filter(([, list]) => list.length === 0).map(([id]) => id);
			const found = await executionsWith(env, lost);
			const acknowledged = env.emulator.webhooks
				.filter(({ status }) => status === 200)
				.map(({ at, body }) => [at, JSON.stringify(body)] as const);
			const delivered = deliveries(env);
			const figures: Figures = {
				n8n: env.version,
				messages: MESSAGES,
				deliveries: env.emulator.webhooks.length,
				rejected: env.emulator.webhooks.filter(({ status }) => status !== 200).length,
				deliveredAgain: [...delivered.values()].filter((count) => count > 1).length,
				endedAsDuplicates: await endedAtTrigger(env),
				ranOnce: [...executions.values()].filter((list) => list.length === 1).length - new Set(retried).size,
				ranTwice: often.filter((id) => !retriedAgain.has(id)).length,
				ranAgainByRetry: often.filter((id) => retriedAgain.has(id)).length,
				ranAgainByN8n: [...executions.values()].filter((list) => list.length > 1 && new Set(list).size === 1).length,
				cutOffByKill: new Set(retried).size,
				lost: lost.length,
				lostByKill: lost.filter(
					(id) =>
						!found.messages.has(id) &&
						acknowledged.some(([at, text]) => at <= killedAt && at > killedAt - LAST_MOMENTS_MS && text.includes(id)),
				).length,
				discardedByN8n: lost.filter((id) => discarded.has(id)).length,
				seconds: Math.round((Date.now() - began) / 1000),
			};
			report(figures, kind);
			if (lost.length > 0) {
				process.stdout.write(`lost: ${found.lines.join('; ') || 'in no execution'}\n`);
				for (const id of lost) process.stdout.write(`${id}: ${responsesTo(env, id, killedAt).join(', ')}\n`);
			}
			// n8n 1.x responds before it has stored the execution, and n8n 2.x discards what a killed worker was
			// processing: no node can change that.
			expect(figures.lost).toBe(kind === 'v1' ? figures.lostByKill : figures.discardedByN8n);
			expect(figures.ranTwice).toBe(0);
			expect(figures.deliveredAgain).toBeGreaterThan(MESSAGES / 50);
		},
		LIMIT_MS,
	);

	// Must follow the test above: these executions would change its counts.
	itKeepsTheContract(() => started!);

	// combine.test.ts runs this with more people and a killed worker.
	if (MESSAGES < 10_000) itCombinesMessages(() => started!, { people: 20, begin: 4000, silence: 2 });
});

/** Executions that succeeded without a step after the trigger. */
async function endedAtTrigger(env: QueueHarness): Promise<number> {
	const [{ total }] = await env.cluster.store.query(
		`SELECT count(*) AS total FROM execution_entity WHERE status = 'success'`,
	);
	return Number(total) - new Set(env.counter.runs.map(({ executionId }) => executionId)).size;
}
