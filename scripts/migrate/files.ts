import { readFileSync, writeFileSync } from 'node:fs';
import { parse, format } from 'node:path';
import { MigrationRefused } from './types';

/** Why a file cannot be read or written, by the system's error code. */
const reasons: Record<string, string> = {
	ENOENT: 'the file or folder does not exist',
	EISDIR: 'it is a folder',
	ENOTDIR: 'part of its path is not a folder',
	EACCES: 'permission denied',
	EPERM: 'operation not permitted',
	EEXIST: 'the file already exists. Choose another name with --out',
	ENOSPC: 'the disk is full',
	EROFS: 'the disk is read-only',
};

const reason = (error: unknown): string => reasons[String((error as { code?: unknown }).code)] ?? 'unknown error';

/** @returns the parsed content @throws MigrationRefused when the file cannot be read or is not JSON */
export function readJsonFile(file: string): unknown {
	let text: string;
	try {
		text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
	} catch (error) {
		throw new MigrationRefused(`Cannot read '${file}': ${reason(error)}.`);
	}
	if (text.trim() === '') throw new MigrationRefused(`'${file}' is empty.`);
	try {
		return JSON.parse(text) as unknown;
	} catch {
		throw new MigrationRefused(
			`'${file}' is not valid JSON. Download the workflow from n8n's editor (menu > Download) and use that file.`,
		);
	}
}

/** Default output file: `<name>.migrated.json` beside the input. */
export function defaultOutput(file: string): string {
	const { dir, name, base, ext } = parse(file);
	return format({ dir, base: `${ext.toLowerCase() === '.json' ? name : base}.migrated.json` });
}

/** Writes a file that must not exist yet. @throws MigrationRefused when it exists, or cannot be written */
export function writeNewFile(file: string, content: unknown): void {
	try {
		writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`, { flag: 'wx' });
	} catch (error) {
		throw new MigrationRefused(`Cannot write '${file}': ${reason(error)}.`);
	}
}
