import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { PROJECT } from '../../scripts/host/paths';
import { makeBed, prepareGround, type Bed, type Ground } from './bed';
import { ratio, table, type Figure } from './figures';
import { download, upload } from './parts/media';
import { broadcast, unlimited } from './parts/messages';
import { start } from './parts/start';
import { templates } from './parts/templates';
import { loadAverage } from './proc';
import type { Side } from './workflows';

const USAGE = `npm run bench                        everything
npm run bench -- broadcast upload    some parts: broadcast, unlimited, templates, upload, download, start
npm run bench -- unlimited --profile also writes CPU profiles of both nodes to artifacts/`;

const artifacts = join(PROJECT, 'artifacts');

const say = (line: string) => process.stderr.write(`${line}\n`);

function writeProfile(side: Side, profile: unknown): void {
	const file = join(artifacts, `bench-${side}.cpuprofile`);
	writeFileSync(file, JSON.stringify(profile));
	say(`wrote ${file}`);
}

const SENDING: Record<string, (bed: Bed, profile: boolean) => Promise<Figure[]>> = {
	broadcast: async (bed) => await broadcast(bed, say),
	unlimited: async (bed, profile) => await unlimited(bed, say, profile ? writeProfile : undefined),
	templates: async (bed, profile) => await templates(bed, say, profile ? writeProfile : undefined),
	upload: async (bed) => await upload(bed, say),
	download: async (bed) => await download(bed, say),
};

async function measure(ground: Ground, parts: string[], profile: boolean): Promise<Figure[]> {
	const figures: Figure[] = [];
	const sending = parts.filter((part) => part in SENDING);
	if (sending.length > 0) {
		say(`Starting n8n ${ground.host.version}...`);
		const bed = await makeBed(ground);
		try {
			for (const part of sending) figures.push(...(await SENDING[part](bed, profile)));
		} finally {
			await bed.n8n.stop();
		}
	}
	if (parts.includes('start')) figures.push(...(await start(ground, say)));
	return figures;
}

async function main(): Promise<void> {
	const all = [...Object.keys(SENDING), 'start'];
	const args = process.argv.slice(2);
	const profile = args.includes('--profile');
	const asked = args.filter((arg) => arg !== '--profile');
	if (asked.some((part) => !all.includes(part))) {
		say(USAGE);
		process.exitCode = 2;
		return;
	}
	if (process.platform !== 'linux') throw new Error('The benchmark reads processor time and memory from /proc: it runs on Linux only.');
	mkdirSync(artifacts, { recursive: true });
	const began = Date.now();
	const loadBefore = loadAverage();
	const ground = await prepareGround(say);
	try {
		const figures = await measure(ground, asked.length > 0 ? asked : all, profile);
		const machine = {
			cpus: cpus().length,
			cpu: cpus()[0]?.model,
			memoryMb: Math.round(totalmem() / 2 ** 20),
			node: process.version,
			n8n: ground.host.version,
			loadAverageBefore: loadBefore,
			loadAverageAfter: loadAverage(),
		};
		const seconds = Math.round((Date.now() - began) / 1000);
		writeFileSync(
			join(artifacts, 'bench.json'),
			`${JSON.stringify({ machine, seconds, figures: figures.map((figure) => ({ ...figure, ratio: ratio(figure) })) }, null, '\t')}\n`,
		);
		process.stdout.write(`\nn8n ${machine.n8n}, ${machine.cpus} x ${machine.cpu}, load average ${loadBefore} before and ${machine.loadAverageAfter} after, ${seconds} s\n`);
		process.stdout.write(`Median (smallest..largest run). The emulator runs on the same machine.\n\n${table(figures)}\n`);
		if (figures.some(({ target }) => target && !target.met)) process.exitCode = 1;
	} finally {
		await ground.close();
	}
}

main().catch((thrown: Error) => {
	process.stderr.write(`${thrown.stack}\n`);
	process.exitCode = 1;
});
