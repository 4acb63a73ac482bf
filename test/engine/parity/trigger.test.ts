import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { migrateWorkflow } from '../../../scripts/migrate/migrate';
import type { WorkflowNode } from '../../../scripts/migrate/types';
import { Host } from '../trigger/host';
import { triggerCases } from './triggerCases';

/** Items of n8n's built-in trigger (n8n-nodes-base 2.41.1) for each case, recorded while it ran on its own engine. */
const recorded = JSON.parse(readFileSync(join(__dirname, 'triggerRecorded.json'), 'utf8')) as Record<
	string,
	IDataObject[]
>;

/** Corrected items for cases in which the built-in trigger outputs statuses that were not selected. */
const corrected: Record<string, (items: IDataObject[]) => IDataObject[]> = {
	'two statuses in one change, with one selected': ([item]) => [
		{ ...item, statuses: (item.statuses as IDataObject[]).filter(({ status }) => status === 'read') },
	],
};

test.each(Object.entries(triggerCases))(
	'outputs with a migrated trigger the same items as with the built-in one: %s',
	async (name, { parameters, body }) => {
		const node: WorkflowNode = {
			name: 'WhatsApp Trigger',
			type: 'n8n-nodes-base.whatsAppTrigger',
			typeVersion: 1,
			parameters,
		};
		const { nodes } = migrateWorkflow({ nodes: [node], connections: {} }).workflow as { nodes: WorkflowNode[] };
		const { status, items = [] } = await new Host(nodes[0].parameters as never).deliver(body);
		const expected = recorded[name];
		expect({ status, items: items.map(({ json }) => json) }).toEqual({
			status: 200,
			items: corrected[name]?.(expected) ?? expected,
		});
	},
);

test('has recorded items for every case', () => {
	expect(Object.keys(triggerCases)).toEqual(Object.keys(recorded));
});
