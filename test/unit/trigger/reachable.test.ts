import fc from 'fast-check';
import { deliveries } from './deliveries';
import { leavesOf, lost, objectsOf, STRUCTURE, type Path } from './lostValues';
import type { Json } from './payloads';

function put(target: unknown, path: Path, value: unknown): void {
	const holder = path.slice(0, -1).reduce<unknown>((one, key) => (one as Json)[key], target) as Json;
	holder[path.at(-1)!] = value;
}

/** Gives each non-structural value its own unique value, so that no match is a coincidence. */
function marked(delivery: Json): Json {
	const copy = structuredClone(delivery);
	// User IDs link the entries in `contacts` to messages, so equal values stay equal.
	const markOf = new Map<unknown, unknown>();
	for (const { path, leaf } of leavesOf(copy)) {
		if (path[0] === 'object' || STRUCTURE.has(String(path.filter((key) => typeof key === 'string').pop()))) continue;
		if (typeof leaf === 'boolean' || leaf === null) continue;
		if (!markOf.has(leaf))
			markOf.set(leaf, typeof leaf === 'number' ? 1_800_000_000 + markOf.size : `mark-${markOf.size}`);
		put(copy, path, markOf.get(leaf));
	}
	return copy;
}

test('outputs every value of every delivery', () => {
	expect(deliveries.length).toBeGreaterThan(150);
	expect(deliveries.flatMap((delivery) => lost(delivery))).toEqual([]);
	expect(deliveries.flatMap((delivery) => lost(marked(delivery)))).toEqual([]);
});

test('outputs every value after values were removed, added or repeated', () => {
	const change = fc.record({
		how: fc.constantFrom('remove', 'add', 'repeat', 'wrap'),
		at: fc.nat(200),
		key: fc.nat(20),
	});
	const varied = fc
		.record({ delivery: fc.constantFrom(...deliveries), changes: fc.array(change, { minLength: 1, maxLength: 5 }) })
		.map(({ delivery, changes }) => {
			const copy = structuredClone(delivery);
			changes.forEach(({ how, at, key }, number) => {
				const all = objectsOf(copy);
				const object = all[at % all.length];
				const name = Object.keys(object)[key % Math.max(1, Object.keys(object).length)];
				if (how === 'add') object[`new_thing_${number}`] = { inner: [`new-${number}`] };
				else if (name === undefined || name === 'entry' || name === 'changes') return;
				else if (how === 'remove') delete object[name];
				else if (how === 'repeat' && Array.isArray(object[name]))
					object[name] = [...(object[name] as unknown[]), ...(structuredClone(object[name]) as unknown[])];
				else if (how === 'wrap' && typeof object[name] === 'string') object[name] = { of: object[name] };
			});
			return marked(copy);
		});
	fc.assert(
		fc.property(varied, (delivery) => {
			expect(lost(delivery)).toEqual([]);
		}),
		{ numRuns: 2000 },
	);
});
