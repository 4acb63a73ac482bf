const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text that is safe as content of an element and inside a quoted attribute. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => entities[char]);

/** An element's attributes; those that are undefined, false or empty are left out. */
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

/** Text as safe HTML, with WhatsApp's marks for *bold*, _italic_ and ~struck~ text. WhatsApp help: How to format your messages. */
export const formatted = (text: string): string =>
	marks.reduce(
		(html, [mark, tag]) =>
			html.replace(mark, (_all, before: string, inner: string) => `${before}<${tag}>${inner}</${tag}>`),
		escapeHtml(text),
	);
