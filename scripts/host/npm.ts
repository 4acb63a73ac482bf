import { spawnSync } from 'node:child_process';
import { cleanEnvironment } from './paths';

/**
 * Runs npm and waits for it.
 *
 * @param cwd the folder to run it in
 * @param environment variables to add to this process's own
 * @throws Error with npm's last words when it does not succeed
 */
export function npm(cwd: string, args: string[], environment: Record<string, string> = {}): void {
	const run = spawnSync('npm', args, {
		cwd,
		env: cleanEnvironment(environment),
		encoding: 'utf8',
		maxBuffer: 1 << 28,
		shell: process.platform === 'win32',
	});
	if (run.status === 0) return;
	const words = `${run.stdout ?? ''}${run.stderr ?? ''}`.trim().split('\n').slice(-25).join('\n');
	throw new Error(`npm ${args.join(' ')} did not succeed in ${cwd}\n${words}`, { cause: run.error });
}
