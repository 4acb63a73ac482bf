import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { waitFor } from './wait';

/**
 * Runs `work` while no other process runs work under the same lock file. A lock whose owner no longer runs is taken
 * over.
 *
 * @param file the lock file; its folder must exist
 * @param limitMs how long to wait for the other process, in milliseconds
 * @throws Error when the lock is not free in time; any error of `work`
 */
export async function withLock<T>(file: string, limitMs: number, work: () => Promise<T>): Promise<T> {
	await waitFor(`the lock ${file}`, () => (take(file) ? true : undefined), limitMs);
	try {
		return await work();
	} finally {
		rmSync(file, { force: true });
	}
}

function take(file: string): boolean {
	const owner = readOwner(file);
	if (owner === process.pid || (owner !== undefined && isAlive(owner))) return false;
	if (owner !== undefined) rmSync(file, { force: true });
	try {
		writeFileSync(file, String(process.pid), { flag: 'wx' });
	} catch {
		return false;
	}
	return readOwner(file) === process.pid;
}

/** The process that holds the lock; undefined when the lock is free. */
function readOwner(file: string): number | undefined {
	try {
		return Number(readFileSync(file, 'utf8'));
	} catch {
		return undefined;
	}
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}
