import type { WorkflowDefinition, WorkflowNode } from '../../../scripts/n8n/rest';
import { intersect, rectangles, type Rectangle } from './workflowLayout';

interface Point {
	x: number;
	y: number;
}

/** A connection between two nodes. */
interface Connection {
	source: string;
	target: string;
	type: string;
	/** Index among the outputs of the source, and among the inputs of the target. */
	output: number;
	input: number;
}

/** How n8n's editor draws a line back: this far to the right of its source, below it, and to the left of its target. */
const BACK_BESIDE = 48;
const BACK_BELOW = 130;
/** Points per part of a line that are compared with the nodes. */
const POINTS = 40;

function connectionsOf({ connections }: WorkflowDefinition): Connection[] {
	const all = connections as Record<string, Record<string, Array<Array<{ node: string; index: number }> | null>>>;
	return Object.entries(all).flatMap(([source, types]) =>
		Object.entries(types).flatMap(([type, outputs]) =>
			outputs.flatMap((targets, output) =>
				(targets ?? []).map(({ node, index }) => ({ source, target: node, type, output, input: index })),
			),
		),
	);
}

const straight = (from: Point, to: Point): Point[] =>
	Array.from({ length: POINTS + 1 }, (_unused, index) => ({
		x: from.x + ((to.x - from.x) * index) / POINTS,
		y: from.y + ((to.y - from.y) * index) / POINTS,
	}));

/** A curve that leaves and arrives in the direction of `bend`. */
function curve(from: Point, to: Point, bend: 'across' | 'down'): Point[] {
	const [dx, dy] = bend === 'across' ? [Math.abs(to.x - from.x) / 2, 0] : [0, (to.y - from.y) / 2];
	return straight({ x: 0, y: 0 }, { x: 1, y: 0 }).map(({ x: t }) => {
		const weights = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t ** 2 * (1 - t), t ** 3];
		const along = (...values: number[]): number =>
			values.reduce((sum, value, index) => sum + value * weights[index], 0);
		return {
			x: along(from.x, from.x + dx, to.x - dx, to.x),
			y: along(from.y, from.y + dy, to.y - dy, to.y),
		};
	});
}

/** Right, down, left past all between source and target, up and right again. */
function back(from: Point, to: Point): Point[] {
	const [right, below, left] = [from.x + BACK_BESIDE, from.y + BACK_BELOW, to.x - BACK_BESIDE];
	const corners = [
		from,
		{ x: right, y: from.y },
		{ x: right, y: below },
		{ x: left, y: below },
		{ x: left, y: to.y },
		to,
	];
	return corners.slice(1).flatMap((corner, index) => straight(corners[index], corner));
}

/** Where one of several inputs or outputs is on the edge of a node. */
const place = (start: number, length: number, index: number, count: number): number =>
	start + (length * (index + 1)) / (Math.max(1, count) + 1);

/** Places of the inputs below a node by type, such as its chat model and memory: n8n spreads them in a fixed order. */
const BELOW = ['ai_languageModel', 'ai_memory', 'ai_tool'];

function pathOf(connection: Connection, boxes: Map<string, Rectangle>, outputs: Map<string, number>): Point[] {
	const [source, target] = [boxes.get(connection.source)!, boxes.get(connection.target)!];
	if (connection.type !== 'main') {
		const from = { x: (source.left + source.right) / 2, y: source.top };
		const x = place(target.left, target.right - target.left, BELOW.indexOf(connection.type), BELOW.length);
		return curve(from, { x, y: target.body }, 'down');
	}
	const from = {
		x: source.right,
		y: place(source.top, source.body - source.top, connection.output, outputs.get(connection.source) ?? 1),
	};
	const to = { x: target.left, y: (target.top + target.body) / 2 };
	return from.x > to.x ? back(from, to) : curve(from, to, 'across');
}

/** A place on a line as a rectangle without size. */
const spot = ({ x, y }: Point) => ({ left: x, right: x, top: y, bottom: y });

/** A box without its edge, where the connections of the node itself begin and end. */
const inside = ({ left, right, top, bottom }: Rectangle) => ({
	left: left + 2,
	right: right - 2,
	top: top + 2,
	bottom: bottom - 2,
});

/**
 * Connections that pass behind a node, its name or a note, as n8n's editor draws them.
 * @returns one line per connection and what it passes
 */
export function crossings(workflow: WorkflowDefinition): string[] {
	const all = rectangles(workflow);
	const boxes = new Map(all.map((box) => [box.name, box]));
	const connections = connectionsOf(workflow);
	const outputs = new Map(
		workflow.nodes.map(({ name }: WorkflowNode) => {
			const { main = [] } = (workflow.connections as Record<string, { main?: unknown[] } | undefined>)[name] ?? {};
			return [name, main.length] as const;
		}),
	);
	return connections.flatMap((connection) => {
		const path = pathOf(connection, boxes, outputs);
		const ends = path.slice(0, 1).concat(path.slice(-1));
		return all
			.filter((box) => !box.isNote || ends.every((end) => !intersect(inside(box), spot(end))))
			.filter((box) => path.some((point) => intersect(inside(box), spot(point))))
			.map(({ name }) => `'${connection.source}' to '${connection.target}' passes behind '${name}'`);
	});
}
