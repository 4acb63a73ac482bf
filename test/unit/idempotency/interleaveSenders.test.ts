import { interleaveSenders } from '../../../nodes/WhatsAppBusinessCloud/idempotency/interleaveSenders';

const slow = { senderRate: { key: 'slow', perSecond: 20 } };
const fast = { senderRate: { key: 'fast', perSecond: 80 } };

test('interleaves the tasks of two numbers in proportion to their rates', () => {
	// When each is due, in ms: 0, 50, 100 for the slow number; 0, 12.5, 25, 37.5, 50 for the fast one.
	expect(interleaveSenders([slow, slow, slow, fast, fast, fast, fast, fast])).toEqual([0, 3, 4, 5, 6, 1, 7, 2]);
});

test.each([
	['without sending numbers', [{}, {}, undefined, {}]],
	['with one sending number', [slow, undefined, slow, slow]],
])('keeps the order of the list %s', (_, tasks) => {
	expect(interleaveSenders(tasks)).toEqual([0, 1, 2, 3]);
});

test('keeps the order of each number when items are missing from the list', () => {
	const one = { senderRate: { key: 'one', perSecond: 80 } };
	const other = { senderRate: { key: 'other', perSecond: 80 } };
	const tasks: Array<typeof one | undefined> = [one, one, one, one];
	// A place that was never written to, as for an invalid item.
	tasks[5] = other;
	tasks.push(one, other);
	expect(interleaveSenders(tasks)).toEqual([0, 4, 5, 1, 7, 2, 3, 6]);
});
