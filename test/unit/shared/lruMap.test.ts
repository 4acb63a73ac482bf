import { LruMap } from '../../../nodes/WhatsAppBusinessCloud/shared/lruMap';

test('replaces the least recently used entry', () => {
	const map = new LruMap<string, number>(2);
	map.set('a', 1);
	map.set('b', 2);
	expect(map.get('a')).toBe(1);
	map.set('c', 3);
	expect([map.get('a'), map.get('b'), map.get('c'), map.size]).toEqual([1, undefined, 3, 2]);
});

test('creates a value once, and counts reading it as a use', () => {
	const map = new LruMap<string, object>(2);
	const create = jest.fn(() => ({}));
	const first = map.getOrCreate('a', create);
	map.set('b', {});
	expect(map.getOrCreate('a', create)).toBe(first);
	expect(create).toHaveBeenCalledTimes(1);
	map.set('c', {});
	expect([map.get('a'), map.get('b')]).toEqual([first, undefined]);
});

test('replaces a value without growing, and removes deleted entries', () => {
	const map = new LruMap<string, number>(2);
	map.set('a', 1);
	map.set('a', 2);
	expect([map.get('a'), map.size]).toEqual([2, 1]);
	map.delete('a');
	expect([map.get('a'), map.size]).toEqual([undefined, 0]);
});

test('deletes entries that are over, up to the first one that is not', () => {
	const map = new LruMap<string, number>(4);
	for (const [key, value] of Object.entries({ a: 1, b: 2, c: 5, d: 1 })) map.set(key, value);
	map.deleteWhile((value) => value < 5);
	expect([...map.values()]).toEqual([5, 1]);
});
