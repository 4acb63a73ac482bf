import 'reflect-metadata';
import { ExecuteContext, ExecutionLifecycleHooks } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeType,
	INodeTypes,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { NodeConnectionTypes, NodeHelpers, Workflow } from 'n8n-workflow';
import nock from 'nock';
import { WhatsAppBusinessCloudApi } from '../../../credentials/WhatsAppBusinessCloudApi.credentials';
import { WhatsAppBusinessCloudOAuth2Api } from '../../../credentials/WhatsAppBusinessCloudOAuth2Api.credentials';
import { WhatsAppFlowsApi } from '../../../credentials/WhatsAppFlowsApi.credentials';
import { TestCredentialsHelper } from '../credentials';
import { mockedNetwork } from '../mockedNetwork';

const GRAPH = 'https://graph.facebook.com';
const api = new WhatsAppBusinessCloudApi();
const flows = new WhatsAppFlowsApi();
const oauth2 = new WhatsAppBusinessCloudOAuth2Api();
const account = {
	accessToken: 'EAAJBexampleToken',
	businessAccountId: '1',
	apiVersion: 'v25.0',
	appSecret: 'c0ffee',
	baseUrl: GRAPH,
};
const app = { clientId: '42', clientSecret: 'c0ffee', apiVersion: '25', baseUrl: `${GRAPH}/` };
// printf %s EAAJBexampleToken | openssl dgst -sha256 -hmac c0ffee
const PROOF = '870f12a66a2960abbd5b18fb993eac9c45df0c3a7488d2d19af665035a9392fc';

/** n8n's helper, including the resolution of a credential's defaults and expressions. */
class FillingHelper extends TestCredentialsHelper {
	readonly kept: unknown[] = [];

	constructor(
		private readonly stored: ICredentialDataDecryptedObject,
		private readonly workflow: () => Workflow,
		private readonly executionId: string,
	) {
		super({ [api.name]: api, [flows.name]: flows, [oauth2.name]: oauth2 }, {});
	}

	override async getDecrypted(_data: unknown, node: unknown, type: string): Promise<ICredentialDataDecryptedObject> {
		const { properties } = [api, flows, oauth2].find(({ name }) => name === type) ?? oauth2;
		const data = NodeHelpers.getNodeParameters(properties, this.stored as never, true, false, null, null);
		const keys = { $execution: { id: this.executionId } };
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

	override async updateCredentialsOauthTokenData(...[, , data]: unknown[]): Promise<void> {
		this.kept.push((data as ICredentialDataDecryptedObject).oauthTokenData);
	}
}

/** Context of a node that uses a credential, such as the HTTP Request node. */
function contextFor(
	type: string,
	stored: ICredentialDataDecryptedObject,
	executionId = '7',
	parameters: INode['parameters'] = {},
) {
	const nodeType = {
		description: {
			displayName: 'Node',
			name: 'node',
			group: ['transform'],
			version: 1,
			description: '',
			defaults: { name: 'Node' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			properties: Object.keys(parameters).map((key) => ({ displayName: key, name: key, type: 'string', default: '' })),
			credentials: [{ name: type }],
		},
	} as unknown as INodeType;
	const nodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	} as unknown as INodeTypes;
	const node: INode = {
		id: 'node-id',
		name: 'Node',
		type: 'test.node',
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: { [type]: { id: '1', name: 'Test' } },
	};
	const workflow = new Workflow({ id: 'wf', nodes: [node], connections: {}, nodeTypes, active: false });
	const credentialsHelper = new FillingHelper(stored, () => workflow, executionId);
	const additional = {
		executionId,
		hooks: new ExecutionLifecycleHooks('manual', '1', { id: 'wf' } as never),
		credentialsHelper,
	} as unknown as IWorkflowExecuteAdditionalData;
	const items = [{ json: {} }];
	const run = { resultData: { runData: {} } } as never;
	const context = new ExecuteContext(
		workflow,
		node,
		additional,
		'manual',
		run,
		0,
		items,
		{ main: [items] },
		{ node, data: {}, source: null },
		[],
	) as unknown as IExecuteFunctions;
	return { context, credentialsHelper };
}

/** The current request helper. */
const send = async (context: IExecuteFunctions, type: string, options: IDataObject): Promise<unknown> =>
	(await context.helpers.httpRequestWithAuthentication.call(context, type, options as never)) as unknown;

/** The legacy request helper, which the HTTP Request node still uses. */
const sendLegacy = async (context: IExecuteFunctions, type: string, options: IDataObject): Promise<unknown> =>
	(await context.helpers.requestWithAuthentication.call(context, type, options as never)) as unknown;

const bearer = (token: string) => ({ reqheaders: { authorization: `Bearer ${token}` } });

mockedNetwork();

describe('a credential with a token', () => {
	it('signs a request of the HTTP Request node', async () => {
		nock(GRAPH, bearer('EAAJBexampleToken'))
			.get('/v25.0/1')
			.query({ fields: 'id', appsecret_proof: PROOF })
			.reply(200, { id: '1' });
		const { context } = contextFor(api.name, account);
		const response = await sendLegacy(context, api.name, { uri: `${GRAPH}/v25.0/1`, qs: { fields: 'id' }, json: true });
		expect(response).toEqual({ id: '1' });
	});

	it('signs a request of any other node', async () => {
		nock(GRAPH, bearer('EAAJBexampleToken'))
			.post('/v25.0/1/messages', { type: 'text' })
			.query({ appsecret_proof: PROOF })
			.reply(200, { ok: true });
		const { context } = contextFor(api.name, account);
		const options = { method: 'POST', baseURL: GRAPH, url: '/v25.0/1/messages', body: { type: 'text' } };
		expect(await send(context, api.name, options)).toEqual({ ok: true });
	});

	it.each([
		['uri', sendLegacy],
		['url', send],
	])('rejects a request to another host (%s)', async (key, through) => {
		const { context } = contextFor(api.name, account);
		await expect(through(context, api.name, { [key]: 'https://evil.example/v25.0/1' })).rejects.toMatchObject({
			message:
				"'URL' is not a URL of Meta, so the access token was not sent. Use an address on graph.facebook.com or a media address from Meta, or choose another credential.",
		});
	});

	it.each([
		['uri', sendLegacy],
		['url', send],
	])('does not send the token to another host after a redirect (%s)', async (key, through) => {
		nock(GRAPH).get('/v25.0/1').query(true).reply(302, '', { location: 'https://elsewhere.example/x' });
		nock('https://elsewhere.example', { badheaders: ['authorization'] })
			.get('/x')
			.reply(200, { seen: true });
		const { context } = contextFor(api.name, account);
		expect(await through(context, api.name, { [key]: `${GRAPH}/v25.0/1`, json: true })).toEqual({ seen: true });
	});

	it.each([
		['an execution', '7', 'unused'],
		['a test of the credential', '__UNKNOWN__', ''],
	])(
		'returns the testHook value that decides whether n8n looks up the account first: in %s',
		async (_when, executionId, testHook) => {
			const { context, credentialsHelper } = contextFor(api.name, account, executionId);
			expect(await credentialsHelper.getDecrypted({}, context.getNode(), api.name)).toMatchObject({ testHook });
		},
	);
});

/** Sends as the HTTP Request node does, which passes the credential's allowed hosts along. */
async function sendFromHttpRequest(
	{ name }: { name: string },
	stored: ICredentialDataDecryptedObject,
	uri: string,
): Promise<unknown> {
	const { context, credentialsHelper } = contextFor(name, stored, '7', { url: uri });
	const { allowedDomains, allowedHttpRequestDomains } = await credentialsHelper.getDecrypted(
		{},
		context.getNode(),
		name,
	);
	// The HTTP Request node of both generations obeys "none"; n8n 2.x also compares the host in its request helper.
	if (allowedHttpRequestDomains === 'none')
		throw new Error('Domain not allowed: this credential is configured to prevent use');
	const hosts = allowedDomains === undefined ? undefined : String(allowedDomains).split(',');
	if (hosts && !hosts.includes(new URL(uri).hostname)) throw new Error(`Domain not allowed: only ${hosts.join()}`);
	return await sendLegacy(context, name, { uri, json: true });
}

const withToken = { oauthTokenData: { access_token: '42|granted', token_type: 'bearer' } };
const credentialTypes: Array<[string, ICredentialType, ICredentialDataDecryptedObject]> = [
	['the API key credential', api, { ...account, appSecret: '' }],
	['the Flows credential', flows, { ...account, appSecret: '' }],
	['the OAuth2 credential', oauth2, { ...app, ...withToken }],
];

describe.each(credentialTypes)('%s in the HTTP Request node', (_name, credential, stored) => {
	it.each([
		'http://graph.facebook.com/v25.0/42',
		'https://graph.facebook.com:8443/v25.0/42',
		'http://graph.facebook.com:443/v25.0/42',
		'https://graph.facebook.com.evil.com/v25.0/42',
		'https://graph.facebook.com:443.evil.com/v25.0/42',
	])('does not send the token to %s', async (url) => {
		const sent: string[] = [];
		nock(/.*/)
			.get(/.*/)
			.reply(function () {
				sent.push(String(this.req.headers.authorization));
				return [200, {}];
			});
		await expect(sendFromHttpRequest(credential, stored, url)).rejects.toThrow();
		expect(sent).toEqual([]);
		nock.cleanAll();
	});

	it.each([
		'https://graph.facebook.com/v25.0/42',
		'https://graph.facebook.com:443/v25.0/42',
		'HTTPS://Graph.Facebook.com/v25.0/42',
		'https://graph.facebook.com/v25.0/42?fields=a:b/c',
	])('sends the token to %s', async (url) => {
		nock(GRAPH, { reqheaders: { authorization: /^Bearer (EAAJBexampleToken|42\|granted)$/ } })
			.get('/v25.0/42')
			.query(true)
			.reply(200, { id: '42' });
		expect(await sendFromHttpRequest(credential, stored, url)).toEqual({ id: '42' });
	});

	it('sends the token to an emulator, but only to its port', async () => {
		const local = { ...stored, baseUrl: 'http://127.0.0.1:4010/' };
		nock('http://127.0.0.1:4010').get('/v25.0/42').reply(200, { id: '42' });
		expect(await sendFromHttpRequest(credential, local, 'http://127.0.0.1:4010/v25.0/42')).toEqual({ id: '42' });
		const other = nock('http://127.0.0.1:4011').get('/v25.0/42').reply(200, {});
		await expect(sendFromHttpRequest(credential, local, 'http://127.0.0.1:4011/v25.0/42')).rejects.toThrow();
		expect(other.isDone()).toBe(false);
		nock.cleanAll();
	});
});

it('the OAuth2 credential allows no domain for a URL with another scheme', async () => {
	await expect(
		sendFromHttpRequest(oauth2, { ...app, ...withToken }, 'http://graph.facebook.com/v25.0/42'),
	).rejects.toThrow('this credential is configured to prevent use');
});

describe('the credential with an app', () => {
	it('fetches a token with the client-credentials grant, stores it, and sends it with requests', async () => {
		nock(GRAPH)
			.post('/v25.0/oauth/access_token', (body: IDataObject) => {
				expect(body).toMatchObject({ grant_type: 'client_credentials', client_id: '42', client_secret: 'c0ffee' });
				return true;
			})
			.reply(200, { access_token: '42|granted', token_type: 'bearer' });
		nock(GRAPH, bearer('42|granted')).get('/v25.0/42').reply(200, { id: '42' });
		const { context, credentialsHelper } = contextFor(oauth2.name, app);
		expect(await sendLegacy(context, oauth2.name, { uri: `${GRAPH}/v25.0/42`, json: true })).toEqual({ id: '42' });
		expect(credentialsHelper.kept).toMatchObject([{ access_token: '42|granted' }]);
	});

	it("uses the app's ID and secret as token outside executions", async () => {
		nock(GRAPH, bearer('42|c0ffee')).get('/v25.0/42').reply(200, { id: '42' });
		const { context, credentialsHelper } = contextFor(oauth2.name, app, '__UNKNOWN__');
		expect(await send(context, oauth2.name, { url: `${GRAPH}/v25.0/42` })).toEqual({ id: '42' });
		expect(credentialsHelper.kept).toEqual([]);
	});

	it.each<[string, string, object]>([
		[
			'https://graph.facebook.com',
			'v25.0',
			{
				accessTokenUrl: `${GRAPH}/v25.0/oauth/access_token`,
				allowedHttpRequestDomains: 'domains',
				allowedDomains: 'graph.facebook.com',
			},
		],
		[
			'http://127.0.0.1:4010/',
			'25',
			{
				accessTokenUrl: 'http://127.0.0.1:4010/v25.0/oauth/access_token',
				allowedHttpRequestDomains: 'domains',
				allowedDomains: '127.0.0.1',
			},
		],
		[
			'http://[::1]:4010',
			'V26.0',
			{
				accessTokenUrl: 'http://[::1]:4010/v26.0/oauth/access_token',
				allowedHttpRequestDomains: 'domains',
				allowedDomains: '[::1]',
			},
		],
		[
			'https://proxy.example.com:8443/meta/',
			'v25',
			{
				accessTokenUrl: 'https://proxy.example.com:8443/meta/v25.0/oauth/access_token',
				allowedHttpRequestDomains: 'domains',
				allowedDomains: 'proxy.example.com',
			},
		],
		[
			'http://graph.facebook.com',
			'v25.0',
			{ accessTokenUrl: 'base-url-must-be-https:', allowedHttpRequestDomains: 'none' },
		],
		[
			'http://127.0.0.1.evil.example',
			'v25.0',
			{ accessTokenUrl: 'base-url-must-be-https:', allowedHttpRequestDomains: 'none' },
		],
		[
			'https://graph.facebook.com@evil.example',
			'v25.0',
			{ accessTokenUrl: 'base-url-must-be-https:', allowedHttpRequestDomains: 'none' },
		],
		['nonsense', 'v25.0', { accessTokenUrl: 'base-url-must-be-https:', allowedHttpRequestDomains: 'none' }],
	])('derives the token URL and the allowed domains from %s and %s', async (baseUrl, apiVersion, expected) => {
		const { context, credentialsHelper } = contextFor(oauth2.name, { ...app, baseUrl, apiVersion });
		expect(await credentialsHelper.getDecrypted({}, context.getNode(), oauth2.name)).toMatchObject({
			grantType: 'clientCredentials',
			authentication: 'body',
			...expected,
		});
	});

	it('does not send the secret to a base URL without HTTPS', async () => {
		const { context } = contextFor(oauth2.name, { ...app, baseUrl: 'http://graph.facebook.com' });
		await expect(send(context, oauth2.name, { url: `${GRAPH}/v25.0/42` })).rejects.toThrow(
			/protocol base-url-must-be-https:/i,
		);
	});
});
