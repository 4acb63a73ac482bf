import type { N8nGeneration } from '../../scripts/n8n/install';
import { account } from './groups/account';
import { agents } from './groups/agents';
import { combine } from './groups/combine';
import { conversation } from './groups/conversation';
import { crash } from './groups/crash';
import { credentials } from './groups/credentials';
import { delivery } from './groups/delivery';
import { examples } from './groups/examples';
import { flowFailures } from './groups/flowFailures';
import { flows } from './groups/flows';
import { installation } from './groups/installation';
import { media } from './groups/media';
import { messages } from './groups/messages';
import { pauses } from './groups/pauses';
import { phone } from './groups/phone';
import { phoneCustomer } from './groups/phoneCustomer';
import { phoneMessages } from './groups/phoneMessages';
import { sendAndWait } from './groups/sendAndWait';
import { sendLogContract } from './groups/sendLogContract';
import { serviceWindow } from './groups/serviceWindow';
import { trigger } from './groups/trigger';
import { webhookFields } from './groups/webhookFields';
import { MISSING_SERVICES } from './support/services';
import { createTestEnvironment, type TestEnvironment } from './support/testEnvironment';

/** A group of tests; the environment is available once its tests run. */
export type Group = (env: () => TestEnvironment) => void;

/** The groups that run on both major versions of n8n in regular mode. */
export const regularGroups = (kind: N8nGeneration): Group[] => [
	installation,
	credentials(kind),
	messages,
	crash,
	sendLogContract,
	media,
	account,
	agents(kind),
	examples(kind),
	sendAndWait(kind),
	trigger,
	webhookFields,
	conversation,
	combine(kind),
	pauses,
	delivery,
	serviceWindow,
	phone(kind),
	phoneMessages(kind),
	phoneCustomer(kind),
	flows,
	flowFailures,
];

/** The groups that run in queue mode too: all that depends on which process handles a webhook or an execution. */
export const queueGroups = (kind: N8nGeneration): Group[] => [
	messages,
	sendAndWait(kind),
	trigger,
	conversation,
	delivery,
	flows,
	flowFailures,
];

/** The first run installs n8n; later ones only start it. */
const START_LIMIT_MS = 45 * 60_000;

/** Declares groups of tests that share one installed n8n. */
export function describeN8n(title: string, kind: N8nGeneration, groups: Group[]): void {
	(process.env[MISSING_SERVICES] ? describe.skip : describe)(title, () => {
		let started: TestEnvironment | undefined;
		const env = () => {
			if (!started) throw new Error('n8n did not start');
			return started;
		};
		beforeAll(async () => {
			started = await createTestEnvironment(kind);
		}, START_LIMIT_MS);
		beforeEach(() => env().emulator.reset());
		afterAll(async () => await started?.close());

		for (const group of groups) group(env);
	});
}
