import type { HostKind } from '../../scripts/host/install';
import { credentials } from './groups/credentials';
import { installation } from './groups/installation';
import { media } from './groups/media';
import { messages } from './groups/messages';
import { createWorld, type World } from './support/world';

/** A group of tests; the world is there once its tests run. */
export type Group = (world: () => World) => void;

/** Minutes: the build, and the start of n8n on a busy machine. Not its installation, which happens once. */
const START_LIMIT_MS = 45 * 60_000;

/** Declares the end-to-end tests for one generation of n8n. */
export function wholeN8n(kind: HostKind, name: string, ...more: Group[]): void {
	describe(`a whole n8n ${name}`, () => {
		let world: World | undefined;
		const theWorld = () => {
			if (!world) throw new Error('n8n did not start');
			return world;
		};
		beforeAll(async () => {
			world = await createWorld(kind);
		}, START_LIMIT_MS);
		beforeEach(() => theWorld().emulator.reset());
		afterAll(async () => await world?.close());

		for (const group of [installation, credentials(kind), messages, media, ...more]) group(theWorld);
	});
}
