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
import { getTemplate, getTemplates } from './templates/edges';
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
} from './flows/edges';
import { getKey, postKey } from './flows/keys';
import { GraphError, unknownField, unknownObject, unknownPath } from './errors';
import type { Answer, Exchange, Handler } from './requestContext';

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
export function readsOwnBody(x: Exchange): boolean {
	return (
		x.method === 'POST' &&
		(/^multipart\/form-data/i.test(x.req.headers['content-type'] ?? '') || x.record.path.includes('/upload:'))
	);
}

/** Finds and runs the route of a request. */
export async function route(x: Exchange): Promise<Answer> {
	const [first, second] = x.segments;
	if (first === 'oauth' && second === 'access_token' && x.segments.length === 2) return accessToken(x);
	x.token = authenticate(x);
	if (first === undefined) {
		throw new GraphError(400, {
			message: `Unsupported ${x.method.toLowerCase()} request.`,
			type: 'GraphMethodException',
			code: 100,
		});
	}
	if (first === 'debug_token' && second === undefined) return debugToken(x);
	if (first === 'message_template_library' && second === undefined) return run({ GET: getTemplateLibrary }, x, first);
	if (first.startsWith('upload:') && second === undefined)
		return await run({ GET: getUpload, POST: postUpload }, x, first);
	const third = x.segments[2];
	if (
		second === 'message_templates' &&
		(third === 'archive' || third === 'unarchive') &&
		nodeType(x, first) === 'WhatsAppBusinessAccount'
	) {
		return run({ POST: (exchange) => archiveTemplates(exchange, third) }, x, first);
	}
	if (x.segments.length > 2) throw unknownPath(`/${x.segments.slice(2).join('/')}`);

	const type = nodeType(x, first);
	if (second === undefined) return run(nodes[type], x, first);
	const edge = Object.hasOwn(edges, second) ? edges[second] : undefined;
	if (!edge) throw unknownPath(`/${second}`);
	const methods = edge[type];
	// A known edge on a node of another type: the error of a read names the type, that of a write does not.
	if (!methods) throw x.method === 'GET' ? unknownField(second, type) : unknownObject(x.method, first);
	return run(methods, x, first);
}

function run(methods: Methods, x: Exchange, id: string): Answer | Promise<Answer> {
	const handler = methods[x.method];
	if (!handler) throw unknownObject(x.method, id);
	return handler(x, id);
}
