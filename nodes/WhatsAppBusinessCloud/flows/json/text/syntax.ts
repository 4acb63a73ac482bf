export interface SyntaxProblem {
	message: string;
	advice: string;
	/** UTF-16 units from the start of the text. */
	offset: number;
}

const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const BLANK = /[ \t\n\r]*/y;

/** Tokens that are allowed next. */
type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or ]' | ', or }' | 'end';

function problem(text: string, offset: number, expected: Expected): SyntaxProblem {
	const char = String.fromCodePoint(text.codePointAt(offset) ?? 32);
	if (offset >= text.length)
		return { message: 'The JSON ends too early', advice: 'Close all brackets, braces and quotes', offset };
	if (char === '/') return { message: 'There is a comment, which JSON does not know', advice: 'Remove it', offset };
	if (char === "'")
		return { message: 'There is a single quote where a double quote has to be', advice: 'Use "', offset };
	if (char === '"') {
		if (expected === 'value' || expected === 'key' || expected === 'value or ]' || expected === 'key or }') {
			return {
				message: 'There is text that does not end, or with a character that has to be escaped',
				advice: 'Close the quotes; write line breaks as \\n and quotes as \\"',
				offset,
			};
		}
		return { message: 'There is a comma missing before this text', advice: `Expected ${expected}`, offset };
	}
	if ((char === '}' && expected === 'key') || (char === ']' && expected === 'value')) {
		return { message: 'There is a comma before the end of a list or object', advice: 'Remove the comma', offset };
	}
	const names: Record<Expected, string> = {
		value: 'a value',
		'value or ]': 'a value or ]',
		key: 'a name in double quotes',
		'key or }': 'a name in double quotes, or }',
		':': ':',
		', or ]': ', or ]',
		', or }': ', or }',
		end: 'the end',
	};
	return {
		message: `There is ${JSON.stringify(char)} where ${names[expected]} has to be`,
		advice: 'Fix the JSON at this position',
		offset,
	};
}

/** @returns the end of the match when the pattern matches at the offset; otherwise -1 */
function past(pattern: RegExp, text: string, offset: number): number {
	pattern.lastIndex = offset;
	return pattern.test(text) ? pattern.lastIndex : -1;
}

/** @returns the end of the quoted text; -1 when it is unterminated or invalid */
function pastString(text: string, start: number): number {
	for (let offset = start + 1; offset < text.length;) {
		const code = text.charCodeAt(offset);
		if (code === 34) return offset + 1;
		if (code < 32) return -1;
		offset = code === 92 ? past(ESCAPE, text, offset) : offset + 1;
		if (offset === -1) return -1;
	}
	return -1;
}

/** Reads JSON token by token, without recursion. */
class Reader {
	/** Tokens that are allowed next. */
	expected: Expected = 'value';

	private readonly open: Array<'[' | '{'> = [];

	constructor(private readonly text: string) {}

	/** Reads the bracket, sign, name or value at an offset. @returns its end; -1 when it is not allowed there */
	read(offset: number): number {
		const char = this.text[offset];
		switch (this.expected) {
			case 'value':
			case 'value or ]':
				return this.value(char, offset);
			case 'key':
			case 'key or }':
				return this.key(char, offset);
			case ':':
				return char === ':' ? this.passed(offset, 'value') : -1;
			case ', or ]':
			case ', or }':
				return this.separator(char, offset);
			default:
				return -1;
		}
	}

	private value(char: string, offset: number): number {
		if (char === '[' || char === '{') {
			this.open.push(char);
			return this.passed(offset, char === '[' ? 'value or ]' : 'key or }');
		}
		if (char === ']' && this.expected === 'value or ]') return this.closed(offset);
		const end =
			char === '"' ? pastString(this.text, offset) : past(/[-\d]/.test(char) ? NUMBER : WORD, this.text, offset);
		if (end !== -1) this.expected = this.afterValue();
		return end;
	}

	private key(char: string, offset: number): number {
		if (char === '}' && this.expected === 'key or }') return this.closed(offset);
		const end = char === '"' ? pastString(this.text, offset) : -1;
		if (end !== -1) this.expected = ':';
		return end;
	}

	private separator(char: string, offset: number): number {
		if (char === ',') return this.passed(offset, this.expected === ', or ]' ? 'value' : 'key');
		return char === this.expected[this.expected.length - 1] ? this.closed(offset) : -1;
	}

	private passed(offset: number, next: Expected): number {
		this.expected = next;
		return offset + 1;
	}

	private closed(offset: number): number {
		this.open.pop();
		return this.passed(offset, this.afterValue());
	}

	private afterValue(): Expected {
		const inside = this.open[this.open.length - 1];
		if (inside === undefined) return 'end';
		return inside === '[' ? ', or ]' : ', or }';
	}
}

/** Finds the first syntax error in a text, without recursion. @returns undefined when the text is JSON */
export function syntaxError(text: string): SyntaxProblem | undefined {
	const reader = new Reader(text);
	let offset = 0;
	for (;;) {
		offset = past(BLANK, text, offset);
		if (offset >= text.length) return reader.expected === 'end' ? undefined : problem(text, offset, reader.expected);
		const next = reader.read(offset);
		if (next === -1) return problem(text, offset, reader.expected);
		offset = next;
	}
}
