/** The first characters of a text, with … if truncated. Counts complete characters, so that no emoji is split. */
export function shorten(text: string, max: number): string {
	const characters = Array.from(text.replace(/\s+/g, ' ').trim());
	return characters.length <= max
		? characters.join('')
		: `${characters
				.slice(0, max - 1)
				.join('')
				.trimEnd()}…`;
}
