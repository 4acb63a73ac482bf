import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../../scripts/n8n/paths';
import { createBenchEnvironment, type BenchEnvironment, type BenchSetup } from './benchEnvironment';
import type { Figure } from './figures';
import { plot } from './plot';
import { campaign } from './scenarios/campaign';
import { chat } from './scenarios/chat';
import { crash, crashWorker } from './scenarios/crash';
import { fast } from './scenarios/fast';
import { endpoint } from './scenarios/endpoint';
import { download, upload } from './scenarios/media';
import { longRun } from './scenarios/longRun';
import { held } from './scenarios/held';
import { addedMemory, memory } from './scenarios/memory';
import { broadcast, durable, unlimited } from './scenarios/messages';
import { plan } from './scenarios/plan';
import { pool } from './scenarios/pool';
import { receive } from './scenarios/receive';
import { reject } from './scenarios/reject';
import { remembered } from './scenarios/remembered';
import { scale } from './scenarios/scale';
import { share } from './scenarios/share';
import { start } from './scenarios/start';
import { templates } from './scenarios/templates';
import { validate } from './scenarios/validate';
import type { Side } from './workflows';

/** The folder of the results. */
export const artifacts = join(PROJECT, 'artifacts');

/** Prints a line of progress. */
export const say = (line: string) => process.stderr.write(`${line}\n`);

function writeProfile(side: Side, profile: unknown): void {
	const file = join(artifacts, `bench-${side}.cpuprofile`);
	writeFileSync(file, JSON.stringify(profile));
	say(`wrote ${file}`);
}

/** The plot of the campaign, for the README; that of a small run is only written to artifacts/. */
async function plotted(env: BenchEnvironment, small: boolean): Promise<Figure[]> {
	const { figures, lines } = await campaign(env, say, small);
	const people = lines[0].points[1][1].toLocaleString('en-US');
	const subtitle =
		'Accepted, with 120 ms latency and jitter; 2% throttled, 1% throttled per recipient, 0.5% HTTP 500, 0.2% dropped';
	const file = small ? join(artifacts, 'benchmark.svg') : join(PROJECT, 'docs', 'benchmark.svg');
	writeFileSync(
		file,
		plot({ title: `A campaign to ${people} recipients at 80 messages per second`, subtitle, xLabel: 'Seconds', lines }),
	);
	say(`wrote ${file}`);
	return figures;
}

/** Options of a run. */
export interface BenchOptions {
	/** Also write CPU profiles. */
	profile: boolean;
	/** Run the long parts with fewer messages. */
	small: boolean;
}

/** The parts that share one running n8n, in this order: `broadcast` is for a fresh one, `broadcastAfter` for a used one. */
export const IN_ONE_N8N: Record<string, (env: BenchEnvironment, options: BenchOptions) => Promise<Figure[]>> = {
	broadcast: async (env) => await broadcast(env, say, 'in a fresh n8n'),
	campaign: async (env, { small }) => await plotted(env, small),
	pool: async (env, { small }) => await pool(env, say, small),
	fast: async (env, { profile, small }) => await fast(env, say, small, profile ? writeProfile : undefined),
	unlimited: async (env, { profile }) => await unlimited(env, say, profile ? writeProfile : undefined),
	durable: async (env) => await durable(env, say),
	templates: async (env, { profile }) => await templates(env, say, profile ? writeProfile : undefined),
	upload: async (env) => await upload(env, say),
	download: async (env) => await download(env, say),
	receive: async (env, { profile }) => await receive(env, say, profile ? writeProfile : undefined),
	chat: async (env, { profile }) => await chat(env, say, profile ? writeProfile : undefined),
	reject: async (env) => await reject(env, say),
	endpoint: async (env) => await endpoint(env, say),
	memory: async (env, { small }) => await memory(env, say, small),
	broadcastAfter: async (env) => await broadcast(env, say, 'after 100,000 messages'),
};

/** Parts in an n8n of their own. @param settings environment variables of this n8n, named in the figures */
async function inOwnN8n(
	setup: BenchSetup,
	settings: Record<string, string>,
	run: (env: BenchEnvironment) => Promise<Figure[]>,
): Promise<Figure[]> {
	const env = await createBenchEnvironment(setup, settings);
	try {
		const named = Object.entries(settings).map(([name, value]) => `${name}=${value}, `);
		return (await run(env)).map((figure) => ({ ...figure, what: `${named.join('')}${figure.what}` }));
	} finally {
		await env.n8n.stop();
	}
}

/** The parts that start everything they need. */
export const ON_THEIR_OWN: Record<string, (setup: BenchSetup, options: BenchOptions) => Promise<Figure[]>> = {
	lazyIsolates: async (setup) =>
		await inOwnN8n(setup, { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' }, async (env) => [
			...(await chat(env, say)),
			...(await endpoint(env, say)),
		]),
	smallHeap: async (setup, { small }) =>
		await inOwnN8n(
			setup,
			{ NODE_OPTIONS: '--max-old-space-size=600' },
			async (env) => await addedMemory(env, say, small),
		),
	scale: async (setup, { small }) => await scale(setup, say, small),
	plan: async (setup, { small }) => await plan(setup, say, small),
	share: async (_setup, { small }) => await share(say, small),
	start: async (setup) => await start(setup, say),
	validate: async () => validate(say),
	held: async (_setup, { small }) => held(say, small),
	crash: async (setup, { small }) => await inOwnN8n(setup, {}, async (env) => await crash(env, say, small)),
	crashWorker: async (setup, { small }) => await crashWorker(setup, say, small),
	remembered: async (_setup, { small }) => remembered(say, small),
	longRun: async (_setup, { small }) => await longRun(say, small),
};

/** `longRun` uses one core for 20 minutes. These parts, which count messages or read heaps, run at the same time. */
export const BESIDE_LONG_RUN = ['crash', 'crashWorker', 'remembered'];
