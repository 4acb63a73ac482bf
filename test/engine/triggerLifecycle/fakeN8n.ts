import 'reflect-metadata';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
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
import {
	deriveVerifyToken,
	parseVerificationRequest,
} from '../../../nodes/WhatsAppBusinessCloud/webhooks/verificationRequest';
import { seed } from '../../../emulator/src';
import { TestCredentialsHelper } from '../credentials';
import { FakeResponse, bodyOf } from '../trigger/host';

const api = new WhatsAppBusinessCloudApi();
const oauth2 = new WhatsAppBusinessCloudOAuth2Api();
const trigger = new WhatsAppBusinessCloudTrigger();
const nodeTypes = {
	getByName: () => trigger,
	getByNameAndVersion: () => trigger,
	getKnownTypes: () => ({}),
} as unknown as INodeTypes;

/** n8n's credentials helper, including the resolution of defaults and expressions outside an execution. */
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
			data,
			'internal',
			keys as never,
			undefined,
			undefined,
			data as never,
		) as ICredentialDataDecryptedObject;
	}
}

/** n8n's response for an unregistered webhook path. */
const unregistered = (path: string) => ({
	code: 404,
	message: `The requested webhook "GET ${path}" is not registered.`,
	hint: 'Click the button',
});

/** A parsed webhook request. */
interface WebhookRequest {
	method: string;
	query: Record<string, string>;
	headers: Record<string, unknown>;
	raw: Buffer;
}

/** The HTTP server of an n8n instance, with the webhook paths of its workflows. */
export class Instance {
	/** Registered paths. */
	readonly listening = new Set<string>();
	/** Request handler of each path: the trigger itself; without one, the response of any trigger of the app. */
	readonly triggers = new Map<string, (request: WebhookRequest) => Promise<FakeResponse>>();
	/** Path and body of received POST requests. */
	readonly received: Array<{ path: string; body: unknown }> = [];
	/** Drops all connections if true. */
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
				const functions = {
					method: request.method ?? '',
					query: Object.fromEntries(searchParams),
					headers: request.headers,
					raw: Buffer.from(text),
				};
				return void trigger(functions).then(({ statusCode, headers, body }) =>
					response.writeHead(statusCode, headers).end(typeof body === 'string' ? body : JSON.stringify(body)),
				);
			}
			if (request.method === 'POST') return response.end();
			const verification = parseVerificationRequest(Object.fromEntries(searchParams));
			const isRight =
				'challenge' in verification && verification.verifyToken === deriveVerifyToken(this.secret, pathname);
			return isRight ? response.end(verification.challenge) : response.writeHead(403).end();
		});
	});

	/** @param secret of the app that all triggers use */
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
	/** Base URL of the Graph API. */
	graph: string;
	/** If false, the node has no access token, and uses OAuth2. */
	withToken?: boolean;
	/** Overrides of the credential data. */
	oauth2?: IDataObject;
	api?: IDataObject;
	/** Base URL in n8n's configuration; defaults to its real URL. */
	webhookUrl?: string;
	/** The workflow's name; without one, a trigger reports no workflow. */
	name?: string;
	/** Cleans up like n8n 1.x, with the workflow loaded from the database again. */
	readsAnew?: boolean;
}

let count = 0;

/** A workflow with our trigger, with n8n's order of calls (test-webhooks.js, webhook-trigger-registrar.js). */
export class Flow {
	readonly id: string;
	readonly webhookId: string;
	/** As stored in the database. */
	private staticData: IDataObject = {};
	private testData: IDataObject | undefined;
	/** Log lines of the trigger of level warn and above. */
	readonly logged: string[] = [];
	parameters: INodeParameters;

	constructor(
		private readonly n8n: Instance,
		private readonly options: FlowOptions,
	) {
		count += 1;
		this.id = `wf${count}`;
		this.webhookId = `0b6f1c1e-0000-4000-8000-${String(count).padStart(12, '0')}`;
		const authenticateWith = options.withToken === false ? 'oAuth2' : 'apiKey';
		this.parameters = { authenticateWith, updates: ['messages'], ...options.parameters };
		for (const test of [false, true])
			n8n.triggers.set(this.path(test), async (request) => await this.receive(request, test));
	}

	private base(): string {
		return this.options.webhookUrl ?? this.n8n.url;
	}

	path(test = false): string {
		return `/webhook${test ? '-test' : ''}/${this.webhookId}/webhook`;
	}

	webhookUrl(test = false): string {
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
		const { name } = this.options;
		return new Workflow({ id: this.id, name, nodes: [node], connections: {}, nodeTypes, active: true, staticData });
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
				appId: seed.app.id,
				appSecret: seed.app.secret,
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

	/** Passes a request to the trigger with the workflow from the database, as n8n does. */
	private async receive({ method, query, headers, raw }: WebhookRequest, isTest: boolean): Promise<FakeResponse> {
		const before = copy((isTest ? this.testData : this.staticData) ?? {});
		const workflow = this.workflow(copy(before));
		const response = new FakeResponse();
		const httpRequest = { headers, query, params: {}, body: {}, rawBody: raw, method };
		const webhookDescription = trigger.description.webhooks?.find(({ httpMethod }) => httpMethod === method);
		const additional = { ...this.additionalData(workflow), httpRequest, httpResponse: response };
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
		const result = await trigger.webhook.call(context);
		if (!isDeepStrictEqual(copy(workflow.staticData), before)) {
			if (isTest) this.testData = copy(workflow.staticData);
			else this.staticData = copy(workflow.staticData);
		}
		if (result.noWebhookResponse !== true) response.send(bodyOf(result));
		return response;
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

	/** Publishes the workflow, or starts it with n8n. @throws the trigger's error, after n8n's cleanup */
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

	/** n8n 2.x unregisters the path first, 1.x afterwards; this uses the more difficult order. */
	async unpublish(): Promise<void> {
		const workflow = this.workflow(copy(this.staticData));
		this.n8n.listening.delete(this.path());
		await this.delete(workflow, false);
		this.staticData = copy(workflow.staticData);
	}

	/** "Execute": listens at the test URL. @throws the trigger's error, after n8n's cleanup */
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

	/** Ends a test run, as after an event or a timeout. */
	async endTest(): Promise<void> {
		await this.delete(this.workflow(this.testData ?? {}), true);
		this.n8n.listening.delete(this.path(true));
		this.testData = undefined;
	}

	/** Kills n8n: a test run is lost without cleanup. */
	crash(): void {
		this.n8n.listening.delete(this.path(true));
		this.testData = undefined;
	}
}

const copy = (data: IDataObject): IDataObject => JSON.parse(JSON.stringify(data)) as IDataObject;
