import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { PROJECT } from '../../scripts/n8n/paths';
import { createBenchEnvironment, prepareGround, type BenchEnvironment, type BenchSetup } from './benchEnvironment';
import { ratio, table, type Figure } from './figures';
import { campaign } from './scenarios/campaign';
import { chat } from './scenarios/chat';
import { crash, crashWorker } from './scenarios/crash';
import { fast } from './scenarios/fast';
import { endpoint } from './scenarios/endpoint';
import { download, upload } from './scenarios/media';
import { longRun } from './scenarios/longRun';
import { held } from './scenarios/held';
import { memory } from './scenarios/memory';
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
import { plot } from './plot';
import { loadAverage } from './proc';
import type { Side } from './workflows';

const USAGE = `npm run bench                        all scenarios
npm run bench -- broadcast upload    selected scenarios: broadcast, campaign, pool, fast, unlimited, durable, templates, upload, download, receive, chat, reject, endpoint, memory, broadcastAfter, lazyIsolates, smallHeap, scale, plan, share, start, validate, held, crash, crashWorker, remembered, longRun
npm run bench -- memory broadcastAfter    a broadcast in the n8n that has just sent 100,000 messages
npm run bench -- campaign --small    with fewer messages, for a quick check
npm run bench -- endpoint --n8n=N8N_EXPRESSION_ENGINE_POOL_SIZE=4    with a setting of n8n
npm run bench -- unlimited --profile also writes CPU profiles of both nodes to artifacts/`;

const artifacts = join(PROJECT, 'artifacts');

const say = (line: string) => process.stderr.write(`${line}\n`);

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
interface BenchOptions {
	/** Also write CPU profiles. */
	profile: boolean;
	/** Run the long parts with fewer messages. */
	small: boolean;
}

/** The parts that share one running n8n, in this order: `broadcast` is for a fresh one, `broadcastAfter` for a used one. */
const IN_ONE_N8N: Record<string, (env: BenchEnvironment, options: BenchOptions) => Promise<Figure[]>> = {
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
	broadcastAfter: async (env) => await broadcast(env, say, 'after memory'),
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
const ON_THEIR_OWN: Record<string, (setup: BenchSetup, options: BenchOptions) => Promise<Figure[]>> = {
	lazyIsolates: async (setup) =>
		await inOwnN8n(setup, { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' }, async (env) => [
			...(await chat(env, say)),
			...(await endpoint(env, say)),
		]),
	smallHeap: async (setup, { small }) =>
		await inOwnN8n(
			setup,
			{ NODE_OPTIONS: '--max-old-space-size=600' },
			async (env) => await memory(env, say, small, ['base', 'ours']),
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
const BESIDE_LONG_RUN = ['crash', 'crashWorker', 'remembered'];

/**
 * Runs the parts one after the other, except those of `BESIDE_LONG_RUN`. A part that fails does not affect the others; n8n is restarted after it.
 * @param keep called with the figures so far after each part
 * @returns all figures, and the names of the failed parts
 */
async function measure(
	setup: BenchSetup,
	parts: string[],
	options: BenchOptions,
	keep: (figures: Figure[]) => void,
): Promise<{ figures: Figure[]; broken: string[] }> {
	const figures: Figure[] = [];
	const broken: string[] = [];
	const attempt = async (part: string, run: () => Promise<Figure[]>): Promise<boolean> => {
		const began = Date.now();
		try {
			figures.push(...(await run()));
			say(`${part}: ${Math.round((Date.now() - began) / 1000)} s`);
			return true;
		} catch (thrown) {
			say(`${part} failed: ${(thrown as Error).stack}`);
			broken.push(part);
			return false;
		} finally {
			keep(figures);
		}
	};
	const sending = Object.keys(IN_ONE_N8N).filter((part) => parts.includes(part));
	if (sending.length > 0) {
		say(`Starting n8n ${setup.host.version}...`);
		const env = await createBenchEnvironment(setup);
		try {
			for (const part of sending)
				if (!(await attempt(part, async () => await IN_ONE_N8N[part](env, options)))) await env.crash();
		} finally {
			await env.n8n.stop();
		}
	}
	const own = Object.keys(ON_THEIR_OWN).filter((part) => parts.includes(part));
	const attemptAll = async (some: string[]): Promise<void> => {
		for (const part of some) await attempt(part, async () => await ON_THEIR_OWN[part](setup, options));
	};
	const last = ['longRun', ...BESIDE_LONG_RUN];
	await attemptAll(own.filter((part) => !last.includes(part)));
	await Promise.all([
		attemptAll(own.filter((part) => part === 'longRun')),
		attemptAll(own.filter((part) => BESIDE_LONG_RUN.includes(part))),
	]);
	return { figures, broken };
}

async function main(): Promise<void> {
	const all = [...Object.keys(IN_ONE_N8N), ...Object.keys(ON_THEIR_OWN)];
	const args = process.argv.slice(2);
	const options = { profile: args.includes('--profile'), small: args.includes('--small') };
	const settings: Record<string, string> = {};
	for (const arg of args) {
		const [, name, value] = /^--n8n=(\w+)=(.*)$/.exec(arg) ?? [];
		if (name !== undefined) settings[name] = value;
	}
	const scenarios = args.filter((arg) => !arg.startsWith('--'));
	if (scenarios.some((part) => !all.includes(part))) {
		say(USAGE);
		process.exitCode = 2;
		return;
	}
	if (process.platform !== 'linux')
		throw new Error('The benchmark runs on Linux only, because it reads CPU time and memory from /proc.');
	mkdirSync(artifacts, { recursive: true });
	const began = Date.now();
	const loadBefore = loadAverage();
	const setup = await prepareGround(say, settings);
	try {
		const machine = () => ({
			cpus: cpus().length,
			cpu: cpus()[0]?.model,
			memoryMb: Math.round(totalmem() / 2 ** 20),
			node: process.version,
			n8n: setup.host.version,
			loadAverageBefore: loadBefore,
			loadAverageAfter: loadAverage(),
		});
		const seconds = () => Math.round((Date.now() - began) / 1000);
		const { figures, broken } = await measure(setup, scenarios.length > 0 ? scenarios : all, options, (soFar) => {
			const json = {
				machine: machine(),
				seconds: seconds(),
				figures: soFar.map((figure) => ({ ...figure, ratio: ratio(figure) })),
			};
			writeFileSync(join(artifacts, 'bench.json'), `${JSON.stringify(json, null, '\t')}\n`);
		});
		const { n8n, cpus: cores, cpu, loadAverageAfter } = machine();
		process.stdout.write(
			`\nn8n ${n8n}, ${cores} x ${cpu}, load average ${loadBefore} before and ${loadAverageAfter} after, ${seconds()} s\n`,
		);
		process.stdout.write(
			`Median (smallest..largest run). The emulator runs on the same machine.\n\n${table(figures)}\n`,
		);
		if (broken.length > 0) process.stdout.write(`\nFailed: ${broken.join(', ')}\n`);
		if (broken.length > 0 || figures.some(({ target }) => target && !target.met)) process.exitCode = 1;
	} finally {
		await setup.close();
	}
}

main().catch((thrown: Error) => {
	process.stderr.write(`${thrown.stack}\n`);
	process.exitCode = 1;
});
