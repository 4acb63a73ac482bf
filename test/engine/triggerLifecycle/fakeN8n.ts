import 'reflect-metadata';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ExecutionLifecycleHooks, HookContext, WebhookContext } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHookFunctions,
	INode,
	INodeParameters,
	INodeTypes,
} from 'n8n-workflow';
import { NodeHelpers, Workflow } from 'n8n-workflow';
import { WhatsAppBusinessCloudApi } from '../../../credentials/WhatsAppBusinessCloudApi.credentials';
import { WhatsAppBusinessCloudOAuth2Api } from '../../../credentials/WhatsAppBusinessCloudOAuth2Api.credentials';
import { WhatsAppBusinessCloudTrigger } from '../../../nodes/WhatsAppBusinessCloud/WhatsAppBusinessCloudTrigger.node';
import { deriveVerifyToken, readHandshake } from '../../../nodes/WhatsAppBusinessCloud/webhooks/signature';
import { seed } from '../../emulator';
import { TestCredentialsHelper } from '../credentials';
import { Answer, bodyOf } from '../trigger/host';

const api = new WhatsAppBusinessCloudApi();
const oauth2 = new WhatsAppBusinessCloudOAuth2Api();
const trigger = new WhatsAppBusinessCloudTrigger();
const nodeTypes = {
	getByName: () => trigger,
	getByNameAndVersion: () => trigger,
	getKnownTypes: () => ({}),
} as unknown as INodeTypes;

/** n8n's helper with the part that fills in a credential's defaults and expressions, as outside an execution. */
class HookCredentials extends TestCredentialsHelper {
	constructor(
		private readonly stored: Record<string, ICredentialDataDecryptedObject>,
		private readonly workflow: () => Workflow,
	) {
		super({ [api.name]: api, [oauth2.name]: oauth2 }, {});
	}

	override async getDecrypted(_data: unknown, node: unknown, type: string): Promise<ICredentialDataDecryptedObject> {
		const { properties } = type === api.name ? api : oauth2;
		const data = NodeHelpers.getNodeParameters(properties, this.stored[type] as never, true, false, null, null);
		const keys = { $execution: { id: '__UNKNOWN__' } };
		return this.workflow().expression.getComplexParameterValue(
			node as INode,
			data as never,
			'internal',
			keys as never,
			undefined,
			undefined,
			data as never,
		) as ICredentialDataDecryptedObject;
	}
}

/** What n8n says of an address that no workflow has. */
const unregistered = (path: string) => ({
	code: 404,
	message: `The requested webhook "GET ${path}" is not registered.`,
	hint: 'Click the button',
});

/** A request to a webhook, read. */
interface WebhookRequest {
	method: string;
	query: Record<string, string>;
	headers: Record<string, unknown>;
	raw: Buffer;
}

/** The outside of an n8n: its webhook addresses, which answer for workflows that listen. */
export class Instance {
	/** Paths that listen. */
	readonly listening = new Set<string>();
	/** What answers, by path: the trigger itself; without one, what any trigger of the app would answer. */
	readonly triggers = new Map<string, (request: WebhookRequest) => Promise<Answer>>();
	/** POSTs that came in: path and body. */
	readonly received: Array<{ path: string; body: unknown }> = [];
	/** Whether addresses answer at all. */
	down = false;
	url = '';
	private readonly server = createServer((request, response) => {
		const { pathname, searchParams } = new URL(request.url ?? '', 'http://here');
		let text = '';
		request.setEncoding('utf8').on('data', (part: string) => (text += part));
		request.on('end', () => {
			if (this.down) return response.destroy();
			if (!this.listening.has(pathname))
				return response
					.writeHead(404, { 'content-type': 'application/json' })
					.end(JSON.stringify(unregistered(pathname)));
			if (request.method === 'POST') this.received.push({ path: pathname, body: JSON.parse(text) });
			const trigger = this.triggers.get(pathname);
			if (trigger) {
				const given = {
					method: request.method ?? '',
					query: Object.fromEntries(searchParams),
					headers: request.headers,
					raw: Buffer.from(text),
				};
				return void trigger(given).then(({ statusCode, headers, body }) =>
					response.writeHead(statusCode, headers).end(typeof body === 'string' ? body : JSON.stringify(body)),
				);
			}
			if (request.method === 'POST') return response.end();
			const handshake = readHandshake(Object.fromEntries(searchParams));
			const isRight = 'challenge' in handshake && handshake.verifyToken === deriveVerifyToken(this.secret, pathname);
			return isRight ? response.end(handshake.challenge) : response.writeHead(403).end();
		});
	});

	/** @param secret of the app that all its triggers are for */
	constructor(private readonly secret = seed.app.secret) {}

	async start(port = 0): Promise<this> {
		await new Promise<void>((resolve) => this.server.listen(port, '127.0.0.1', resolve));
		this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
		return this;
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}
}

export interface FlowOptions {
	parameters?: INodeParameters;
	/** Address of the Graph API. */
	graph: string;
	/** Without it the node has no token. */
	withToken?: boolean;
	/** Other data of a credential. */
	oauth2?: IDataObject;
	api?: IDataObject;
	/** Where n8n says that it is reached; default: where it really is. */
	webhookUrl?: string;
	/** How n8n 1.x cleans up: with the workflow read from the database anew. */
	readsAnew?: boolean;
}

let count = 0;

/** A workflow with our trigger, run through n8n's own order of calls (test-webhooks.js, webhook-trigger-registrar.js). */
export class Flow {
	readonly id: string;
	readonly webhookId: string;
	/** As the database has it. */
	private staticData: IDataObject = {};
	private testData: IDataObject | undefined;
	/** What the trigger logged, warnings and up. */
	readonly logged: string[] = [];
	parameters: INodeParameters;

	constructor(
		private readonly n8n: Instance,
		private readonly options: FlowOptions,
	) {
		count += 1;
		this.id = `wf${count}`;
		this.webhookId = `0b6f1c1e-0000-4000-8000-${String(count).padStart(12, '0')}`;
		this.parameters = { updates: ['messages'], ...options.parameters };
		for (const test of [false, true])
			n8n.triggers.set(this.path(test), async (request) => await this.receive(request, test));
	}

	private base(): string {
		return this.options.webhookUrl ?? this.n8n.url;
	}

	path(test = false): string {
		return `/webhook${test ? '-test' : ''}/${this.webhookId}/webhook`;
	}

	address(test = false): string {
		return `${this.base()}${this.path(test)}`;
	}

	private workflow(staticData: IDataObject): Workflow {
		const credentials = {
			[oauth2.name]: { id: '1', name: 'App' },
			...(this.options.withToken === false ? {} : { [api.name]: { id: '2', name: 'Account' } }),
		};
		const node: INode = {
			id: `node-${this.id}`,
			name: 'WhatsApp Trigger',
			type: 'test.trigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: this.parameters,
			credentials,
			webhookId: this.webhookId,
		};
		return new Workflow({ id: this.id, nodes: [node], connections: {}, nodeTypes, active: true, staticData });
	}

	private additionalData(workflow: Workflow) {
		const stored = {
			[oauth2.name]: {
				clientId: seed.app.id,
				clientSecret: seed.app.secret,
				baseUrl: this.options.graph,
				...this.options.oauth2,
			},
			[api.name]: {
				accessToken: seed.accessToken,
				businessAccountId: seed.wabaId,
				baseUrl: this.options.graph,
				...this.options.api,
			},
		} as Record<string, ICredentialDataDecryptedObject>;
		return {
			hooks: new ExecutionLifecycleHooks('manual', '1', { id: this.id } as never),
			credentialsHelper: new HookCredentials(stored, () => workflow),
			webhookBaseUrl: `${this.base()}/webhook`,
			webhookTestBaseUrl: `${this.base()}/webhook-test`,
			variables: {},
		};
	}

	private logger() {
		const log = (text: string) => this.logged.push(text);
		return { value: { warn: log, error: log, info: () => {}, debug: () => {} } };
	}

	/** Hands a request to the trigger, as n8n does with the workflow from its database. */
	private async receive({ method, query, headers, raw }: WebhookRequest, isTest: boolean): Promise<Answer> {
		const workflow = this.workflow(copy((isTest ? this.testData : this.staticData) ?? {}));
		const answer = new Answer();
		const httpRequest = { headers, query, params: {}, body: {}, rawBody: raw, method };
		const webhookDescription = trigger.description.webhooks?.find(({ httpMethod }) => httpMethod === method);
		const additional = { ...this.additionalData(workflow), httpRequest, httpResponse: answer };
		const node = workflow.getNode('WhatsApp Trigger')!;
		const context = new WebhookContext(
			workflow,
			node,
			additional as never,
			isTest ? 'manual' : 'webhook',
			{ webhookDescription } as never,
			[],
			null,
		);
		Object.defineProperty(context, 'logger', this.logger());
		const result = await trigger.webhook.call(context as never);
		if (result.noWebhookResponse !== true) answer.send(bodyOf(result));
		return answer;
	}

	private context(
		workflow: Workflow,
		mode: 'trigger' | 'manual' | 'internal',
		activation: 'activate' | 'manual' | 'update' | 'init',
		isTest: boolean,
	): IHookFunctions {
		const additional = this.additionalData(workflow);
		const node = workflow.getNode('WhatsApp Trigger')!;
		const webhook = { isTest, webhookDescription: { name: 'setup' } };
		const context = new HookContext(
			workflow,
			node,
			additional as never,
			mode,
			activation,
			webhook as never,
		) as unknown as IHookFunctions;
		Object.defineProperty(context, 'logger', this.logger());
		return context;
	}

	private async createIfNotExists(
		workflow: Workflow,
		mode: 'trigger' | 'manual',
		activation: 'activate' | 'manual' | 'init',
	): Promise<void> {
		const { setup } = trigger.webhookMethods;
		const isTest = mode === 'manual';
		if (!(await setup.checkExists.call(this.context(workflow, mode, activation, isTest)))) {
			await setup.create.call(this.context(workflow, mode, activation, isTest));
		}
	}

	private async delete(workflow: Workflow, isTest: boolean): Promise<void> {
		await trigger.webhookMethods.setup.delete.call(this.context(workflow, 'internal', 'update', isTest));
	}

	/** Publishes the workflow, or starts it with n8n. @throws what the trigger threw, after n8n's clean-up */
	async publish(activation: 'activate' | 'init' = 'activate'): Promise<void> {
		const workflow = this.workflow(copy(this.staticData));
		this.n8n.listening.add(this.path());
		try {
			await this.createIfNotExists(workflow, 'trigger', activation);
			this.staticData = copy(workflow.staticData);
		} catch (thrown) {
			const cleaned = this.options.readsAnew ? this.workflow(copy(this.staticData)) : workflow;
			await this.delete(cleaned, false);
			this.staticData = copy(cleaned.staticData);
			this.n8n.listening.delete(this.path());
			throw thrown;
		}
	}

	/** 2.x stops answering first, 1.x afterwards; the harder one. */
	async unpublish(): Promise<void> {
		const workflow = this.workflow(copy(this.staticData));
		this.n8n.listening.delete(this.path());
		await this.delete(workflow, false);
		this.staticData = copy(workflow.staticData);
	}

	/** "Execute": listens at the test address. @throws what the trigger threw, after n8n's clean-up */
	async startTest(): Promise<void> {
		const workflow = this.workflow({});
		this.n8n.listening.add(this.path(true));
		try {
			await this.createIfNotExists(workflow, 'manual', 'manual');
			this.testData = workflow.staticData;
		} catch (thrown) {
			await this.delete(workflow, true);
			this.n8n.listening.delete(this.path(true));
			throw thrown;
		}
	}

	/** An event has come, or nobody waited any longer. */
	async endTest(): Promise<void> {
		await this.delete(this.workflow(this.testData ?? {}), true);
		this.n8n.listening.delete(this.path(true));
		this.testData = undefined;
	}

	/** n8n is killed: a test run is forgotten, nothing is cleaned up. */
	crash(): void {
		this.n8n.listening.delete(this.path(true));
		this.testData = undefined;
	}
}

const copy = (data: IDataObject): IDataObject => JSON.parse(JSON.stringify(data)) as IDataObject;
