import { convertNode, isBuiltInWhatsApp } from './node';
import { MigrationRefused, type MigrationReport, type WorkflowNode } from './types';

interface Workflow {
	name?: unknown;
	nodes: unknown[];
	[key: string]: unknown;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const isNode = (value: unknown): value is WorkflowNode => isObject(value) && typeof value.type === 'string';

const isWorkflow = (value: unknown): value is Workflow => isObject(value) && Array.isArray(value.nodes);

/** Finds uses of the built-in nodes outside of the workflow's own nodes. */
function foreignUse(node: WorkflowNode): string | undefined {
	const name = String(node.name ?? 'unnamed');
	if (['whatsAppApi', 'whatsAppTriggerApi'].includes(String(node.parameters?.nodeCredentialType))) {
		return `Node '${name}' calls WhatsApp with the built-in credential and was not changed.`;
	}
	return JSON.stringify(node.parameters ?? {}).includes('n8n-nodes-base.whatsApp')
		? `Node '${name}' contains another workflow with built-in WhatsApp nodes and was not changed.`
		: undefined;
}

function migrateOne(workflow: Workflow, report: MigrationReport): Workflow {
	const name = typeof workflow.name === 'string' && workflow.name !== '' ? workflow.name : undefined;
	const nodes = workflow.nodes.map((node) => {
		if (!isNode(node)) return node;
		if (isBuiltInWhatsApp(node)) {
			const converted = convertNode(node, name);
			report.nodes.push(converted.report);
			return converted.node;
		}
		const notice = foreignUse(node);
		if (notice !== undefined) report.notices.push(notice);
		return node;
	});
	return { ...workflow, nodes };
}

/**
 * Replaces n8n's built-in WhatsApp nodes with those of this package.
 * @param json one workflow, a list of them, what the editor copies to the clipboard (`{nodes, connections}`), or the
 * output of `n8n export:workflow`, parsed. It is not modified.
 * @returns the same with its WhatsApp nodes converted, and a report for each of them
 * @throws MigrationRefused when it is not a workflow
 */
export function migrateWorkflow(json: unknown): { workflow: unknown; report: MigrationReport } {
	const report: MigrationReport = { nodes: [], notices: [] };
	if (isWorkflow(json)) return { workflow: migrateOne(json, report), report };
	if (!Array.isArray(json)) {
		throw new MigrationRefused("This is not an n8n workflow: it has no list of 'nodes'.");
	}
	const workflow = json.map((entry: unknown, index) => {
		if (isWorkflow(entry)) return migrateOne(entry, report);
		throw new MigrationRefused(`Entry ${index + 1} of the list is not an n8n workflow. It has no list of 'nodes'.`);
	});
	return { workflow, report };
}
