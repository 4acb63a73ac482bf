import { spawnSync } from 'node:child_process';
import { cleanEnvironment } from './paths';

/**
 * Runs npm and waits for it.
 *
 * @param cwd the folder to run it in
 * @param environment variables to add to those of this process
 * @throws Error with the beginning and end of npm's output when it fails
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
	const words = `${run.stdout ?? ''}${run.stderr ?? ''}`.trim().split('\n');
	const excerpt = words.length > 50 ? [...words.slice(0, 25), '...', ...words.slice(-25)] : words;
	throw new Error(`npm ${args.join(' ')} failed in ${cwd}\n${excerpt.join('\n')}`, { cause: run.error });
}
