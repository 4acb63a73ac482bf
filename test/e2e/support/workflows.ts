import type {
	Execution,
	ExecutionItem,
	SavedCredential,
	WorkflowDefinition,
	WorkflowNode,
} from '../../../scripts/n8n/rest';
import { ACTION, type TestEnvironment } from './testEnvironment';

let count = 0;

/** A webhook path that no other workflow of this run has. */
export function freshPath(): string {
	return `e2e-${++count}`;
}

export function webhook(path: string): WorkflowNode {
	return {
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		position: [0, 0],
		webhookId: `${path}-id`,
		parameters: { path, httpMethod: 'POST', options: {} },
	};
}

/** Turns the `items` of the posted body into items. */
export const splitOut: WorkflowNode = {
	name: 'Split Out',
	type: 'n8n-nodes-base.splitOut',
	typeVersion: 1,
	position: [220, 0],
	parameters: { fieldToSplitOut: 'body.items', options: {} },
};

/** A step of ours with the valid credential. */
export function whatsApp(
	env: TestEnvironment,
	name: string,
	parameters: Record<string, unknown>,
	settings: Record<string, unknown> = {},
): WorkflowNode {
	const { id, name: credentialName, type } = env.credential;
	return {
		name,
		type: ACTION,
		typeVersion: 1,
		position: [440, 0],
		parameters,
		credentials: { [type]: { id, name: credentialName } },
		...settings,
	};
}

/** The sending number in the format of the resource locator. */
export function byId(value: string): Record<string, unknown> {
	return { __rl: true, mode: 'id', value };
}

/** A recipient in the format of the resource locator. */
export function byNumber(value: string): Record<string, unknown> {
	return { __rl: true, mode: 'number', value };
}

/** Steps that run one after the other. */
export function chain(name: string, nodes: WorkflowNode[]): WorkflowDefinition {
	const connections = Object.fromEntries(
		nodes
			.slice(0, -1)
			.map((node, index) => [node.name, { main: [[{ node: nodes[index + 1].name, type: 'main', index: 0 }]] }]),
	);
	return { name, nodes: nodes.map((node, index) => ({ ...node, position: [index * 220, 0] })), connections };
}

/** Parameters of a text message whose recipient and text come from the item. */
export function textParameters(env: TestEnvironment, more: Record<string, unknown> = {}): Record<string, unknown> {
	return {
		resource: 'message',
		operation: 'send',
		phoneNumberId: byId(env.emulator.seed.phoneNumberId),
		recipientPhoneNumber: '={{ $json.to }}',
		messageType: 'text',
		textBody: '={{ $json.text }}',
		...more,
	};
}

/** An AI agent that gets its task as `ask` in the webhook's body, and its model, which is a fake. */
export function agentAndModel(openAi: SavedCredential): WorkflowNode[] {
	return [
		{
			name: 'Agent',
			type: '@n8n/n8n-nodes-langchain.agent',
			typeVersion: 3,
			position: [220, 0],
			parameters: { promptType: 'define', text: '={{ $json.body.ask }}', options: {} },
		},
		{
			name: 'Model',
			type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
			typeVersion: 1.3,
			position: [220, 200],
			parameters: { model: { __rl: true, mode: 'id', value: 'stand-in' }, options: {} },
			credentials: { openAiApi: { id: openAi.id, name: openAi.name } },
		},
	];
}

/** The output items of a step in its last run. */
export function output(execution: Execution, step: string, branch = 0): ExecutionItem[] {
	return execution.data.resultData.runData[step]?.at(-1)?.data?.main?.[branch] ?? [];
}
