import { ANY, BOOLEAN, NUMBER, STRING, type Types } from '../types';
import { namesOf } from '../values';
import { ExpressionError, tokens, type Token } from './tokens';

/** The result of a part of an expression. */
interface Part {
	types: Types;
	/** Whether it uses data or form fields; otherwise it is constant. */
	dynamic: boolean;
	column: number;
}

/** Maximum nesting depth of an expression; no real flow needs more. */
const MAX_DEPTH = 50;

const SCALAR = STRING | NUMBER | BOOLEAN;

/** Operand and result types of each binary operator, by precedence, lowest first. */
const LEVELS: ReadonlyArray<Readonly<Record<string, { operands: Types; result: Types }>>> = [
	{ '||': { operands: BOOLEAN, result: BOOLEAN } },
	{ '&&': { operands: BOOLEAN, result: BOOLEAN } },
	{ '==': { operands: SCALAR, result: BOOLEAN }, '!=': { operands: SCALAR, result: BOOLEAN } },
	{
		'<': { operands: NUMBER, result: BOOLEAN },
		'<=': { operands: NUMBER, result: BOOLEAN },
		'>': { operands: NUMBER, result: BOOLEAN },
		'>=': { operands: NUMBER, result: BOOLEAN },
	},
	{ '+': { operands: NUMBER, result: NUMBER }, '-': { operands: NUMBER, result: NUMBER } },
	{ '/': { operands: NUMBER, result: NUMBER }, '%': { operands: NUMBER, result: NUMBER } },
];

class Parser {
	private position = 0;

	private depth = 0;

	constructor(
		private readonly list: Token[],
		/** The types of a reference. */
		private readonly resolve: (reference: string) => Types,
		/** Whether adjacent parts are concatenated, and equal operands are allowed. */
		private readonly nested: boolean,
	) {}

	whole(): Part {
		if (this.list.length === 0) throw new ExpressionError('expression-syntax', 'it is empty', 1);
		const part = this.joined();
		const rest = this.list[this.position];
		if (rest) {
			const message =
				rest.text === ')' ? 'there is a ) without a (' : `an operator is missing before '${rest.text.slice(0, 40)}'`;
			throw new ExpressionError('expression-syntax', message, rest.column);
		}
		return part;
	}

	/** Adjacent parts, concatenated to a text. */
	private joined(): Part {
		let part = this.binary(0);
		while (this.nested && this.startsPart()) {
			const next = this.binary(0);
			part = { types: STRING, dynamic: part.dynamic || next.dynamic, column: part.column };
		}
		return part;
	}

	private startsPart(): boolean {
		const next = this.list[this.position];
		return next !== undefined && (next.kind !== 'operator' || next.text === '(' || next.text === '!');
	}

	private binary(level: number): Part {
		if (level === LEVELS.length) return this.unary();
		let left = this.binary(level + 1);
		for (;;) {
			const operator = this.list[this.position];
			const rule =
				operator?.kind === 'operator' && Object.hasOwn(LEVELS[level], operator.text)
					? LEVELS[level][operator.text]
					: undefined;
			if (rule === undefined) return left;
			this.position++;
			const right = this.binary(level + 1);
			this.check(operator, rule.operands, left, right);
			left = { types: rule.result, dynamic: left.dynamic || right.dynamic, column: left.column };
		}
	}

	private check(operator: Token, operands: Types, left: Part, right: Part): void {
		for (const { types, column } of [left, right]) {
			if ((types & operands) !== 0) continue;
			throw new ExpressionError(
				'expression-type',
				`${operator.text} takes ${namesOf(operands)}, got ${namesOf(types)}`,
				column,
			);
		}
		if (operands === SCALAR && (left.types & right.types) === 0) {
			throw new ExpressionError(
				'expression-type',
				`${operator.text} compares ${namesOf(left.types)} with ${namesOf(right.types)}`,
				operator.column,
			);
		}
		if (!this.nested && !left.dynamic && !right.dynamic) {
			throw new ExpressionError(
				'expression-literals',
				`${operator.text} has fixed values on both sides, so its result never changes`,
				operator.column,
			);
		}
	}

	private unary(): Part {
		const token = this.list[this.position];
		if (token?.text === '!' && token.kind === 'operator') {
			this.position++;
			const part = this.deeper(() => this.unary());
			if ((part.types & BOOLEAN) === 0)
				throw new ExpressionError('expression-type', `! takes true or false, got ${namesOf(part.types)}`, part.column);
			return { ...part, types: BOOLEAN };
		}
		if (token?.text === '-' && token.kind === 'operator') {
			this.position++;
			const number = this.list[this.position];
			if (number?.kind !== 'number')
				throw new ExpressionError('expression-syntax', 'a number must follow the minus sign', token.column);
			this.position++;
			return { types: NUMBER, dynamic: false, column: token.column };
		}
		return this.operand();
	}

	private operand(): Part {
		const token = this.list[this.position];
		if (token === undefined) {
			throw new ExpressionError(
				'expression-syntax',
				'a value is missing at its end',
				(this.list.at(-1)?.column ?? 0) + 1,
			);
		}
		this.position++;
		const { kind, text, column } = token;
		if (kind === 'reference') return { types: this.resolve(text), dynamic: true, column };
		if (kind === 'text') return { types: STRING, dynamic: false, column };
		if (kind === 'number') return { types: NUMBER, dynamic: false, column };
		if (kind === 'boolean') return { types: BOOLEAN, dynamic: false, column };
		if (text !== '(') throw new ExpressionError('expression-syntax', `a value is missing before '${text}'`, column);
		if (this.list[this.position]?.text === ')')
			throw new ExpressionError('expression-syntax', 'there is nothing in the parentheses', column);
		const part = this.deeper(() => this.joined());
		const close = this.list[this.position];
		if (close?.text !== ')') throw new ExpressionError('expression-syntax', 'a closing ) is missing', column);
		this.position++;
		return part;
	}

	private deeper(read: () => Part): Part {
		if (++this.depth > MAX_DEPTH)
			throw new ExpressionError('expression-syntax', `it nests deeper than ${MAX_DEPTH} levels`, 1);
		const part = read();
		this.depth--;
		return part;
	}
}

/**
 * The result types of an expression.
 * @param text without backticks
 * @param resolve returns the types of a reference, for example `${data.x}`; any type when unknown
 * @param use `condition`: of If, has to be dynamic and result in true or false; `nested`: in backticks
 * @throws ExpressionError for the first error
 */
export function expressionTypes(
	text: string,
	resolve: (reference: string) => Types,
	use: 'condition' | 'nested',
): Types {
	const part = new Parser(tokens(text), resolve, use === 'nested').whole();
	if (use === 'condition') {
		if (!part.dynamic)
			throw new ExpressionError(
				'expression-literals',
				'it contains no ${data...} or ${form...}, so its result never changes',
				part.column,
			);
		if ((part.types & BOOLEAN) === 0)
			throw new ExpressionError('expression-type', `it returns ${namesOf(part.types)}, not true or false`, part.column);
	}
	return part.types & ANY;
}
