import { emulatorCredentials } from '../../../scripts/n8n/examples';
import type { SavedCredential, WorkflowDefinition, WorkflowNode } from '../../../scripts/n8n/rest';
import { ACTION, type TestEnvironment } from './testEnvironment';
import { chain, freshPath, output, webhook } from './workflows';

type Json = Record<string, unknown>;

/** Steps, credentials and workflows for tests of flows. */
export interface FlowWorkflows {
	/** The credentials of the emulator, created before each test. */
	credentials: () => SavedCredential[];
	/** The one of them for Flows. */
	flowsCredential: () => SavedCredential;
	/** The data of that credential with another private key. */
	dataOf: (privateKey: string) => Json;
	/** A step of the Flow resource. */
	step: (name: string, parameters: Json) => WorkflowNode;
	/** Runs an operation of the Flow resource. @returns its only item */
	run: (operation: string, parameters?: Json) => Promise<Json>;
	/** Publishes a workflow until the end of the test. @returns its ID */
	publish: (workflow: WorkflowDefinition) => Promise<string>;
}

/** Declares what creates credentials before each test of the current `describe`, and unpublishes workflows after it. */
export function flowWorkflows(env: () => TestEnvironment): FlowWorkflows {
	let credentials: SavedCredential[] = [];
	const published: string[] = [];
	const flowsCredential = (): SavedCredential => credentials.find(({ type }) => type === 'whatsAppFlowsApi')!;
	const dataOf = (privateKey: string): Json =>
		emulatorCredentials(env().emulator.url, env().emulator.seed, privateKey).find(
			({ type }) => type === 'whatsAppFlowsApi',
		)!.data;
	const step = (name: string, parameters: Json): WorkflowNode => {
		const { id, name: credential, type } = flowsCredential();
		return {
			name,
			type: ACTION,
			typeVersion: 1,
			position: [0, 0],
			parameters: { resource: 'flow', ...parameters },
			credentials: { [type]: { id, name: credential } },
		};
	};
	const run = async (operation: string, parameters: Json = {}): Promise<Json> => {
		const { rest } = env();
		const path = freshPath();
		const id = await rest.createWorkflow(chain(path, [webhook(path), step('Flow', { operation, ...parameters })]));
		await rest.activate(id, path);
		const execution = await rest.runByWebhook(id, path, {});
		expect(execution.data.resultData.error).toBeUndefined();
		const [{ json }] = output(execution, 'Flow');
		return json;
	};
	const publish = async (workflow: WorkflowDefinition): Promise<string> => {
		const id = await env().rest.createWorkflow(workflow);
		published.push(id);
		await env().rest.publish(id);
		return id;
	};

	beforeEach(async () => {
		const { rest, emulator } = env();
		credentials = [];
		for (const { name, type, data } of emulatorCredentials(emulator.url, emulator.seed, ''))
			credentials.push(await rest.createCredential(name, type, data));
	});
	afterEach(async () => {
		for (const id of published.splice(0)) await env().rest.unpublish(id);
	});

	return { credentials: () => credentials, flowsCredential, dataOf, step, run, publish };
}
