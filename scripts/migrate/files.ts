import { readFileSync, writeFileSync } from 'node:fs';
import { parse, format } from 'node:path';
import { MigrationRefused } from './types';

/** Why a file cannot be read or written, by the system's error code. */
const reasons: Record<string, string> = {
	ENOENT: 'there is no such file or folder',
	EISDIR: 'it is a folder',
	ENOTDIR: 'part of its path is not a folder',
	EACCES: 'this user is not allowed to',
	EPERM: 'the system does not allow it',
	EEXIST: 'a file of that name is there already. Name a new one with --out',
	ENOSPC: 'the disk is full',
	EROFS: 'the disk is read-only',
};

const reason = (error: unknown): string => reasons[String((error as { code?: unknown }).code)] ?? 'the system refused';

/** @returns the parsed content @throws MigrationRefused when the file cannot be read or is not JSON */
export function readJsonFile(file: string): unknown {
	let text: string;
	try {
		text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
	} catch (error) {
		throw new MigrationRefused(`'${file}' cannot be read: ${reason(error)}.`);
	}
	if (text.trim() === '') throw new MigrationRefused(`'${file}' is empty.`);
	try {
		return JSON.parse(text) as unknown;
	} catch {
		throw new MigrationRefused(
			`'${file}' is not JSON. Download the workflow from n8n's editor (menu > Download) and give that file.`,
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
		throw new MigrationRefused(`'${file}' was not written: ${reason(error)}.`);
	}
}
