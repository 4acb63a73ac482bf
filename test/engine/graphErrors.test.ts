import 'reflect-metadata';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import type {
	ICredentialType,
	IExecuteFunctions,
	IHttpRequestOptions,
	INode,
	INodeType,
	IRun,
	IRunExecutionData,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { NodeApiError, NodeConnectionTypes, Workflow } from 'n8n-workflow';
import {
	GraphApiError,
	parseGraphError,
	parseNetworkError,
	type GraphResponse,
	type RequestFailure,
} from '../../nodes/WhatsAppBusinessCloud/transport/errors';
import { homepage } from '../../package.json';
import { TestCredentialsHelper } from './credentials';

const TOKEN = 'EAAJZC9abcdefghijklmnopqrstuvwxyz0123456789ABCD';
const CREDENTIAL = 'toyApi';
const credentialType: ICredentialType = {
	name: CREDENTIAL,
	displayName: 'Toy',
	properties: [],
	authenticate: { type: 'generic', properties: { headers: { Authorization: '=Bearer {{$credentials.accessToken}}' } } },
};

/** A node that makes one request with n8n's helper and throws the error that `transport/errors` creates. */
function caller(options: IHttpRequestOptions, outcomeUnknown: boolean): INodeType {
	return {
		description: {
			displayName: 'Caller',
			name: 'caller',
			group: ['output'],
			version: 1,
			description: '',
			defaults: { name: 'Caller' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			credentials: [{ name: CREDENTIAL, required: true }],
			properties: [],
		},
		async execute(this: IExecuteFunctions) {
			let received: GraphResponse;
			try {
				received = (await this.helpers.httpRequestWithAuthentication.call(this, CREDENTIAL, {
					returnFullResponse: true,
					ignoreHttpStatusErrors: true,
					disableFollowRedirect: true,
					...options,
				})) as GraphResponse;
			} catch (error) {
				const failure: RequestFailure = {
					outcome: outcomeUnknown ? 'unknown' : 'rejected',
					network: parseNetworkError(error),
					host: new URL(options.url).hostname,
					timeoutMs: options.timeout,
				};
				throw new GraphApiError(this.getNode(), failure, 0);
			}
			const response = parseGraphError(received);
			// Wrapped again, as n8n's lint rules require of nodes.
			if (response) {
				const error = new GraphApiError(this.getNode(), { outcome: 'rejected', response }, 0);
				throw new NodeApiError(this.getNode(), error as never);
			}
			return [[{ json: {} }]];
		},
	};
}

interface RunResult {
	run: IRun;
	/** The error as stored in the execution data. */
	error: {
		message: string;
		description?: string;
		httpCode: string | null;
		context: Record<string, unknown>;
		messages: string[];
	};
}

async function runCaller(
	options: IHttpRequestOptions,
	extra: { outcomeUnknown?: boolean; cancelWhen?: Promise<void> } = {},
): Promise<RunResult> {
	const types: Record<string, INodeType> = { 'test.caller': caller(options, extra.outcomeUnknown ?? false) };
	const node: INode = {
		id: '1',
		name: 'Caller',
		type: 'test.caller',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [CREDENTIAL]: { id: '1', name: 'Toy' } },
	};
	const find = (type: string) => types[type];
	const workflow = new Workflow({
		id: 'wf',
		nodes: [node],
		connections: {},
		nodeTypes: { getByName: find, getByNameAndVersion: find, getKnownTypes: () => ({}) },
		active: false,
	});
	const additionalData = {
		executionId: '1',
		hooks: new ExecutionLifecycleHooks('manual', '1', { id: 'wf' } as never),
		variables: {},
		currentNodeExecutionIndex: 0,
		restApiUrl: 'http://localhost:5678/rest',
		instanceBaseUrl: 'http://localhost:5678/',
		setExecutionStatus: () => {},
		credentialsHelper: new TestCredentialsHelper(
			{ [CREDENTIAL]: credentialType },
			{ [CREDENTIAL]: { accessToken: TOKEN } },
		),
	} as unknown as IWorkflowExecuteAdditionalData;
	const running = new WorkflowExecute(additionalData, 'manual', {
		startData: {},
		resultData: { runData: {} },
		executionData: {
			contextData: {},
			metadata: {},
			waitingExecution: {},
			waitingExecutionSource: null,
			nodeExecutionStack: [{ node, data: { main: [[{ json: {} }]] }, source: null }],
		},
	} as unknown as IRunExecutionData).processRunExecutionData(workflow);
	void extra.cancelWhen?.then(() => running.cancel());
	const result = await running;
	const error: unknown = JSON.parse(JSON.stringify(result.data.resultData.error ?? {}));
	return { run: result, error: error as RunResult['error'] };
}

let server: Server | undefined;

async function serve(listener: RequestListener): Promise<string> {
	server = createServer(listener);
	await new Promise<void>((done) => server!.listen(0, '127.0.0.1', done));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const json =
	(status: number, body: unknown): RequestListener =>
	(_, response) =>
		response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

afterEach(async () => {
	server?.closeAllConnections();
	await new Promise((done) => (server ? server.close(done) : done(undefined)));
	server = undefined;
});

const post = (base: string, extra: Partial<IHttpRequestOptions> = {}): IHttpRequestOptions => ({
	method: 'POST',
	url: `${base}/v25.0/1/messages`,
	body: { type: 'text' },
	...extra,
});

describe('errors in the execution data after a response', () => {
	it('stores message, description, status and IDs, but no token', async () => {
		const url = `https://graph.facebook.com/v25.0/1/messages?access_token=${TOKEN}`;
		const base = await serve(
			json(400, {
				error: {
					message: '(#131030) Recipient phone number not in allowed list',
					type: 'OAuthException',
					code: 131030,
					error_data: { details: `Add the recipient. ${url}` },
					fbtrace_id: 'Trace1',
				},
			}),
		);
		const { run: result, error } = await runCaller(post(base));
		expect(result.status).toBe('error');
		expect(error).toMatchObject({
			name: 'NodeApiError',
			message: "The recipient is not in the test number's list of allowed numbers",
			description: [
				'Meta: "Add the recipient. https://graph.facebook.com/v25.0/1/messages?access_token=[removed]"',
				'Add the recipient under App Dashboard > WhatsApp > API Setup > To (5 numbers at most), or send from a real number.',
				'(Meta code 131030, HTTP 400, trace ID Trace1)',
				`<a href="${homepage}/blob/HEAD/docs/errors.md#131030" target="_blank">More about this code</a>`,
			].join('\n'),
			httpCode: '131030',
			messages: ['Recipient phone number not in allowed list'],
		});
		expect(error.context).toEqual({
			itemIndex: 0,
			metaCode: 131030,
			fbtraceId: 'Trace1',
			retry: 'never',
			class: 'change',
			httpStatus: 400,
			data: {
				error: {
					message: '(#131030) Recipient phone number not in allowed list',
					type: 'OAuthException',
					code: 131030,
					error_data: {
						details: 'Add the recipient. https://graph.facebook.com/v25.0/1/messages?access_token=[removed]',
					},
					fbtrace_id: 'Trace1',
				},
			},
		});
		expect(JSON.stringify(result.data.resultData)).not.toContain(TOKEN);
		expect(result.data.resultData.runData.Caller[0].error?.message).toBe(error.message);
	});

	it.each(['A preexisting entry', 'read ECONNRESET', 'approvePermissions is missing'])(
		"keeps Meta's error message, which n8n would replace: %s",
		async (message) => {
			const base = await serve(json(400, { error: { message, type: 'OAuthException', code: 199999 } }));
			expect((await runCaller(post(base))).error.message).toBe(message);
		},
	);

	// n8n-core (WorkflowExecute) gives a run the status 'canceled' when the error's message contains that word.
	it("does not cancel the run when Meta's error message contains 'canceled'", async () => {
		const base = await serve(
			json(400, { error: { message: 'Plan was canceled', type: 'OAuthException', code: 199999 } }),
		);
		const { run: result, error } = await runCaller(post(base));
		expect([result.status, error.message]).toEqual(['error', 'Plan was cancelled']);
	});

	it('sends a rejected token once and reports that it has expired', async () => {
		let requests = 0;
		const base = await serve((request, response) => {
			requests++;
			json(401, { error: { message: 'x', type: 'OAuthException', code: 190, error_subcode: 463 } })(request, response);
		});
		const { error } = await runCaller(post(base));
		expect([requests, error.message, error.httpCode]).toEqual([1, 'The access token has expired', '190']);
	});

	it.each<[string, RequestListener, string, string]>([
		[
			'a page',
			(_, response) => response.writeHead(502, { 'content-type': 'text/html' }).end('<html><title>Bad Gateway</title>'),
			'The response was a web page instead of JSON',
			'502',
		],
		[
			'a truncated body',
			(_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"messages":[{"id"'),
			'The response was incomplete',
			'200',
		],
		['an empty response', (_, response) => response.writeHead(500).end(), 'The response was empty', '500'],
		[
			'a redirect',
			(_, response) => response.writeHead(302, { location: 'https://evil.test/x' }).end(),
			"The request was redirected to 'evil.test' and not followed",
			'302',
		],
	])('reports in the execution data %s', async (_, listener, message, httpCode) => {
		const { error } = await runCaller(post(await serve(listener)));
		expect([error.message, error.httpCode]).toEqual([message, httpCode]);
	});
});

describe('errors in the execution data without a response', () => {
	it('reports an unknown outcome after a timeout', async () => {
		const base = await serve(() => {});
		const { run: result, error } = await runCaller(post(base, { timeout: 200 }), { outcomeUnknown: true });
		expect(error.message).toBe('The message may or may not have been sent');
		expect(error.description?.split('\n')[0]).toBe("No response from '127.0.0.1' within 0.2 seconds.");
		expect(error.context).toEqual({ itemIndex: 0, outcome: 'unknown', connectionCode: 'ECONNABORTED' });
		expect(error.httpCode).toBeNull();
		expect(JSON.stringify(result.data.resultData)).not.toContain(TOKEN);
	});

	it('reports a refused connection', async () => {
		// Nothing listens on port 1. A port that was just closed may belong to another process already.
		const { error } = await runCaller(post('http://127.0.0.1:1'));
		expect([error.message, error.context]).toEqual([
			"'127.0.0.1' refused the connection",
			{ itemIndex: 0, connectionCode: 'ECONNREFUSED' },
		]);
	});

	it.each<[string, RequestListener]>([
		['before the response', (request) => request.socket.destroy()],
		[
			'in the middle of the response',
			(request, response) => {
				response.writeHead(200, { 'content-length': 100 }).write('{"messages":', () => request.socket.destroy());
			},
		],
	])('reports a connection that breaks %s', async (_, listener) => {
		const { error } = await runCaller(post(await serve(listener)));
		expect(error.message).toBe("The connection to '127.0.0.1' broke before the response was complete");
	});

	it('reports a host that does not support TLS', async () => {
		const base = await serve(() => {});
		const { error } = await runCaller(post(base.replace('http:', 'https:')));
		expect(error.message).toBe("No secure connection to '127.0.0.1' could be made");
	});

	it('reports a host that is not allowed', async () => {
		const base = await serve(json(200, {}));
		const { error } = await runCaller(post(base, { allowedDomains: 'graph.facebook.com' }));
		expect(error.message).toBe("The URL called is not on one of the hosts allowed for '127.0.0.1'");
	});

	it('reports a redirect to a host that is not allowed', async () => {
		const base = await serve((_, response) => response.writeHead(302, { location: 'http://evil.test/x' }).end());
		const { error } = await runCaller({
			method: 'GET',
			url: base,
			disableFollowRedirect: false,
			allowedDomains: '127.0.0.1',
		} as never);
		expect(error.message).toBe("'127.0.0.1' redirects to another URL, which was not followed");
	});

	it('reports a cancelled run as cancelled', async () => {
		let arrived = () => {};
		const cancelWhen = new Promise<void>((done) => (arrived = done));
		const base = await serve(() => arrived());
		const { run: result } = await runCaller(post(base), { cancelWhen, outcomeUnknown: true });
		expect(result.status).toBe('canceled');
	});
});
