/** A start or end tag, parsed as in browsers (WHATWG HTML, 13.2.5 Tokenization). */
export interface HtmlTag {
	/** Lower case. */
	name: string;
	isEnd: boolean;
	/** By lower-case name; the first one of duplicates. Character references are not decoded. */
	attributes: ReadonlyMap<string, string>;
	/** Index of the text after the tag. */
	end: number;
}

const NAME = /[^\t\n\f\r />]*/y;
const BEFORE_ATTRIBUTE = /[\t\n\f\r /]*/y;
const ATTRIBUTE_NAME = /=?[^\t\n\f\r />=]*/y;
const WHITESPACE = /[\t\n\f\r ]*/y;
const BARE_VALUE = /[^\t\n\f\r >]*/y;

/** Reads forward only: each character is read a fixed number of times. */
class TagReader {
	private readonly attributes = new Map<string, string>();

	constructor(
		private readonly html: string,
		private at: number,
	) {}

	read(): HtmlTag | undefined {
		const isEnd = this.html[++this.at] === '/';
		if (isEnd) this.at++;
		const name = this.take(NAME).toLowerCase();
		for (;;) {
			this.take(BEFORE_ATTRIBUTE);
			if (this.at >= this.html.length) return undefined;
			if (this.html[this.at] === '>') return { name, isEnd, attributes: this.attributes, end: this.at + 1 };
			if (!this.readAttribute()) return undefined;
		}
	}

	/** @returns false if its value does not end */
	private readAttribute(): boolean {
		const name = this.take(ATTRIBUTE_NAME).toLowerCase();
		this.take(WHITESPACE);
		const value = this.html[this.at] === '=' ? this.readValue() : '';
		if (value === undefined) return false;
		if (!this.attributes.has(name)) this.attributes.set(name, value);
		return true;
	}

	private readValue(): string | undefined {
		this.at++;
		this.take(WHITESPACE);
		const quote = this.html[this.at];
		if (quote !== '"' && quote !== "'") return this.take(BARE_VALUE);
		const end = this.html.indexOf(quote, this.at + 1);
		if (end === -1) return undefined;
		const value = this.html.slice(this.at + 1, end);
		this.at = end + 1;
		return value;
	}

	private take(pattern: RegExp): string {
		pattern.lastIndex = this.at;
		const found = pattern.exec(this.html)?.[0] ?? '';
		this.at += found.length;
		return found;
	}
}

/**
 * @param start index of its `<`, followed by a letter, or by `/` and a letter
 * @returns undefined if the text ends before the tag does
 */
export const readTag = (html: string, start: number): HtmlTag | undefined => new TagReader(html, start).read();
