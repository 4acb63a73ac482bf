import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { createBenchEnvironment, prepareGround, type BenchSetup } from './benchEnvironment';
import { commit, today } from './checkout';
import { table, type Figure } from './figures';
import { saveMeasured, type BenchRun } from './page/measured';
import { artifacts, BESIDE_LONG_RUN, IN_ONE_N8N, ON_THEIR_OWN, say, type BenchOptions } from './parts';
import { loadAverage } from './proc';

const PARTS = [...Object.keys(IN_ONE_N8N), ...Object.keys(ON_THEIR_OWN)];

const USAGE = `npm run bench                        all scenarios, in about two hours
npm run bench -- broadcast upload    selected scenarios: ${PARTS.join(', ')}
npm run bench -- memory broadcastAfter    a broadcast in the n8n that has just sent 100,000 messages
npm run bench -- campaign --small    with fewer messages, for a quick check
npm run bench -- endpoint --n8n=N8N_EXPRESSION_ENGINE_POOL_SIZE=4    with a setting of n8n
npm run bench -- unlimited --profile also writes CPU profiles of both nodes to artifacts/`;

/**
 * Runs the parts one after the other, except those of `BESIDE_LONG_RUN`. A part that fails does not affect the others;
 * n8n is restarted after it.
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

/** Reads the arguments. @returns undefined when one is unknown */
function parseArguments(args: string[]) {
	const options: BenchOptions = { profile: args.includes('--profile'), small: args.includes('--small') };
	const settings: Record<string, string> = {};
	for (const arg of args) {
		const [, name, value] = /^--n8n=(\w+)=(.*)$/.exec(arg) ?? [];
		if (name !== undefined) settings[name] = value;
	}
	const scenarios = args.filter((arg) => !arg.startsWith('--'));
	if (scenarios.some((part) => !PARTS.includes(part))) return undefined;
	return { options, settings, parts: scenarios.length > 0 ? scenarios : PARTS, isWhole: args.length === 0 };
}

async function main(): Promise<void> {
	const parsed = parseArguments(process.argv.slice(2));
	if (parsed === undefined) {
		say(USAGE);
		process.exitCode = 2;
		return;
	}
	if (process.platform !== 'linux')
		throw new Error('The benchmark runs on Linux only, because it reads CPU time and memory from /proc.');
	mkdirSync(artifacts, { recursive: true });
	const began = Date.now();
	const loadBefore = loadAverage();
	const { options, settings, parts, isWhole } = parsed;
	const checkout = isWhole ? { date: today(), commit: commit() } : undefined;
	const setup = await prepareGround(say, settings);
	try {
		const runOf = (figures: Figure[]): BenchRun => ({
			machine: {
				cpus: cpus().length,
				cpu: cpus()[0]?.model,
				memoryMb: Math.round(totalmem() / 2 ** 20),
				node: process.version,
				n8n: setup.host.version,
				loadAverageBefore: loadBefore,
				loadAverageAfter: loadAverage(),
			},
			seconds: Math.round((Date.now() - began) / 1000),
			figures,
		});
		const { figures, broken } = await measure(setup, parts, options, (soFar) =>
			writeFileSync(join(artifacts, 'bench.json'), `${JSON.stringify(runOf(soFar), null, '\t')}\n`),
		);
		const run = runOf(figures);
		if (checkout && broken.length === 0) saveMeasured({ ...checkout, ...run });
		const { n8n, cpus: cores, cpu, loadAverageBefore, loadAverageAfter } = run.machine;
		process.stdout.write(
			`\nn8n ${n8n}, ${cores} x ${cpu}, load average ${loadAverageBefore} before and ${loadAverageAfter} after, ${run.seconds} s\n`,
		);
		process.stdout.write(
			`Median (smallest to largest run). The emulator runs on the same machine.\n\n${table(figures)}\n`,
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
