import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { waitFor } from '../../scripts/n8n/wait';

/** Clock ticks per second in /proc: fixed at 100 for programs on Linux (man 5 proc, USER_HZ). */
const TICKS_PER_SECOND = 100;

const MB = 1024 * 1024;

/** The fields of /proc/PID/stat (man 5 proc) from the third one on. @throws Error when the process has ended */
function statOf(pid: number): string[] {
	const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
	// The second field, the program's name, may contain spaces and parentheses: fields are counted from its end.
	return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

const ticksMs = (...ticks: string[]): number =>
	(ticks.reduce((sum, one) => sum + Number(one), 0) * 1000) / TICKS_PER_SECOND;

/** CPU time of a process so far, all its threads, user and system, in milliseconds (steps of 10). */
export function cpuMs(pid: number): number {
	const [utime, stime] = statOf(pid).slice(11);
	return ticksMs(utime, stime);
}

/** The process that started a process. @throws Error when the process has ended */
export const parentOf = (pid: number): number => Number(statOf(pid)[1]);

/** The CPU time of a process and its parent; undefined when it has ended. */
function listed(pid: number): { parent: number; ms: number } | undefined {
	try {
		const [, parent, ...rest] = statOf(pid);
		// utime, stime, and those of its children that have ended: cutime, cstime.
		return { parent: Number(parent), ms: ticksMs(...rest.slice(9, 13)) };
	} catch {
		return undefined;
	}
}

/**
 * CPU time so far of a process and of everything that it started, also of what has ended since, in milliseconds.
 * @throws Error when the process has ended
 */
export function treeCpuMs(root: number): number {
	const all = new Map<number, { parent: number; ms: number }>();
	for (const name of readdirSync('/proc')) {
		const found = /^\d+$/.test(name) ? listed(Number(name)) : undefined;
		if (found) all.set(Number(name), found);
	}
	if (!all.has(root)) throw new Error(`Process ${root} has ended`);
	const isInTree = (pid: number): boolean => pid === root || (all.has(pid) && isInTree(all.get(pid)!.parent));
	return [...all].reduce((sum, [pid, { ms }]) => sum + (isInTree(pid) ? ms : 0), 0);
}

function statusMb(pid: number, field: 'VmRSS' | 'VmHWM'): number {
	const line = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
	return (Number(line?.[1]) * 1024) / MB;
}

/** Current memory of a process (resident set), in MB. */
export function residentMb(pid: number): number {
	return statusMb(pid, 'VmRSS');
}

/** Peak memory of a process since its start or the last `resetPeak`, in MB. */
export function peakMb(pid: number): number {
	return statusMb(pid, 'VmHWM');
}

/** Resets `peakMb` (man 5 proc, clear_refs: 5). */
export function resetPeak(pid: number): void {
	writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

/** Load average of the last minute: shows what else ran on the machine. */
export function loadAverage(): number {
	return Number(readFileSync('/proc/loadavg', 'utf8').split(' ')[0]);
}

/** Number of consecutive samples that must be quiet. */
const QUIET_SAMPLES = 5;

/** Waits until a process is idle: at most two ticks in half a second. */
export async function settle(pid: number): Promise<void> {
	const samples: number[] = [];
	await waitFor(
		'n8n to have nothing to do',
		() => {
			samples.unshift(cpuMs(pid));
			const earlier = samples[QUIET_SAMPLES];
			return earlier !== undefined && samples[0] - earlier <= 20 ? true : undefined;
		},
		60_000,
	);
}
