import type { ComponentChildren, JSX } from 'preact';
import { sheet } from './openSheet';

type Node = ComponentChildren;

/** WhatsApp's marks, with the element of each (WhatsApp Help Center: How to format your messages). */
const marks: Array<{ pattern: RegExp; show: (text: string) => JSX.Element }> = [
	{ pattern: /```([^]+?)```/, show: (text) => <code class="block">{text}</code> },
	{ pattern: /`([^`\n]+)`/, show: (text) => <code>{text}</code> },
	{ pattern: /\*(?!\s)([^*\n]+?)(?<!\s)\*/, show: (text) => <strong>{inline(text)}</strong> },
	{ pattern: /(?<![\p{L}\p{N}])_(?!\s)([^_\n]+?)(?<!\s)_(?![\p{L}\p{N}])/u, show: (text) => <em>{inline(text)}</em> },
	{ pattern: /~(?!\s)([^~\n]+?)(?<!\s)~/, show: (text) => <s>{inline(text)}</s> },
	{
		pattern: /(https:\/\/chat\.whatsapp\.com\/[\w-]+)/i,
		show: (text) => (
			<button type="button" class="text" onClick={() => (sheet.value = { kind: 'join', link: text })}>
				{text}
			</button>
		),
	},
	{ pattern: /(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)])/i, show: (text) => link(text) },
];

export const link = (url: string, words: string = url): JSX.Element => (
	<a href={url} target="_blank" rel="noreferrer noopener">
		{words}
	</a>
);

function inline(text: string): Node {
	let first: { index: number; whole: string; inner: string; show: (typeof marks)[number]['show'] } | undefined;
	for (const { pattern, show } of marks) {
		const found = pattern.exec(text);
		if (found && (!first || found.index < first.index))
			first = { index: found.index, whole: found[0], inner: found[1], show };
	}
	if (!first) return text;
	const { index, whole, inner, show } = first;
	return [text.slice(0, index), show(inner), inline(text.slice(index + whole.length))];
}

/** Lines that belong together: quoted, items of a list, or plain. */
function kindOf(line: string): 'quote' | 'bullets' | 'numbers' | 'plain' {
	if (/^> ?/.test(line)) return 'quote';
	if (/^[*-] /.test(line)) return 'bullets';
	return /^\d+\. /.test(line) ? 'numbers' : 'plain';
}

const bare = (line: string): string => line.replace(/^(?:> ?|[*-] |\d+\. )/, '');

function block(kind: ReturnType<typeof kindOf>, lines: string[]): JSX.Element {
	switch (kind) {
		case 'quote':
			return <blockquote>{inline(lines.map(bare).join('\n'))}</blockquote>;
		case 'bullets':
			return (
				<ul>
					{lines.map((line) => (
						<li>{inline(bare(line))}</li>
					))}
				</ul>
			);
		case 'numbers':
			return (
				<ol start={parseInt(lines[0], 10)}>
					{lines.map((line) => (
						<li>{inline(bare(line))}</li>
					))}
				</ol>
			);
		default:
			return <>{inline(lines.join('\n'))}</>;
	}
}

/** A text as WhatsApp formats it. */
export function Formatted({ text }: { text: string }): JSX.Element {
	if (/```[^]+```/.test(text)) return <p class="words">{inline(text)}</p>;
	const blocks: Array<{ kind: ReturnType<typeof kindOf>; lines: string[] }> = [];
	for (const line of text.split('\n')) {
		const kind = kindOf(line);
		const last = blocks[blocks.length - 1];
		if (last?.kind === kind) last.lines.push(line);
		else blocks.push({ kind, lines: [line] });
	}
	return <div class="words">{blocks.map(({ kind, lines }) => block(kind, lines))}</div>;
}
