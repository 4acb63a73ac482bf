import 'reflect-metadata';
// Must load before n8n-core, whose HTTP client captures the modules that exist when it loads.
import 'nock';
// Must load before the nodes.
import './timeLimit';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ExecutionLifecycleHooks, WebhookContext, WorkflowExecute } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeType,
	IRun,
} from 'n8n-workflow';
import { NodeConnectionTypes, Workflow } from 'n8n-workflow';
import { WhatsAppFlowsApi } from '../../../credentials/WhatsAppFlowsApi.credentials';
import { WhatsAppBusinessCloud } from '../../../nodes/WhatsAppBusinessCloud/WhatsAppBusinessCloud.node';
import { generateKeyPair } from '../../../nodes/WhatsAppBusinessCloud/flows/protocol/keys';
import { WhatsAppFlowsEndpointTrigger } from '../../../nodes/WhatsAppFlowsEndpoint/WhatsAppFlowsEndpointTrigger.node';
import { TestCredentialsHelper } from '../credentials';
import { sealRequest, signed } from './flowClient';

export const APP_SECRET = 'flow-app-secret-0123456789';
const TRIGGER = 'n8n-nodes-whatsapp-business-cloud.whatsAppFlowsEndpointTrigger';

/** Two key pairs for each test file, since generating one is slow. */
export const keys = { right: generateKeyPair(), other: generateKeyPair() };

/** A node that runs the given function. */
function acting(work: (items: INodeExecutionData[]) => Promise<INodeExecutionData[][]>): INodeType {
	return {
		description: {
			displayName: 'Acting',
			name: 'acting',
			group: ['transform'],
			version: 1,
			description: '',
			defaults: { name: 'Acting' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
			properties: [],
		},
		async execute() {
			return await work(this.getInputData());
		},
	};
}

/** The part of Express' response that n8n and the nodes use, on top of Node's own response. */
function express(
	response: ServerResponse,
): ServerResponse & Record<'status' | 'type' | 'send' | 'json', (value: never) => unknown> {
	const more = {
		status(code: number) {
			response.statusCode = code;
			return response;
		},
		type(value: string) {
			response.setHeader('Content-Type', value);
			return response;
		},
		send(body?: string | Buffer) {
			if (body !== undefined) {
				response.setHeader('ETag', 'W/"x"');
				response.setHeader('Content-Length', Buffer.byteLength(body));
			}
			response.end(body, 'utf8');
			return response;
		},
		json(body: unknown) {
			response.setHeader('Content-Type', 'application/json; charset=utf-8');
			return more.send(JSON.stringify(body));
		},
	};
	return Object.assign(response, more) as never;
}

export interface EndpointReply {
	status: number;
	headers: Headers;
	text: string;
	/** The decrypted response; undefined if it is not encrypted. */
	response: unknown;
}

export interface EndpointHostOptions {
	/** The trigger's options. */
	options?: IDataObject;
	/** Parameters of Flow > Respond to Endpoint. Without them, the workflow ends without a response. */
	respond?: IDataObject;
	/** Node between trigger and response. @returns items of its two outputs; the first output leads to the response */
	between?: (items: INodeExecutionData[]) => Promise<INodeExecutionData[][]>;
	credential?: ICredentialDataDecryptedObject;
}

/** A workflow with an endpoint trigger on a real HTTP server, which responds like n8n's mode 'responseNode'. */
export class EndpointHost {
	readonly warnings: string[] = [];
	/** Number of times that the credential was read. */
	reads = 0;
	readonly runs: IRun[] = [];
	/** Unhandled errors; must stay empty. */
	readonly uncaught: unknown[] = [];
	private server!: Server;
	private running: Array<Promise<unknown>> = [];
	private readonly workflowId = `workflow-${Math.random()}`;

	private constructor(readonly setup: EndpointHostOptions) {}

	static async start(setup: EndpointHostOptions = {}): Promise<EndpointHost> {
		const host = new EndpointHost(setup);
		host.server = createServer((request, response) => {
			host.running.push(host.handle(request, response).catch((cause: unknown) => host.uncaught.push(cause)));
		});
		await new Promise<void>((resolve) => host.server.listen(0, '127.0.0.1', resolve));
		return host;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/webhook/5f1c/flow`;
	}

	/** Waits until all workflows have ended. */
	async settled(): Promise<void> {
		await Promise.all(this.running);
	}

	async close(): Promise<void> {
		await this.settled();
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	/** The trigger's item for the newest request. */
	get item(): INodeExecutionData | undefined {
		return this.runs.at(-1)?.data.resultData.runData.Trigger?.[0].data?.main[0]?.[0];
	}

	private async credential(): Promise<ICredentialDataDecryptedObject> {
		const { privateKey } = await keys.right;
		return {
			accessToken: 'flows-token',
			businessAccountId: '1',
			baseUrl: 'https://graph.facebook.com',
			appSecret: APP_SECRET,
			privateKey,
			passphrase: '',
			...this.setup.credential,
		};
	}

	private workflow(types: Record<string, INodeType>): Workflow {
		const { options = {}, respond } = this.setup;
		const node = (name: string, type: string, parameters: IDataObject): INode =>
			({
				id: name,
				name,
				type,
				typeVersion: 1,
				position: [0, 0],
				parameters,
				credentials: { whatsAppFlowsApi: { id: '1', name: 'Flows' } },
				webhookId: '5f1c',
			}) as INode;
		const to = (name: string) => ({ node: name, type: NodeConnectionTypes.Main, index: 0 });
		return new Workflow({
			id: this.workflowId,
			nodes: [
				node('Trigger', TRIGGER, { options }),
				node('Between', 'test.between', {}),
				...(respond
					? [node('Respond', 'test.action', { resource: 'flow', operation: 'respondToEndpoint', ...respond })]
					: []),
			],
			connections: { Trigger: { main: [[to('Between')]] }, ...(respond && { Between: { main: [[to('Respond')]] } }) },
			nodeTypes: {
				getByName: (type: string) => types[type],
				getByNameAndVersion: (type: string) => types[type],
				getKnownTypes: () => ({}),
			},
			active: true,
		});
	}

	private async handle(request: IncomingMessage, plain: ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const response = express(plain);
		const trigger = new WhatsAppFlowsEndpointTrigger();
		const between = this.setup.between ?? (async (items: INodeExecutionData[]) => [items]);
		const types: Record<string, INodeType> = {
			[TRIGGER]: trigger,
			'test.between': acting(between),
			'test.action': new WhatsAppBusinessCloud(),
		};
		const workflow = this.workflow(types);
		const credentialsHelper = new TestCredentialsHelper(
			{ whatsAppFlowsApi: new WhatsAppFlowsApi() },
			{ whatsAppFlowsApi: await this.credential() },
		);
		const getDecrypted = credentialsHelper.getDecrypted.bind(credentialsHelper);
		credentialsHelper.getDecrypted = async (...asked) => {
			this.reads++;
			return await getDecrypted(...asked);
		};
		const additional = {
			executionId: '1',
			variables: {},
			currentNodeExecutionIndex: 0,
			webhookBaseUrl: 'https://n8n.example.com/webhook',
			setExecutionStatus: () => {},
			httpRequest: Object.assign(request, { body: {}, rawBody: Buffer.concat(chunks), query: {}, params: {} }),
			httpResponse: response,
			credentialsHelper,
		};
		const node = workflow.getNode('Trigger')!;
		const webhookDescription = trigger.description.webhooks?.[0];
		const context = new WebhookContext(
			workflow,
			node,
			additional as never,
			'webhook',
			{ webhookDescription } as never,
			[],
			null,
		);
		Object.defineProperty(context, 'logger', {
			value: { warn: (line: string) => this.warnings.push(line), debug: () => {} },
		});
		const result = await trigger.webhook.call(context);
		if (result.workflowData)
			await this.execute(
				workflow,
				node,
				additional,
				result.workflowData[0],
				result.noWebhookResponse ? undefined : response,
			);
	}

	/** As in n8n's webhook-helpers. */
	private async execute(
		workflow: Workflow,
		node: INode,
		additional: object,
		items: INodeExecutionData[],
		response: ReturnType<typeof express> | undefined,
	): Promise<void> {
		const hooks = new ExecutionLifecycleHooks('webhook', '1', { id: this.workflowId } as never);
		let didRespond = false;
		const write = (status: number, body: unknown): void => {
			if (didRespond || response === undefined) return;
			didRespond = true;
			response.status(status as never);
			response.json(body as never);
			process.nextTick(() => response.end());
		};
		hooks.addHandler('sendResponse', (sent: unknown) => {
			const { body, statusCode = 200 } = sent as { body: unknown; statusCode?: number };
			write(statusCode, body);
		});
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
		const run = await new WorkflowExecute(
			{ ...additional, hooks } as never,
			'webhook',
			data as never,
		).processRunExecutionData(workflow);
		this.runs.push(run);
		if (run.data.resultData.error) write(500, { message: 'Error in workflow' });
		else write(200, undefined);
	}

	/** Sends bytes unchanged. */
	async post(raw: Buffer, headers: Record<string, string> = signed(raw, APP_SECRET)): Promise<EndpointReply> {
		const reply = await fetch(this.url, { method: 'POST', body: new Uint8Array(raw), headers });
		return { status: reply.status, headers: reply.headers, text: await reply.text(), response: undefined };
	}

	/** Sends a request as WhatsApp does. */
	async ask(
		payload: unknown,
		{ publicKey, appSecret = APP_SECRET }: { publicKey?: string; appSecret?: string } = {},
	): Promise<EndpointReply> {
		const sealed = await sealRequest(payload, publicKey ?? (await keys.right).publicKey);
		const raw = Buffer.from(JSON.stringify(sealed.body));
		const reply = await this.post(raw, signed(raw, appSecret));
		const response = await sealed.read(reply.text).catch(() => undefined);
		return { ...reply, response };
	}
}
