import { WEBHOOK_FIELDS } from '../../../nodes/WhatsAppBusinessCloud/trigger/webhookFields';
import { migrateWorkflow } from '../../../scripts/migrate/migrate';
import type { WorkflowNode } from '../../../scripts/migrate/types';

const builtIn = (parameters: Record<string, unknown>, more: Record<string, unknown> = {}): WorkflowNode => ({
	parameters,
	type: 'n8n-nodes-base.whatsAppTrigger',
	typeVersion: 1,
	position: [0, 0],
	id: '0f9c1a52-6a6e-4b7a-9d2e-0f4f5a1f8f11',
	name: 'WhatsApp Trigger',
	webhookId: '4f1f6f0e-5f0f-4b9f-8b69-0f4f5a1f8f22',
	credentials: { whatsAppTriggerApi: { id: 'Jx3', name: 'Shop app' } },
	...more,
});

/** The only node of a workflow, after migration. */
function migrated(node: WorkflowNode) {
	const { workflow, report } = migrateWorkflow({ name: 'Answers', nodes: [node], connections: {} });
	return { node: (workflow as { nodes: WorkflowNode[] }).nodes[0], report: report.nodes[0] };
}

const typeChange = 'The type is now n8n-nodes-whatsapp-business-cloud.whatsAppBusinessCloudTrigger, version 2';
const credentialChange = "The credential is now of type 'WhatsApp Business Cloud App OAuth2 API', name 'Shop app'";
const rawChange = "'Output' is set to 'Raw', so that the items keep the format that the following nodes expect";
const statusChange = "Every status of a message still starts the workflow: 'Message Status Updates' is set to 'All'";
const newCredential =
	"The saved app secret cannot be migrated. Create the credential with the old Client ID and Client Secret, then select a 'WhatsApp Business Cloud App OAuth2 API' credential in the node.";
const always = [
	'Unpublish the old workflow before you publish this one. When the built-in trigger is unpublished, it removes the subscription of the entire app.',
	"Duplicate events from WhatsApp no longer start the workflow. To change that, turn off the option 'Ignore Duplicate Events'.",
];

test('keeps events, webhook URL and position in the workflow', () => {
	const builtInWorkflow = builtIn({ whatsAppNotice: '', updates: ['messages', 'account_update'], options: {} });
	const { node, report } = migrated(builtInWorkflow);
	expect(node).toEqual({
		...builtInWorkflow,
		type: 'n8n-nodes-whatsapp-business-cloud.whatsAppBusinessCloudTrigger',
		typeVersion: 2,
		parameters: {
			updates: ['messages'],
			advancedUpdates: ['account_update'],
			authenticateWith: 'oAuth2',
			output: 'raw',
			options: { messageStatusUpdates: ['all'] },
		},
		credentials: { whatsAppBusinessCloudOAuth2Api: { id: 'Jx3', name: 'Shop app' } },
	});
	expect(report).toEqual({
		workflow: 'Answers',
		node: 'WhatsApp Trigger',
		outcome: 'converted',
		changes: [
			typeChange,
			credentialChange,
			"The events 'account_update' are now in 'Advanced Events'",
			rawChange,
			statusChange,
		],
		notes: [
			newCredential,
			"To start the workflow for messages only, remove the option 'Message Status Updates'.",
			...always,
		],
	});
});

test.each<[string, unknown[], string[]]>([
	['no statuses', [], []],
	['all statuses', ['all', 'read'], []],
	[
		'some statuses',
		['read'],
		['If WhatsApp sends several statuses in one change, the item now contains the selected ones only.'],
	],
	[
		'only failed',
		['failed'],
		[
			'If WhatsApp sends several statuses in one change, the item now contains the selected ones only.',
			"A failed payment no longer counts as the status 'Failed'. Select 'Payment' too if you need it.",
		],
	],
])('keeps the chosen statuses: %s', (_, messageStatusUpdates, notes) => {
	const { node, report } = migrated(builtIn({ updates: ['messages'], options: { messageStatusUpdates } }));
	expect(node.parameters).toEqual({
		updates: ['messages'],
		authenticateWith: 'oAuth2',
		output: 'raw',
		options: { messageStatusUpdates },
	});
	expect([report.changes, report.notes]).toEqual([
		[typeChange, credentialChange, rawChange],
		[newCredential, ...notes, ...always],
	]);
});

test('adds no status options without messages', () => {
	expect(migrated(builtIn({ updates: ['security'] })).node.parameters).toEqual({
		updates: [],
		advancedUpdates: ['security'],
		authenticateWith: 'oAuth2',
		output: 'raw',
	});
});

test('keeps parameters that are expressions', () => {
	const updates = "={{ ['messages'] }}";
	expect(migrated(builtIn({ updates })).node.parameters).toEqual({
		updates,
		authenticateWith: 'oAuth2',
		output: 'raw',
		options: { messageStatusUpdates: ['all'] },
	});
});

test('reports missing events or credential', () => {
	const { node, report } = migrated(builtIn({}, { credentials: undefined }));
	expect(node.parameters).toEqual({ updates: [], authenticateWith: 'oAuth2', output: 'raw' });
	expect(report.notes).toEqual([
		"No credential was set: select a 'WhatsApp Business Cloud App OAuth2 API' credential in the node.",
		"No events were selected. Select them in 'Trigger On'.",
		...always,
	]);
});

test('has every event and status of the built-in trigger', () => {
	const events = [
		'account_review_update',
		'account_update',
		'business_capability_update',
		'message_template_quality_update',
		'message_template_status_update',
		'messages',
		'phone_number_name_update',
		'phone_number_quality_update',
		'security',
		'template_category_update',
	];
	expect(events.filter((event) => !WEBHOOK_FIELDS.some(({ value }) => value === event))).toEqual([]);
});

test("keeps and reports an HTTP request that uses the trigger's credential", () => {
	const request = {
		name: 'Ask',
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4,
		parameters: { nodeCredentialType: 'whatsAppTriggerApi' },
	};
	const { workflow, report } = migrateWorkflow({ nodes: [request], connections: {} });
	expect(workflow).toEqual({ nodes: [request], connections: {} });
	expect(report.notices).toEqual(["Node 'Ask' calls WhatsApp with the built-in credential and was not changed."]);
});
