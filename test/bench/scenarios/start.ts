import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { cleanEnvironment } from '../../../scripts/n8n/paths';
import type { BenchSetup } from '../benchEnvironment';
import type { Figure } from '../figures';
import { cpuMs, residentMb, settle } from '../proc';
import { median, summary } from '../stats';
import { SIDES, type Side } from '../workflows';

const STARTS = 3;

const LOADS = 7;

/** Target for what the package adds to n8n's start. */
const MOST_MS = 60;

const MOST_MB = 7;

/** How long the idle n8n is observed, in ms. */
const IDLE = 20_000;

interface Start {
	wallMs: number;
	cpuMs: number;
	residentMb: number;
	/** CPU time per minute while idle. */
	idleMs: number;
}

/** Starts n8n once on a folder that it has already been started on, and stops it. */
async function startOnce(setup: BenchSetup, userFolder: string): Promise<Start> {
	const n8n = await setup.start(userFolder);
	try {
		await settle(n8n.pid);
		const used = cpuMs(n8n.pid);
		await n8n.collectGarbage();
		const memory = residentMb(n8n.pid);
		const before = cpuMs(n8n.pid);
		await pause(IDLE);
		const idleMs = ((cpuMs(n8n.pid) - before) * 60_000) / IDLE;
		return { wallMs: n8n.startMs, cpuMs: used, residentMb: memory, idleMs };
	} finally {
		await n8n.stop();
	}
}

interface Load {
	ms: number;
	rssMb: number;
	heapMb: number;
	/** Cost of the code, loaded at the first use; 0 for the built-in nodes, whose code is loaded with the descriptions. */
	codeMs: number;
	codeRssMb: number;
}

function loadOnce(setup: BenchSetup, side: Side, folder: string): Load {
	const modules = join(setup.host.folder, 'node_modules');
	const args = ['--expose-gc', join(__dirname, '..', 'load.cjs'), modules, side, folder];
	const output = execFileSync(setup.host.node, args, {
		encoding: 'utf8',
		// Lets packages find n8n's own modules.
		env: cleanEnvironment({ NODE_PATH: modules, NODE_ENV: 'production' }),
		cwd: folder,
	});
	return JSON.parse(output.trim().split('\n').at(-1) ?? '') as Load;
}

/**
 * The cost of the package when n8n starts: n8n's loader alone, in a fresh process each; and complete starts with and
 * without it, each followed by an idle n8n.
 */
export async function start(setup: BenchSetup, say: (line: string) => void): Promise<Figure[]> {
	const folders = { with: await setup.userFolder(true), without: await setup.userFolder(false) };
	const installed = join(folders.with, '.n8n', 'nodes', 'node_modules', setup.packed.manifest.name);
	const loads: Record<Side, Load[]> = { ours: [], builtIn: [] };
	for (let round = 0; round < LOADS; round++) {
		for (const side of SIDES) {
			const load = loadOnce(setup, side, installed);
			say(`load ${side}: ${JSON.stringify(load)}`);
			loads[side].push(load);
		}
	}
	const starts: Record<keyof typeof folders, Start[]> = { with: [], without: [] };
	const kinds = ['with', 'without'] as const;
	// The first start on a folder creates the database: not counted.
	for (const kind of kinds) await startOnce(setup, folders[kind]);
	for (let round = 0; round < STARTS; round++) {
		for (const kind of round % 2 === 0 ? kinds : [...kinds].reverse()) {
			const once = await startOnce(setup, folders[kind]);
			say(`start ${kind} package: ${JSON.stringify(once)}`);
			starts[kind].push(once);
		}
	}

	const loaded = (what: string, unit: string, pick: (load: Load) => number, most?: number): Figure => {
		const ours = summary(loads.ours.map(pick));
		const target = most === undefined ? undefined : { text: `<= ${most} ${unit}`, met: ours.median <= most };
		return { part: 'start', what, unit, ours, builtIn: summary(loads.builtIn.map(pick)), ...(target && { target }) };
	};
	const code = (what: string, unit: string, pick: (load: Load) => number): Figure => ({
		part: 'start',
		what,
		unit,
		ours: summary(loads.ours.map(pick)),
	});
	const added = (what: string, unit: string, pick: (start: Start) => number): Figure => {
		const without = median(starts.without.map(pick));
		return { part: 'start', what, unit, ours: summary(starts.with.map((once) => pick(once) - without)) };
	};
	return [
		loaded("n8n's loader, time", 'ms', (load) => load.ms, MOST_MS),
		loaded("n8n's loader, memory", 'MB', (load) => load.rssMb, MOST_MB),
		loaded("n8n's loader, heap kept", 'MB', (load) => load.heapMb),
		code('the code, at its first use, time', 'ms', (load) => load.codeMs),
		code('the code, at its first use, memory', 'MB', (load) => load.codeRssMb),
		added('added to a whole start, time', 'ms', (once) => once.wallMs),
		added('added to a whole start, CPU', 'ms', (once) => once.cpuMs),
		added('added to a whole start, memory', 'MB', (once) => once.residentMb),
		added('added to an idle n8n, CPU per minute', 'ms', (once) => once.idleMs),
	];
}
