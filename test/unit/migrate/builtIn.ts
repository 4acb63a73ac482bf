import { migrateWorkflow } from '../../../scripts/migrate/migrate';
import type { WorkflowNode } from '../../../scripts/migrate/types';

/** A Send node of n8n's built-in WhatsApp integration. */
export const builtIn = (parameters: Record<string, unknown>, more: Record<string, unknown> = {}): WorkflowNode => ({
	parameters,
	type: 'n8n-nodes-base.whatsApp',
	typeVersion: 1.1,
	position: [220, 0],
	id: '0f9c1a52-6a6e-4b7a-9d2e-0f4f5a1f8f11',
	name: 'Send it',
	webhookId: '4f1f6f0e-5f0f-4b9f-8b69-0f4f5a1f8f22',
	credentials: { whatsAppApi: { id: 'Jx3', name: 'Shop' } },
	...more,
});

/** Its parameters for a text message. */
export const text = {
	operation: 'send',
	phoneNumberId: '106540352242922',
	recipientPhoneNumber: '={{ $json.phone }}',
	textBody: 'Hi',
	additionalFields: {},
};

export const workflow = (...nodes: WorkflowNode[]) => ({
	name: 'Orders',
	nodes,
	connections: {},
	settings: { executionOrder: 'v1' },
});

/** The only node of a workflow, after migration. */
export function migrated(node: WorkflowNode) {
	const { workflow: result, report } = migrateWorkflow(workflow(node));
	return { node: (result as { nodes: WorkflowNode[] }).nodes[0], report: report.nodes[0] };
}

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
export const ids = byId('106540352242922');
export const byNumber = (value: string) => ({ __rl: true, mode: 'number', value });
export const toPhone = byNumber('={{ $json.phone }}');

/** The changes of every node with a sending number. */
export const textChanges = [
	'The type is now n8n-nodes-whatsapp-business-cloud.whatsAppBusinessCloud, version 1',
	"The credential is now of type 'WhatsApp Business Cloud API', name 'Shop'",
	"'Sender Phone Number' is now set by ID: 106540352242922",
];
export const simplifyChange =
	"'Simplify' and 'Include Input Fields' are off, so that the output stays what later nodes expect";
export const newCredential =
	"The saved token cannot be migrated. Create the credential, then select a 'WhatsApp Business Cloud API' credential in the node.";
