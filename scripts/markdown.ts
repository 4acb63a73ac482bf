/** A Markdown table. */
export const table = (head: string[], rows: string[][]): string =>
	[head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

/**
 * @param name of the markers, on a page with several tables
 * @returns the text with the table between its markers
 * @throws Error when the markers are missing
 */
export function withTable(text: string, markdown: string, name = 'coverage'): string {
	const [opening, closing] = [`<!-- ${name}:start -->`, `<!-- ${name}:end -->`];
	const [start, end] = [text.indexOf(opening), text.indexOf(closing)];
	if (start < 0 || end < start)
		throw new Error(`There is no place for the table: ${opening} and ${closing} are missing`);
	return `${text.slice(0, start + opening.length)}\n${markdown}\n${text.slice(end)}`;
}
