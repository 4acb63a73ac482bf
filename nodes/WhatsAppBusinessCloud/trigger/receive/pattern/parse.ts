/** A parsed regular expression. A character is a code point. */
export type Part =
	| { kind: 'one'; matches: (char: string) => boolean }
	/** A condition on the characters before and after a position; undefined at the ends of the text. */
	| { kind: 'place'; holds: (before: string | undefined, after: string | undefined) => boolean }
	| { kind: 'sequence'; parts: Part[] }
	| { kind: 'choice'; parts: Part[] }
	| { kind: 'repeat'; part: Part; min: number; max: number };

/** A pattern contains something that cannot be checked in bounded time. The message describes it. */
export class Unsupported extends Error {}

/** Maximum nesting depth of groups. */
const MAX_DEPTH = 50;

/** Matches one character or position: a class, an escape, or the character itself. */
const ATOM = /\[(?:\\[^]|[^\]\\])*\]|\\(?:x[0-9a-f]{2}|u\{[0-9a-f]+\}|u[0-9a-f]{4}|p\{[^}]*\}|c[a-z]|[^])|[^]/iuy;

const QUANTIFIER = /(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/y;

const isLineBreak = (char: string): boolean => /[\n\r\u2028\u2029]/.test(char);

function bounds([, sign, low, comma, high]: RegExpExecArray): { min: number; max: number } {
	if (sign !== undefined) return { min: sign === '+' ? 1 : 0, max: sign === '?' ? 1 : Infinity };
	return { min: Number(low), max: comma === '' ? Number(low) : high === '' ? Infinity : Number(high) };
}

/** Code points below this one are common: their match result is cached. */
const COMMON = 0x250;

/** Caches whether a character matches. */
function remembered(test: RegExp): (char: string) => boolean {
	/** By character: 0 = unknown, 1 = matches, 2 = does not match. */
	const known = new Uint8Array(COMMON);
	return (char) => {
		const code = char.charCodeAt(0);
		if (code >= COMMON) return test.test(char);
		known[code] ||= test.test(char) ? 1 : 2;
		return known[code] === 1;
	};
}

/** Parses a pattern that JavaScript's RegExp accepted, so its syntax is valid. */
class Parser {
	private at = 0;

	/** Tests by atom. */
	private readonly tests = new Map<string, (char: string) => boolean>();

	constructor(
		private readonly source: string,
		private readonly flags: string,
	) {}

	choice(depth: number): Part {
		if (depth > MAX_DEPTH) throw new Unsupported('too many groups inside each other');
		const parts = [this.sequence(depth)];
		while (this.source[this.at] === '|') {
			this.at++;
			parts.push(this.sequence(depth));
		}
		return { kind: 'choice', parts };
	}

	private sequence(depth: number): Part {
		const parts: Part[] = [];
		while (this.at < this.source.length && !'|)'.includes(this.source[this.at])) {
			const part = this.source[this.at] === '(' ? this.group(depth) : this.atom();
			const found = this.take(QUANTIFIER);
			parts.push(found ? { kind: 'repeat', part, ...bounds(found) } : part);
		}
		return { kind: 'sequence', parts };
	}

	private group(depth: number): Part {
		this.at++;
		if (/^\?<?[=!]/.test(this.source.slice(this.at))) throw new Unsupported('looking ahead or behind, such as (?=...)');
		if (!this.take(/\?(?::|<[^>]*>)/y) && this.source[this.at] === '?')
			throw new Unsupported('flags inside it, such as (?i:...)');
		const inside = this.choice(depth + 1);
		this.at++;
		return inside;
	}

	private atom(): Part {
		const [atom] = this.take(ATOM) ?? [''];
		const byLine = this.flags.includes('m');
		if (atom === '^')
			return { kind: 'place', holds: (before) => before === undefined || (byLine && isLineBreak(before)) };
		if (atom === '$')
			return { kind: 'place', holds: (_, after) => after === undefined || (byLine && isLineBreak(after)) };
		if (/^\\b$/i.test(atom)) return this.edge(atom === '\\b');
		if (/^\\[1-9k]/.test(atom)) throw new Unsupported('references to a group, such as \\1');
		return { kind: 'one', matches: this.test(atom) };
	}

	private test(atom: string): (char: string) => boolean {
		const known = this.tests.get(atom);
		if (known !== undefined) return known;
		const test = remembered(this.single(atom));
		this.tests.set(atom, test);
		return test;
	}

	private edge(isEdge: boolean): Part {
		const word = this.single('\\w');
		const isWord = (char: string | undefined): boolean => char !== undefined && word.test(char);
		return { kind: 'place', holds: (before, after) => (isWord(before) !== isWord(after)) === isEdge };
	}

	/** Delegates classes, escapes and case sensitivity to JavaScript. */
	private single(atom: string): RegExp {
		return new RegExp(`^(?:${atom})$`, this.flags.replace('m', ''));
	}

	private take(pattern: RegExp): RegExpExecArray | undefined {
		pattern.lastIndex = this.at;
		const found = pattern.exec(this.source);
		if (found) this.at += found[0].length;
		return found ?? undefined;
	}
}

/**
 * @param source a pattern that `new RegExp(source, flags)` accepts
 * @param flags u, and any of i, m, s
 * @throws Unsupported
 */
export const parsePattern = (source: string, flags: string): Part => new Parser(source, flags).choice(0);
