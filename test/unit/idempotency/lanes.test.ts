import { byLane } from '../../../nodes/WhatsAppBusinessCloud/idempotency/lanes';

const slow = { lane: { key: 'slow', perSecond: 20 } };
const fast = { lane: { key: 'fast', perSecond: 80 } };

test('gives each lane work at its own pace', () => {
	// When each is due, in ms: 0, 50, 100 for the slow lane; 0, 12.5, 25, 37.5, 50 for the fast one.
	expect(byLane([slow, slow, slow, fast, fast, fast, fast, fast])).toEqual([0, 3, 4, 5, 6, 1, 7, 2]);
});

test.each([
	['without lanes', [{}, {}, undefined, {}]],
	['with one lane', [slow, undefined, slow, slow]],
])('keeps the order of the list %s', (_, tasks) => {
	expect(byLane(tasks)).toEqual([0, 1, 2, 3]);
});
