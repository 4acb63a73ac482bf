import fc from 'fast-check';
import { cleanHtml } from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/form/cleanHtml';
import { formPage } from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/form/render';
import { english } from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/language/languages';
import { readFields } from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/form/read';
import { escapeHtml, formatted } from '../../../nodes/WhatsAppBusinessCloud/shared/html';
import { interpolate } from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/parameterSource';
import { renderPage } from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/page';

test.each([
	['<p>Hello <b>you</b></p>', '<p>Hello <b>you</b></p>'],
	['<P CLASS="x" onclick=go()>Hi', '<p>Hi</p>'],
	['<script>alert(1)</script>after', 'after'],
	['<scr<script>ipt>x</script>', 'ipt&gt;x'],
	['<style>b{}</style><svg onload=x()><b>in</b></svg>out', 'out'],
	[
		'<a href="https://example.com/?a=1&amp;b=2" onmouseover="x">l</a>',
		'<a href="https://example.com/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">l</a>',
	],
	['<a href="javascript:alert(1)">l</a>', '<a target="_blank" rel="noopener noreferrer">l</a>'],
	['<a href="java&#115;cript:alert(1)">l</a>', '<a target="_blank" rel="noopener noreferrer">l</a>'],
	['<a href="java&Tab;script:alert(1)">l</a>', '<a target="_blank" rel="noopener noreferrer">l</a>'],
	['<a href=" &#1;javascript:alert(1)">l</a>', '<a target="_blank" rel="noopener noreferrer">l</a>'],
	[
		'<img src="https://example.com/a.png" alt=\'"><script>\' onerror=x>',
		'<img src="https://example.com/a.png" alt="&quot;&gt;&lt;script&gt;">',
	],
	['<img src="http://example.com/a.png">', '<img>'],
	['<img src="data:image/svg+xml,x">', '<img>'],
	['<input name="field-0"><form action="https://evil.example"><button>x</button></form>', 'x'],
	['<iframe src="https://evil.example">x</iframe>y', 'y'],
	['a < b & c > d &amp; &lt;b&gt;', 'a &lt; b &amp; c &gt; d &amp; &lt;b&gt;'],
	['<!-- <script>x</script> -->y<!-- open', 'y'],
	['<div><b>open', '<div><b>open</b></div>'],
	['</main></div>closed', 'closed'],
	['<b><i>x</b>y</i>', '<b><i>x</i></b>y'],
	['<', '&lt;'],
	['<b', '&lt;b'],
	['<i>x</i> <b title="open>y</b>', '<i>x</i> &lt;b title=&quot;open&gt;y&lt;/b&gt;'],
	[
		'<a href="https://x.example" href="javascript:x">l',
		'<a href="https://x.example" target="_blank" rel="noopener noreferrer">l</a>',
	],
	[
		'<a href=https://x.example/onclick=x>l',
		'<a href="https://x.example/onclick=x" target="_blank" rel="noopener noreferrer">l</a>',
	],
	['<img alt="&#38;quot;&#60;"/src=https://x.example/a>', '<img src="https://x.example/a" alt="&amp;quot;&lt;">'],
	['<!DOCTYPE html><?php x ?></ x>y<!-->z', 'yz'],
	['\u0130\u0130\u0130<script>x</script>y', '\u0130\u0130\u0130y'],
	['<b/onload=x>y</b/>', '<b>y</b>'],
	['<style>x</styles></style>y', 'y'],
	[`${'<b>'.repeat(101)}x`, `${'<b>'.repeat(100)}x${'</b>'.repeat(100)}`],
])('cleans %s to %s', (html, expected) => expect(cleanHtml(html)).toBe(expected));

/** The allowed result for any HTML: known elements with quoted attributes, and text. */
const SAFE =
	/^(?:[^<>]|<\/?(?:a|b|br|code|div|em|h[1-6]|hr|i|img|li|ol|p|pre|span|strong|sub|sup|table|tbody|td|tfoot|th|thead|tr|u|ul)(?: (?:href="(?:https?:|mailto:|tel:)[^"<>]*"|src="https:[^"<>]*"|(?:alt|width|height|colspan|rowspan|scope|target|rel)="[^"<>]*"))*>)*$/i;

test('keeps only known elements, all closed, for any input', () => {
	const piece = fc.oneof(
		fc.string(),
		fc.constantFrom(
			'<',
			'>',
			'"',
			"'",
			'/',
			'=',
			' ',
			'<a href="',
			'<img src=',
			'javascript:',
			'<script>',
			'</script>',
			'<!--',
			'-->',
			'<b>',
			'</b>',
			'<div ',
			'onload=',
			'&#106;',
			'<svg>',
			'<style>',
			'</style',
			'https://x',
		),
	);
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
			const clean = cleanHtml(pieces.join(''));
			expect(clean).toMatch(SAFE);
			const opened = [...clean.matchAll(/<(?!\/|br|hr|img)([a-z0-9]+)/gi)].length;
			expect([...clean.matchAll(/<\//g)].length).toBe(opened);
		}),
		{ numRuns: 2000 },
	);
});

test('cleans long unusual input in linear time', () => {
	const LENGTH = 400_000;
	const pieces = ['<', '<b ', '<!--', '<script>', '<a href="', '&#', "<a b='", '</b>', '<b>', '<i a=1 ', '</script'];
	for (const piece of [
		...pieces,
		'<b></i>',
		'<a =',
		'< a',
		'</',
		'<svg></svg>',
		'<!x',
		'\u0130<script>',
		'<img alt=" ',
	]) {
		const started = process.cpuUsage();
		cleanHtml(`${piece.repeat(LENGTH / 2 / piece.length)}${'</i>'.repeat(LENGTH / 8)}`);
		expect([piece, process.cpuUsage(started).user / 1e6 < 1.5]).toEqual([piece, true]);
	}
});

test('finds expressions in linear time', () => {
	const source = { get: () => '', raw: () => '', evaluate: () => '' };
	const started = process.cpuUsage();
	for (const piece of ['{{', '{{ a', '}}', '{{}}', '{']) interpolate(piece.repeat(1e6 / piece.length), source);
	expect(process.cpuUsage(started).user / 1e6).toBeLessThan(1.5);
});

test('escapes text so that it stays inside its element', () => {
	fc.assert(fc.property(fc.string(), (text) => expect(escapeHtml(text)).not.toMatch(/[<>"']/)));
	const evil = '"><script>x</script>';
	const [field] = readFields({ fields: [{ fieldLabel: evil, placeholder: evil, defaultValue: evil }] });
	const { html } = formPage(
		[field],
		{
			title: evil,
			description: evil,
			button: evil,
			css: '</style><script>x</script>',
			hasAttribution: false,
			language: english,
		},
		{ texts: { 'field-0': [evil] }, wrong: { 'field-0': evil } },
	);
	// Inside a style element only its end tag is markup.
	const [style, rest, ...more] = html.split('</style');
	expect([style.includes('\\3c /style>'), rest.includes('<script'), more]).toEqual([true, false, []]);
});

test("puts the author's styles last and keeps their meaning", () => {
	const { html } = renderPage('Title', '', {
		language: english,
		css: ':root { --color-submit-btn-bg: #123; } a > b { color: red }',
	});
	expect(html).toContain(':root { --color-submit-btn-bg: #123; } a > b { color: red }</style>');
});

test.each([
	['*bold* and _it_ ~no~', '<b>bold</b> and <i>it</i> <s>no</s>'],
	['*_both_*', '<b><i>both</i></b>'],
	['2*3*4 a_b_c * x *', '2*3*4 a_b_c * x *'],
	['*<b>*', '<b>&lt;b&gt;</b>'],
	['*a\nb*', '*a\nb*'],
	['هل نحجز *الثلاثاء*؟', 'هل نحجز <b>الثلاثاء</b>؟'],
	[
		'¿*Hoy*? «*mañana*» "_tal vez_" *lunes*–*martes*',
		'¿<b>Hoy</b>? «<b>mañana</b>» &quot;<i>tal vez</i>&quot; <b>lunes</b>–<b>martes</b>',
	],
	['*सोमवार*। *月曜日*。', '<b>सोमवार</b>। <b>月曜日</b>。'],
	['https://example.com/_next_/*a*/ snake_case_ é*b*', 'https://example.com/_next_/*a*/ snake_case_ é*b*'],
])('formats %s as the chat does', (text, html) => expect(formatted(text)).toBe(html));
