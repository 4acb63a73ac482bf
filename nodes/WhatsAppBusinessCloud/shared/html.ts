const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Escapes text for element content and quoted attributes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => entities[char]);

/** An element's attributes; undefined, false and empty ones are omitted. */
export function attributes(values: Record<string, string | boolean | undefined>): string {
	return Object.entries(values)
		.map(([name, value]) =>
			value === true
				? ` ${name}`
				: value === false || value === undefined || value === ''
					? ''
					: ` ${name}="${escapeHtml(value)}"`,
		)
		.join('');
}

/**
 * What may precede and follow a formatted part, in escaped text: spaces, quotes, brackets, dashes, and what ends a
 * sentence in the languages of the pages.
 */
const BEFORE = String.raw`(^|[\s>¿¡\p{Ps}\p{Pi}\p{Pd}]|&quot;|&#39;)`;
const AFTER = String.raw`(?=$|[\s<.,:;!?…\p{Pe}\p{Pf}\p{Pd}،؛؟۔।॥。、！？：；]|&quot;|&#39;)`;

/** @param sign around the part */
const mark = (sign: string): RegExp =>
	new RegExp(`${BEFORE}[${sign}]([^\\s${sign}](?:[^${sign}\\n]{0,1000}[^\\s${sign}])?)[${sign}]${AFTER}`, 'gmu');

const marks: Array<[RegExp, string]> = [
	[mark('*'), 'b'],
	[mark('_'), 'i'],
	[mark('~'), 's'],
];

/**
 * Converts text to safe HTML, with WhatsApp's *bold*, _italic_ and ~strikethrough~ formatting. WhatsApp help: How to
 * format your messages.
 */
export const formatted = (text: string): string =>
	marks.reduce(
		(html, [pattern, tag]) =>
			html.replace(pattern, (_all, before: string, inner: string) => `${before}<${tag}>${inner}</${tag}>`),
		escapeHtml(text),
	);
