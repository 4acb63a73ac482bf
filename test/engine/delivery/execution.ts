import { EventEmitter } from 'node:events';
import { ExecutionLifecycleHooks, WebhookContext, WorkflowExecute } from 'n8n-core';
import nock from 'nock';
import type { IDataObject, INode, INodeExecutionData, INodeParameters, IRun, IRunExecutionData } from 'n8n-workflow';
import { NodeConnectionTypes, Workflow } from 'n8n-workflow';
import { WhatsAppBusinessCloud } from '../../../nodes/WhatsAppBusinessCloud/WhatsAppBusinessCloud.node';
import { refundPairSend } from '../../../nodes/WhatsAppBusinessCloud/transport/rateLimit/pairRateLimit';
import { QuestionCipher } from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/questionCipher';
import { decodeReply } from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/replyToken';
import { accepted } from '../fixtures';
import { additionalData, APP_SECRET, credential, GRAPH, nodeOf, nodeTypes, PHONE } from '../harness';

export const PERSON = '447911123456';
export const withSecret = { ...credential, appSecret: APP_SECRET };

const plain = (name: string, y: number): INode => ({
	id: `${name}-id`,
	name,
	type: 'test.start',
	typeVersion: 1,
	position: [400, y],
	parameters: {},
});

export const delivery = (extra: INodeParameters = {}): INodeParameters => ({
	resource: 'message',
	operation: 'sendAndWaitForDelivery',
	phoneNumberId: { __rl: true, mode: 'id', value: PHONE },
	recipientPhoneNumber: `+${PERSON}`,
	messageType: 'text',
	textBody: 'Your table is booked.',
	waitFor: 'delivered',
	timeLimit: 2,
	timeLimitUnit: 'hours',
	...extra,
});

/** A request to the Graph API that sent a message. */
export interface Sent {
	edge: string;
	body: IDataObject;
}

/** A connection that breaks after the request was sent. */
export const BROKEN = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });

/** Mocks the Graph API. @param replies for the messages in order, otherwise they are accepted */
export function graph(...replies: Array<[status: number, body: IDataObject | string] | typeof BROKEN>): Sent[] {
	const sent: Sent[] = [];
	nock.cleanAll();
	nock(GRAPH)
		.persist()
		.get(`/v25.0/${PHONE}`)
		.query(({ fields }) => fields === 'webhook_configuration')
		.reply(200, { id: PHONE, webhook_configuration: { application: 'http://localhost:5678/webhook/1/webhook' } });
	nock(GRAPH)
		.persist()
		.post(/\/(messages|marketing_messages)$/)
		.query(true)
		.reply((async (uri: string, body: IDataObject) => {
			sent.push({ edge: uri.replace(/^.*\//, '').replace(/\?.*$/, ''), body });
			const reply = replies[sent.length - 1];
			if (reply instanceof Error) return await Promise.reject(reply);
			return reply ?? [200, accepted(PERSON, `wamid.${sent.length}`)];
		}) as never);
	return sent;
}

/** The status of a message, as the trigger passes it on. */
export const status = (name: string, messageId = 'wamid.1', more: IDataObject = {}): IDataObject => ({
	status: { messageId, status: name, timestamp: `2026-11-29T12:00:0${name.length}.000Z`, ...more },
});

/** What an item that came out of an output node says. */
export interface Outputs {
	delivered: IDataObject[];
	notDelivered: IDataObject[];
}

let count = 0;

/** An execution on the real engine: Start > WhatsApp > Delivered and Not Delivered. Stored as JSON whenever it waits. */
export class DeliveryExecution {
	run!: IRun;

	/** As in n8n, each has its own: a process remembers which of them it resumed. */
	readonly id = String(++count);

	constructor(
		private readonly parameters: INodeParameters = delivery(),
		private readonly node: Partial<INode> = {},
		private readonly executionOrder: 'v0' | 'v1' = 'v1',
	) {}

	get workflow(): Workflow {
		const start = { ...plain('Start', 0), position: [0, 0] as [number, number] };
		const node = nodeOf(this.parameters, this.node);
		const to = (name: string) => [{ node: name, type: NodeConnectionTypes.Main, index: 0 }];
		return new Workflow({
			id: 'wf',
			nodes: [start, node, plain('Delivered', 0), plain('Not Delivered', 200)],
			connections: {
				Start: { main: [to(node.name)] },
				[node.name]: { main: [to('Delivered'), to('Not Delivered')] },
			},
			nodeTypes,
			active: false,
			settings: { executionOrder: this.executionOrder },
		});
	}

	private additional(more: object = {}) {
		const hooks = new ExecutionLifecycleHooks('manual', '1', { id: 'wf' } as never);
		return { ...additionalData(hooks, withSecret), executionId: this.id, ...more };
	}

	private async process(data: IRunExecutionData): Promise<this> {
		const execution = new WorkflowExecute(this.additional(), 'manual', data);
		this.run = await execution.processRunExecutionData(this.workflow);
		// Otherwise the tests reach the limit of messages to one recipient, and wait.
		for (let count = 0; count < 2; count++) refundPairSend(`${GRAPH} ${PHONE} ${PERSON}`);
		return this;
	}

	async start(input: INodeExecutionData[] = [{ json: { order: 7 } }]): Promise<this> {
		const { workflow } = this;
		return await this.process({
			startData: {},
			resultData: { runData: {} },
			executionData: {
				contextData: {},
				metadata: {},
				waitingExecution: {},
				waitingExecutionSource: null,
				nodeExecutionStack: [{ node: workflow.getNode('Start')!, data: { main: [input] }, source: null }],
			},
		} as unknown as IRunExecutionData);
	}

	get waits(): boolean {
		return this.run.data.waitTill !== undefined;
	}

	/** As n8n stores it. */
	private stored(): IRunExecutionData {
		return JSON.parse(JSON.stringify(this.run.data)) as IRunExecutionData;
	}

	/** n8n's WaitTracker, when the time is up. */
	async timeUp(): Promise<this> {
		return await this.process(this.stored());
	}

	/** n8n's resume URL, with what the trigger posts. @returns status and body of the response */
	async post(update: IDataObject, query: IDataObject = { run: '0' }): Promise<{ status: number; body: unknown }> {
		const data = this.stored();
		const stack = data.executionData!.nodeExecutionStack;
		stack[0].node.disabled = true;
		data.waitTill = undefined;
		data.resultData.runData[stack[0].node.name].pop();
		const none: unknown = undefined;
		const response = Object.assign(new EventEmitter(), {
			statusCode: 200,
			body: none,
			status: (code: number) => ((response.statusCode = code), response),
			json: (body: unknown) => void (response.body = body),
		});
		const context = new WebhookContext(
			this.workflow,
			this.workflow.getNode(stack[0].node.name)!,
			this.additional({
				httpRequest: {
					method: 'POST',
					query,
					body: { update },
					headers: {},
					originalUrl: `/webhook-waiting/${this.id}/node-id`,
				},
				httpResponse: response,
			}),
			'webhook',
			{ webhookDescription: {} } as never,
			[],
			data,
		);
		const result = await new WhatsAppBusinessCloud().webhook.call(context);
		if (result.noWebhookResponse) return { status: response.statusCode, body: response.body };
		stack[0].data.main = result.workflowData!;
		// As n8n 2.x does; n8n 1.x only knows the first output.
		stack[0].metadata = { ...stack[0].metadata, forwardAllOutputs: true } as never;
		await this.process(data);
		return { status: 200, body: result.webhookResponse };
	}

	get outputs(): Outputs {
		const of = (name: string): IDataObject[] =>
			(this.run.data.resultData.runData[name] ?? []).flatMap(({ data }) => data!.main[0]!.map(({ json }) => json));
		return { delivered: of('Delivered'), notDelivered: of('Not Delivered') };
	}
}

/** What the callback data of a message resumes. */
export function tokenOf({ body }: Sent): ReturnType<typeof decodeReply> {
	const found = new QuestionCipher(APP_SECRET).decryptCallback(String(body.biz_opaque_callback_data), PHONE);
	return decodeReply(found?.token);
}

export const base = { order: 7, messageId: 'wamid.1', to: `+${PERSON}`, waId: PERSON };
export const at = (name: string): string => `2026-11-29T12:00:0${name.length}.000Z`;
export const reached = { ...base, delivered: true, timedOut: false };
export const failed = { ...base, delivered: false, timedOut: false, status: 'failed', failedAt: at('failed') };
export const none = { delivered: [], notDelivered: [] };

export async function started(extra: INodeParameters = {}): Promise<DeliveryExecution> {
	return await new DeliveryExecution(delivery(extra)).start();
}
