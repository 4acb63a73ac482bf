import type { N8nGeneration } from '../../../scripts/n8n/install';
import { MISSING_SERVICES } from '../support/services';
import { itCombinesMessages } from './combine';
import { createQueueHarness, type QueueHarness } from './queueHarness';

const PEOPLE = Number(process.env.E2E_PEOPLE) || 500;

/** Number of people in the test that restarts n8n: fewer, because a restart takes a while. */
const RESTARTED = Math.min(PEOPLE, 120);

/** ms between two people who begin to write. Two cores handle about 4 messages per second. */
const PACE = Number(process.env.E2E_PACE) || 1000;

/** Measures the figures in docs/conversations.md. exactlyOnce.test.ts has the same test with fewer people. */
(process.env[MISSING_SERVICES] ? describe.skip : describe).each<[string, N8nGeneration]>([
	['1.x', 'v1'],
	['2.x', 'v2'],
])('n8n %s in queue mode', (_name, kind) => {
	let started: QueueHarness | undefined;
	beforeAll(async () => {
		// Each person who writes occupies one of a worker's concurrency slots for a few seconds.
		started = await createQueueHarness(kind, { N8N_CONCURRENCY_PRODUCTION_LIMIT: '60' });
	}, 30 * 60_000);
	afterAll(async () => await started?.close());

	const plan = { people: PEOPLE, begin: PEOPLE * PACE, silence: 4 };
	itCombinesMessages(() => started!, plan);
	itCombinesMessages(() => started!, { ...plan, disturbance: 'kill' });
	itCombinesMessages(() => started!, { ...plan, people: RESTARTED, begin: RESTARTED * PACE, disturbance: 'restart' });
});
