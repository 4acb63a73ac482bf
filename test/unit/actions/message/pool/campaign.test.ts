import { seededRandom } from '../../../../../emulator/src/random';
import { Meta, sendFromPool, type SimulatedNumber } from './meta';

const PEOPLE = 10_000;
const BLOCKED = ['1065403526004', '1065403526007'];

/** The rate limiters outlive a test, so each test begins later. */
let now = 0;
let random: () => number;

// Runs on a simulated clock, so that a busy machine does not affect the result.
beforeEach(() => {
	jest.useFakeTimers({ now: (now += 100_000_000) });
	random = seededRandom(1);
	jest.spyOn(Math, 'random').mockImplementation(random);
});
afterEach(() => {
	jest.restoreAllMocks();
	jest.useRealTimers();
});

/** Phone numbers as in a list of customers: not in a row. */
function people(count: number): string[] {
	const numbers = new Set<string>();
	while (numbers.size < count) numbers.add(`49151${String(Math.floor(random() * 1e8)).padStart(8, '0')}`);
	return [...numbers];
}

const tenNumbers = (limit: number): SimulatedNumber[] =>
	Array.from({ length: 10 }, (_unused, index) => ({ id: `106540352600${index}`, limit }));

const countsOf = (values: string[]): Map<string, number> => {
	const counts = new Map<string, number>();
	for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
	return counts;
};

const title =
	'reaches 10,000 people once from 10 numbers with %i per second, of which Meta blocks two half-way, within 1.05 of the time that the busiest number needs';
test.each([20, 80])(
	title,
	async (limit) => {
		const numbers = tenNumbers(limit).map((one) =>
			BLOCKED.includes(one.id) ? { ...one, blockedAfter: PEOPLE / 2 } : one,
		);
		const meta = new Meta(random, numbers, 0.002);
		const recipients = people(PEOPLE);
		const { outcomes, began, ended } = await sendFromPool(meta, numbers, recipients);

		const times = countsOf(meta.accepted.map(({ to }) => to));
		expect(times.size).toBe(PEOPLE);
		expect(Math.max(...times.values())).toBe(1);
		// What Meta may have accepted was not sent again, not from another number either.
		const unknown = recipients.filter((_to, job) => outcomes[job].failed === 'unknown');
		expect(new Set(unknown)).toEqual(meta.lost);
		expect(unknown.length).toBeGreaterThan(5);
		expect(outcomes.filter(({ failed }) => failed === undefined)).toHaveLength(PEOPLE - unknown.length);

		const sentBy = new Map(meta.accepted.map(({ to, number }) => [to, number]));
		const known = outcomes.flatMap((outcome, job) => (outcome.number ? [{ ...outcome, to: recipients[job] }] : []));
		expect(known.filter(({ number, to }) => sentBy.get(to) !== number)).toEqual([]);
		const moved = known.filter(({ movedFrom }) => movedFrom !== undefined);
		expect([...new Set(moved.map(({ movedFrom }) => movedFrom))].sort()).toEqual(BLOCKED);
		expect(moved.length).toBeGreaterThan(900);
		expect(moved.length).toBeLessThan(1100);
		// Only what was in flight at that moment met the block.
		expect(meta.rejected.get(131031)).toBeLessThan(60);

		const byNumber = countsOf(meta.accepted.map(({ number }) => number));
		const busiest = Math.max(...byNumber.values());
		expect((ended - began) / (busiest / limit)).toBeLessThan(1050);
		// Chance gives the busiest number 5% more than its share of 1,000.
		const together = PEOPLE / 2 / (10 * limit) + PEOPLE / 2 / (8 * limit);
		expect((ended - began) / together).toBeLessThan(1120);
	},
	300_000,
);

test('writes to a person from the same number in a later run with another list, also when a number was blocked', async () => {
	const numbers = tenNumbers(80);
	const recipients = people(600);
	const first = await sendFromPool(new Meta(random, numbers, 0), numbers, recipients);
	const later = recipients.filter((_to, job) => job % 2 === 0).reverse();
	const blocked = numbers.map((one) => (BLOCKED.includes(one.id) ? { ...one, blockedAfter: 0 } : one));
	const second = await sendFromPool(new Meta(random, blocked, 0), [...blocked].reverse(), later);
	const third = await sendFromPool(new Meta(random, blocked, 0), blocked, recipients);

	const numberOf = new Map(recipients.map((to, job) => [to, first.outcomes[job].number]));
	const movedTo = new Map(recipients.map((to, job) => [to, third.outcomes[job].number]));
	expect(countsOf([...numberOf.values()].map(String)).size).toBe(10);
	for (const [job, to] of later.entries()) {
		const own = numberOf.get(to)!;
		const expected = BLOCKED.includes(own) ? { number: movedTo.get(to), movedFrom: own } : { number: own };
		expect(second.outcomes[job]).toEqual(expected);
	}
	expect(countsOf([...movedTo.values()].map(String)).size).toBe(8);
}, 60_000);
