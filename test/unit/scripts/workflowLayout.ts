import type { WorkflowDefinition, WorkflowNode } from '../../../scripts/n8n/rest';

interface Area {
	left: number;
	top: number;
	right: number;
	bottom: number;
}

/** What a node or note covers, with the name below a node. */
export interface Rectangle extends Area {
	name: string;
	isNote: boolean;
	/** The end of the node itself, above its name. */
	body: number;
}

/** Sizes in n8n's editor, in pixels: a node, and the name below it, with the line that says what the node does. */
const NODE = 96;
const LABEL = 48;
/** A node with inputs below it, such as an AI Agent, has its name inside. What is connected there is smaller. */
const WITH_INPUTS_BELOW = 224;
const BELOW = 80;
/** A node is higher by this for each output after the second. */
const OUTPUT = 32;
/** Height of a line of a note, its average width per character, and its padding. */
const LINE = 20;
const CHARACTER = 7.2;
const PADDING = 12;

const isNote = ({ type }: WorkflowNode): boolean => type === 'n8n-nodes-base.stickyNote';

type Connected = Record<string, Array<Array<{ node: string }> | null>> | undefined;

/** Width and height of a node, and of the name below it. */
function sizeOf(
	node: WorkflowNode,
	{ connections }: WorkflowDefinition,
): [width: number, height: number, name: number] {
	if (isNote(node)) return [Number(node.parameters.width), Number(node.parameters.height), 0];
	const { main = [], ...below } = (connections as Record<string, Connected>)[node.name] ?? {};
	if (Object.keys(below).length > 0) return [BELOW, BELOW, LABEL];
	const hasInputsBelow = Object.values(connections as Record<string, Connected>).some((types) =>
		Object.entries(types ?? {}).some(
			([type, outputs]) => type !== 'main' && outputs.flat().some((target) => target?.node === node.name),
		),
	);
	if (hasInputsBelow) return [WITH_INPUTS_BELOW, NODE, 0];
	return [NODE, NODE + Math.max(0, main.length - 2) * OUTPUT, LABEL];
}

/** What each node and note of a workflow covers. */
export const rectangles = (workflow: WorkflowDefinition): Rectangle[] =>
	workflow.nodes.map((node) => {
		const [left, top] = node.position;
		const [width, height, name] = sizeOf(node, workflow);
		const body = top + height;
		return { name: node.name, isNote: isNote(node), left, top, right: left + width, body, bottom: body + name };
	});

/** The height that the text of a note needs. */
function textHeight({ parameters }: WorkflowNode): number {
	const perLine = (Number(parameters.width) - 2 * PADDING) / CHARACTER;
	const lines = String(parameters.content)
		.split('\n')
		.map((line) => Math.max(0.5, Math.ceil(line.length / perLine)) * (line.startsWith('#') ? 1.5 : 1));
	return lines.reduce((sum, one) => sum + one, 0) * LINE + 2 * PADDING;
}

export const intersect = (a: Area, b: Area): boolean =>
	a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const contains = (outer: Area, inner: Area): boolean =>
	outer.left <= inner.left && outer.top <= inner.top && outer.right >= inner.right && outer.bottom >= inner.bottom;

/**
 * What covers what in the editor: two nodes, two notes, a node across the edge of a note, or a node (or the note's own
 * edge) on the text of a note.
 * @returns one line per overlap
 */
export function overlaps(workflow: WorkflowDefinition): string[] {
	const { nodes } = workflow;
	const all = rectangles(workflow);
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
