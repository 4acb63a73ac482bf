import { N8nRest } from '../../../scripts/n8n/rest';
import { waitFor } from '../../../scripts/n8n/wait';
import { startCluster } from '../../e2e/support/cluster';
import { missingServices } from '../../e2e/support/services';
import { GRAPH_HOST, owner, type BenchEnvironment, type BenchSetup } from '../benchEnvironment';
import type { Figure } from '../figures';
import { activate, SIDES, webhook, type Side } from '../workflows';
import { campaignWorkflow, crashFigures, trial, type Arena, type Trial } from './crashTrial';

const KILLS = 20;
const SMALL_KILLS = 3;

/** The built-in node keeps no state: its behavior after a crash is always the same. */
const BUILT_IN_KILLS = 3;

const PATH = 'bench-campaign';

type Say = (line: string) => void;

async function trials(arena: Arena, part: string, side: Side, kills: number, say: Say): Promise<Trial[]> {
	const results: Trial[] = [];
	for (let number = 0; number < kills; number++) {
		results.push(await trial(arena, side, number));
		say(`${part} ${side} ${number + 1}: ${JSON.stringify(results.at(-1))}`);
	}
	return results;
}

/**
 * n8n in regular mode is killed (`kill -9`) in the middle of a campaign, at random points, and sends the remaining
 * messages.
 */
export async function crash(env: BenchEnvironment, say: Say, small: boolean): Promise<Figure[]> {
	const results: Record<Side, Trial[]> = { ours: [], builtIn: [] };
	for (const side of SIDES) {
		const workflow = await activate(env, `Campaign, ${side}`, (start) => campaignWorkflow(env, side, start));
		const arena: Arena = {
			emulator: env.emulator,
			run: async (items) => (await workflow.run({ items })).all,
			kill: async () => {
				await env.crash();
				await workflow.ready();
			},
		};
		const kills = side === 'builtIn' ? BUILT_IN_KILLS : KILLS;
		results[side] = await trials(arena, 'crash', side, small ? SMALL_KILLS : kills, say);
	}
	return crashFigures('crash', results.ours, results.builtIn);
}

/** The same in queue mode: the sending worker is killed, and the other one sends the remaining messages. */
export async function crashWorker(setup: BenchSetup, say: Say, small: boolean): Promise<Figure[]> {
	const missing = await missingServices();
	if (missing !== undefined) {
		say(`crashWorker is skipped: ${missing}`);
		return [];
	}
	const cluster = await startCluster(setup.host, {
		userFolder: await setup.userFolder(true),
		environment: setup.environment,
		webhooks: 1,
		workers: 2,
	});
	try {
		const rest = new N8nRest(cluster.main.n8n.url);
		await rest.signIn(owner);
		const { accessToken, wabaId } = setup.emulator.seed;
		const data = { accessToken, businessAccountId: wabaId, apiVersion: 'v25.0', baseUrl: `https://${GRAPH_HOST}` };
		const ours = await rest.createCredential('Ours', 'whatsAppBusinessCloudApi', data);
		const env = { emulator: setup.emulator, credentials: { ours, builtIn: ours } } as unknown as BenchEnvironment;
		await rest.publish(
			await rest.createWorkflow({ name: 'Campaign', ...campaignWorkflow(env, 'ours', webhook(PATH)) }),
		);
		await cluster.join();
		const url = `${cluster.url}/webhook/${PATH}`;
		await waitFor(
			'the campaign to be called',
			async () => ((await fetch(url, { method: 'OPTIONS' })).status < 400 ? true : undefined),
			60_000,
		);

		const started = () => cluster.workers.map((worker) => worker.output().split('Worker started execution').length);
		let before = started();
		const arena: Arena = {
			emulator: setup.emulator,
			async run(items) {
				before = started();
				const response = await fetch(url, {
					method: 'POST',
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify({ items }),
				});
				if (response.status !== 200)
					throw new Error(`The campaign responded with ${response.status}: ${(await response.text()).slice(0, 500)}`);
				return (await response.json()) as Array<Record<string, unknown>>;
			},
			async kill() {
				const now = started();
				const busy = cluster.workers.find((_worker, index) => now[index] > before[index]);
				if (busy === undefined) throw new Error('No worker says that it has started an execution');
				await busy.kill();
				await busy.restart();
			},
		};
		return crashFigures(
			'crashWorker',
			await trials(arena, 'crashWorker', 'ours', small ? SMALL_KILLS : KILLS, say),
			[],
		);
	} finally {
		await cluster.close();
	}
}
