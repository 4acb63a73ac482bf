import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../../scripts/n8n/paths';
import { buildAndPack } from '../../scripts/n8n/package';
import { inQueueMode } from './support/cluster';
import { savePackedPackage } from './support/packed';
import { missingServices, MISSING_SERVICES } from './support/services';

/** Builds and packs once for all hosts, and clears the artifacts of an earlier run. */
export default async function globalSetup(): Promise<void> {
	const artifacts = join(PROJECT, 'artifacts');
	rmSync(join(artifacts, inQueueMode ? 'queue-results.json' : 'e2e-results.json'), { force: true });
	if (inQueueMode) process.env[MISSING_SERVICES] = (await missingServices()) ?? '';
	else rmSync(join(artifacts, 'screenshots'), { recursive: true, force: true });
	savePackedPackage(await buildAndPack());
}
