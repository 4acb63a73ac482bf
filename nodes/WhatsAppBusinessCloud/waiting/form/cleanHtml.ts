import { attributes, escapeHtml } from '../html';

/** Elements that a form's custom HTML may have, and their attributes. Everything else is left out; its text stays. */
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
/** Elements whose content is no text for people. */
const dropped = new Set([
	'iframe',
	'noscript',
	'object',
	'script',
	'style',
	'svg',
	'template',
	'textarea',
	'title',
	'video',
]);

const addresses: Record<string, RegExp> = { href: /^(https?:|mailto:|tel:)/i, src: /^https:/i };

function decoded(value: string): string {
	return value
		.replace(/&#x([0-9a-f]{1,6});?/gi, (_all, hex: string) => character(parseInt(hex, 16)))
		.replace(/&#(\d{1,7});?/g, (_all, number: string) => character(Number(number)))
		.replace(/&(amp|lt|gt|quot|colon|tab|newline);/gi, (_all, name: string) => named[name.toLowerCase()]);
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', colon: ':', tab: '\t', newline: '\n' };
const character = (code: number): string => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '');

function keptAttributes(tag: string, text: string): string {
	const kept: Record<string, string | undefined> = {};
	for (const [, name, double, single, bare] of text.matchAll(/([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi)) {
		const key = name.toLowerCase();
		if (!allowed[tag].includes(key)) continue;
		const value = decoded(double ?? single ?? bare)
			.replace(/[\u0000-\u001f\u007f]/g, '')
			.trim();
		if (addresses[key] === undefined || addresses[key].test(value)) kept[key] = value;
	}
	const link = tag === 'a' ? { target: '_blank', rel: 'noopener noreferrer' } : {};
	return attributes({ ...kept, ...link });
}

/**
 * Makes HTML that somebody entered, perhaps with data of others in it, safe to show: known elements are written anew,
 * with attributes of their own; scripts, styles, frames, forms and event handlers do not survive. Every element is closed.
 */
export function cleanHtml(html: string): string {
	const open: string[] = [];
	const lower = html.toLowerCase();
	let output = '';
	let at = 0;
	while (at < html.length) {
		const start = html.indexOf('<', at);
		output += textOf(html.slice(at, start === -1 ? undefined : start));
		if (start === -1) break;
		if (html.startsWith('<!--', start)) {
			const end = html.indexOf('-->', start + 4);
			at = end === -1 ? html.length : end + 3;
			continue;
		}
		const found = /^<(\/?)([a-z][a-z0-9]*)\b((?:[^<>"']|"[^"]*"|'[^']*')*)>/i.exec(html.slice(start, start + 10_000));
		if (!found) {
			output += '&lt;';
			at = start + 1;
			continue;
		}
		const [whole, slash, name, rest] = found;
		const tag = name.toLowerCase();
		at = start + whole.length;
		if (dropped.has(tag) && slash === '') {
			const end = lower.indexOf(`</${tag}`, at);
			at = end === -1 ? html.length : end;
		} else if (Object.hasOwn(allowed, tag)) {
			output += slash === '' ? opened(tag, rest, open) : closed(tag, open);
		}
	}
	return (
		output +
		open
			.reverse()
			.map((tag) => `</${tag}>`)
			.join('')
	);
}

function opened(tag: string, rest: string, open: string[]): string {
	if (!empty.has(tag)) open.push(tag);
	return `<${tag}${keptAttributes(tag, rest)}>`;
}

function closed(tag: string, open: string[]): string {
	const depth = open.lastIndexOf(tag);
	if (depth === -1) return '';
	return open
		.splice(depth)
		.reverse()
		.map((one) => `</${one}>`)
		.join('');
}

/** Text between elements: its character references stay, everything else that could be markup does not. */
const textOf = (text: string): string =>
	escapeHtml(text).replace(/&amp;(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});/gi, '&$1;');
