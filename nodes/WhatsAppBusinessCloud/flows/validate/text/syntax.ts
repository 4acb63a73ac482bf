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

/** What may come next. */
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
		advice: 'Mend the JSON at this place',
		offset,
	};
}

/** @returns where the pattern ends when it is found at this place; else -1 */
function past(pattern: RegExp, text: string, offset: number): number {
	pattern.lastIndex = offset;
	return pattern.test(text) ? pattern.lastIndex : -1;
}

/** @returns where the text in quotes ends; -1 when it does not, or breaks a rule on the way */
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

/** Finds the first place where a text stops being JSON, without recursion. @returns undefined when it is JSON */
export function syntaxError(text: string): SyntaxProblem | undefined {
	const open: Array<'[' | '{'> = [];
	let expected: Expected = 'value';
	let offset = 0;
	const afterValue = (): Expected => {
		const inside = open[open.length - 1];
		return inside === undefined ? 'end' : inside === '[' ? ', or ]' : ', or }';
	};
	for (;;) {
		offset = past(BLANK, text, offset);
		if (offset >= text.length) return expected === 'end' ? undefined : problem(text, offset, expected);
		const char = text[offset];
		let next = -1;
		switch (expected) {
			case 'value':
			case 'value or ]':
				if (char === '[' || char === '{') {
					open.push(char);
					expected = char === '[' ? 'value or ]' : 'key or }';
					next = offset + 1;
				} else if (char === ']' && expected === 'value or ]') {
					open.pop();
					expected = afterValue();
					next = offset + 1;
				} else {
					next = char === '"' ? pastString(text, offset) : past(/[-\d]/.test(char) ? NUMBER : WORD, text, offset);
					if (next !== -1) expected = afterValue();
				}
				break;
			case 'key':
			case 'key or }':
				if (char === '}' && expected === 'key or }') {
					open.pop();
					expected = afterValue();
					next = offset + 1;
				} else if (char === '"') {
					next = pastString(text, offset);
					if (next !== -1) expected = ':';
				}
				break;
			case ':':
				if (char === ':') {
					next = offset + 1;
					expected = 'value';
				}
				break;
			case ', or ]':
			case ', or }':
				if (char === ',') {
					next = offset + 1;
					expected = expected === ', or ]' ? 'value' : 'key';
				} else if (char === expected[expected.length - 1]) {
					open.pop();
					expected = afterValue();
					next = offset + 1;
				}
				break;
			default:
				break;
		}
		if (next === -1) return problem(text, offset, expected);
		offset = next;
	}
}
