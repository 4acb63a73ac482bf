import fc from 'fast-check';

type Container = Record<string, unknown> | unknown[];

/** Placeholder for a number that JavaScript cannot represent; toText() replaces it with the digits. */
const NUMBER = /"<number ([^>]*)>"/g;

const RIGHT_TO_LEFT = '\u202e';

/** Defines an own property, even where an assignment would set the prototype. */
function put(target: Container, key: string, value: unknown): void {
	Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}

const withOwn = (key: string, value: unknown): object => {
	const object = {};
	put(object, key, value);
	return object;
};

const nested = (depth: number, isList: boolean): unknown => {
	let value: unknown = 'deep';
	for (let level = 0; level < depth; level++) value = isList ? [value] : { a: value };
	return value;
};

/** Property names with a meaning in JavaScript. */
const KEYS = [
	'__proto__',
	'constructor',
	'prototype',
	'toString',
	'valueOf',
	'toJSON',
	'length',
	'then',
	'',
	'0',
	'json',
];

const texts = fc.oneof(
	fc.constantFrom(
		'',
		' ',
		'\0',
		'a\0b',
		`invoice${RIGHT_TO_LEFT}fdp.exe`,
		'\u001b[31mred\u001b[0m\r\nforged line',
		'\ud800',
		'\udc00a',
		'👩‍👩‍👧‍👦',
		'a'.repeat(5000),
		'\u0000'.repeat(5000),
		'__proto__',
		'constructor',
		'null',
		'{"a":1}',
		'[]',
		'1749416383',
		'-1',
		'1e309',
		'99999999999999999999',
		'2026-02-30',
		'<script>x()</script>',
		'{{ $json.a }}',
		'=1+1',
		'../../etc/passwd',
	),
	fc.string({ unit: 'binary', maxLength: 40 }),
	fc.string({ maxLength: 40 }),
);

/** Values that readers do not expect. */
export const hostileValues: fc.Arbitrary<unknown> = fc.oneof(
	fc.constantFrom<unknown>(null, true, false, 0, -0, -1, 0.5, 1e300, 5e-324, 2 ** 53 + 2, 1749416383),
	fc
		.constantFrom('1e999', '-1e999', '123456789012345678901', '-9007199254740993', '1E400', '0.1e-999', '1e21')
		.map((digits) => `<number ${digits}>`),
	texts,
	fc.constantFrom<unknown>(
		[],
		{},
		[[]],
		[null],
		[{}],
		{ length: 1e9 },
		{ toString: null },
		{ valueOf: 1, toString: 2 },
	),
	fc.constantFrom('__proto__', 'constructor', 'prototype').map((key) => withOwn(key, { polluted: 'yes' })),
	fc.constant(withOwn('constructor', { prototype: { polluted: 'yes' } })),
	fc
		.record({ depth: fc.integer({ min: 2, max: 100 }), isList: fc.boolean() })
		.map(({ depth, isList }) => nested(depth, isList)),
	fc.jsonValue({ maxDepth: 3 }),
);

/** Container and key of each nested value. */
function placesIn(root: unknown): Array<[Container, string]> {
	const places: Array<[Container, string]> = [];
	const walk = (value: unknown): void => {
		if (typeof value !== 'object' || value === null) return;
		for (const [key, inner] of Object.entries(value)) {
			places.push([value as Container, key]);
			walk(inner);
		}
	};
	walk(root);
	return places;
}

const valueAt = (container: Container, key: string): unknown => Object.getOwnPropertyDescriptor(container, key)?.value;

function remove(container: Container, key: string): void {
	if (Array.isArray(container)) container.splice(Number(key), 1);
	else delete container[key];
}

const ACTIONS = {
	replace: (container: Container, key: string, value: unknown) => put(container, key, value),
	remove,
	/** Duplicates a list entry, or adds the same value with a special name. */
	duplicate: (container: Container, key: string, _value: unknown, name: string) => {
		const copy = structuredClone(valueAt(container, key));
		if (Array.isArray(container)) container.splice(Number(key), 0, copy);
		else put(container, name, copy);
	},
	rename: (container: Container, key: string, _value: unknown, name: string) => {
		const moved = valueAt(container, key);
		remove(container, key);
		if (Array.isArray(container)) container.push({ [name]: moved });
		else put(container, name, moved);
	},
	/** Replaces an object by a list that contains it, or a list by an object. */
	wrap: (container: Container, key: string) => put(container, key, [valueAt(container, key)]),
	unwrap: (container: Container, key: string) => {
		const inner = valueAt(container, key);
		if (Array.isArray(inner)) put(container, key, { ...inner });
		else if (typeof inner === 'object' && inner !== null) put(container, key, Object.values(inner));
		else put(container, key, { value: inner });
	},
	insert: (container: Container, key: string, value: unknown, name: string) => {
		if (Array.isArray(container)) container.splice(Number(key), 0, value);
		else put(container, name, value);
	},
} as const;

export type Action = keyof typeof ACTIONS;

/** A change of a JSON value. */
export interface Mutation {
	action: Action;
	/** Index of the place to change, taken modulo their number. */
	at: number;
	value: unknown;
	name: string;
}

/** Random changes of a JSON value. @param actions allowed kinds of changes */
export const mutations = (
	values: fc.Arbitrary<unknown> = hostileValues,
	actions = Object.keys(ACTIONS) as Action[],
): fc.Arbitrary<Mutation> =>
	fc.record({
		action: fc.constantFrom(...actions),
		at: fc.nat(1_000_000),
		value: values,
		name: fc.constantFrom(...KEYS),
	});

/**
 * Applies changes to a copy of a value.
 * @returns the copy
 */
export function mutate<T>(original: T, changes: readonly Mutation[]): T {
	const root = [structuredClone(original)];
	for (const { action, at, value, name } of changes) {
		const places = placesIn(root[0]);
		if (places.length === 0) break;
		const [container, key] = places[at % places.length];
		ACTIONS[action](container, key, structuredClone(value), name);
	}
	return root[0];
}

/** JSON as Meta writes it, with slashes and non-ASCII characters escaped, and with the numbers of the placeholders. */
export const toText = (value: unknown): string =>
	(JSON.stringify(value) ?? 'null')
		.replace(NUMBER, '$1')
		.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
		.replace(/\//g, '\\/');
