import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { npm } from './npm';
import { PROJECT } from './paths';

/** Our package, as created by `npm pack`. */
export interface PackedPackage {
	manifest: { name: string; version: string };
	/** The tarball's file name. */
	file: string;
	tarball: Buffer;
	/** Subresource integrity of the tarball, as in an npm lock file. */
	integrity: string;
}

/** Builds the package and packs it. @throws when the build or npm fails */
export async function buildAndPack(): Promise<PackedPackage> {
	await npm(PROJECT, ['run', '--silent', 'build']);
	const folder = mkdtempSync(join(tmpdir(), 'packed-'));
	try {
		await npm(PROJECT, ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder]);
		const manifest = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as PackedPackage['manifest'];
		const file = `${manifest.name}-${manifest.version}.tgz`;
		const tarball = readFileSync(join(folder, file));
		const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
		return { manifest, file, tarball, integrity };
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/**
 * Installs the package where n8n looks for community packages, with the same steps as n8n's "Install": unpack, remove
 * non-runtime dependencies, install the rest without scripts. Replaces an existing installation. n8n must not be
 * running.
 *
 * @param userFolder n8n's N8N_USER_FOLDER
 */
export async function installOnDisk(packed: PackedPackage, userFolder: string): Promise<void> {
	const nodes = join(userFolder, '.n8n', 'nodes');
	const target = join(nodes, 'node_modules', packed.manifest.name);
	rmSync(target, { recursive: true, force: true });
	mkdirSync(target, { recursive: true });
	execFileSync('tar', ['-xzf', '-', '-C', target, '--strip-components=1'], { input: packed.tarball });

	const manifest = JSON.parse(readFileSync(join(target, 'package.json'), 'utf8')) as Record<string, unknown>;
	for (const kind of ['devDependencies', 'peerDependencies', 'optionalDependencies']) delete manifest[kind];
	writeFileSync(join(target, 'package.json'), JSON.stringify(manifest, null, 2));
	await npm(target, [
		'install',
		'--audit=false',
		'--fund=false',
		'--bin-links=false',
		'--install-strategy=shallow',
		'--ignore-scripts=true',
		'--package-lock=false',
	]);
	writeFileSync(
		join(nodes, 'package.json'),
		JSON.stringify(
			{ name: 'installed-nodes', private: true, dependencies: { [packed.manifest.name]: packed.manifest.version } },
			null,
			2,
		),
	);
}
