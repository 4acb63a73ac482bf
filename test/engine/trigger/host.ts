import 'reflect-metadata';
// Must load before n8n-core, whose HTTP client captures the modules that exist when it loads.
import 'nock';
import { createHmac } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { WebhookContext } from 'n8n-core';
import type { IDataObject, INode, INodeExecutionData, INodeTypes, IWebhookResponseData } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import { WhatsAppBusinessCloudOAuth2Api } from '../../../credentials/WhatsAppBusinessCloudOAuth2Api.credentials';
import { WhatsAppBusinessCloudTrigger } from '../../../nodes/WhatsAppBusinessCloud/WhatsAppBusinessCloudTrigger.node';
import { TestCredentialsHelper } from '../credentials';

export const SECRET = 'test-app-secret-0123456789';
export const BASE = 'https://n8n.example.com';

const nodeType = new WhatsAppBusinessCloudTrigger();
const nodeTypes = {
	getByName: () => nodeType,
	getByNameAndVersion: () => nodeType,
	getKnownTypes: () => ({}),
} as unknown as INodeTypes;

export const sign = (raw: Buffer, secret = SECRET): string =>
	`sha256=${createHmac('sha256', secret).update(raw).digest('hex')}`;

/** JSON as Meta writes it, with slashes and non-ASCII characters escaped. */
export const metaJson = (value: unknown): Buffer =>
	Buffer.from(
		JSON.stringify(value)
			.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
			.replace(/\//g, '\\/'),
	);

/** The part of the HTTP response of n8n's server that the node uses. */
export class FakeResponse extends EventEmitter {
	statusCode = 200;
	writableEnded = false;
	destroyed = false;
	headers: Record<string, string> = {};
	body: unknown;

	constructor() {
		super();
		this.once('close', () => (this.destroyed = true));
	}

	status(code: number): this {
		this.statusCode = code;
		return this;
	}

	set(headers: Record<string, string>): this {
		Object.assign(this.headers, headers);
		return this;
	}

	type(value: string): this {
		return this.set({ 'Content-Type': value });
	}

	send(body: unknown): this {
		this.body = body;
		this.writableEnded = true;
		this.emit('finish');
		this.emit('close');
		return this;
	}

	json(body: unknown): this {
		return this.type('application/json').send(body);
	}
}

/** n8n's response body for a webhook, as in webhook-helpers.js and webhook-on-received-response-extractor.js. */
export function bodyOf({ workflowData, webhookResponse }: IWebhookResponseData): unknown {
	if (workflowData === undefined) return webhookResponse ?? '{"message":"Webhook call received"}';
	const description = nodeType.description.webhooks?.find(({ name }) => name === 'default');
	const responseData = description?.responseData ?? 'firstEntryJson';
	return responseData === 'noData' ? '' : responseData;
}

export interface Request {
	raw?: Buffer;
	headers?: Record<string, unknown>;
	query?: Record<string, unknown>;
	/** 'setup' is Meta's verification request. */
	webhook?: 'setup' | 'default';
}

export interface Reply {
	/** Return value of the node's webhook method. */
	result: IWebhookResponseData;
	/** Items that start a run; undefined if none starts. */
	items: INodeExecutionData[] | undefined;
	/** The same with what the execution gets beside `json`, as n8n stores it. */
	passed: INodeExecutionData[];
	/** HTTP status of the response. */
	status: number;
	response: FakeResponse;
	warnings: string[];
	/** Log lines of level info. */
	notes: string[];
}

/** The items of a result as the execution gets them. */
const asStored = ({ workflowData }: IWebhookResponseData): INodeExecutionData[] =>
	JSON.parse(JSON.stringify(workflowData?.[0] ?? [])) as INodeExecutionData[];

/** A trigger in a published workflow, which n8n loads again for each request. */
export class Host {
	/** The workflow's static data in n8n's database. */
	staticData: IDataObject = {};
	mode: 'webhook' | 'manual' = 'webhook';
	secret: unknown = SECRET;
	/** Whether n8n saves static data before it starts an execution, as n8n 1.x does. */
	savesFirst = false;
	/** Number of times that the credential was read. */
	reads = 0;

	constructor(
		readonly parameters: INode['parameters'],
		readonly id = `workflow-${Math.random()}`,
	) {}

	private node(): INode {
		return {
			id: 'trigger-id',
			name: 'WhatsApp Trigger',
			type: 'test.trigger',
			typeVersion: 1,
			position: [0, 0],
			webhookId: '5f1c',
			parameters: this.parameters,
			credentials: { whatsAppBusinessCloudOAuth2Api: { id: '1', name: 'App' } },
		};
	}

	/**
	 * Handles a request up to the node's result; n8n then ends the response.
	 * @param end whether n8n saves static data and ends the response; 'saved': it dies after saving
	 */
	async request(
		{ raw, headers = {}, query = {}, webhook = 'default' }: Request,
		end: boolean | 'saved' = true,
	): Promise<Reply> {
		const node = this.node();
		const staticData = JSON.parse(JSON.stringify(this.staticData)) as IDataObject;
		const workflow = new Workflow({ id: this.id, nodes: [node], connections: {}, nodeTypes, active: true, staticData });
		const response = new FakeResponse();
		const [warnings, notes]: [string[], string[]] = [[], []];
		const credentials = new TestCredentialsHelper(
			{ whatsAppBusinessCloudOAuth2Api: new WhatsAppBusinessCloudOAuth2Api() },
			{ whatsAppBusinessCloudOAuth2Api: { clientId: '1', clientSecret: this.secret as string } },
		);
		const getDecrypted = credentials.getDecrypted.bind(credentials);
		credentials.getDecrypted = async (...asked) => {
			this.reads++;
			return await getDecrypted(...asked);
		};
		const additional = {
			webhookBaseUrl: `${BASE}/webhook`,
			webhookTestBaseUrl: `${BASE}/webhook-test`,
			webhookWaitingBaseUrl: `${BASE}/webhook-waiting`,
			variables: {},
			httpRequest: { headers, query, params: {}, body: {}, rawBody: raw, method: webhook === 'setup' ? 'GET' : 'POST' },
			httpResponse: response,
			credentialsHelper: credentials,
		};
		const webhookDescription = nodeType.description.webhooks?.find(({ name }) => name === webhook);
		const context = new WebhookContext(
			workflow,
			node,
			additional as never,
			this.mode,
			{ webhookDescription } as never,
			[],
			null,
		);
		Object.defineProperty(context, 'logger', {
			value: { warn: (line: string) => warnings.push(line), info: (line: string) => notes.push(line), debug: () => {} },
		});

		const result = await nodeType.webhook.call(context);
		if (result.workflowData !== undefined) await this.startExecution(node, staticData);
		if (end && result.noWebhookResponse !== true) {
			if (this.mode === 'webhook' && (workflow.staticData as { __dataChanged?: boolean }).__dataChanged)
				this.save(workflow);
			if (end === 'saved') response.emit('close');
			else response.send(bodyOf(result));
		}
		// Drops the delivery metadata next to `json`, which the node removes from its output (see executionDuplicates.test.ts).
		const items = result.workflowData?.[0].map(({ json }) => ({ json }));
		return {
			passed: asStored(result),
			result: items ? { ...result, workflowData: [items] } : result,
			items,
			status: response.statusCode,
			response,
			warnings,
			notes,
		};
	}

	/** WorkflowRunner.run of n8n 2.x: a second Workflow, and then writes to the database, before n8n responds. */
	private async startExecution(node: INode, staticData: IDataObject): Promise<void> {
		if (this.savesFirst) return;
		new Workflow({ id: this.id, nodes: [node], connections: {}, nodeTypes, active: true, staticData });
		await pause(2);
	}

	private save(workflow: Workflow): void {
		this.staticData = JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject;
	}

	/** Sends a signed delivery. */
	async deliver(body: unknown, end: boolean | 'saved' = true): Promise<Reply> {
		const raw = Buffer.isBuffer(body) ? body : metaJson(body);
		return await this.request({ raw, headers: { 'x-hub-signature-256': sign(raw) } }, end);
	}
}
