import { printParseErrorCode, visit } from 'jsonc-parser';
import { catchError } from '../catchError';
import type { Position } from './locate';

export interface SyntaxProblem {
	rule: 'json-syntax' | 'nesting-depth';
	message: string;
	advice: string;
	position: Position;
}

/** Maximum nesting depth of lists and objects. No real flow needs more; the library's recursion manages some 3,000. */
export const MAX_DEPTH = 500;

/** Ends the visit at the first problem. */
class ProblemFound extends Error {}

/** Tokens that are allowed next, as messages name them. */
type Expected =
	| 'a value'
	| 'a value or ]'
	| 'a name in double quotes'
	| 'a name in double quotes, or }'
	| ':'
	| ', or ]'
	| ', or }'
	| 'the end';

/** @param token the invalid token; '' at the end of the text */
function describe(token: string, code: string, expected: Expected): Pick<SyntaxProblem, 'message' | 'advice'> {
	if (token === '') return { message: 'The JSON ends too early', advice: 'Close all brackets, braces and quotes' };
	if (token.startsWith('/')) return { message: 'There is a comment, which JSON does not know', advice: 'Remove it' };
	if (token.startsWith("'"))
		return { message: 'There is a single quote where a double quote has to be', advice: 'Use "' };
	if (code === 'UnexpectedEndOfNumber')
		return { message: `The number ${token} is not complete`, advice: 'Write digits after the point or the exponent' };
	if (token.startsWith('"')) {
		if (expected.startsWith('a '))
			return {
				message: 'There is text that does not end, or with a character that has to be escaped',
				advice: 'Close the quotes; write line breaks as \\n and quotes as \\"',
			};
		const missing = expected === ':' ? 'colon' : 'comma';
		return { message: `There is a ${missing} missing before this text`, advice: `Expected ${expected}` };
	}
	if ((token === '}' && expected === 'a name in double quotes') || (token === ']' && expected === 'a value'))
		return { message: 'There is a comma before the end of a list or object', advice: 'Remove the comma' };
	const shown = [...token.slice(0, 41)];
	return {
		message: `There is ${JSON.stringify(shown.length > 40 ? `${shown.slice(0, 40).join('')}…` : token)} where ${expected} has to be`,
		advice: 'Fix the JSON at this position',
	};
}

/** Finds the first syntax error, or nesting that is too deep, in a text. @returns undefined when the text is JSON */
export function syntaxProblem(text: string): SyntaxProblem | undefined {
	let expected: Expected = 'a value';
	let problem: SyntaxProblem | undefined;
	const open: Array<'list' | 'object'> = [];

	const found = (rest: Omit<SyntaxProblem, 'position'>, offset: number, line: number, column: number): never => {
		problem = { ...rest, position: { offset, line: line + 1, column: column + 1 } };
		throw new ProblemFound();
	};
	const begin = (kind: 'list' | 'object', offset: number, line: number, column: number): void => {
		if (open.push(kind) > MAX_DEPTH) {
			const message = `The JSON nests deeper than ${MAX_DEPTH} levels`;
			found({ rule: 'nesting-depth', message, advice: 'Make it flatter' }, offset, line, column);
		}
		expected = kind === 'list' ? 'a value or ]' : 'a name in double quotes, or }';
	};
	const afterValue = (): void => {
		const inside = open.at(-1);
		expected = inside === undefined ? 'the end' : inside === 'list' ? ', or ]' : ', or }';
	};
	const end = (): void => {
		open.pop();
		afterValue();
	};
	const thrown = catchError(() => {
		visit(
			text,
			{
				onObjectBegin: (offset, _length, line, column) => begin('object', offset, line, column),
				onArrayBegin: (offset, _length, line, column) => begin('list', offset, line, column),
				onObjectProperty: () => (expected = ':'),
				onSeparator: (character) => {
					expected = character === ',' && open.at(-1) === 'object' ? 'a name in double quotes' : 'a value';
				},
				onLiteralValue: afterValue,
				onObjectEnd: end,
				onArrayEnd: end,
				onError: (code, offset, length, line, column) => {
					const token = text.slice(offset, offset + length);
					found({ rule: 'json-syntax', ...describe(token, printParseErrorCode(code), expected) }, offset, line, column);
				},
			},
			{ disallowComments: true },
		);
	});
	if (thrown !== undefined && !(thrown instanceof ProblemFound)) throw thrown;
	return problem;
}
