import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { migratedName } from './content';
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

/** @returns the content @throws MigrationRefused when the file cannot be read */
export function readFile(file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch (error) {
		throw new MigrationRefused(`Cannot read '${file}': ${reason(error)}.`);
	}
}

/** Default output file: beside the input. */
export const defaultOutput = (file: string): string => join(dirname(file), migratedName(basename(file)));

/** Writes a file that must not exist yet. @throws MigrationRefused when it exists, or cannot be written */
export function writeNewFile(file: string, content: string): void {
	try {
		writeFileSync(file, content, { flag: 'wx' });
	} catch (error) {
		throw new MigrationRefused(`Cannot write '${file}': ${reason(error)}.`);
	}
}
