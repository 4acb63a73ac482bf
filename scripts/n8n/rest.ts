import { randomUUID } from 'node:crypto';
import axios, { type AxiosInstance, type AxiosResponse } from 'axios';
import { waitFor } from './wait';

export interface WorkflowNode {
	id?: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
	webhookId?: string;
	[setting: string]: unknown;
}

export interface WorkflowDefinition {
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
}

/** A workflow as n8n returns it. */
export interface SavedWorkflow extends WorkflowDefinition {
	versionId: string;
	createdAt: string;
	/** When its content was saved. Publishing is no change. */
	updatedAt: string;
	/** Whether it is published. */
	active: boolean;
	isArchived?: boolean;
	pinData?: unknown;
}

export interface SavedCredential {
	id: string;
	name: string;
	type: string;
}

/** The result of a credential test. */
export interface CredentialTest {
	status: 'OK' | 'Error';
	message: string;
}

/** A finished execution with its data unpacked. */
export interface Execution {
	id: string;
	status: string;
	data: {
		/** What remains to be executed. */
		executionData?: { nodeExecutionStack: unknown[] };
		/** When its wait ends. */
		waitTill?: unknown;
		resultData: {
			runData: Record<
				string,
				Array<{ error?: Record<string, unknown>; data?: { main?: Array<ExecutionItem[] | null> } }>
			>;
			error?: Record<string, unknown>;
		};
	};
}

export interface ExecutionItem {
	json: Record<string, unknown>;
	binary?: Record<string, Record<string, unknown>>;
	pairedItem?: unknown;
	error?: unknown;
}

/** The owner account of a local n8n. */
export interface Owner {
	email: string;
	password: string;
}

/**
 * n8n's own REST API, as its editor uses it. Every method throws an Error with n8n's message when n8n rejects the call.
 */
export class N8nRest {
	private readonly http: AxiosInstance;

	private cookie = '';

	constructor(readonly url: string) {
		this.http = axios.create({
			baseURL: url,
			// n8n ties a login to its browser.
			headers: { 'browser-id': randomUUID() },
			proxy: false,
			timeout: 120_000,
			validateStatus: () => true,
		});
	}

	/** Signs in as the owner, and creates the account when n8n has none yet. */
	async signIn(owner: Owner): Promise<void> {
		const settings = await this.call<{ userManagement: { showSetupOnFirstLoad: boolean } }>('GET', '/rest/settings');
		const response = settings.userManagement.showSetupOnFirstLoad
			? await this.http.post('/rest/owner/setup', { ...owner, firstName: 'Olive', lastName: 'Owner' })
			: await this.http.post('/rest/login', { emailOrLdapLoginId: owner.email, password: owner.password });
		accept(response);
		this.cookie = (response.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; ');
	}

	/** Installs a community package by name, as "Settings > Community nodes > Install" does. */
	async installPackage(
		name: string,
	): Promise<{ packageName: string; installedNodes: Array<{ name: string; type: string }> }> {
		return await this.call('POST', '/rest/community-packages', { name });
	}

	/** Every node type available in the editor. */
	async nodeTypes(): Promise<Array<{ name: string; displayName: string; [field: string]: unknown }>> {
		const response = await this.http.get('/types/nodes.json', { headers: { cookie: this.cookie } });
		if (response.status !== 200) throw new Error(`n8n responded with ${response.status} for its node types`);
		return response.data as Array<{ name: string; displayName: string }>;
	}

	async createCredential(name: string, type: string, data: Record<string, unknown>): Promise<SavedCredential> {
		return await this.call('POST', '/rest/credentials', { name, type, data });
	}

	async updateCredential({ id, name, type }: SavedCredential, data: Record<string, unknown>): Promise<SavedCredential> {
		return await this.call('PATCH', `/rest/credentials/${id}`, { name, type, data });
	}

	async credentials(): Promise<SavedCredential[]> {
		return await this.call('GET', '/rest/credentials');
	}

	/** Tests a saved credential, as the editor does after saving it. */
	async testCredential(saved: SavedCredential, data: Record<string, unknown>): Promise<CredentialTest> {
		return await this.call('POST', '/rest/credentials/test', { credentials: { ...saved, data } });
	}

	/** Creates a data table in the owner's personal project. @returns its ID */
	async createDataTable(name: string, columns: Array<{ name: string; type: string }>): Promise<string> {
		return (await this.call<{ id: string }>('POST', await this.dataTablesUrl(), { name, columns })).id;
	}

	/** The rows of a data table in the owner's personal project, by its name. */
	async dataTableRows(name: string): Promise<Array<Record<string, unknown>>> {
		const url = await this.dataTablesUrl();
		const { data } = await this.call<{ data: Array<{ id: string; name: string }> }>('GET', url);
		const table = data.find((one) => one.name === name);
		if (!table) throw new Error(`n8n has no data table '${name}'`);
		return (await this.call<{ data: Array<Record<string, unknown>> }>('GET', `${url}/${table.id}/rows`)).data;
	}

	private async dataTablesUrl(): Promise<string> {
		const { id } = await this.call<{ id: string }>('GET', '/rest/projects/personal');
		return `/rest/projects/${id}/data-tables`;
	}

	/** The request with which the editor fills a list of a resource locator. */
	async list(
		request: Record<string, unknown>,
	): Promise<{ results: Array<{ name: string; value: string; description?: string }>; paginationToken?: unknown }> {
		return await this.call('POST', '/rest/dynamic-node-parameters/resource-locator-results', request);
	}

	async workflows(): Promise<Array<{ id: string; name: string }>> {
		return await this.call('GET', '/rest/workflows');
	}

	async workflow(id: string): Promise<SavedWorkflow> {
		return await this.call('GET', `/rest/workflows/${id}`);
	}

	async createWorkflow(workflow: WorkflowDefinition): Promise<string> {
		const body = { ...completed(workflow), active: false };
		return (await this.call<{ id: string }>('POST', '/rest/workflows', body)).id;
	}

	/** Replaces the content of a workflow, whatever its version. What is published stays as it is. */
	async updateWorkflow(id: string, workflow: WorkflowDefinition): Promise<void> {
		await this.call('PATCH', `/rest/workflows/${id}?forceSave=true`, completed(workflow));
	}

	/** Activates a workflow and waits until its webhook responds. */
	async activate(workflowId: string, webhookPath: string): Promise<void> {
		const { versionId } = await this.call<{ versionId: string }>('GET', `/rest/workflows/${workflowId}`);
		// 2.x publishes a version; 1.x has a switch.
		const published = await this.http.post(
			`/rest/workflows/${workflowId}/activate`,
			{ versionId },
			{ headers: { cookie: this.cookie } },
		);
		if (published.status === 404)
			await this.call('PATCH', `/rest/workflows/${workflowId}`, { active: true, versionId });
		else accept(published);
		await this.webhookReady(webhookPath);
	}

	/**
	 * Publishes a workflow and waits until its triggers are registered.
	 * @throws Error with the trigger's message when registration fails
	 */
	async publish(workflowId: string): Promise<void> {
		const { versionId } = await this.call<{ versionId: string }>('GET', `/rest/workflows/${workflowId}`);
		const published = await this.http.post(
			`/rest/workflows/${workflowId}/activate`,
			{ versionId },
			{ headers: { cookie: this.cookie } },
		);
		if (published.status === 404)
			await this.call('PATCH', `/rest/workflows/${workflowId}`, { active: true, versionId });
		else accept(published);
		const { status, triggers } = await this.settled(workflowId);
		if (status === 'failed') throw new Error(triggers.map(({ errorMessage }) => errorMessage).join('; '));
	}

	/** Unpublishes a workflow and waits until its triggers are unregistered. */
	async unpublish(workflowId: string): Promise<void> {
		const { versionId } = await this.call<{ versionId: string }>('GET', `/rest/workflows/${workflowId}`);
		const response = await this.http.post(
			`/rest/workflows/${workflowId}/deactivate`,
			{},
			{ headers: { cookie: this.cookie } },
		);
		if (response.status === 404)
			await this.call('PATCH', `/rest/workflows/${workflowId}`, { active: false, versionId });
		else accept(response);
		await this.settled(workflowId);
	}

	/** 2.x publishes in the background and reports progress; 1.x is done when it responds. */
	private async settled(
		workflowId: string,
	): Promise<{ status: string; triggers: Array<{ errorMessage: string | null }> }> {
		return await waitFor(
			'n8n to have published',
			async () => {
				const response = await this.http.get(`/rest/workflows/${workflowId}/publication-status`, {
					headers: { cookie: this.cookie },
				});
				if (response.status === 404) return { status: 'published', triggers: [] };
				const result = accept<{ status: string; triggers: Array<{ errorMessage: string | null }> }>(response);
				return result.status === 'in_progress' ? undefined : result;
			},
			90_000,
		);
	}

	/**
	 * "Execute workflow" in the editor: its trigger listens at the test URL.
	 * @throws Error with the trigger's message
	 */
	async listen(workflowId: string, triggerName: string): Promise<void> {
		const workflowData = await this.call<Record<string, unknown>>('GET', `/rest/workflows/${workflowId}`);
		const result = await this.call<{ waitingForWebhook?: boolean }>('POST', `/rest/workflows/${workflowId}/run`, {
			workflowData,
			triggerToStartFrom: { name: triggerName },
		});
		if (!result.waitingForWebhook) throw new Error(`n8n is not listening: ${JSON.stringify(result)}`);
	}

	/** "Stop listening" in the editor. */
	async stopListening(workflowId: string): Promise<void> {
		await this.call('DELETE', `/rest/test-webhook/${workflowId}`);
	}

	/** Waits until the webhook of an active workflow responds. */
	async webhookReady(webhookPath: string): Promise<void> {
		// A registered webhook rejects another method and names its own; an unregistered one does not name any.
		await waitFor(`the webhook ${webhookPath}`, async () => {
			const { data } = await this.http.get<{ message?: string }>(`/webhook/${webhookPath}`);
			return data.message?.includes('Did you mean to make a POST request') ? true : undefined;
		});
	}

	/**
	 * Starts an active workflow over HTTP and waits until it ends.
	 *
	 * @param body sent as JSON
	 * @returns the finished execution
	 */
	async runByWebhook(workflowId: string, webhookPath: string, body: unknown, limitMs = 60_000): Promise<Execution> {
		const before = new Set((await this.executions(workflowId)).map((execution) => execution.id));
		const response = await this.http.post(`/webhook/${webhookPath}`, body);
		if (response.status >= 300 && response.status !== 500)
			throw new Error(`The webhook responded with ${response.status}: ${JSON.stringify(response.data)}`);
		return await this.ended(workflowId, before, limitMs);
	}

	/** The first new execution of a workflow, once it has ended. */
	async ended(workflowId: string, before = new Set<string>(), limitMs = 60_000): Promise<Execution> {
		const { id } = await waitFor(
			'the execution to end',
			async () => (await this.executions(workflowId)).find((one) => !before.has(one.id) && hasEnded(one)),
			limitMs,
		);
		return await this.execution(id);
	}

	/** An execution, once it has ended. */
	async endOf(id: string, limitMs?: number): Promise<Execution> {
		return await waitFor(
			`execution ${id} to end`,
			async () => {
				const execution = await this.execution(id);
				return hasEnded(execution) ? execution : undefined;
			},
			limitMs,
		);
	}

	/** A waiting execution of a workflow, once it can be resumed. */
	async waiting(workflowId: string): Promise<Execution> {
		const { id } = await waitFor('the execution to wait', async () =>
			(await this.executions(workflowId)).find(({ status }) => status === 'waiting'),
		);
		return await this.execution(id);
	}

	/** The latest executions of a workflow, newest first. n8n returns up to 100 at once; only n8n 2.x has a cursor. */
	async executions(workflowId: string, limit = 100): Promise<Array<{ id: string; status: string }>> {
		interface Page {
			results: Array<{ id: string; status: string }>;
			nextCursor?: string | null;
		}
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const all: Page['results'] = [];
		let place = '';
		while (all.length < limit) {
			const count = Math.min(limit - all.length, 100);
			const path = `/rest/executions?filter=${filter}&limit=${count}${place}`;
			const { results, nextCursor } = await this.call<Page>('GET', path);
			all.push(...results);
			if (results.length < count || nextCursor === null) break;
			const last = results[results.length - 1].id;
			place = nextCursor === undefined ? `&lastId=${last}` : `&cursor=${encodeURIComponent(nextCursor)}`;
		}
		return all;
	}

	/** "Retry" in the list of executions; waits until it ends. @returns the new execution */
	async retryToEnd(workflowId: string, id: string, limitMs = 60_000): Promise<Execution> {
		const before = new Set((await this.executions(workflowId)).map((execution) => execution.id));
		await this.retry(id);
		return await this.ended(workflowId, before, limitMs);
	}

	/** The current state of an execution, with data that matches its status. */
	async execution(id: string): Promise<Execution> {
		return await waitFor(`the data of execution ${id}`, async () => {
			const raw = await this.call<{ id: string; status: string; data: string }>('GET', `/rest/executions/${id}`);
			const execution: Execution = { ...raw, data: unflatten(raw.data) as Execution['data'] };
			return isOfItsStatus(execution) ? execution : undefined;
		});
	}

	/** "Retry with original workflow" of a failed execution. */
	async retry(executionId: string): Promise<void> {
		await this.call('POST', `/rest/executions/${executionId}/retry`, { loadWorkflow: false });
	}

	/** The bytes of a binary property of an execution. */
	async binary(id: string): Promise<Buffer> {
		const response = await this.http.get('/rest/binary-data', {
			params: { id, action: 'download' },
			responseType: 'arraybuffer',
			headers: { cookie: this.cookie },
		});
		if (response.status !== 200) throw new Error(`n8n responded with ${response.status} for binary data ${id}`);
		return Buffer.from(response.data as ArrayBuffer);
	}

	private async call<T>(method: string, url: string, data?: unknown): Promise<T> {
		const ask = async () => await this.http.request({ method, url, data, headers: { cookie: this.cookie } });
		let response = await ask();
		if (response.status === 503) {
			// While n8n is too busy to reach its database in time, it rejects every request before processing it.
			await waitFor('n8n to reach its database', async () =>
				(await this.http.get('/healthz/readiness')).status === 200 ? true : undefined,
			);
			response = await ask();
		}
		return accept<T>(response);
	}
}

/** A workflow with what n8n requires and a file leaves out. */
const completed = (workflow: WorkflowDefinition): WorkflowDefinition => ({
	...workflow,
	nodes: workflow.nodes.map((node) => ({ id: randomUUID(), ...node })),
	settings: { executionOrder: 'v1', ...workflow.settings },
});

const hasEnded = ({ status }: { status: string }): boolean => !['new', 'running', 'waiting'].includes(status);

/**
 * n8n 1.x on SQLite writes an execution's status first and its data afterwards: in between, an ended or waiting
 * execution still has its previous data.
 */
function isOfItsStatus({ status, data }: Execution): boolean {
	if (status === 'success') return (data.executionData?.nodeExecutionStack ?? []).length === 0;
	if (status === 'error') return data.resultData.error !== undefined;
	if (status === 'waiting') return data.waitTill !== undefined;
	return true;
}

function accept<T>(response: AxiosResponse<unknown>): T {
	const body = response.data as { data?: T; message?: string } | undefined;
	if (response.status >= 300) {
		const words = body?.message ?? JSON.stringify(body);
		throw new Error(
			`n8n responded with ${response.status} to ${response.config.method} ${response.config.url}: ${words}`,
		);
	}
	return body?.data as T;
}

/** n8n stores execution data as a flat array whose strings are indexes into it (npm: flatted). */
function unflatten(text: string): unknown {
	const flat = JSON.parse(text) as unknown[];
	const built = new Map<number, unknown>();
	const follow = (value: unknown): unknown => (typeof value === 'string' ? build(Number(value)) : value);
	const build = (place: number): unknown => {
		if (built.has(place)) return built.get(place);
		const value = flat[place];
		if (Array.isArray(value)) {
			const list: unknown[] = [];
			built.set(place, list);
			list.push(...value.map(follow));
			return list;
		}
		if (typeof value === 'object' && value !== null) {
			const object: Record<string, unknown> = {};
			built.set(place, object);
			for (const [key, inner] of Object.entries(value)) object[key] = follow(inner);
			return object;
		}
		return value;
	};
	return build(0);
}
