import nock from 'nock';
import type { INode } from 'n8n-workflow';
import { migrateWorkflow } from '../../../scripts/migrate/migrate';
import { PHONE, runNode } from '../harness';
import { recordGraph } from './recorder';

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.enableNetConnect());

test('sends a migrated template of the built-in node whose parameters lack the operation', async () => {
	const parameters = {
		phoneNumberId: PHONE,
		recipientPhoneNumber: '49151234567',
		template: 'order_update|en_US',
		components: {
			component: [
				{ bodyParameters: { parameter: [{ text: '={{ $json.name }}' }] } },
				{ type: 'button', sub_type: 'url', index: 1, buttonParameters: { parameter: { type: 'text', text: 'A7' } } },
			],
		},
	};
	const node = { type: 'n8n-nodes-base.whatsApp', typeVersion: 1.1, name: 'WhatsApp', parameters };
	const { workflow } = migrateWorkflow({ nodes: [node], connections: {} });
	const [converted] = (workflow as { nodes: INode[] }).nodes;

	const graph = recordGraph();
	const { error, output } = await runNode({ parameters: converted.parameters, input: [{ json: { name: 'Ann' } }] });
	expect(error).toBeUndefined();
	expect(Object.keys(output?.[0].json ?? {})).toEqual(['messaging_product', 'contacts', 'messages']);
	expect(graph.sent).toEqual([
		{
			method: 'POST',
			path: `/${PHONE}/messages`,
			json: {
				messaging_product: 'whatsapp',
				to: '+49151234567',
				type: 'template',
				template: {
					name: 'order_update',
					language: { code: 'en_US' },
					components: [
						{ type: 'body', parameters: [{ type: 'text', text: 'Ann' }] },
						{ type: 'button', sub_type: 'url', index: '1', parameters: [{ type: 'text', text: 'A7' }] },
					],
				},
			},
		},
	]);
});
