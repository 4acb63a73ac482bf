import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PROJECT } from '../../../scripts/n8n/paths';
import { waitFor } from '../../../scripts/n8n/wait';
import { startCounter, type Counter } from '../support/counter';
import { judgeRounds, publishCombining, writeToNumber } from '../support/rounds';
import type { QueueHarness } from './queueHarness';

const LIMIT_MS = 20 * 60_000;

/** How long no message has to come through before the missing ones count as cut off, in ms. */
const QUIET_MS = 45_000;

/** Messages sent this long before or after a disturbance are not expected to be in the right round, in ms. */
const DISTURBED = { before: 10_000, after: 40_000 };

/** Executions that n8n could not finish, with the messages that they received. */
async function cutOff(env: QueueHarness): Promise<string> {
	const rows = await env.cluster.store.query(
		`SELECT d.data AS data FROM execution_entity e JOIN received d ON d."executionId" = e.id WHERE e.status IN ('crashed', 'error', 'canceled', 'new', 'running')`,
	);
	return rows.map(({ data }) => String(data)).join('\n');
}

/** Makes the database keep what each execution received: n8n may discard it. */
async function keepReceived(env: QueueHarness): Promise<void> {
	await env.cluster.store.query(`
		CREATE TABLE IF NOT EXISTS received ("executionId" int, data text);
		CREATE OR REPLACE FUNCTION keep_received() RETURNS trigger AS 'BEGIN INSERT INTO received VALUES (NEW."executionId", NEW.data); RETURN NEW; END' LANGUAGE plpgsql;
		CREATE OR REPLACE TRIGGER keep_received AFTER INSERT ON execution_data FOR EACH ROW EXECUTE FUNCTION keep_received()`);
}

/** Waits until all messages came through, or none did for a while. */
async function waitForMessages(counter: Counter, total: number): Promise<void> {
	let [seen, at] = [-1, Date.now()];
	await waitFor(
		'the messages to come through',
		() => {
			if (counter.count() !== seen) [seen, at] = [counter.count(), Date.now()];
			return seen >= total || Date.now() - at > QUIET_MS ? true : undefined;
		},
		LIMIT_MS,
	);
}

/** What the trigger remembers in the workflow's static data, by name. */
async function remembered({ cluster }: QueueHarness, workflowId: string): Promise<string[]> {
	const [{ data }] = await cluster.store.query(
		`SELECT "staticData"::text AS data FROM workflow_entity WHERE id = '${workflowId}'`,
	);
	return Object.values(JSON.parse(String(data)) as Record<string, object>).flatMap(Object.keys);
}

interface Cost {
	/** Executions that n8n stored. */
	executions: number;
	/** Rows that stay in n8n's table of processed data. */
	rows: number;
}

async function costOf(env: QueueHarness, workflowId: string): Promise<Cost> {
	const [{ executions }] = await env.cluster.store.query(
		`SELECT count(*) AS executions FROM execution_entity WHERE "workflowId" = '${workflowId}'`,
	);
	const [{ rows }] = await env.cluster.store.query(
		`SELECT count(*) AS rows FROM processed_data WHERE "workflowId" = '${workflowId}'`,
	);
	return { executions: Number(executions), rows: Number(rows) };
}

interface Plan {
	people: number;
	/** How long they take to begin, in ms. */
	begin: number;
	/** Seconds. */
	silence: number;
	/** What happens in the middle: a worker is killed, or all webhook processes and workers are restarted in turn. */
	disturbance?: 'kill' | 'restart';
}

/** Kills a worker and starts it again. @returns when it was killed */
async function killWorker({ cluster }: QueueHarness): Promise<number> {
	const [worker] = cluster.workers;
	await worker.kill();
	const killedAt = Date.now();
	await worker.restart();
	return killedAt;
}

/** Restarts all webhook processes and workers, one after the other. @returns when the first one stopped */
async function restartAll({ cluster }: QueueHarness): Promise<number> {
	const begunAt = Date.now();
	for (const member of [...cluster.workers, ...cluster.webhooks]) await member.cleanRestart();
	return begunAt;
}

const DISTURBANCES = { kill: killWorker, restart: restartAll };

const TITLES = { kill: ', while a worker is killed', restart: ', while all processes are restarted' };

/** Combine Messages in queue mode, with duplicates and deliveries in another order. */
export function itCombinesMessages(env: () => QueueHarness, { people, begin, silence, disturbance }: Plan): void {
	it(
		`combines the messages of ${people} people, each in exactly one run${disturbance ? TITLES[disturbance] : ''}`,
		async () => {
			const { rest, emulator, account, version } = env();
			const counter = await startCounter();
			const phoneNumberId = emulator.seed.secondPhoneNumberId;
			await keepReceived(env());
			const id = await publishCombining(rest, account, { phoneNumberId, counter, silence });
			try {
				emulator.settings({
					webhookDuplicates: 0.05,
					webhookReorder: true,
					webhookBatch: 10,
					webhookWindowMs: 100,
					webhookRetryDelaysMs: Array<number>(300).fill(1000),
				});
				const writing = writeToNumber(emulator, phoneNumberId, { people, begin, silence });
				await pause(begin / 2);
				const disturbedAt = disturbance ? await DISTURBANCES[disturbance](env()) : Infinity;
				const conversations = await writing;
				const total = conversations.flat().length;
				await waitForMessages(counter, total);
				const isCounted = ({ at }: { at: number }): boolean =>
					at < disturbedAt - DISTURBED.before || at > disturbedAt + DISTURBED.after;
				const { missing, ...figures } = judgeRounds(conversations, counter, isCounted);
				const lost = await cutOff(env());
				const explained = missing.filter((message) => lost.includes(message));
				const report = {
					n8n: version,
					...figures,
					missing: missing.length,
					cutOffWithWorker: explained.length,
					...(await costOf(env(), id)),
				};
				mkdirSync(join(PROJECT, 'artifacts'), { recursive: true });
				const file = `rounds-queue-${version.split('.')[0]}.json`;
				writeFileSync(join(PROJECT, 'artifacts', file), `${JSON.stringify(report, null, '\t')}\n`);
				process.stdout.write(`rounds, n8n ${version}: ${JSON.stringify(report)}\n`);
				if (disturbance !== 'kill') expect(missing).toEqual([]);
				// n8n 2.x discards what a killed worker was processing: no node can change that.
				expect(explained).toEqual(missing);
				// Whether rounds are right depends on how busy the machine is: test/unit/trigger/combine/manyPeople.test.ts.
				expect(figures.ranTwice).toBe(0);
				// Without it, webhook processes know nothing of each other.
				expect(await remembered(env(), id)).toEqual(expect.arrayContaining(['openRounds', 'seenEvents']));
			} finally {
				await rest.unpublish(id);
				await counter.close();
			}
		},
		LIMIT_MS,
	);
}
