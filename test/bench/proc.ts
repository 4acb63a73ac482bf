import { readFileSync, writeFileSync } from 'node:fs';
import { waitFor } from '../../scripts/n8n/wait';

/** Clock ticks per second in /proc: fixed at 100 for programs on Linux (man 5 proc, USER_HZ). */
const TICKS_PER_SECOND = 100;

const MB = 1024 * 1024;

/** CPU time of a process so far, all its threads, user and system, in milliseconds (steps of 10). */
export function cpuMs(pid: number): number {
	const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
	// The second field, the program's name, may contain spaces and parentheses: fields are counted from its end.
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	const [utime, stime] = [Number(fields[11]), Number(fields[12])];
	return ((utime + stime) * 1000) / TICKS_PER_SECOND;
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
