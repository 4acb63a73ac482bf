/** The parts of a V8 CPU profile that are read here. */
interface CpuProfile {
	nodes: Array<{ id: number; callFrame: { functionName: string; url: string; lineNumber: number } }>;
	samples: number[];
	timeDeltas: number[];
}

export interface Hotspot {
	/** `encrypt (node:tls)` */
	name: string;
	/** Share of the busy time, 0 to 100. */
	percent: number;
}

/** Not work of n8n: waiting, and taking the profile. */
const IDLE = /^\((idle|program|root)\)$/;
const PROFILER = 'node:inspector';

function place(url: string): string {
	if (url === '') return 'native';
	if (url.startsWith('node:')) return url;
	const inModules = /node_modules\/((?:@[^/]+\/)?[^/]+)(?!.*node_modules\/)/.exec(url);
	return inModules?.[1] ?? url.split('/').slice(-2).join('/');
}

/** CPU time by function and by package; idle time is left out. */
export function hotspots(profile: unknown, most = 12): { functions: Hotspot[]; packages: Hotspot[] } {
	const { nodes, samples, timeDeltas } = profile as CpuProfile;
	const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
	const functions = new Map<string, number>();
	const packages = new Map<string, number>();
	let busy = 0;
	for (const [index, id] of samples.entries()) {
		const frame = frames.get(id);
		const time = timeDeltas[index];
		if (frame === undefined || IDLE.test(frame.functionName) || frame.url === PROFILER) continue;
		busy += time;
		const where = frame.functionName === '(garbage collector)' ? 'garbage collector' : place(frame.url);
		const name = where === 'garbage collector' ? where : `${frame.functionName || 'anonymous'} (${where})`;
		functions.set(name, (functions.get(name) ?? 0) + time);
		packages.set(where, (packages.get(where) ?? 0) + time);
	}
	const largest = (map: Map<string, number>): Hotspot[] =>
		[...map]
			.sort(([, one], [, other]) => other - one)
			.slice(0, most)
			.map(([name, time]) => ({ name, percent: Math.round((1000 * time) / busy) / 10 }));
	return { functions: largest(functions), packages: largest(packages) };
}
