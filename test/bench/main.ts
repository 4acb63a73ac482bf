import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { PROJECT } from '../../scripts/host/paths';
import { makeBed, prepareGround, type Bed, type Ground } from './bed';
import { ratio, table, type Figure } from './figures';
import { campaign } from './parts/campaign';
import { crash, crashWorker } from './parts/crash';
import { fast } from './parts/fast';
import { endpoint } from './parts/endpoint';
import { download, upload } from './parts/media';
import { memory } from './parts/memory';
import { broadcast, durable, unlimited } from './parts/messages';
import { receive } from './parts/receive';
import { reject } from './parts/reject';
import { remembered } from './parts/remembered';
import { scale } from './parts/scale';
import { share } from './parts/share';
import { start } from './parts/start';
import { templates } from './parts/templates';
import { validate } from './parts/validate';
import { plot } from './plot';
import { loadAverage } from './proc';
import type { Side } from './workflows';

const USAGE = `npm run bench                        all scenarios
npm run bench -- broadcast upload    selected scenarios: campaign, crash, crashWorker, memory, fast, scale, share, broadcast, unlimited, durable, templates, upload, download, receive, reject, endpoint, start, validate, remembered
npm run bench -- campaign --small    with fewer messages, for a quick check
npm run bench -- unlimited --profile also writes CPU profiles of both nodes to artifacts/`;

const artifacts = join(PROJECT, 'artifacts');

const say = (line: string) => process.stderr.write(`${line}\n`);

function writeProfile(side: Side, profile: unknown): void {
	const file = join(artifacts, `bench-${side}.cpuprofile`);
	writeFileSync(file, JSON.stringify(profile));
	say(`wrote ${file}`);
}

/** The plot of the campaign, for the README; that of a small run is only written to artifacts/. */
async function plotted(bed: Bed, small: boolean): Promise<Figure[]> {
	const { figures, lines } = await campaign(bed, say, small);
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
interface Wish {
	/** Also write CPU profiles. */
	profile: boolean;
	/** Run the long parts with fewer messages. */
	small: boolean;
}

/** The parts that share one running n8n. */
const IN_ONE_N8N: Record<string, (bed: Bed, wish: Wish) => Promise<Figure[]>> = {
	campaign: async (bed, { small }) => await plotted(bed, small),
	fast: async (bed, { profile, small }) => await fast(bed, say, small, profile ? writeProfile : undefined),
	crash: async (bed, { small }) => await crash(bed, say, small),
	memory: async (bed, { small }) => await memory(bed, say, small),
	broadcast: async (bed) => await broadcast(bed, say),
	unlimited: async (bed, { profile }) => await unlimited(bed, say, profile ? writeProfile : undefined),
	durable: async (bed) => await durable(bed, say),
	templates: async (bed, { profile }) => await templates(bed, say, profile ? writeProfile : undefined),
	upload: async (bed) => await upload(bed, say),
	download: async (bed) => await download(bed, say),
	receive: async (bed) => await receive(bed, say),
	reject: async (bed) => await reject(bed, say),
	endpoint: async (bed) => await endpoint(bed, say),
};

/** The parts that start everything they need. */
const ON_THEIR_OWN: Record<string, (ground: Ground, wish: Wish) => Promise<Figure[]>> = {
	crashWorker: async (ground, { small }) => await crashWorker(ground, say, small),
	scale: async (ground, { small }) => await scale(ground, say, small),
	share: async (_ground, { small }) => await share(say, small),
	start: async (ground) => await start(ground, say),
	validate: async () => validate(say),
	remembered: async (_ground, { small }) => remembered(say, small),
};

/**
 * Runs the parts one after the other. A part that fails does not affect the others; n8n is restarted after it.
 * @param keep called with the figures so far after each part
 * @returns all figures, and the names of the failed parts
 */
async function measure(
	ground: Ground,
	parts: string[],
	wish: Wish,
	keep: (figures: Figure[]) => void,
): Promise<{ figures: Figure[]; broken: string[] }> {
	const figures: Figure[] = [];
	const broken: string[] = [];
	const attempt = async (part: string, run: () => Promise<Figure[]>): Promise<boolean> => {
		try {
			figures.push(...(await run()));
			return true;
		} catch (thrown) {
			say(`${part} failed: ${(thrown as Error).stack}`);
			broken.push(part);
			return false;
		} finally {
			keep(figures);
		}
	};
	const sending = parts.filter((part) => part in IN_ONE_N8N);
	if (sending.length > 0) {
		say(`Starting n8n ${ground.host.version}...`);
		const bed = await makeBed(ground);
		try {
			for (const part of sending)
				if (!(await attempt(part, async () => await IN_ONE_N8N[part](bed, wish)))) await bed.crash();
		} finally {
			await bed.n8n.stop();
		}
	}
	for (const part of parts.filter((name) => name in ON_THEIR_OWN))
		await attempt(part, async () => await ON_THEIR_OWN[part](ground, wish));
	return { figures, broken };
}

async function main(): Promise<void> {
	const all = [...Object.keys(IN_ONE_N8N), ...Object.keys(ON_THEIR_OWN)];
	const args = process.argv.slice(2);
	const wish = { profile: args.includes('--profile'), small: args.includes('--small') };
	const asked = args.filter((arg) => !arg.startsWith('--'));
	if (asked.some((part) => !all.includes(part))) {
		say(USAGE);
		process.exitCode = 2;
		return;
	}
	if (process.platform !== 'linux')
		throw new Error('The benchmark runs on Linux only, because it reads CPU time and memory from /proc.');
	mkdirSync(artifacts, { recursive: true });
	const began = Date.now();
	const loadBefore = loadAverage();
	const ground = await prepareGround(say);
	try {
		const machine = () => ({
			cpus: cpus().length,
			cpu: cpus()[0]?.model,
			memoryMb: Math.round(totalmem() / 2 ** 20),
			node: process.version,
			n8n: ground.host.version,
			loadAverageBefore: loadBefore,
			loadAverageAfter: loadAverage(),
		});
		const seconds = () => Math.round((Date.now() - began) / 1000);
		const { figures, broken } = await measure(ground, asked.length > 0 ? asked : all, wish, (soFar) => {
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
		await ground.close();
	}
}

main().catch((thrown: Error) => {
	process.stderr.write(`${thrown.stack}\n`);
	process.exitCode = 1;
});
