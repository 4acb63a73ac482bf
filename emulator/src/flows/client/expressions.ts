import { isObject, type Json } from '../../messages/checks';

/** What references in a screen can access. */
export interface Scope {
	data: Json;
	form: Json;
	/** Data and form of every screen shown so far, by its ID. */
	screens: Record<string, { data: Json; form: Json }>;
}

const WHOLE_EXPRESSION = /^\$\{([^}]*)\}$/;
const reference = /\$\{([^}]*)\}/g;

/**
 * A value of the Flow JSON with its references resolved: `${data.x}`, `${form.x}`, `${screen.ID.data.x}`,
 * `${screen.ID.form.x}`, and, between backticks, expressions of them. A value that is only a reference keeps its type;
 * an unknown reference is undefined.
 * @param asIs keys whose values stay unchanged, at any depth
 * @throws RangeError when an expression cannot be parsed
 */
export function resolve(value: unknown, scope: Scope, asIs: string[] = []): unknown {
	if (Array.isArray(value)) return value.map((one) => resolve(one, scope, asIs));
	if (isObject(value)) return resolveObject(value, scope, asIs);
	if (typeof value !== 'string') return value;
	if (value.length > 1 && value.startsWith('`') && value.endsWith('`')) return evaluate(value.slice(1, -1), scope);
	const one = WHOLE_EXPRESSION.exec(value);
	if (one) return lookUp(one[1], scope);
	return value.replace(reference, (_all, path: string) => String(lookUp(path, scope) ?? ''));
}

/** An object with its references resolved. Properties without a value are left out. */
export function resolveObject(values: Json, scope: Scope, asIs: string[] = []): Json {
	const entries = Object.entries(values).map(
		([name, value]) => [name, asIs.includes(name) ? value : resolve(value, scope, asIs)] as const,
	);
	return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function lookUp(path: string, { data, form, screens }: Scope): unknown {
	const [root, ...rest] = path.trim().split('.');
	const start: unknown = root === 'data' ? data : root === 'form' ? form : root === 'screen' ? screens : undefined;
	return rest.reduce<unknown>(
		(at, key) => ((isObject(at) || Array.isArray(at)) && Object.hasOwn(at, key) ? (at as Json)[key] : undefined),
		start,
	);
}

type Token = { kind: 'value'; value: unknown } | { kind: 'sign'; sign: string };

const tokens =
	/\s*(?:\$\{([^}]*)\}|'((?:[^'\\]|\\.)*)'|(\d+(?:\.\d+)?)|(true|false)\b|(==|!=|<=|>=|&&|\|\||[<>!()+\-/%*]))/y;

function tokenize(text: string, scope: Scope): Token[] {
	const found: Token[] = [];
	tokens.lastIndex = 0;
	while (text.slice(tokens.lastIndex).trim() !== '') {
		const at = tokens.lastIndex;
		const match = tokens.exec(text);
		if (!match) throw new RangeError(`The expression \`${text}\` cannot be read at position ${at}`);
		const [, path, quoted, number, truth, sign] = match;
		if (sign !== undefined) found.push({ kind: 'sign', sign });
		else if (path !== undefined) found.push({ kind: 'value', value: lookUp(path, scope) });
		else if (quoted !== undefined) found.push({ kind: 'value', value: quoted.replace(/\\(.)/g, '$1') });
		else found.push({ kind: 'value', value: number === undefined ? truth === 'true' : Number(number) });
	}
	return found;
}

/** Operators by precedence, weakest first. Adjacent values are concatenated as text. */
const levels = [['||'], ['&&'], ['==', '!='], ['<', '<=', '>', '>='], [''], ['+', '-'], ['*', '/', '%']];

const operations: Record<string, (left: unknown, right: unknown) => unknown> = {
	'||': (left, right) => left === true || right === true,
	'&&': (left, right) => left === true && right === true,
	'==': (left, right) => left === right || String(left) === String(right),
	'!=': (left, right) => left !== right && String(left) !== String(right),
	'<': (left, right) => Number(left) < Number(right),
	'<=': (left, right) => Number(left) <= Number(right),
	'>': (left, right) => Number(left) > Number(right),
	'>=': (left, right) => Number(left) >= Number(right),
	'': (left, right) => `${String(left ?? '')}${String(right ?? '')}`,
	'+': (left, right) => Number(left) + Number(right),
	'-': (left, right) => Number(left) - Number(right),
	'*': (left, right) => Number(left) * Number(right),
	'/': (left, right) => Number(left) / Number(right),
	'%': (left, right) => Number(left) % Number(right),
};

function evaluate(text: string, scope: Scope): unknown {
	const all = tokenize(text, scope);
	let at = 0;
	const fail = (): never => {
		throw new RangeError(`The expression \`${text}\` cannot be read`);
	};
	const sign = (): string | undefined => {
		const next = all[at];
		return next?.kind === 'sign' ? next.sign : undefined;
	};
	const operand = (): unknown => {
		const next = all[at] ?? fail();
		at += 1;
		if (next.kind === 'value') return next.value;
		if (next.sign === '!') return operand() !== true;
		if (next.sign === '-') return -Number(operand());
		if (next.sign !== '(') return fail();
		const inner = level(0);
		if (sign() !== ')') fail();
		at += 1;
		return inner;
	};
	const level = (depth: number): unknown => {
		if (depth === levels.length) return operand();
		let left = level(depth + 1);
		for (;;) {
			const signs = levels[depth];
			const beside = signs[0] === '' && at < all.length && (all[at].kind === 'value' || sign() === '(');
			const found = beside ? '' : signs.find((one) => one !== '' && one === sign());
			if (found === undefined) return left;
			if (!beside) at += 1;
			left = operations[found](left, level(depth + 1));
		}
	};
	const result = level(0);
	return at === all.length ? result : fail();
}
