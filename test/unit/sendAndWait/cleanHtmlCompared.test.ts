import createDOMPurify from 'dompurify';
import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { parseFragment, type DefaultTreeAdapterTypes as Dom } from 'parse5';
import sanitizeHtml from 'sanitize-html';
import { cleanHtml } from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/form/cleanHtml';
import { anyHtml, ATTACKS, ATTRIBUTES, ELEMENTS, PROTOCOLS } from './hostileHtml';

const { window } = new JSDOM('');
const domPurify = createDOMPurify(window);

afterAll(() => window.close());

const bySanitizeHtml = (html: string): string =>
	sanitizeHtml(html, {
		allowedTags: [...ELEMENTS],
		allowedAttributes: ATTRIBUTES,
		allowedSchemes: ['http', 'https', 'mailto', 'tel'],
		allowProtocolRelative: false,
	});

const names = [...new Set(Object.values(ATTRIBUTES).flat())];

const byDomPurify = (html: string): string =>
	domPurify.sanitize(html, {
		ALLOWED_TAGS: [...ELEMENTS, '#text'],
		ALLOWED_ATTR: names,
		ALLOWED_URI_REGEXP: /^(?:https?|mailto|tel):/i,
		ADD_URI_SAFE_ATTR: names.filter((name) => PROTOCOLS[name] === undefined),
	});

/** Elements with their attributes, as a browser reads the HTML: `img`, `img alt`, `a href https:`. */
function contents(html: string): string[] {
	const found = new Set<string>();
	const open: Dom.Node[] = [parseFragment(`<div>${html}</div>`)];
	for (let node = open.pop(); node !== undefined; node = open.pop()) {
		if ('childNodes' in node) open.push(...node.childNodes);
		if (!('tagName' in node)) continue;
		found.add(node.tagName);
		for (const { name, value } of node.attrs) {
			const scheme = PROTOCOLS[name] === undefined ? '' : ` ${/^[^/?#]*?:/.exec(value)?.[0].toLowerCase()}`;
			found.add(`${node.tagName} ${name}${scheme}`);
		}
	}
	return [...found].sort();
}

/** What the libraries remove from HTML. */
const removed = (html: string): string[] =>
	[bySanitizeHtml(html), byDomPurify(html)].flatMap((clean) => {
		const kept = contents(clean);
		return contents(html).filter((one) => !kept.includes(one));
	});

test.each(ATTACKS)('leaves nothing of %s that sanitize-html or DOMPurify removes', (html) =>
	expect(removed(cleanHtml(html))).toEqual([]),
);

test('leaves nothing of any HTML that sanitize-html or DOMPurify removes', () => {
	fc.assert(
		fc.property(anyHtml, (html) => expect(removed(cleanHtml(html))).toEqual([])),
		{ numRuns: 5000 },
	);
});

test('keeps what sanitize-html and DOMPurify keep of a harmless page', () => {
	const page =
		'<h1>Order</h1><p>For <b>Ada</b>, <a href="https://x.example/?a=1&amp;b=2">details</a><br></p><ul><li>1 &lt; 2</li></ul>' +
		'<table><tbody><tr><td colspan="2">x</td></tr></tbody></table><img src="https://x.example/a.png" alt="A" width="10">';
	const kept = contents(cleanHtml(page)).filter((one) => !/^a (?:rel|target)$/.test(one));
	expect([kept, kept]).toEqual([contents(bySanitizeHtml(page)), contents(byDomPurify(page))]);
});
