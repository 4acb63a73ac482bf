import { mergeDefined } from '../../../nodes/WhatsAppBusinessCloud/shared/untrustedJson';

test('replaces earlier values by later ones in mergeDefined, also by undefined', () => {
	const merged = mergeDefined({ a: 1, b: undefined, c: 2 }, { c: undefined, a: null }, { b: 3, toString: undefined });
	expect(Object.entries(merged)).toEqual([
		['a', null],
		['b', 3],
	]);
});
