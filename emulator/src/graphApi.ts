import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono, type Context } from 'hono';
import type { Env } from './app';
import { authenticate, tokenText } from './auth';
import { GraphError, noCurrentUser, unknownField, unknownObject, unknownPath } from './errors';
import { exchange } from './exchange';
import { getAssets, downloadAsset, postAssets } from './flows/assets';
import { getKey, postKey } from './flows/keys';
import {
	createFlow,
	deleteFlow,
	deprecateFlow,
	getFlow,
	getFlows,
	migrateFlows,
	publishFlow,
	updateFlow,
} from './flows/routes';
import type { Handler, RequestContext } from './requestContext';
import { download } from './routes/attachments';
import { blockUsers, getBlockedUsers, unblockUsers } from './routes/blockUsers';
import { deleteMedia, getMedia, postMedia } from './routes/media';
import { nodeType, type NodeType } from './routes/nodes';
import { accessToken, debugToken } from './routes/oauth';
import { getPhone } from './routes/phone';
import { getReachEstimate } from './routes/reachEstimate';
import { getApp, getBusiness, getUser } from './routes/simpleNodes';
import { deleteSubscriptions, getSubscriptions, postSubscriptions } from './routes/subscriptions';
import {
	deleteSubscribedApps,
	getSubscribedApps,
	postPhone,
	postSubscribedApps,
} from './routes/subscriptionsOfAccounts';
import {
	archiveTemplates,
	compareTemplates,
	createTemplate,
	deleteTemplates,
	editTemplate,
	getTemplateLibrary,
	getTemplatePreviews,
	migrateTemplates,
	unpauseTemplate,
	upsertTemplates,
} from './routes/templateManage';
import { postThreadControl } from './routes/threadControl';
import { getUpload, postUpload, startUpload } from './routes/uploads';
import { getPhoneNumbers, getWaba } from './routes/waba';
import type { State } from './state';
import { postCloudApiMessages, postMarketingMessages } from './templates/marketing';
import { getTemplate, getTemplates } from './templates/routes';

type Method = 'get' | 'post' | 'delete';

/**
 * Adds the Graph API. Paths are those of Meta's documentation; the app that they are added to leaves out the version.
 * Several types of nodes share a path, such as `/:id`: the route of the type that the token sees under the ID answers.
 */
export function addGraphApi(app: Hono<Env>, state: State): void {
	app.use(exchange(state));
	app.get('/whatsapp_business/attachments', async (c) => await respond(c, download));
	app.get('/flow_assets', async (c) => await respond(c, downloadAsset));
	app.all('/oauth/access_token', async (c) => await respond(c, accessToken));
	app.use(async (c, next) => {
		const call = c.get('call');
		if (isMeWithoutToken(call)) throw noCurrentUser();
		call.token = authenticate(call);
		await next();
	});
	withoutNode(app);
	const nodes = new NodeRoutes(app);
	accounts(nodes);
	numbers(nodes);
	templatesAndFlows(nodes);
	others(nodes);
	app.all('*', (c) => {
		throw nodes.unknown(c.get('call'));
	});
}

/** Meta docs: Graph API > Handling errors: `me` stands for the user of the token. */
function isMeWithoutToken({ segments, req, params }: RequestContext): boolean {
	return segments.length === 1 && segments[0] === 'me' && tokenText(req.headers.authorization, params) === undefined;
}

/** Runs a handler; the exchange sends its response. */
async function respond(c: Context<Env>, handler: Handler): Promise<Response> {
	const call = c.get('call');
	call.response = await handler(call, call.segments[0]);
	return RESPONSE_ALREADY_SENT;
}

/** Paths that do not begin with a node. */
function withoutNode(app: Hono<Env>): void {
	app.all('/', (c) => {
		const message = `Unsupported ${c.get('call').method.toLowerCase()} request.`;
		throw new GraphError(400, { message, type: 'GraphMethodException', code: 100 });
	});
	app.get('/debug_token', async (c) => await respond(c, debugToken));
	app.get('/message_template_library', async (c) => await respond(c, getTemplateLibrary));
	app.get('/:session{upload:.+}', async (c) => await respond(c, getUpload));
	app.post('/:session{upload:.+}', async (c) => await respond(c, postUpload));
}

function accounts(nodes: NodeRoutes): void {
	const account = nodes.of('WhatsAppBusinessAccount');
	account('get', '/:wabaId', getWaba);
	account('get', '/:wabaId/phone_numbers', getPhoneNumbers);
	account('get', '/:wabaId/subscribed_apps', getSubscribedApps);
	account('post', '/:wabaId/subscribed_apps', postSubscribedApps);
	account('delete', '/:wabaId/subscribed_apps', deleteSubscribedApps);
	account('get', '/:wabaId/message_templates', getTemplates);
	account('post', '/:wabaId/message_templates', createTemplate);
	account('delete', '/:wabaId/message_templates', deleteTemplates);
	account('post', '/:wabaId/message_templates/archive', (call) => archiveTemplates(call, 'archive'));
	account('post', '/:wabaId/message_templates/unarchive', (call) => archiveTemplates(call, 'unarchive'));
	account('post', '/:wabaId/upsert_message_templates', upsertTemplates);
	account('get', '/:wabaId/message_template_previews', getTemplatePreviews);
	account('post', '/:wabaId/migrate_message_templates', migrateTemplates);
	account('get', '/:wabaId/reachestimate', getReachEstimate);
	account('get', '/:wabaId/flows', getFlows);
	account('post', '/:wabaId/flows', createFlow);
	account('post', '/:wabaId/migrate_flows', migrateFlows);
}

function numbers(nodes: NodeRoutes): void {
	const number = nodes.of('WhatsAppBusinessPhoneNumber');
	number('post', '/:phoneNumberId/messages', postCloudApiMessages);
	number('post', '/:phoneNumberId/marketing_messages', postMarketingMessages);
	number('post', '/:phoneNumberId/thread_control', postThreadControl);
	number('post', '/:phoneNumberId/media', postMedia);
	number('get', '/:phoneNumberId', getPhone);
	number('post', '/:phoneNumberId', postPhone);
	number('get', '/:phoneNumberId/block_users', getBlockedUsers);
	number('post', '/:phoneNumberId/block_users', blockUsers);
	number('delete', '/:phoneNumberId/block_users', unblockUsers);
	number('get', '/:phoneNumberId/whatsapp_business_encryption', getKey);
	number('post', '/:phoneNumberId/whatsapp_business_encryption', postKey);
}

function templatesAndFlows(nodes: NodeRoutes): void {
	const template = nodes.of('WhatsAppMessageTemplate');
	template('get', '/:templateId', getTemplate);
	template('post', '/:templateId', editTemplate);
	template('get', '/:templateId/compare', compareTemplates);
	template('post', '/:templateId/unpause', unpauseTemplate);
	const flow = nodes.of('WhatsAppFlow');
	flow('get', '/:flowId', getFlow);
	flow('post', '/:flowId', updateFlow);
	flow('delete', '/:flowId', deleteFlow);
	flow('get', '/:flowId/assets', getAssets);
	flow('post', '/:flowId/assets', postAssets);
	flow('post', '/:flowId/publish', publishFlow);
	flow('post', '/:flowId/deprecate', deprecateFlow);
}

function others(nodes: NodeRoutes): void {
	const app = nodes.of('Application');
	app('get', '/:appId', getApp);
	app('get', '/:appId/subscriptions', getSubscriptions);
	app('post', '/:appId/subscriptions', postSubscriptions);
	app('delete', '/:appId/subscriptions', deleteSubscriptions);
	app('post', '/:appId/uploads', startUpload);
	nodes.of('Business')('get', '/:businessId', getBusiness);
	nodes.of('User')('get', '/:userId', getUser);
	const media = nodes.of('WhatsAppMedia');
	media('get', '/:mediaId', getMedia);
	media('delete', '/:mediaId', deleteMedia);
}

/** The routes of nodes and their edges. */
class NodeRoutes {
	/** The types of nodes that have an edge. */
	private readonly edges = new Map<string, Set<NodeType>>();

	constructor(private readonly graph: Hono<Env>) {}

	/** Adds routes of a type of nodes. */
	of(type: NodeType): (method: Method, path: string, handler: Handler) => void {
		return (method, path, handler) => {
			const edge = path.split('/')[2];
			if (edge !== undefined) this.edges.set(edge, (this.edges.get(edge) ?? new Set()).add(type));
			// Parameters of one name let hono compile all routes into a regular expression.
			this.graph[method](path.replace(/^\/:\w+/, '/:id'), async (c, next) => {
				const call = c.get('call');
				if (nodeType(call, call.segments[0]) === type) return await respond(c, handler);
				await next();
				return undefined;
			});
		};
	}

	/** The error of a request that no route answers. */
	unknown(call: RequestContext): GraphError {
		const [id, edge, ...rest] = call.segments;
		if (rest.length === 1 && edge === 'message_templates' && (rest[0] === 'archive' || rest[0] === 'unarchive')) {
			return nodeType(call, id) === 'WhatsAppBusinessAccount'
				? unknownObject(call.method, id)
				: unknownPath(`/${rest[0]}`);
		}
		if (rest.length > 0) return unknownPath(`/${rest.join('/')}`);
		const type = nodeType(call, id);
		if (edge === undefined) return unknownObject(call.method, id);
		const types = this.edges.get(edge);
		if (!types) return unknownPath(`/${edge}`);
		// A known edge on a node of another type: the error of a read names the type, that of a write does not.
		return call.method === 'GET' && !types.has(type) ? unknownField(edge, type) : unknownObject(call.method, id);
	}
}
