import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { cleanEnvironment } from './paths';

/**
 * Runs npm.
 *
 * @param cwd the folder to run it in
 * @param environment variables to add to those of this process
 * @throws Error with the beginning and end of npm's output when it fails
 */
export async function npm(cwd: string, args: string[], environment: Record<string, string> = {}): Promise<void> {
	const child = spawn('npm', args, {
		cwd,
		env: cleanEnvironment(environment),
		stdio: ['ignore', 'pipe', 'pipe'],
		shell: process.platform === 'win32',
	});
	let cause: Error | undefined;
	const ended = new Promise<number | null>((done) => {
		child.once('error', (thrown) => {
			cause = thrown;
			done(null);
		});
		child.once('close', done);
	});
	const [status, ...output] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
	if (status === 0) return;
	const lines = output.join('').trim().split('\n');
	const excerpt = lines.length > 50 ? [...lines.slice(0, 25), '...', ...lines.slice(-25)] : lines;
	throw new Error(`npm ${args.join(' ')} failed in ${cwd}\n${excerpt.join('\n')}`, { cause });
}
