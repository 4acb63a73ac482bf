import 'reflect-metadata';
// Must load before n8n-core, whose HTTP client captures the modules that exist when it loads.
import 'nock';
import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import type {
	IDataObject,
	INode,
	INodeExecutionData,
	INodeTypes,
	IRunExecutionData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import { WhatsAppBusinessCloudApi } from '../../../credentials/WhatsAppBusinessCloudApi.credentials';
import { WhatsAppBusinessCloudTrigger } from '../../../nodes/WhatsAppBusinessCloud/WhatsAppBusinessCloudTrigger.node';
import { TestCredentialsHelper } from '../credentials';
import { credential } from '../harness';

const nodeType = new WhatsAppBusinessCloudTrigger();
const nodeTypes = {
	getByName: () => nodeType,
	getByNameAndVersion: () => nodeType,
	getKnownTypes: () => ({}),
} as unknown as INodeTypes;

/** Configuration of the trigger and its execution. */
export interface Setting {
	options?: IDataObject;
	/** Whether the node has the account credential; defaults to true. */
	hasCredential?: boolean;
	executionId?: string;
	mode?: WorkflowExecuteMode;
	/** Each workflow ID is a separate trigger. */
	workflowId?: string;
}

/**
 * Runs the trigger in an execution that its webhook started with these items.
 * @returns its output items
 * @throws the error of the execution
 */
export async function execute(items: INodeExecutionData[], setting: Setting = {}): Promise<INodeExecutionData[]> {
	const { options = {}, hasCredential = true, executionId = '1', mode = 'webhook', workflowId = 'wf' } = setting;
	const node: INode = {
		id: 't',
		name: 'WhatsApp Trigger',
		type: 'test.trigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: { authenticateWith: 'apiKey', updates: ['messages'], options } as INode['parameters'],
		credentials: hasCredential ? { whatsAppBusinessCloudApi: { id: '1', name: 'Test' } } : {},
	};
	const workflow = new Workflow({ id: workflowId, nodes: [node], connections: {}, nodeTypes, active: true });
	const additional = {
		executionId,
		hooks: new ExecutionLifecycleHooks(mode, executionId, { id: workflowId } as never),
		variables: {},
		currentNodeExecutionIndex: 0,
		webhookWaitingBaseUrl: 'http://localhost:5678/webhook-waiting',
		setExecutionStatus: () => {},
		credentialsHelper: new TestCredentialsHelper(
			{ whatsAppBusinessCloudApi: new WhatsAppBusinessCloudApi() },
			{ whatsAppBusinessCloudApi: credential },
		),
	};
	const data = {
		startData: {},
		resultData: { runData: {} },
		executionData: {
			contextData: {},
			metadata: {},
			waitingExecution: {},
			waitingExecutionSource: null,
			nodeExecutionStack: [{ node, data: { main: [items] }, source: null }],
		},
	};
	const done = await new WorkflowExecute(
		additional as never,
		mode,
		data as unknown as IRunExecutionData,
	).processRunExecutionData(workflow);
	if (done.data.resultData.error) throw done.data.resultData.error;
	return done.data.resultData.runData[node.name][0].data?.main[0] ?? [];
}
