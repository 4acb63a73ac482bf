import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';

/** Root folder of the repository. */
export const root = join(__dirname, '..', '..');

export interface PackageJson {
	name: string;
	version: string;
	homepage: string;
	n8n: { nodes: string[]; credentials: string[] };
	[key: string]: unknown;
}

export const packageJson = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as PackageJson;

/** Sorted files below a folder, relative to `base`, with forward slashes; empty if the folder does not exist. */
export function filesBelow(folder: string, base: string = folder): string[] {
	if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
	return readdirSync(folder, { withFileTypes: true, recursive: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(base, join(entry.parentPath, entry.name)).split(sep).join('/'))
		.sort();
}

/** Source files in the repository's `nodes` and `credentials` folders with the given ending. */
export function sources(ending: string): string[] {
	return ['nodes', 'credentials']
		.flatMap((folder) => filesBelow(join(root, folder), root))
		.filter((file) => file.endsWith(ending));
}

/** The package as users install it. */
export interface Packed {
	/** Unpacked outside the repository, so that nothing resolves from the repository's node_modules. */
	folder: string;
	files: string[];
	remove(): void;
}

/**
 * Packs the built package with npm and unpacks it into a temporary folder.
 * @throws if dist is missing: the package tests check the output of `npm run build`
 */
export function packAndUnpack(): Packed {
	if (!statSync(join(root, 'dist'), { throwIfNoEntry: false })) {
		throw new Error('There is no dist folder. Run `npm run build` first.');
	}
	const temporary = mkdtempSync(join(tmpdir(), 'packed-'));
	execFileSync('npm', ['pack', '--ignore-scripts', '--loglevel=error', '--pack-destination', temporary], {
		cwd: root,
		stdio: ['ignore', 'ignore', 'inherit'],
		shell: process.platform === 'win32',
	});
	const [tarball] = readdirSync(temporary);
	execFileSync('tar', ['-xzf', tarball], { cwd: temporary });
	const folder = join(temporary, 'package');
	return {
		folder,
		files: filesBelow(folder),
		remove: () => rmSync(temporary, { recursive: true, force: true }),
	};
}
