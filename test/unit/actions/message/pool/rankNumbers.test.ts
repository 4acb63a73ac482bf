import {
	rankNumbers,
	weigh,
	type PoolNumber,
} from '../../../../../nodes/WhatsAppBusinessCloud/actions/message/pool/rankNumbers';
import type { SenderCapacity } from '../../../../../nodes/WhatsAppBusinessCloud/transport/types';

const number = (id: string, capacity: Partial<SenderCapacity> = {}): PoolNumber => ({
	id,
	capacity: { perSecond: 80, quality: 'GREEN', messagingLimit: 10_000, ...capacity },
});

const ids = (count: number): string[] => Array.from({ length: count }, (_unused, index) => `10654035260${index}`);

const people = (count: number): string[] => Array.from({ length: count }, (_unused, index) => `4915100${index}`);

/** How many recipients each number gets. */
function countsOf(numbers: PoolNumber[], count = 20_000): Record<string, number> {
	const weighted = weigh(numbers);
	const counts: Record<string, number> = {};
	for (const person of people(count)) {
		const [own] = rankNumbers(weighted, person);
		counts[own] = (counts[own] ?? 0) + 1;
	}
	return counts;
}

const weightsOf = (numbers: PoolNumber[]): number[] => weigh(numbers).map(({ weight }) => weight);

// Fixed values: another version of the package must not give people other numbers.
test('assigns a person the same numbers in every process and version', () => {
	const weighted = weigh(ids(4).map((id) => number(id)));
	expect(rankNumbers(weighted, '4915112345678')).toEqual([
		'106540352600',
		'106540352601',
		'106540352602',
		'106540352603',
	]);
	expect(rankNumbers(weighted, 'US.13491208655302741918')).toEqual([
		'106540352603',
		'106540352600',
		'106540352601',
		'106540352602',
	]);
});

test('gives numbers of the same kind the same share', () => {
	const counts = Object.values(countsOf(ids(10).map((id) => number(id))));
	expect(counts).toHaveLength(10);
	// 2,000 each, give or take 4 standard deviations.
	for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(170);
});

test('gives the people of a number that is gone to all others, and leaves theirs alone', () => {
	const all = weigh(ids(5).map((id) => number(id)));
	const [gone, ...left] = all;
	const to: Record<string, number> = {};
	for (const person of people(5000)) {
		const [own, second] = rankNumbers(all, person);
		const [now] = rankNumbers(left, person);
		expect(now).toBe(own === gone.id ? second : own);
		if (own === gone.id) to[now] = (to[now] ?? 0) + 1;
	}
	expect(Object.keys(to)).toHaveLength(4);
	for (const count of Object.values(to)) expect(Math.abs(count - 250)).toBeLessThan(65);
});

test('shares people out by messages per second, and gives a number of low quality half of its share', () => {
	const [slow, usual, low, fast] = ids(4);
	const numbers = [
		number(slow, { perSecond: 20 }),
		number(usual, { quality: 'YELLOW' }),
		number(low, { quality: 'RED' }),
		number(fast, { perSecond: 1000 }),
	];
	expect(weightsOf(numbers)).toEqual([20, 80, 40, 1000]);
	const counts = countsOf(numbers, 11_400);
	expect(Math.abs(counts[slow] - 200)).toBeLessThan(60);
	expect(Math.abs(counts[usual] - 800)).toBeLessThan(110);
	expect(Math.abs(counts[low] - 400)).toBeLessThan(80);
});

test.each<[string, Array<number | undefined>, number[]]>([
	['all numbers share one messaging limit', [2000, 2000, 2000], [80, 80, 80]],
	['the limit of one is not known', [2000, undefined, 100_000], [80, 80, 80]],
	// 2,000 of 102,000 people for one of two numbers with the same speed: 1/51 instead of 1/2.
	['they are of portfolios with different limits', [2000, 100_000], [(80 * 2) / 51, 80]],
	['the limit of one is none', [10_000, Infinity], [(80 * 2) / 101, 80]],
	// The two with 2,000 share it.
	['two of them share the lower limit', [2000, 2000, 8000], [24, 24, 80]],
])('weighs numbers when %s', (_, limits, expected) => {
	const weights = weightsOf(limits.map((messagingLimit, index) => number(ids(3)[index], { messagingLimit })));
	expect(weights).toHaveLength(expected.length);
	for (const [index, weight] of weights.entries()) expect(weight).toBeCloseTo(expected[index], 8);
});
