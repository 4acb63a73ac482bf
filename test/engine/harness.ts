import 'reflect-metadata';
import { BinaryDataService, ExecutionLifecycleHooks, LoadOptionsContext, WorkflowExecute } from 'n8n-core';
import { Container } from '@n8n/di';
import type {
	IBinaryData,
	ICredentialDataDecryptedObject,
	ILoadOptionsFunctions,
	INode,
	INodeExecutionData,
	INodeType,
	INodeTypes,
	IRun,
	IRunExecutionData,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { NodeConnectionTypes, Workflow } from 'n8n-workflow';
import { WhatsAppBusinessCloudApi } from '../../credentials/WhatsAppBusinessCloudApi.credentials';
import { WhatsAppFlowsApi } from '../../credentials/WhatsAppFlowsApi.credentials';
import { WhatsAppBusinessCloud } from '../../nodes/WhatsAppBusinessCloud/WhatsAppBusinessCloud.node';
import { TestCredentialsHelper } from './credentials';

export const TOKEN = 'test-access-token-0123456789';
export const PHONE = '106540352242922';
export const WABA = '102290129340398';
export const GRAPH = 'https://graph.facebook.com';

/** Data of a saved API key credential. */
export const credential: ICredentialDataDecryptedObject = {
	accessToken: TOKEN,
	businessAccountId: WABA,
	apiVersion: 'v25.0',
	appSecret: '',
	baseUrl: GRAPH,
};

export const APP_ID = '634974688087057';
export const APP_SECRET = 'c0ffee';

/** A run with a credential that names its app. */
export const WITH_APP: Pick<RunOptions, 'credential'> = {
	credential: { ...credential, appId: APP_ID, appSecret: APP_SECRET },
};

/** Node settings for the Flow resource, whose credential contains the data of `credential`. */
export const WITH_FLOWS: Partial<INode> = { credentials: { whatsAppFlowsApi: { id: '3', name: 'Flows' } } };

const start: INodeType = {
	description: {
		displayName: 'Start',
		name: 'start',
		group: ['trigger'],
		version: 1,
		description: '',
		defaults: { name: 'Start' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
	async execute() {
		return [this.getInputData()];
	},
};

const types: Record<string, INodeType> = {
	'test.start': start,
	/** Stands for the trigger: outputs the items that it gets. */
	'test.whatsAppBusinessCloudTrigger': start,
	'test.node': new WhatsAppBusinessCloud(),
};
export const nodeTypes = {
	getByName: (type: string) => types[type],
	getByNameAndVersion: (type: string) => types[type],
	getKnownTypes: () => ({}),
} as unknown as INodeTypes;

/** Makes another node type available to workflows of this test file. */
export function registerNodeType(name: string, type: INodeType): void {
	types[name] = type;
}

export interface RunOptions {
	parameters: INode['parameters'];
	input?: INodeExecutionData[];
	/** Node settings, e.g. onError, retryOnFail. */
	node?: Partial<INode>;
	credential?: ICredentialDataDecryptedObject;
	/** Type of the first node; default `test.start`. */
	startType?: string;
	/** Called with a function that cancels the execution. */
	onStart?: (cancel: () => void) => void;
	/** Execution ID; defaults to '1'. */
	executionId?: string;
	/** A failed run to resume, as "Retry" in n8n's list of executions does; `input` is ignored then. */
	retryOf?: IRun;
}

export interface RunResult {
	run: IRun;
	/** The node's items; undefined if it failed. */
	output: INodeExecutionData[] | undefined;
	/** Items of the error output, if the node has one. */
	errorOutput: INodeExecutionData[] | undefined;
	error: Record<string, unknown> & { message: string; description?: string; context: Record<string, unknown> };
}

export function additionalData(
	hooks: ExecutionLifecycleHooks,
	data: ICredentialDataDecryptedObject,
): IWorkflowExecuteAdditionalData {
	return {
		executionId: '1',
		hooks,
		variables: {},
		currentNodeExecutionIndex: 0,
		restApiUrl: 'http://localhost:5678/rest',
		instanceBaseUrl: 'http://localhost:5678/',
		webhookBaseUrl: 'http://localhost:5678/webhook',
		webhookWaitingBaseUrl: 'http://localhost:5678/webhook-waiting/',
		webhookTestBaseUrl: 'http://localhost:5678/webhook-test',
		formWaitingBaseUrl: 'http://localhost:5678/form-waiting',
		setExecutionStatus: () => {},
		credentialsHelper: new TestCredentialsHelper(
			{
				whatsAppBusinessCloudApi: new WhatsAppBusinessCloudApi(),
				whatsAppFlowsApi: new WhatsAppFlowsApi(),
			},
			{
				whatsAppBusinessCloudApi: data,
				whatsAppFlowsApi: data,
			},
		),
	} as unknown as IWorkflowExecuteAdditionalData;
}

export function nodeOf(parameters: INode['parameters'], extra: Partial<INode> = {}): INode {
	return {
		id: 'node-id',
		name: 'WhatsApp',
		type: 'test.node',
		typeVersion: 1,
		position: [200, 0],
		parameters,
		credentials: { whatsAppBusinessCloudApi: { id: '1', name: 'Test' } },
		...extra,
	};
}

/** Prepares the saved data of a failed run for a retry with the current node, as n8n's execution service does. */
function takenUp(failed: IRun, node: INode): unknown {
	const data = JSON.parse(JSON.stringify(failed.data)) as IRunExecutionData;
	delete data.resultData.error;
	data.resultData.runData[node.name]?.pop();
	for (const entry of data.executionData?.nodeExecutionStack ?? []) entry.node = node;
	return data;
}

/** Runs the action node once on the real engine, in a workflow of a start node and the action node. */
export async function runNode(options: RunOptions): Promise<RunResult> {
	const { input = [{ json: {} }] } = options;
	const node = nodeOf(options.parameters, options.node);
	const startNode: INode = {
		id: 'start-id',
		name: 'Start',
		type: options.startType ?? 'test.start',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const workflow = new Workflow({
		id: 'wf',
		nodes: [startNode, node],
		connections: { Start: { main: [[{ node: node.name, type: NodeConnectionTypes.Main, index: 0 }]] } },
		nodeTypes,
		active: false,
	});
	const hooks = new ExecutionLifecycleHooks('manual', '1', { id: 'wf' } as never);
	const data = options.retryOf
		? takenUp(options.retryOf, node)
		: {
				startData: {},
				resultData: { runData: {} },
				executionData: {
					contextData: {},
					metadata: {},
					waitingExecution: {},
					waitingExecutionSource: null,
					nodeExecutionStack: [{ node: startNode, data: { main: [input] }, source: null }],
				},
			};
	const execution = new WorkflowExecute(
		{
			...additionalData(hooks, options.credential ?? credential),
			executionId: options.executionId ?? '1',
		},
		options.retryOf ? 'retry' : 'manual',
		data as IRunExecutionData,
	);
	const running = execution.processRunExecutionData(workflow);
	options.onStart?.(() => running.cancel());
	const run = await running;
	const main = run.data.resultData.runData[node.name]?.at(-1)?.data?.main;
	return {
		run,
		output: main?.[0] ?? undefined,
		errorOutput: main?.[1] ?? undefined,
		error: run.data.resultData.error as unknown as RunResult['error'],
	};
}

/** A context like that of the editor's lists. */
export function loadOptions(
	parameters: INode['parameters'],
	data = credential,
	{ path = '', node: extra = {} }: { path?: string; node?: Partial<INode> } = {},
): ILoadOptionsFunctions {
	const node = nodeOf(parameters, extra);
	const workflow = new Workflow({ id: 'wf', nodes: [node], connections: {}, nodeTypes, active: false });
	const hooks = new ExecutionLifecycleHooks('manual', '1', { id: 'wf' } as never);
	return new LoadOptionsContext(
		workflow,
		node,
		{ ...additionalData(hooks, data), currentNodeParameters: parameters },
		path,
	);
}

/** Starts n8n's binary store (test/setup.ts chooses its mode). */
export async function openBinaryStore(): Promise<void> {
	await Container.get(BinaryDataService).init();
}

/** Writes a file to n8n's binary store. */
export async function stored(content: Buffer, file: { fileName?: string; mimeType: string }): Promise<IBinaryData> {
	return await Container.get(BinaryDataService).store(
		{ type: 'execution', workflowId: 'wf', executionId: '1' } as never,
		content,
		{ data: '', ...file },
	);
}

/** Reads a file from n8n's binary store. */
export async function readStored(binary: IBinaryData): Promise<Buffer> {
	return await Container.get(BinaryDataService).getAsBuffer(binary);
}
