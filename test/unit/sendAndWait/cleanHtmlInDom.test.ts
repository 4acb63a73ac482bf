import fc from 'fast-check';
import { parse, type DefaultTreeAdapterTypes as Dom } from 'parse5';
import { cleanHtml } from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/form/cleanHtml';
import { anyHtml, ATTACKS, ATTRIBUTES, ELEMENTS, PROTOCOLS } from './hostileHtml';

/** Created by the parser, or around the HTML. */
const SURROUNDING = new Set(['colgroup', 'form', 'footer']);

const childrenOf = (node: Dom.Node): Dom.Node[] => ('childNodes' in node ? node.childNodes : []);
const isElement = (node: Dom.Node): node is Dom.Element => 'tagName' in node;

/** All elements below a node. */
function elements(node: Dom.Node): Dom.Element[] {
	const found: Dom.Element[] = [];
	const open = [...childrenOf(node)];
	for (let next = open.pop(); next !== undefined; next = open.pop()) {
		if (isElement(next)) found.push(next);
		open.push(...childrenOf(next));
	}
	return found;
}

/** Whether a browser would follow a link with a scheme that is not allowed. It does not follow an invalid URL. */
function isForbiddenUrl(value: string, allowed: RegExp): boolean {
	try {
		return !allowed.test(new URL(value, 'about:blank').protocol);
	} catch {
		return false;
	}
}

/** What a browser finds in cleaned HTML inside the form that must not be there. */
function unsafeIn(html: string): string[] {
	const document = parse(`<form><div>${cleanHtml(html)}</div></form><footer></footer>`);
	const body = elements(document).find(({ tagName }) => tagName === 'body');
	const around = body === undefined ? [] : childrenOf(body).map((node) => (isElement(node) ? node.tagName : '#text'));
	const found = around.join() === 'form,footer' ? [] : [`gets out of its place: ${around.join()}`];
	for (const { tagName, attrs, namespaceURI } of body === undefined ? [] : elements(body)) {
		if (!(ELEMENTS.has(tagName) || SURROUNDING.has(tagName)) || String(namespaceURI) !== 'http://www.w3.org/1999/xhtml')
			found.push(tagName);
		for (const { name, value } of attrs) {
			if (!(ATTRIBUTES[tagName] ?? []).includes(name)) found.push(`${tagName} ${name}`);
			else if (PROTOCOLS[name] !== undefined && isForbiddenUrl(value, PROTOCOLS[name]))
				found.push(`${tagName} ${name}=${value}`);
		}
	}
	return found;
}

test.each(ATTACKS)('neutralizes %s in a browser', (html) => expect(unsafeIn(html)).toEqual([]));

test('neutralizes any HTML in a browser, and keeps it inside its container', () => {
	fc.assert(
		fc.property(anyHtml, (given) => expect(unsafeIn(given)).toEqual([])),
		{ numRuns: 6000 },
	);
});
