import { parseArgs } from 'node:util';
import { migrateContent, NEXT_STEPS } from './content';
import { defaultOutput, readFile, writeNewFile } from './files';
import { MigrationRefused } from './types';

const usage = `Swaps n8n's built-in WhatsApp nodes in a workflow file for those of this package.

  npm run migrate -- workflow.json [--out new-file.json]

The file is not changed: the result goes to workflow.migrated.json, or to the file named with --out, which must not
be there yet. Exit code 0: written; 1: nothing written; 2: called in another way than this.`;

/** Output of the command: lines of the report, and error lines. */
export interface Output {
	print: (text: string) => void;
	complain: (text: string) => void;
}

/** The arguments of the command line. */
function readArguments(args: string[]): { file: string; out?: string } | 'help' | 'wrong' {
	try {
		const { values, positionals } = parseArgs({
			args,
			options: { out: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
			allowPositionals: true,
		});
		if (values.help) return 'help';
		return positionals.length === 1 ? { file: positionals[0], out: values.out } : 'wrong';
	} catch {
		return 'wrong';
	}
}

/** @throws MigrationRefused */
function migrateFile(file: string, out: string, { print }: Output): void {
	const { report, content } = migrateContent(readFile(file), file);
	print(report);
	if (content === undefined) throw new MigrationRefused('No file was written because no node could be converted.');
	writeNewFile(out, content);
	print(`\nWritten: ${out}\n${NEXT_STEPS}`);
}

/**
 * The command `npm run migrate`.
 * @param args the arguments after the command's name
 * @returns the exit code: 0 written (or help shown), 1 nothing written, 2 invalid arguments
 */
export function run(args: string[], output: Output): number {
	const cliArguments = readArguments(args);
	if (cliArguments === 'help') {
		output.print(usage);
		return 0;
	}
	if (cliArguments === 'wrong') {
		output.complain(usage);
		return 2;
	}
	try {
		migrateFile(cliArguments.file, cliArguments.out ?? defaultOutput(cliArguments.file), output);
		return 0;
	} catch (error) {
		if (!(error instanceof MigrationRefused)) throw error;
		output.complain(error.message);
		return 1;
	}
}
