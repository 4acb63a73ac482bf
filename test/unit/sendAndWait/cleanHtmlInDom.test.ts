import fc from 'fast-check';
import { parse, type DefaultTreeAdapterTypes as Dom } from 'parse5';
import { cleanHtml } from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/form/cleanHtml';

/** What authors of pages may use: attributes by element, and URL schemes. */
const ATTRIBUTES: Record<string, string[]> = {
	a: ['href', 'rel', 'target'],
	img: ['alt', 'height', 'src', 'width'],
	td: ['colspan', 'rowspan'],
	th: ['colspan', 'rowspan', 'scope'],
};
const PROTOCOLS: Record<string, RegExp> = { href: /^(https?|mailto|tel):$/, src: /^https:$/ };
/** The last three are created by the parser or surround the HTML. */
const ELEMENTS = new Set(
	'a b br code div em h1 h2 h3 h4 h5 h6 hr i img li ol p pre span strong sub sup table tbody td tfoot th thead tr u ul colgroup form footer'.split(
		' ',
	),
);

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
		if (!ELEMENTS.has(tagName) || String(namespaceURI) !== 'http://www.w3.org/1999/xhtml') found.push(tagName);
		for (const { name, value } of attrs) {
			if (!(ATTRIBUTES[tagName] ?? []).includes(name)) found.push(`${tagName} ${name}`);
			else if (PROTOCOLS[name] !== undefined && isForbiddenUrl(value, PROTOCOLS[name]))
				found.push(`${tagName} ${name}=${value}`);
		}
	}
	return found;
}

/** Known techniques to bypass HTML sanitizers. */
const ATTACKS = [
	'<script>alert(1)</script>',
	'<ScRiPt/x>alert(1)</sCrIpT >',
	'<img src=x onerror=alert(1)>',
	'<img """><script>alert(1)</script>">',
	'<a href="jav\tascript:alert(1)">x</a>',
	'<a href="&#x6A&#x61;vascript&colon;alert(1)">x</a>',
	'<a href="\u0001javascript:alert(1)">x</a>',
	"<a href='data:text/html,<script>alert(1)</script>'>x</a>",
	'<svg><script>alert(1)</script></svg>',
	'<svg/onload=alert(1)>',
	'<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
	'<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
	'<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
	'<!--><img src=x onerror=alert(1)>-->',
	'<!--!><img src=x onerror=alert(1)>-->',
	'<?xml ><img src=x onerror=alert(1)>',
	'<plaintext><img src=x onerror=alert(1)>',
	'<style></style\u000b><img src=x onerror=alert(1)></style>',
	'<textarea></textarea/><img src=x onerror=alert(1)>',
	'<title><img title="</title><script>alert(1)</script>">',
	'</div></form><script>alert(1)</script>',
	'<table><div></table></div></form>',
	'<iframe srcdoc="<script>alert(1)</script>">',
	'<object data="javascript:alert(1)">',
	'<base href="javascript:/a/-alert(1)///////">',
	'<meta http-equiv=refresh content="0;url=javascript:alert(1)">',
	'<button formaction=javascript:alert(1)>x',
	'<a href=https://x.example style=x:expression(alert(1)) onfocus=alert(1) autofocus>x',
	'<img src="https://x.example/a" srcset="javascript:x 1x">',
	'<a href="https://x.example"onclick="alert(1)">x',
	'<b <script>alert(1)</script>0',
	'<<script>alert(1)//<</script>',
	'<p/onclick=alert(1)>',
	'<a\u0000href="javascript:alert(1)">',
	'<a href=https://x.example<script>alert(1)</script>',
];

test.each(ATTACKS)('neutralizes %s in a browser', (html) => expect(unsafeIn(html)).toEqual([]));

const tag = fc
	.tuple(
		fc.constantFrom('<', '</', '< ', '<!', '<?'),
		fc.constantFrom(
			...'a b p div table tr td th tbody li ul h1 h2 pre br img script style svg math form input button select option iframe template title textarea noscript plaintext body html head frameset mglyph foreignObject'.split(
				' ',
			),
		),
		fc.array(
			fc.tuple(
				fc.constantFrom(' ', '/', '\n', '\f', '\u00a0', ''),
				fc.constantFrom('href', 'src', 'onload', 'onclick', 'style', 'HREF', 'x', '=', '"', "'", '\u0000'),
				fc.constantFrom('=', ' = ', ''),
				fc.constantFrom(
					'"javascript:x()"',
					'javascript:x()',
					"'&#106avascript:x()'",
					'"java\nscript:x()"',
					'https://x.example',
					'"https://x.example"',
					'"',
					"'",
					'`',
					'">',
					'',
				),
			),
			{ maxLength: 3 },
		),
		fc.constantFrom('>', '/>', '', ' >', '>'),
	)
	.map(([start, name, attributes, end]) => `${start}${name}${attributes.flat().join('')}${end}`);

const html = fc
	.array(
		fc.oneof(
			{ weight: 6, arbitrary: tag },
			{ weight: 1, arbitrary: fc.constantFrom('<!--', '-->', '--!>', ']]>', '<![CDATA[', '&lt;', '&#60;', 'x') },
			{ weight: 1, arbitrary: fc.constantFrom(...ATTACKS) },
			{ weight: 1, arbitrary: fc.fullUnicodeString({ maxLength: 5 }) },
		),
		{ maxLength: 12 },
	)
	.map((pieces) => pieces.join(''));

test('any HTML has no effect in a browser, and stays inside its container', () => {
	fc.assert(
		fc.property(html, (given) => expect(unsafeIn(given)).toEqual([])),
		{ numRuns: 6000 },
	);
});
