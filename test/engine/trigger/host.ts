import 'reflect-metadata';
// Before n8n-core, whose HTTP client keeps what it finds when it loads.
import 'nock';
import { createHmac } from 'node:crypto';
import { EventEmitter } from 'node:events';
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

/** As Meta writes JSON: everything beyond ASCII, and slashes, escaped. */
export const metaJson = (value: unknown): Buffer =>
	Buffer.from(
		JSON.stringify(value)
			.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
			.replace(/\//g, '\\/'),
	);

/** An HTTP response as n8n's server hands it over, as far as the node uses it. */
export class Answer extends EventEmitter {
	statusCode = 200;
	writableEnded = false;
	headers: Record<string, string> = {};
	body: unknown;

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

/** The body that n8n answers a webhook with: webhook-helpers.js and webhook-on-received-response-extractor.js. */
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
	/** 'setup' is Meta's handshake. */
	webhook?: 'setup' | 'default';
}

export interface Reply {
	/** What the node gave back to n8n. */
	result: IWebhookResponseData;
	/** Items that start a run; undefined when none starts. */
	items: INodeExecutionData[] | undefined;
	/** HTTP status that the caller gets. */
	status: number;
	answer: Answer;
	warnings: string[];
	/** Lines of level info. */
	notes: string[];
}

/** One trigger in one published workflow, as n8n loads it anew for each request. */
export class Host {
	/** What n8n has of the workflow's static data in its database. */
	staticData: IDataObject = {};
	mode: 'webhook' | 'manual' = 'webhook';
	secret: unknown = SECRET;
	/** How often n8n was asked for the credential. */
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
	 * One request, up to where n8n has the node's result; n8n ends the response then.
	 * @param end whether n8n does so, after it has saved static data; 'saved': it dies in between
	 */
	async request(
		{ raw, headers = {}, query = {}, webhook = 'default' }: Request,
		end: boolean | 'saved' = true,
	): Promise<Reply> {
		const node = this.node();
		const staticData = JSON.parse(JSON.stringify(this.staticData)) as IDataObject;
		const workflow = new Workflow({ id: this.id, nodes: [node], connections: {}, nodeTypes, active: true, staticData });
		const answer = new Answer();
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
			httpResponse: answer,
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

		const result = await nodeType.webhook.call(context as never);
		if (end && result.noWebhookResponse !== true) {
			if (this.mode === 'webhook' && (workflow.staticData as { __dataChanged?: boolean }).__dataChanged)
				this.save(workflow);
			if (end !== 'saved') answer.send(bodyOf(result));
		}
		// What the webhook leaves beside `json` for another process is gone from what the node puts out: repeats.test.ts.
		const items = result.workflowData?.[0].map(({ json }) => ({ json }));
		return {
			result: items ? { ...result, workflowData: [items] } : result,
			items,
			status: answer.statusCode,
			answer,
			warnings,
			notes,
		};
	}

	private save(workflow: Workflow): void {
		this.staticData = JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject;
	}

	/** A signed delivery. */
	async deliver(body: unknown, end: boolean | 'saved' = true): Promise<Reply> {
		const raw = Buffer.isBuffer(body) ? body : metaJson(body);
		return await this.request({ raw, headers: { 'x-hub-signature-256': sign(raw) } }, end);
	}
}
