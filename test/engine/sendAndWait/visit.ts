import { EventEmitter } from 'node:events';
import { ExecutionLifecycleHooks, WebhookContext } from 'n8n-core';
import type { IDataObject, INode, INodeExecutionData, INodeParameters, IRun, IWebhookFunctions } from 'n8n-workflow';
import { NodeConnectionTypes, Workflow } from 'n8n-workflow';
import { WhatsAppBusinessCloud } from '../../../nodes/WhatsAppBusinessCloud/WhatsAppBusinessCloud.node';
import { additionalData, credential, nodeOf, nodeTypes } from '../harness';

export interface Visit {
	method?: 'GET' | 'POST';
	query?: Record<string, string>;
	/** As n8n parsed it: `{data, files}` for multipart/form-data. */
	body?: unknown;
	contentType?: string;
	headers?: Record<string, string>;
	/** The waiting execution; without it, n8n does not say which one it is. */
	executionId?: string;
}

export interface Answered {
	/** What the visitor gets. */
	status: number;
	headers: Record<string, string>;
	body: unknown;
	/** The items that the execution goes on with; undefined when it goes on waiting. */
	items: INodeExecutionData[] | undefined;
	/** Ends the response, as n8n does once it has tried to resume the execution. */
	finish(status?: number): void;
}

/** A webhook's context on the real engine, for a node whose execution waits. */
export function webhookContext(
	parameters: INodeParameters,
	run: IRun | undefined,
	visit: Visit,
	response: unknown,
	node: Partial<INode> = {},
	additional: IDataObject = {},
): IWebhookFunctions {
	const waiting = nodeOf(parameters, node);
	const start: INode = {
		id: 'start-id',
		name: 'Start',
		type: 'test.start',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const workflow = new Workflow({
		id: 'wf',
		nodes: [start, waiting],
		connections: { Start: { main: [[{ node: waiting.name, type: NodeConnectionTypes.Main, index: 0 }]] } },
		nodeTypes,
		active: false,
	});
	const { method = 'GET', query = {}, body = {}, contentType, headers = {}, executionId } = visit;
	const hooks = new ExecutionLifecycleHooks('manual', '1', { id: 'wf' } as never);
	return new WebhookContext(
		workflow,
		waiting,
		{
			...additionalData(hooks, credential),
			...additional,
			httpRequest: {
				method,
				query,
				body,
				contentType,
				headers,
				...(executionId && { originalUrl: `/webhook-waiting/${executionId}/node-id?run=0` }),
			},
			httpResponse: response,
		} as never,
		'webhook',
		{ webhookDescription: {} } as never,
		[],
		// As it is stored and read again between question and answer.
		(run ? JSON.parse(JSON.stringify(run.data)) : null) as never,
	) as unknown as IWebhookFunctions;
}

/** Opens the address of a waiting node, as core hands the request on once the signature is found right. */
export async function visit(
	parameters: INodeParameters,
	run: IRun,
	request: Visit,
	node: Partial<INode> = {},
): Promise<Answered> {
	const events = new EventEmitter();
	const finish = (status = answered.status): void => {
		Object.assign(response, { statusCode: status });
		events.emit('finish');
	};
	const answered = { status: 200, headers: {}, body: undefined, items: undefined } as unknown as Answered;
	// Tests compare the rest as a whole.
	Object.defineProperty(answered, 'finish', { value: finish, enumerable: false });
	const response = {
		statusCode: 200,
		headersSent: false,
		writeHead: () => response,
		once: (name: string, listener: () => void) => events.once(name, listener),
		setHeader: (name: string, value: string) => void (answered.headers[name.toLowerCase()] = value),
		status: (status: number) => ((answered.status = status), response),
		send: (body: unknown) => void (answered.body = body),
		json: (body: unknown) => void (answered.body = body),
	};
	const result = await new WhatsAppBusinessCloud().webhook.call(
		webhookContext(parameters, run, request, response, node),
	);
	if (result.webhookResponse !== undefined) answered.body = result.webhookResponse;
	if (result.noWebhookResponse !== true) expect(result.workflowData).toBeDefined();
	answered.items = result.workflowData?.[0];
	return answered;
}

/** What a form sends. */
export const form = (data: IDataObject, files: IDataObject = {}): Visit => ({
	method: 'POST',
	contentType: 'multipart/form-data',
	headers: { 'content-type': 'multipart/form-data; boundary=----WebKitFormBoundary7MA4YWxk' },
	body: { data, files },
});
