import fc from 'fast-check';
import { trimToTotal, type Trimmable } from '../../../nodes/WhatsAppBusinessCloud/shared/trimToTotal';

class List implements Trimmable {
	dropped = 0;
	constructor(private readonly length: number) {}
	get size(): number {
		return this.length - this.dropped;
	}
	dropOldest(count: number): void {
		this.dropped += count;
	}
}

const trimmed = (sizes: number[], max: number): number[] => {
	const lists = sizes.map((size) => new List(size));
	trimToTotal(lists, max);
	return lists.map(({ size }) => size);
};

test.each<[number[], number, number[]]>([
	[[], 10, []],
	[[3, 4], 10, [3, 4]],
	[[5, 5], 10, [5, 5]],
	[[11], 10, [10]],
	[[1, 20], 10, [1, 9]],
	[[20, 1, 20], 11, [5, 1, 5]],
	[[8, 8, 8], 10, [3, 3, 4]],
])('trims %j to %i', (sizes, max, left) => {
	expect(trimmed(sizes, max)).toEqual(left);
});

test('trims only above the total, to exactly the total, and no list within its equal share', () => {
	fc.assert(
		fc.property(fc.array(fc.nat(1000), { minLength: 1, maxLength: 50 }), fc.nat(5000), (sizes, max) => {
			const left = trimmed(sizes, max);
			const total = sizes.reduce((sum, size) => sum + size, 0);
			expect(left.reduce((sum, size) => sum + size, 0)).toBe(Math.min(total, max));
			for (const [at, size] of sizes.entries()) if (size <= Math.floor(max / sizes.length)) expect(left[at]).toBe(size);
		}),
	);
});
