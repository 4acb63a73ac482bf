import type { RuleId } from '../rules';

/** A syntax or type error in an expression; `column` is 1-based, within the expression. */
export class ExpressionError extends Error {
	constructor(
		readonly rule: RuleId & `expression-${string}`,
		message: string,
		readonly column: number,
	) {
		super(message);
	}
}

export interface Token {
	kind: 'reference' | 'text' | 'number' | 'boolean' | 'operator';
	text: string;
	column: number;
}

const OPERATORS = ['==', '!=', '<=', '>=', '&&', '||', '<', '>', '!', '+', '-', '/', '%', '(', ')'];

/** Maximum length of an expression, in characters. No real flow needs more, and longer ones are slow to parse. */
const MAX_LENGTH = 10_000;

const BLANK = /\s+/y;
const NUMBER = /\d+(?:\.\d+)?/y;
const WORD = /[A-Za-z_]\w*/y;
const REFERENCE = /\$\{[^{}]*\}/y;

function match(pattern: RegExp, text: string, offset: number): string | undefined {
	pattern.lastIndex = offset;
	return pattern.exec(text)?.[0];
}

/** Text in single quotes; a backslash escapes the next character. */
function quotedText(text: string, start: number): string {
	for (let offset = start + 1; offset < text.length; offset++) {
		if (text[offset] === '\\') offset++;
		else if (text[offset] === "'") return text.slice(start, offset + 1);
	}
	throw new ExpressionError('expression-syntax', 'a closing single quote is missing', start + 1);
}

function word(text: string, offset: number): Token {
	const found = match(WORD, text, offset);
	if (found === 'true' || found === 'false') return { kind: 'boolean', text: found, column: offset + 1 };
	const tokenText = found ?? String.fromCodePoint(text.codePointAt(offset) ?? 32);
	throw new ExpressionError(
		'expression-syntax',
		`'${tokenText.slice(0, 40)}' is not understood; put text in single quotes`,
		offset + 1,
	);
}

/**
 * Splits an expression into tokens. WhatsApp docs: Flows > Flow JSON > Nested expressions; Components > If > Supported
 * operators.
 * @throws ExpressionError
 */
export function tokens(text: string): Token[] {
	if (text.length > MAX_LENGTH) throw new ExpressionError('expression-syntax', 'it is too long to be read', 1);
	const found: Token[] = [];
	for (let offset = match(BLANK, text, 0)?.length ?? 0; offset < text.length;) {
		const column = offset + 1;
		const reference = match(REFERENCE, text, offset);
		const number = match(NUMBER, text, offset);
		const operator = OPERATORS.find((one) => text.startsWith(one, offset));
		let token: Token;
		if (reference !== undefined) token = { kind: 'reference', text: reference, column };
		else if (text[offset] === "'") token = { kind: 'text', text: quotedText(text, offset), column };
		else if (number !== undefined) token = { kind: 'number', text: number, column };
		else if (operator !== undefined) token = { kind: 'operator', text: operator, column };
		else token = word(text, offset);
		found.push(token);
		offset += token.text.length;
		offset += match(BLANK, text, offset)?.length ?? 0;
	}
	return found;
}
