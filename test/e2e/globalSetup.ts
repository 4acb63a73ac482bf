import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../../scripts/host/paths';
import { buildAndPack } from '../../scripts/host/package';
import { keepPacked } from './support/packed';

/** Builds and packs once for all hosts, and clears what an earlier run left to look at. */
export default function globalSetup(): void {
	rmSync(join(PROJECT, 'artifacts', 'e2e-results.json'), { force: true });
	rmSync(join(PROJECT, 'artifacts', 'screenshots'), { recursive: true, force: true });
	keepPacked(buildAndPack());
}
