import axios from 'axios';
import type { WorkflowDefinition, WorkflowNode } from '../../scripts/n8n/rest';
import { GRAPH_HOST, type BenchEnvironment } from './benchEnvironment';

/** The two nodes that are compared. */
export type Side = 'ours' | 'builtIn';

export const SIDES: Side[] = ['ours', 'builtIn'];

const TYPES: Record<Side, { type: string; typeVersion: number }> = {
	ours: { type: 'n8n-nodes-whatsapp-business-cloud.whatsAppBusinessCloud', typeVersion: 1 },
	builtIn: { type: 'n8n-nodes-base.whatsApp', typeVersion: 1.1 },
};

/** Where a step finds its credential and its number. */
type Account = Pick<BenchEnvironment, 'emulator' | 'credentials'>;

/** A step of one of the two sides. Both read the same parameters and ignore unknown ones. */
export function whatsApp(
	env: Pick<Account, 'credentials'>,
	side: Side,
	parameters: Record<string, unknown>,
	settings: Record<string, unknown> = {},
): WorkflowNode {
	const { type, ...credential } = env.credentials[side];
	return {
		name: 'WhatsApp',
		...TYPES[side],
		position: [0, 0],
		parameters,
		credentials: { [type]: { id: credential.id, name: credential.name } },
		...settings,
	};
}

/** Responds when the workflow has ended, with the first item only: n8n is not polled during the measurement. */
export function webhook(path: string): WorkflowNode {
	return {
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		position: [0, 0],
		webhookId: `${path}-id`,
		parameters: { path, httpMethod: 'POST', responseMode: 'lastNode', responseData: 'firstEntryJson', options: {} },
	};
}

export const splitOut: WorkflowNode = {
	name: 'Split Out',
	type: 'n8n-nodes-base.splitOut',
	typeVersion: 1,
	position: [0, 0],
	parameters: { fieldToSplitOut: 'body.items', options: {} },
};

export const noOperation: WorkflowNode = {
	name: 'No Operation',
	type: 'n8n-nodes-base.noOp',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** A text message whose recipient and text come from the item, by expression; outputs only Meta's response, as the built-in node does. @param largeRuns ours only @param more parameters, ours only */
export function textStep(
	env: Account,
	side: Side,
	largeRuns: Record<string, unknown>,
	phoneNumberId = env.emulator.seed.phoneNumberId,
	more: Record<string, unknown> = {},
): WorkflowNode {
	return whatsApp(
		env,
		side,
		{
			resource: 'message',
			operation: 'send',
			phoneNumberId: side === 'ours' ? { __rl: true, mode: 'id', value: phoneNumberId } : phoneNumberId,
			recipientPhoneNumber: '={{ $json.to }}',
			messageType: 'text',
			textBody: '={{ $json.text }}',
			additionalFields: {},
			...(side === 'ours' && { largeRuns, includeInputFields: false, ...more }),
		},
		{ onError: 'continueRegularOutput' },
	);
}

/** One item with a list for each of the fields, from the items that have it. */
export function aggregate(...fields: string[]): WorkflowNode {
	return {
		name: 'Aggregate',
		type: 'n8n-nodes-base.aggregate',
		typeVersion: 1,
		position: [0, 0],
		parameters: {
			fieldsToAggregate: { fieldToAggregate: fields.map((field) => ({ fieldToAggregate: field })) },
			options: {},
		},
	};
}

/** A request without credentials. */
export function httpRequest(name: string, url: string, more: Partial<WorkflowNode> = {}): WorkflowNode {
	return {
		name,
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		position: [0, 0],
		...more,
		parameters: { url, options: {}, ...more.parameters },
	};
}

/**
 * The message of `textStep` with n8n's own HTTP Request: what n8n itself takes for it.
 *
 * @param options of the step
 */
export function graphRequestStep(env: Account, options: Record<string, unknown> = {}): WorkflowNode {
	const { type, id, name } = env.credentials.builtIn;
	return httpRequest('HTTP Request', `https://${GRAPH_HOST}/v25.0/${env.emulator.seed.phoneNumberId}/messages`, {
		parameters: {
			method: 'POST',
			authentication: 'predefinedCredentialType',
			nodeCredentialType: type,
			sendBody: true,
			specifyBody: 'json',
			jsonBody: '={{ { messaging_product: "whatsapp", to: $json.to, type: "text", text: { body: $json.text } } }}',
			options,
		},
		credentials: { [type]: { id, name } },
	});
}

/** Steps one after the other. */
export function chain(nodes: WorkflowNode[]): WorkflowDefinition['connections'] {
	const pairs = nodes.slice(0, -1).map((node, index) => [node.name, to(nodes[index + 1].name)]);
	return Object.fromEntries(pairs) as WorkflowDefinition['connections'];
}

/** The connections of one step: to each target's first input, or the input given as [name, input]. */
export function to(...targets: Array<string | [name: string, input: number]>): unknown {
	return {
		main: [
			targets.map((target) => {
				const [node, index] = typeof target === 'string' ? [target, 0] : target;
				return { node, type: 'main', index };
			}),
		],
	};
}

/** Saves and publishes a workflow of nodes one after the other. */
export async function publishChain(env: BenchEnvironment, name: string, nodes: WorkflowNode[]): Promise<void> {
	await env.rest.publish(await env.rest.createWorkflow({ name, nodes, connections: chain(nodes) }));
}

let count = 0;

/** An active workflow that can be run. */
export interface Runnable {
	/** Waits until it can be run after a restart of n8n. */
	ready(): Promise<void>;
	/**
	 * Runs it to its end.
	 * @returns the items of its last step: the first one, unless its webhook responds with all
	 * @throws Error when the workflow failed
	 */
	run(body: unknown): Promise<{ wallMs: number; first: Record<string, unknown>; all: Array<Record<string, unknown>> }>;
}

/**
 * Saves and activates a workflow.
 *
 * @param build creates its steps and connections, given its webhook
 */
export async function activate(
	env: BenchEnvironment,
	name: string,
	build: (start: WorkflowNode) => Pick<WorkflowDefinition, 'nodes' | 'connections'>,
): Promise<Runnable> {
	const path = `bench-${++count}`;
	const id = await env.rest.createWorkflow({ name, ...build(webhook(path)) });
	await env.rest.activate(id, path);
	return {
		ready: async () => await env.rest.webhookReady(path),
		async run(body) {
			const began = performance.now();
			// Not fetch: it times out after five minutes without a response.
			const { status, data: text } = await axios.post<string>(`${env.n8n.url}/webhook/${path}`, body, {
				proxy: false,
				maxBodyLength: Infinity,
				validateStatus: () => true,
				transformResponse: (data: string) => data,
			});
			const wallMs = performance.now() - began;
			if (status !== 200) throw new Error(`The workflow '${name}' responded with ${status}: ${text.slice(0, 1000)}`);
			const all = [JSON.parse(text) as Record<string, unknown>].flat();
			return { wallMs, first: all[0], all };
		},
	};
}
