import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle, MAIN } from './bundle';
import { writeEntries } from './entries';
import { thirdPartyLicenses } from './licenses';

export const LICENSES = 'THIRD_PARTY_LICENSES';

/**
 * Builds the code of a package: the bundle, the modules that n8n loads, and the licenses of what is bundled.
 *
 * @param root folder of the package; its sources are where the modules are in dist/
 * @param modules that package.json names for n8n, such as dist/nodes/Pack/One.node.js
 * @param minimumChunkSize as for bundle
 */
export async function buildCode(root: string, modules: string[], minimumChunkSize?: number): Promise<void> {
	const classes = modules.map((module) => module.replace(/^dist\//, '').replace(/\.js$/, '.ts'));
	const { thirdParty } = await bundle({ root, classes, outputFolder: join(root, 'dist'), minimumChunkSize });
	const licenses = thirdPartyLicenses(root, thirdParty);
	if (licenses !== undefined) await writeFile(join(root, LICENSES), licenses);
	await writeEntries(root, modules, `dist/${MAIN}`);
}
