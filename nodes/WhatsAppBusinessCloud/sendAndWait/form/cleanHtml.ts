import { attributes, escapeHtml } from '../../shared/html';
import { readTag, type HtmlTag } from './htmlTag';

/** Allowed elements in a form's custom HTML, with their attributes. All others are removed; their text is kept. */
const allowed: Record<string, string[]> = {
	a: ['href'],
	b: [],
	br: [],
	code: [],
	div: [],
	em: [],
	h1: [],
	h2: [],
	h3: [],
	h4: [],
	h5: [],
	h6: [],
	hr: [],
	i: [],
	img: ['src', 'alt', 'width', 'height'],
	li: [],
	ol: [],
	p: [],
	pre: [],
	span: [],
	strong: [],
	sub: [],
	sup: [],
	table: [],
	tbody: [],
	td: ['colspan', 'rowspan'],
	tfoot: [],
	th: ['colspan', 'rowspan', 'scope'],
	thead: [],
	tr: [],
	u: [],
	ul: [],
};

const empty = new Set(['br', 'hr', 'img']);

/** Elements whose content is not text for users, and where they end. */
const dropped = new Map(
	[
		'audio',
		'iframe',
		'math',
		'noembed',
		'noframes',
		'noscript',
		'object',
		'plaintext',
		'script',
		'style',
		'svg',
		'template',
		'textarea',
		'title',
		'video',
		'xmp',
	].map((name) => [name, new RegExp(`</${name}(?=[\\t\\n\\f\\r />])`, 'gi')]),
);

/** Maximum nesting depth; deeper elements are removed. Browsers stop at 512. */
const MAX_DEPTH = 100;

const addresses: Record<string, RegExp> = { href: /^(https?:|mailto:|tel:)/i, src: /^https:/i };

const namedEntities: Record<string, string> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	colon: ':',
	tab: '\t',
	newline: '\n',
};
const character = (code: number): string => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '');

/** Decodes character references that could hide a URL. */
function decodeReferences(value: string): string {
	return value.replace(
		/&(?:#x([0-9a-f]{1,6});?|#(\d{1,7});?|(amp|lt|gt|quot|colon|tab|newline);)/gi,
		(_all, hex?: string, decimal?: string, name = '') =>
			hex !== undefined
				? character(parseInt(hex, 16))
				: decimal !== undefined
					? character(Number(decimal))
					: namedEntities[String(name).toLowerCase()],
	);
}

/** The attributes that a tag may keep. */
function formatAllowedAttributes(tag: HtmlTag): string {
	const kept: Record<string, string | undefined> = {};
	for (const key of allowed[tag.name]) {
		const value = decodeReferences(tag.attributes.get(key) ?? '')
			.replace(/[\u0000-\u001f\u007f]/g, '')
			.trim();
		if (addresses[key] === undefined || addresses[key].test(value)) kept[key] = value;
	}
	const link = tag.name === 'a' ? { target: '_blank', rel: 'noopener noreferrer' } : {};
	return attributes({ ...kept, ...link });
}

/** Rewrites HTML from start to end. */
class HtmlCleaner {
	private readonly open: string[] = [];

	private output = '';

	private at = 0;

	constructor(private readonly html: string) {}

	clean(): string {
		const { html } = this;
		while (this.at < html.length) {
			const start = html.indexOf('<', this.at);
			this.output += escapeText(html.slice(this.at, start === -1 ? undefined : start));
			if (start === -1) break;
			this.markup(start);
		}
		this.close(0);
		return this.output;
	}

	/** @param start index of a `<` */
	private markup(start: number): void {
		const { html } = this;
		if (html.startsWith('<!--', start)) this.skip(html.indexOf('-->', start + 2), 3);
		else if (/^<(?:[!?]|\/[^a-z])/i.test(html.slice(start, start + 3))) this.skip(html.indexOf('>', start + 2), 1);
		else if (/^<\/?[a-z]/i.test(html.slice(start, start + 3))) this.tag(start);
		else this.text(start, start + 1);
	}

	/** @param end of the removed part, without its last `length` characters; -1 if it does not end */
	private skip(end: number, length: number): void {
		this.at = end === -1 ? this.html.length : end + length;
	}

	private text(start: number, end: number): void {
		this.output += escapeText(this.html.slice(start, end));
		this.at = end;
	}

	private tag(start: number): void {
		const tag = readTag(this.html, start);
		// An unclosed tag: the rest is text.
		if (tag === undefined) return this.text(start, this.html.length);
		this.at = tag.end;
		const end = tag.isEnd ? undefined : dropped.get(tag.name);
		if (end !== undefined) {
			end.lastIndex = tag.end;
			this.at = end.exec(this.html)?.index ?? this.html.length;
		} else if (Object.hasOwn(allowed, tag.name)) {
			if (tag.isEnd) this.endTag(tag);
			else this.startTag(tag);
		}
	}

	private startTag(tag: HtmlTag): void {
		if (!empty.has(tag.name)) {
			if (this.open.length >= MAX_DEPTH) return;
			this.open.push(tag.name);
		}
		this.output += `<${tag.name}${formatAllowedAttributes(tag)}>`;
	}

	private endTag({ name }: HtmlTag): void {
		const depth = this.open.lastIndexOf(name);
		if (depth !== -1) this.close(depth);
	}

	/** Closes open elements down to a depth, innermost first. */
	private close(depth: number): void {
		for (const name of this.open.splice(depth).reverse()) this.output += `</${name}>`;
	}
}

/**
 * Sanitizes custom HTML, which may contain data from others: known elements are rewritten with their allowed
 * attributes; scripts, styles, frames, forms and event handlers are removed. All elements are closed. Runs in time
 * linear in the length of the text.
 */
export const cleanHtml = (html: string): string => new HtmlCleaner(html).clean();

/** Text between elements: keeps character references, escapes everything else that could be markup. */
const escapeText = (text: string): string =>
	escapeHtml(text).replace(/&amp;(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});/gi, '&$1;');
