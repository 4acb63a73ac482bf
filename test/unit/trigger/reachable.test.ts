import fc from 'fast-check';
import { parseEvents } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/parseEvents';
import { deliveries } from './deliveries';
import { NOW, type Json } from './payloads';

type Path = Array<string | number>;

/** Names whose value selects how the payload is read; another value would change the structure. */
const STRUCTURE = new Set([
	'field',
	'type',
	'event',
	'status',
	'direction',
	'recipient_type',
	'entity_type',
	'messaging_product',
]);

/** All values that are not objects, with their paths. */
function leavesOf(value: unknown, path: Path = []): Array<{ path: Path; leaf: unknown }> {
	if (typeof value !== 'object' || value === null) return [{ path, leaf: value }];
	return Object.entries(value).flatMap(([key, inner]) =>
		leavesOf(inner, [...path, Array.isArray(value) ? Number(key) : key]),
	);
}

const objectsOf = (value: unknown): Json[] => {
	if (typeof value !== 'object' || value === null) return [];
	return [...(Array.isArray(value) ? [] : [value as Json]), ...Object.values(value).flatMap(objectsOf)];
};

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

/** The values of a delivery that its items contain neither unchanged nor as a converted time. */
function lost(delivery: Json): string[] {
	const { events } = parseEvents(delivery, NOW);
	if (events.length === 0) return [];
	const leaves = new Set(leavesOf(events.map(({ json }) => json)).map(({ leaf }) => String(leaf)));
	const isThere = (leaf: unknown): boolean =>
		leaves.has(String(leaf)) || (typeof leaf === 'number' && leaves.has(new Date(leaf * 1000).toISOString()));
	return leavesOf(delivery)
		.filter(({ path, leaf }) => path[0] !== 'object' && leaf !== 'whatsapp' && !isThere(leaf))
		.map(({ path, leaf }) => `${path.join('.')} = ${String(leaf)}`);
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
