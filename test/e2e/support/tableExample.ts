import type { N8nGeneration } from '../../../scripts/n8n/install';
import type { WorkflowDefinition } from '../../../scripts/n8n/rest';
import type { TestEnvironment } from './testEnvironment';
import { freshPath, output, webhook } from './workflows';

const START = "When clicking 'Execute workflow'";
const TABLE = 'whatsapp-customers';
const COLUMNS = [
	{ name: 'name', type: 'string' },
	{ name: 'phone', type: 'string' },
	{ name: 'sent', type: 'date' },
	{ name: 'error', type: 'string' },
];

/** The example as its note describes it for n8n 1.x, which cannot create a table in a workflow. */
function withExistingTable(example: WorkflowDefinition, tableId: string): WorkflowDefinition {
	const { 'Create table': createTable, ...connections } = example.connections;
	const nodes = example.nodes
		.filter(({ name }) => name !== 'Create table')
		.map((node) => {
			if (!('dataTableId' in node.parameters)) return node;
			return { ...node, parameters: { ...node.parameters, dataTableId: { __rl: true, mode: 'id', value: tableId } } };
		});
	return { ...example, nodes, connections: { ...connections, [START]: createTable } };
}

/**
 * The example with a data table: the first run sends all valid rows and marks them, the second only tries the invalid
 * one again.
 */
export async function runTableExample(
	{ rest, emulator }: TestEnvironment,
	generation: N8nGeneration,
	example: WorkflowDefinition,
): Promise<void> {
	const path = freshPath();
	const nodes = example.nodes.map((node) => (node.name === START ? { ...webhook(path), name: START } : node));
	const started = { ...example, nodes };
	const workflow =
		generation === 'v2' ? started : withExistingTable(started, await rest.createDataTable(TABLE, COLUMNS));
	const id = await rest.createWorkflow(workflow);
	await rest.activate(id, path);
	try {
		const first = await rest.runByWebhook(id, path, {});
		expect(first.status).toBe('success');
		expect(emulator.messages.map(({ to }) => to).sort()).toEqual(['16505551001', '16505551002', '16505551003']);
		expect(output(first, 'Mark as sent')).toHaveLength(3);

		const rows = await rest.dataTableRows(TABLE);
		const reason = "'Recipient' is too short for a phone number: it has 4 digits";
		expect(rows.map(({ name, sent, error }) => [name, Boolean(sent), error])).toEqual([
			['Ada', true, ''],
			['Grace', true, ''],
			['Margaret', false, expect.stringContaining(reason) as string],
			['Linus', true, ''],
		]);

		const second = await rest.runByWebhook(id, path, {});
		expect(second.status).toBe('success');
		expect(output(second, 'Rows to send').map(({ json }) => json.name)).toEqual(['Margaret']);
		expect(emulator.messages).toHaveLength(3);
		expect(await rest.dataTableRows(TABLE)).toHaveLength(4);
	} finally {
		await rest.unpublish(id);
	}
}
