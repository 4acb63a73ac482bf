import type { N8nGeneration } from '../../scripts/n8n/install';
import { agents } from './groups/agents';
import { conversation } from './groups/conversation';
import { crash } from './groups/crash';
import { credentials } from './groups/credentials';
import { examples } from './groups/examples';
import { flows } from './groups/flows';
import { installation } from './groups/installation';
import { media } from './groups/media';
import { messages } from './groups/messages';
import { sendAndWait } from './groups/sendAndWait';
import { sendLogContract } from './groups/sendLogContract';
import { trigger } from './groups/trigger';
import { MISSING_SERVICES } from './support/services';
import { createTestEnvironment, type TestEnvironment } from './support/testEnvironment';

/** A group of tests; the environment is available once its tests run. */
export type Group = (env: () => TestEnvironment) => void;

/** The first run installs n8n; later ones only start it. */
const START_LIMIT_MS = 45 * 60_000;

/** Declares the end-to-end tests for one major version of n8n. */
export function wholeN8n(kind: N8nGeneration, name: string, ...more: Group[]): void {
	(process.env[MISSING_SERVICES] ? describe.skip : describe)(`a whole n8n ${name}`, () => {
		let env: TestEnvironment | undefined;
		const theWorld = () => {
			if (!env) throw new Error('n8n did not start');
			return env;
		};
		beforeAll(async () => {
			env = await createTestEnvironment(kind);
		}, START_LIMIT_MS);
		beforeEach(() => theWorld().emulator.reset());
		afterAll(async () => await env?.close());

		for (const group of [
			installation,
			credentials(kind),
			messages,
			crash,
			sendLogContract,
			media,
			agents(kind),
			examples,
			sendAndWait(kind),
			trigger,
			conversation,
			flows,
			...more,
		])
			group(theWorld);
	});
}
