import { authenticate } from './auth';
import { blockUsers, getBlockedUsers, unblockUsers } from './routes/blockUsers';
import { accessToken, debugToken } from './routes/oauth';
import { getApp, getBusiness, getUser } from './routes/simpleNodes';
import { deleteMedia, getMedia, postMedia } from './routes/media';
import { postMessages } from './routes/messages';
import { nodeType, type NodeType } from './routes/nodes';
import { getPhone } from './routes/phone';
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
import { getUpload, postUpload, startUpload } from './routes/uploads';
import { getPhoneNumbers, getWaba } from './routes/waba';
import { getTemplate, getTemplates } from './templates/routes';
import { postMarketingMessages } from './templates/marketing';
import { getAssets, postAssets } from './flows/assets';
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
import { getKey, postKey } from './flows/keys';
import { GraphError, unknownField, unknownObject, unknownPath } from './errors';
import type { RouteResponse, RequestContext, Handler } from './requestContext';

type Methods = Partial<Record<string, Handler>>;

/** The methods of a node, per type. */
const nodes: Record<NodeType, Methods> = {
	Application: { GET: getApp },
	Business: { GET: getBusiness },
	User: { GET: getUser },
	WhatsAppBusinessAccount: { GET: getWaba },
	WhatsAppBusinessPhoneNumber: { GET: getPhone, POST: postPhone },
	WhatsAppMedia: { GET: getMedia, DELETE: deleteMedia },
	WhatsAppMessageTemplate: { GET: getTemplate, POST: editTemplate },
	WhatsAppFlow: { GET: getFlow, POST: updateFlow, DELETE: deleteFlow },
};

/** The routes of edges, by name, then by the type of the node that they belong to. */
const edges: Record<string, Partial<Record<NodeType, Methods>>> = {
	phone_numbers: { WhatsAppBusinessAccount: { GET: getPhoneNumbers } },
	messages: { WhatsAppBusinessPhoneNumber: { POST: postMessages } },
	marketing_messages: { WhatsAppBusinessPhoneNumber: { POST: postMarketingMessages } },
	message_templates: { WhatsAppBusinessAccount: { GET: getTemplates, POST: createTemplate, DELETE: deleteTemplates } },
	upsert_message_templates: { WhatsAppBusinessAccount: { POST: upsertTemplates } },
	message_template_previews: { WhatsAppBusinessAccount: { GET: getTemplatePreviews } },
	migrate_message_templates: { WhatsAppBusinessAccount: { POST: migrateTemplates } },
	compare: { WhatsAppMessageTemplate: { GET: compareTemplates } },
	unpause: { WhatsAppMessageTemplate: { POST: unpauseTemplate } },
	flows: { WhatsAppBusinessAccount: { GET: getFlows, POST: createFlow } },
	migrate_flows: { WhatsAppBusinessAccount: { POST: migrateFlows } },
	assets: { WhatsAppFlow: { GET: getAssets, POST: postAssets } },
	publish: { WhatsAppFlow: { POST: publishFlow } },
	deprecate: { WhatsAppFlow: { POST: deprecateFlow } },
	whatsapp_business_encryption: { WhatsAppBusinessPhoneNumber: { GET: getKey, POST: postKey } },
	uploads: { Application: { POST: startUpload } },
	block_users: { WhatsAppBusinessPhoneNumber: { GET: getBlockedUsers, POST: blockUsers, DELETE: unblockUsers } },
	media: { WhatsAppBusinessPhoneNumber: { POST: postMedia } },
	subscriptions: { Application: { POST: postSubscriptions, GET: getSubscriptions, DELETE: deleteSubscriptions } },
	subscribed_apps: {
		WhatsAppBusinessAccount: { POST: postSubscribedApps, GET: getSubscribedApps, DELETE: deleteSubscribedApps },
	},
};

/** Whether the route of a request reads the body itself, as it arrives. */
export function readsOwnBody(ctx: RequestContext): boolean {
	return (
		ctx.method === 'POST' &&
		(/^multipart\/form-data/i.test(ctx.req.headers['content-type'] ?? '') || ctx.record.path.includes('/upload:'))
	);
}

/** Finds and runs the route of a request. */
export async function route(ctx: RequestContext): Promise<RouteResponse> {
	const { segments } = ctx;
	if (segments.length === 2 && segments[0] === 'oauth' && segments[1] === 'access_token') return accessToken(ctx);
	ctx.token = authenticate(ctx);
	if (segments.length === 0) {
		throw new GraphError(400, {
			message: `Unsupported ${ctx.method.toLowerCase()} request.`,
			type: 'GraphMethodException',
			code: 100,
		});
	}
	return await (routeOfPath(ctx) ?? routeOfArchive(ctx) ?? routeOfNode(ctx));
}

type Result = RouteResponse | Promise<RouteResponse>;

/** Runs the route of a path that does not begin with a node; undefined when the path is another one. */
function routeOfPath(ctx: RequestContext): Result | undefined {
	const [first] = ctx.segments;
	if (ctx.segments.length > 1) return undefined;
	if (first === 'debug_token') return debugToken(ctx);
	if (first === 'message_template_library') return run({ GET: getTemplateLibrary }, ctx, first);
	return first.startsWith('upload:') ? run({ GET: getUpload, POST: postUpload }, ctx, first) : undefined;
}

/** Runs the only routes below an edge, which archive templates; undefined when the path is another one. */
function routeOfArchive(ctx: RequestContext): Result | undefined {
	const [id, edge, below] = ctx.segments;
	if (edge !== 'message_templates' || (below !== 'archive' && below !== 'unarchive')) return undefined;
	if (nodeType(ctx, id) !== 'WhatsAppBusinessAccount') return undefined;
	return run({ POST: (exchange) => archiveTemplates(exchange, below) }, ctx, id);
}

/** Runs the route of a node or of one of its edges. */
function routeOfNode(ctx: RequestContext): Result {
	const [id, edge] = ctx.segments;
	if (ctx.segments.length > 2) throw unknownPath(`/${ctx.segments.slice(2).join('/')}`);
	const type = nodeType(ctx, id);
	if (edge === undefined) return run(nodes[type], ctx, id);
	if (!Object.hasOwn(edges, edge)) throw unknownPath(`/${edge}`);
	const methods = edges[edge][type];
	// A known edge on a node of another type: the error of a read names the type, that of a write does not.
	if (!methods) throw ctx.method === 'GET' ? unknownField(edge, type) : unknownObject(ctx.method, id);
	return run(methods, ctx, id);
}

function run(methods: Methods, ctx: RequestContext, id: string): Result {
	const handler = methods[ctx.method];
	if (!handler) throw unknownObject(ctx.method, id);
	return handler(ctx, id);
}
