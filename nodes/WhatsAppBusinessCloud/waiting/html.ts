const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text that is safe as content of an element and inside a quoted attribute. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => entities[char]);

/** An element's attributes; those that are undefined, false or empty are left out. */
export function attributes(values: Record<string, string | boolean | undefined>): string {
	return Object.entries(values)
		.map(([name, value]) => (value === true ? ` ${name}` : value === false || value === undefined || value === '' ? '' : ` ${name}="${escapeHtml(value)}"`))
		.join('');
}
