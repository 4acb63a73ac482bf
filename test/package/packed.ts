import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';

/** The repository. */
export const root = join(__dirname, '..', '..');

export interface PackageJson {
	name: string;
	version: string;
	homepage: string;
	n8n: { nodes: string[]; credentials: string[] };
	[key: string]: unknown;
}

export const packageJson = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as PackageJson;

/** Every file below a folder, relative to `base`, with forward slashes, sorted. A folder that is not there holds none. */
export function filesBelow(folder: string, base: string = folder): string[] {
	if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
	return readdirSync(folder, { withFileTypes: true, recursive: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(base, join(entry.parentPath, entry.name)).split(sep).join('/'))
		.sort();
}

/** Source files of the repository's `nodes` and `credentials` folders that end as given. */
export function sources(ending: string): string[] {
	return ['nodes', 'credentials']
		.flatMap((folder) => filesBelow(join(root, folder), root))
		.filter((file) => file.endsWith(ending));
}

/** The package as a user's n8n gets it. */
export interface Packed {
	/** Where it is unpacked: outside the repository, so that nothing resolves from the repository's node_modules. */
	folder: string;
	files: string[];
	remove(): void;
}

/**
 * Packs the built package with npm and unpacks it into a temporary folder.
 * @throws when dist is not there: the package tests look at what `npm run build` made
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
