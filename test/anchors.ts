/** The anchors of the headings in a Markdown text, as GitHub makes them. */
export const anchors = (markdown: string): string[] =>
	[...markdown.matchAll(/^#{1,6} +(.+?) *$/gm)].map(([, heading]) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\s_-]/gu, '')
			.replace(/\s/g, '-'),
	);
