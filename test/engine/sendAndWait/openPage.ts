import { EventEmitter } from 'node:events';
import { ExecutionLifecycleHooks, WebhookContext } from 'n8n-core';
import type { IDataObject, INode, INodeExecutionData, INodeParameters, IRun, IWebhookFunctions } from 'n8n-workflow';
import { NodeConnectionTypes, Workflow } from 'n8n-workflow';
import { WhatsAppBusinessCloud } from '../../../nodes/WhatsAppBusinessCloud/WhatsAppBusinessCloud.node';
import { additionalData, credential, nodeOf, nodeTypes } from '../harness';

export interface PageRequest {
	method?: 'GET' | 'POST';
	query?: Record<string, string>;
	/** As parsed by n8n: `{data, files}` for multipart/form-data. */
	body?: unknown;
	contentType?: string;
	headers?: Record<string, string>;
	/** The waiting execution. If undefined, the request does not contain its ID. */
	executionId?: string;
}

export interface PageResponse {
	/** Status of the response to the visitor. */
	status: number;
	headers: Record<string, string>;
	body: unknown;
	/** Items with which the execution resumes; undefined while it keeps waiting. */
	items: INodeExecutionData[] | undefined;
	/** Ends the response, as n8n does after it has tried to resume the execution. */
	finish(status?: number): void;
}

/** Webhook context on the real engine for a node whose execution waits. */
export function webhookContext(
	parameters: INodeParameters,
	run: IRun | undefined,
	openPage: PageRequest,
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
	const { method = 'GET', query = {}, body = {}, contentType, headers = {}, executionId } = openPage;
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
		// Serialized, as it is stored between question and answer.
		(run ? JSON.parse(JSON.stringify(run.data)) : null) as never,
	);
}

/** Opens the URL of a waiting node, as n8n's core does after it has verified the signature. */
export async function openPage(
	parameters: INodeParameters,
	run: IRun,
	request: PageRequest,
	node: Partial<INode> = {},
): Promise<PageResponse> {
	const events = new EventEmitter();
	const finish = (status = answered.status): void => {
		Object.assign(response, { statusCode: status });
		events.emit('finish');
	};
	const answered = { status: 200, headers: {}, body: undefined, items: undefined } as unknown as PageResponse;
	// Tests compare the other properties as one object.
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

/** A submitted form. */
export const form = (data: IDataObject, files: IDataObject = {}): PageRequest => ({
	method: 'POST',
	contentType: 'multipart/form-data',
	headers: { 'content-type': 'multipart/form-data; boundary=----WebKitFormBoundary7MA4YWxk' },
	body: { data, files },
});
