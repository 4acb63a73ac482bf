import { seededRandom } from '../../../../emulator/src/random';
import { campaign, Meta } from './meta';

const MESSAGES = 10_000;

// A seed that does not make one of the last messages wait for several retries: that adds seconds.
let random: () => number;

/** The rate limiter outlives a test, so each test begins later. */
let now = 0;

// Runs on a simulated clock, so that a busy machine does not affect the result.
beforeEach(() => {
	jest.useFakeTimers({ now: (now += 10_000_000) });
	random = seededRandom(1);
	jest.spyOn(Math, 'random').mockImplementation(random);
});
afterEach(() => {
	jest.restoreAllMocks();
	jest.useRealTimers();
});

test('sends 10,000 messages with known outcomes exactly once, within 1.05 of the time at the limit', async () => {
	const meta = new Meta(random, { hasFailures: true });
	const { outcomes, ratio } = await campaign(meta, MESSAGES);

	expect(outcomes).toHaveLength(MESSAGES);
	const unknown = outcomes.filter((outcome) => outcome === 'unknown').length;
	expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(MESSAGES - unknown);
	expect(unknown).toBeGreaterThan(5);
	expect(unknown).toBeLessThan(50);
	expect(meta.accepted.size).toBe(MESSAGES);
	expect([...meta.accepted.values()].every((times) => times === 1)).toBe(true);
	expect(ratio).toBeLessThan(1.05);
}, 300_000);

// They arrive late and together. The messages of the next second must not meet them in Meta's window.
test('sends 1,000 messages within 1.06 of the time at the limit when the first 48 open connections slowly', async () => {
	const meta = new Meta(random, { hasFailures: false, opening: { messages: 48, ms: 400 } });
	const { outcomes, ratio } = await campaign(meta, 1000);

	expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(1000);
	expect(meta.throttled).toBeLessThan(30);
	expect(ratio).toBeLessThan(1.06);
}, 60_000);
