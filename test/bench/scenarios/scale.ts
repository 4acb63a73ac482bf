import { N8nRest } from '../../../scripts/n8n/rest';
import { waitFor } from '../../../scripts/n8n/wait';
import { startCluster, type Cluster } from '../../e2e/support/cluster';
import { missingServices } from '../../e2e/support/services';
import { GRAPH_HOST, owner, type BenchSetup } from '../benchEnvironment';
import type { Figure } from '../figures';
import { cpuMs } from '../proc';
import { summary } from '../stats';
import { chain, splitOut, textStep, webhook } from '../workflows';

/** A campaign in parts, each passed to any free worker (examples/11-campaign-over-workers.json). */
const PARTS = 8;
const PER_PART = 500;
const SMALL_PER_PART = 100;

const WORKERS = [4, 2, 1];

const LATENCY_MS = 50;

const PATH = 'bench-part';

interface Sent {
	perSecond: number;
	reached: number;
	doubled: number;
	cpuMs: number;
	rejected: number;
	/** Items that the workers report as not accepted or unknown. */
	reported: number;
	/** ... and why. */
	reasons: string[];
}

/** The summary of one part ('Output Summary': Summary Only). */
interface RunSummary {
	accepted: number;
	failures: Array<{ count: number; reason: string }>;
}

async function publishPart(setup: BenchSetup, rest: N8nRest): Promise<void> {
	const { accessToken, wabaId, secondPhoneNumberId } = setup.emulator.seed;
	const data = { accessToken, businessAccountId: wabaId, apiVersion: 'v25.0', baseUrl: `https://${GRAPH_HOST}` };
	const ours = await rest.createCredential('Ours', 'whatsAppBusinessCloudApi', data);
	const env = { emulator: setup.emulator, credentials: { ours, builtIn: ours } };
	const nodes = [webhook(PATH), splitOut, textStep(env, 'ours', { summary: 'summary' }, secondPhoneNumberId)];
	const id = await rest.createWorkflow({ name: 'A part of the campaign', nodes, connections: chain(nodes) });
	await rest.publish(id);
}

async function part(cluster: Cluster, first: number, count: number): Promise<RunSummary> {
	const items = Array.from({ length: count }, (_unused, index) => ({
		to: `+1 650 ${String(5_550_000 + first + index)}`,
		text: `Hello ${first + index}`,
	}));
	const response = await fetch(`${cluster.url}/webhook/${PATH}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ items }),
	});
	if (response.status !== 200)
		throw new Error(`A part responded with ${response.status}: ${(await response.text()).slice(0, 500)}`);
	const [{ summary }] = [(await response.json()) as Array<{ summary: RunSummary }> | { summary: RunSummary }].flat();
	return summary;
}

async function send(setup: BenchSetup, cluster: Cluster, workers: number, perPart: number): Promise<Sent> {
	const { emulator } = setup;
	const run = async (parts: number, count: number) => {
		emulator.reset();
		emulator.settings({ messagesPerSecond: 'own', latencyMs: LATENCY_MS, recordBodies: false });
		return await Promise.all(
			Array.from({ length: parts }, async (_unused, index) => await part(cluster, index * count, count)),
		);
	};
	// Each worker has compiled its code by then: not counted.
	await run(2 * PARTS, 25);
	const pids = cluster.workers.slice(0, workers).map(({ n8n }) => n8n.pid);
	const before = pids.map(cpuMs);
	const parts = await run(PARTS, perPart);
	const { accepted, perRecipient, rejected, firstAcceptedAt = 0, lastAcceptedAt = 0 } = emulator.state();
	const reached = Object.keys(perRecipient).length;
	return {
		perSecond: reached / ((lastAcceptedAt - firstAcceptedAt) / 1000),
		reached,
		doubled: accepted - reached,
		cpuMs: pids.reduce((sum, pid, index) => sum + cpuMs(pid) - before[index], 0),
		rejected: Object.values(rejected).reduce((sum, number) => sum + number, 0),
		reported: parts.reduce((sum, { accepted: own }) => sum + perPart - own, 0),
		reasons: parts.flatMap(({ failures }) => failures.map(({ count, reason }) => `${count}: ${reason}`)),
	};
}

/** A campaign over 1, 2 and 4 workers of n8n's queue mode, on a number that may send 1,000 messages per second. */
export async function scale(setup: BenchSetup, say: (line: string) => void, small: boolean): Promise<Figure[]> {
	const missing = await missingServices();
	if (missing !== undefined) {
		say(`scale is skipped: ${missing}`);
		return [];
	}
	const perPart = small ? SMALL_PER_PART : PER_PART;
	const cluster = await startCluster(setup.host, {
		userFolder: await setup.userFolder(true),
		environment: setup.environment,
		webhooks: 1,
		workers: Math.max(...WORKERS),
	});
	try {
		const rest = new N8nRest(cluster.main.n8n.url);
		await rest.signIn(owner);
		await publishPart(setup, rest);
		await cluster.join();
		await waitFor(
			'the part to be called',
			async () =>
				(await fetch(`${cluster.url}/webhook/${PATH}`, { method: 'OPTIONS' })).status < 400 ? true : undefined,
			60_000,
		);
		const figures: Figure[] = [];
		for (const workers of WORKERS) {
			for (const extra of cluster.workers.slice(workers)) await extra.kill();
			const sent = await send(setup, cluster, workers, perPart);
			say(`scale ${workers}: ${JSON.stringify(sent)}`);
			const name = workers === 1 ? 'one worker' : `${workers} workers`;
			const total = PARTS * perPart;
			figures.unshift(
				{ part: 'scale', what: `${name}: accepted per second`, unit: 'messages', ours: summary([sent.perSecond]) },
				{
					part: 'scale',
					what: `${name}: CPU of the workers per message`,
					unit: 'ms',
					ours: summary([sent.cpuMs / Math.max(1, sent.reached)]),
				},
				{
					part: 'scale',
					what: `${name}: lost or sent twice, of ${total.toLocaleString('en-US')}`,
					unit: 'messages',
					ours: summary([Math.max(0, total - sent.reached - sent.reported) + sent.doubled]),
					target: { text: 'none', met: sent.reached + sent.reported >= total && sent.doubled === 0 },
				},
				{
					part: 'scale',
					what: `${name}: reported as failed or unknown`,
					unit: 'messages',
					ours: summary([sent.reported]),
				},
			);
		}
		return figures;
	} finally {
		await cluster.close();
	}
}
