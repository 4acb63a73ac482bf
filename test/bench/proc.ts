import { readFileSync, writeFileSync } from 'node:fs';
import { waitFor } from '../../scripts/host/wait';

/** Clock ticks per second in /proc: fixed at 100 for programs on Linux (man 5 proc, USER_HZ). */
const TICKS_PER_SECOND = 100;

const MB = 1024 * 1024;

/** Processor time that a process has used so far, all its threads, user and system, in milliseconds (steps of 10). */
export function cpuMs(pid: number): number {
	const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
	// The second field, the program's name, may hold spaces and brackets: fields are counted from its end.
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	const [utime, stime] = [Number(fields[11]), Number(fields[12])];
	return ((utime + stime) * 1000) / TICKS_PER_SECOND;
}

function statusMb(pid: number, field: 'VmRSS' | 'VmHWM'): number {
	const line = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
	return (Number(line?.[1]) * 1024) / MB;
}

/** Memory that a process holds now (resident set), in MB. */
export function residentMb(pid: number): number {
	return statusMb(pid, 'VmRSS');
}

/** The most memory that a process held since its start or the last `resetPeak`, in MB. */
export function peakMb(pid: number): number {
	return statusMb(pid, 'VmHWM');
}

/** Makes `peakMb` start anew (man 5 proc, clear_refs: 5). */
export function resetPeak(pid: number): void {
	writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

/** Load average of the last minute: what else ran on the machine shows here. */
export function loadAverage(): number {
	return Number(readFileSync('/proc/loadavg', 'utf8').split(' ')[0]);
}

/** Samples that must be quiet in a row. */
const QUIET_SAMPLES = 5;

/** Waits until a process has nothing to do any more: at most two ticks in half a second. */
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
