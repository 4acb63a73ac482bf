import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Flags of Node.js for programs that measure their heap. */
export const HEAP_FLAGS = ['--expose-gc', '--max-old-space-size=4096', '--no-warnings'];

/** Runs Node.js in its own process. @returns what it prints, as JSON @throws Error when it fails */
export function runNode<Output>(args: Array<number | string>): Output {
	const command = [...HEAP_FLAGS, ...args.map(String)];
	return JSON.parse(execFileSync(process.execPath, command, { encoding: 'utf8' })) as Output;
}

/**
 * Runs a program of the benchmark in its own process.
 * @param name its file in this folder, without extension
 * @returns what it prints, as JSON
 * @throws Error when it fails
 */
export const runProgram = <Output>(name: string, args: Array<number | string>): Output =>
	runNode(['--import', 'tsx', join(__dirname, `${name}.ts`), ...args]);
