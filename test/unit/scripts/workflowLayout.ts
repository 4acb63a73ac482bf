import type { WorkflowDefinition, WorkflowNode } from '../../../scripts/n8n/rest';

interface Rectangle {
	name: string;
	isNote: boolean;
	left: number;
	top: number;
	right: number;
	bottom: number;
}

/** Sizes in n8n's editor, in pixels: a node, and the name below it, which has up to two lines. */
const NODE = 96;
const LABEL = 40;
/** A node is higher by this for each output after the second. */
const OUTPUT = 32;
/** Height of a line of a note, its average width per character, and its padding. */
const LINE = 20;
const CHARACTER = 7.2;
const PADDING = 12;

const isNote = ({ type }: WorkflowNode): boolean => type === 'n8n-nodes-base.stickyNote';

function rectangle(node: WorkflowNode, outputs: number): Rectangle {
	const [left, top] = node.position;
	const [width, height] = isNote(node)
		? [Number(node.parameters.width), Number(node.parameters.height)]
		: [NODE, NODE + Math.max(0, outputs - 2) * OUTPUT + LABEL];
	return { name: node.name, isNote: isNote(node), left, top, right: left + width, bottom: top + height };
}

/** The height that the text of a note needs. */
function textHeight({ parameters }: WorkflowNode): number {
	const perLine = (Number(parameters.width) - 2 * PADDING) / CHARACTER;
	const lines = String(parameters.content)
		.split('\n')
		.map((line) => Math.max(0.5, Math.ceil(line.length / perLine)) * (line.startsWith('#') ? 1.5 : 1));
	return lines.reduce((sum, one) => sum + one, 0) * LINE + 2 * PADDING;
}

const intersect = (a: Rectangle, b: Rectangle): boolean =>
	a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const contains = (outer: Rectangle, inner: Rectangle): boolean =>
	outer.left <= inner.left && outer.top <= inner.top && outer.right >= inner.right && outer.bottom >= inner.bottom;

/**
 * What covers what in the editor: two nodes, two notes, a node across the edge of a note, or a node (or the note's own
 * edge) on the text of a note.
 * @returns one line per overlap
 */
export function overlaps({ nodes, connections }: WorkflowDefinition): string[] {
	const all = nodes.map((node) => {
		const { main = [] } = (connections as Record<string, { main?: unknown[] } | undefined>)[node.name] ?? {};
		return rectangle(node, main.length);
	});
	const texts = nodes
		.map((node, index) => ({ node, box: all[index] }))
		.filter(({ node }) => isNote(node))
		.map(({ node, box }) => ({ box, text: { ...box, bottom: box.top + textHeight(node) } }));
	const pairs = all.flatMap((a, index) => all.slice(index + 1).map((b) => [a, b] as const));
	return [
		...pairs
			.filter(([a, b]) => intersect(a, b))
			.filter(([a, b]) => a.isNote === b.isNote || !(a.isNote ? contains(a, b) : contains(b, a)))
			.map(([a, b]) => `'${a.name}' and '${b.name}'`),
		...texts.filter(({ box, text }) => !contains(box, text)).map(({ box }) => `the text and the end of '${box.name}'`),
		...texts.flatMap(({ box, text }) =>
			all
				.filter((one) => !one.isNote && intersect(text, one))
				.map(({ name }) => `the text of '${box.name}' and '${name}'`),
		),
	];
}
