import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withTable } from './markdown';
import { exampleFiles, readExample } from './n8n/examples';
import { PROJECT } from './n8n/paths';
import type { WorkflowDefinition, WorkflowNode } from './n8n/rest';

const STICKY_NOTE = 'n8n-nodes-base.stickyNote';

/** The page, relative to the repository. */
export const EXAMPLES_PAGE = join('docs', 'examples.md');

/** Name of an example's picture in docs/images, without extension. */
export const examplePicture = (file: string): string => `example-${file.replace(/\.json$/, '')}`;

/** What the first note of a workflow says, without its heading. */
function description({ nodes }: WorkflowDefinition): string {
	const note = nodes.find(({ type }) => type === STICKY_NOTE);
	return String(note?.parameters.content ?? '').replace(/^#+ .*\n+/, '');
}

/** The steps of a workflow in the order of the canvas, from left to right. */
const steps = ({ nodes }: WorkflowDefinition): string =>
	nodes
		.filter(({ type }) => type !== STICKY_NOTE)
		.sort(({ position: [a] }: WorkflowNode, { position: [b] }: WorkflowNode) => a - b)
		.map(({ name }) => name)
		.join(', ');

/** Width of a page on GitHub, in pixels. */
const PAGE_WIDTH = 830;

/** Width of a PNG in pixels: the first number of its header (PNG specification, 11.2.1). */
const widthOf = (png: Buffer): number => png.readUInt32BE(16);

/** The picture of a workflow, once `npm run docs:pictures` has taken it. */
function pictureOf(file: string, workflow: WorkflowDefinition): string[] {
	const picture = `images/${examplePicture(file)}.png`;
	const path = join(PROJECT, 'docs', picture);
	if (!existsSync(path)) return [];
	const width = Math.min(widthOf(readFileSync(path)), PAGE_WIDTH);
	return [`<img src="${picture}" width="${width}" alt="The workflow on n8n's canvas: ${steps(workflow)}">`];
}

function section(file: string): string {
	const workflow = readExample(file);
	return [
		`## ${workflow.name}`,
		...pictureOf(file, workflow),
		`[Download](../examples/${file})`,
		description(workflow),
	].join('\n\n');
}

/** The generated part of docs/examples.md: a section for each example, from its name and its note. */
export const exampleSections = (): string => exampleFiles().map(section).join('\n\n');

/** Writes docs/examples.md. */
export function writeExamplesPage(): void {
	const file = join(PROJECT, EXAMPLES_PAGE);
	writeFileSync(file, withTable(readFileSync(file, 'utf8'), exampleSections()));
}
