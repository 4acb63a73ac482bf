import { migrateWorkflow } from '../../../scripts/migrate/migrate';
import { MigrationRefused } from '../../../scripts/migrate/types';
import { builtIn, migrated, newCredential, simplifyChange, text, textChanges, workflow } from './builtIn';

test('keeps a list of workflows, as written by n8n export:workflow, a list', () => {
	const other = { ...workflow({ type: 'n8n-nodes-base.set', name: 'Set', parameters: {} }), name: 'Other' };
	const { workflow: result, report } = migrateWorkflow([workflow(builtIn(text)), other]);
	expect(result).toEqual([{ ...workflow(builtIn(text)), nodes: [migrated(builtIn(text)).node] }, other]);
	expect(report.nodes).toHaveLength(1);
});

test('accepts nodes copied from the editor, which have no workflow name', () => {
	const { workflow: result, report } = migrateWorkflow({
		nodes: [builtIn(text)],
		connections: {},
		pinData: {},
		meta: { instanceId: 'a' },
	});
	expect(result).toEqual({
		nodes: [migrated(builtIn(text)).node],
		connections: {},
		pinData: {},
		meta: { instanceId: 'a' },
	});
	expect(report.nodes[0]).toEqual({
		node: 'Send it',
		outcome: 'converted',
		changes: [...textChanges, simplifyChange],
		notes: [newCredential],
	});
});

test('does not change the input', () => {
	const input = workflow(builtIn({ ...text, requestOptions: { timeout: 1000 } }));
	const before = structuredClone(input);
	migrateWorkflow(input);
	expect(input).toEqual(before);
});

test('reports other uses of the built-in nodes', () => {
	const http = { name: 'Fetch', type: 'n8n-nodes-base.httpRequest', parameters: { nodeCredentialType: 'whatsAppApi' } };
	const inner = {
		name: 'Sub',
		type: 'n8n-nodes-base.executeWorkflow',
		parameters: { workflowJson: JSON.stringify(workflow(builtIn(text))) },
	};
	const { workflow: result, report } = migrateWorkflow(workflow(http, inner));
	expect(result).toEqual(workflow(http, inner));
	expect(report).toEqual({
		nodes: [],
		notices: [
			"Node 'Fetch' calls WhatsApp with the built-in credential and was not changed.",
			"Node 'Sub' contains another workflow with built-in WhatsApp nodes and was not changed.",
		],
	});
});

test.each([
	['null', null, "This is not an n8n workflow: it has no list of 'nodes'."],
	['text', 'workflow', "This is not an n8n workflow: it has no list of 'nodes'."],
	['an object', { connections: {} }, "This is not an n8n workflow: it has no list of 'nodes'."],
	[
		'a list that contains something else',
		[workflow(), 5],
		"Entry 2 of the list is not an n8n workflow. It has no list of 'nodes'.",
	],
])('rejects as workflow: %s', (_name, json, message) => {
	expect(() => migrateWorkflow(json)).toThrow(new MigrationRefused(message));
});

test('copies entries that are not nodes', () => {
	const odd = { nodes: [null, 5, {}, { type: 7 }] };
	expect(migrateWorkflow(odd)).toEqual({ workflow: odd, report: { nodes: [], notices: [] } });
});
