import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PackedPackage } from '../../../scripts/n8n/package';

/** Passed from jest's global setup to the test files, which share only the environment. */
const VARIABLE = 'E2E_PACKED';

export function savePackedPackage({ tarball, ...rest }: PackedPackage): void {
	const folder = mkdtempSync(join(tmpdir(), 'e2e-packed-'));
	writeFileSync(join(folder, 'package.tgz'), tarball);
	writeFileSync(join(folder, 'package.json'), JSON.stringify(rest));
	process.env[VARIABLE] = folder;
}

/** The package that the global setup packed. */
export function packedPackage(): PackedPackage {
	const folder = process.env[VARIABLE] ?? '';
	const rest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Omit<PackedPackage, 'tarball'>;
	return { ...rest, tarball: readFileSync(join(folder, 'package.tgz')) };
}

export function removePackedPackage(): void {
	rmSync(process.env[VARIABLE] ?? '', { recursive: true, force: true });
}
