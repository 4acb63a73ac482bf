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

const marks: Array<[RegExp, string]> = [
	[/(^|[\s(])\*([^\s*](?:[^*\n]{0,1000}[^\s*])?)\*(?=$|[\s).,:;!?])/gm, 'b'],
	[/(^|[\s(>])_([^\s_](?:[^_\n]{0,1000}[^\s_])?)_(?=$|[\s).,:;!?<])/gm, 'i'],
	[/(^|[\s(>])~([^\s~](?:[^~\n]{0,1000}[^\s~])?)~(?=$|[\s).,:;!?<])/gm, 's'],
];

/**
 * Converts text to safe HTML, with WhatsApp's *bold*, _italic_ and ~strikethrough~ formatting. WhatsApp help: How to
 * format your messages.
 */
export const formatted = (text: string): string =>
	marks.reduce(
		(html, [mark, tag]) =>
			html.replace(mark, (_all, before: string, inner: string) => `${before}<${tag}>${inner}</${tag}>`),
		escapeHtml(text),
	);
