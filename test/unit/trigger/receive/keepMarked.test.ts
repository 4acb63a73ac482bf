import type { IDataObject } from 'n8n-workflow';
import { keepMarked } from '../../../../nodes/WhatsAppBusinessCloud/trigger/receive/keepMarked';

// engine/trigger/host.ts has n8n's own object and the loss of the mark.

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Static data that notes when it was marked, in ms, and a response that n8n sends. */
function delivery() {
	const began = Date.now();
	const marks: number[] = [];
	const stored = new Proxy<IDataObject>(
		{ seenEvents: {} },
		{
			deleteProperty: () => {
				marks.push(Date.now() - began);
				return true;
			},
		},
	);
	const response = { writableEnded: false, destroyed: false };
	return { marks, stored, response };
}

test('marks static data each ms at first, and less often the longer n8n takes', async () => {
	const { marks, stored, response } = delivery();
	void keepMarked(stored, response);
	await jest.advanceTimersByTimeAsync(1000);
	expect(marks.slice(0, 10)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
	expect(marks.length).toBeLessThan(80);
	for (const [index, mark] of marks.entries()) expect(mark - (marks[index - 1] ?? 0)).toBeLessThanOrEqual(50);
});

test.each(['writableEnded', 'destroyed'] as const)('ends with the response (%s)', async (end) => {
	const { marks, stored, response } = delivery();
	const ended = keepMarked(stored, response);
	await jest.advanceTimersByTimeAsync(3);
	response[end] = true;
	await jest.advanceTimersByTimeAsync(1000);
	await ended;
	expect(marks).toEqual([1, 2, 3, 4]);
	expect(stored).toEqual({ seenEvents: {} });
});

test('ends after a minute without a response', async () => {
	const { marks, stored, response } = delivery();
	const ended = keepMarked(stored, response);
	await jest.advanceTimersByTimeAsync(120_000);
	await ended;
	expect(marks.at(-1)).toBeLessThan(60_100);
});
