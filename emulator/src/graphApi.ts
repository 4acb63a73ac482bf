import { authenticate, tokenText } from './auth';
import { GraphError, noCurrentUser } from './errors';
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
import { NodeRoutes } from './nodeRoutes';
import { addPhoneNumber } from './numbers/add';
import { postPhone } from './numbers/change';
import { deregister, register } from './numbers/registration';
import { getSettings, postSettings } from './numbers/settings';
import { requestCode, verifyCode } from './numbers/verification';
import type { Handler, RequestContext, RouteResponse } from './requestContext';
import { download } from './routes/attachments';
import { blockUsers, getBlockedUsers, unblockUsers } from './routes/blockUsers';
import { deleteMedia, getMedia, postMedia } from './routes/media';
import { accessToken, debugToken } from './routes/oauth';
import { getPhone } from './routes/phone';
import { getReachEstimate } from './routes/reachEstimate';
import { getApp, getBusiness, getUser } from './routes/simpleNodes';
import { deleteSubscriptions, getSubscriptions, postSubscriptions } from './routes/subscriptions';
import { deleteSubscribedApps, getSubscribedApps, postSubscribedApps } from './routes/subscriptionsOfAccounts';
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
import { getPhoneNumbers, getWaba, postWaba } from './routes/waba';
import { postCloudApiMessages, postMarketingMessages } from './templates/marketing';
import { getTemplate, getTemplates } from './templates/routes';

type Answer = RouteResponse | Promise<RouteResponse>;

/** Paths that do not begin with a node and need no token, by method. */
const open = new Map<string, Handler>([
	['GET whatsapp_business/attachments', download],
	['GET flow_assets', downloadAsset],
	['GET oauth/access_token', accessToken],
	['POST oauth/access_token', accessToken],
]);

/** Paths that do not begin with a node, by method. */
const withoutNode = new Map<string, Handler>([
	['GET debug_token', debugToken],
	['GET message_template_library', getTemplateLibrary],
]);

/** An upload session: `/upload:...`. */
const uploadSession: Partial<Record<string, Handler>> = { GET: getUpload, POST: postUpload };

const nodes = new NodeRoutes();
accounts(nodes);
numbers(nodes);
templatesAndFlows(nodes);
others(nodes);

/**
 * Lets the route of a request answer. Paths are those of Meta's documentation, without the version. Throws Meta's error
 * when there is none.
 */
export function answer(call: RequestContext): Answer {
	const { segments, method } = call;
	// Nearly every path begins with the ID of a node.
	const isOfNode = /^\d/.test(segments[0] ?? '');
	const path = isOfNode ? '' : `${method} ${segments.join('/')}`;
	const openRoute = isOfNode ? undefined : open.get(path);
	if (openRoute) return openRoute(call, segments[0]);
	if (isMeWithoutToken(call)) throw noCurrentUser();
	call.token = authenticate(call);
	if (isOfNode) return nodes.answer(call);
	if (segments.length === 0) {
		const message = `Unsupported ${method.toLowerCase()} request.`;
		throw new GraphError(400, { message, type: 'GraphMethodException', code: 100 });
	}
	const route = segments[0].startsWith('upload:') ? uploadSession[method] : withoutNode.get(path);
	return route ? route(call, segments[0]) : nodes.answer(call);
}

/** Meta docs: Graph API > Handling errors: `me` stands for the user of the token. */
function isMeWithoutToken({ segments, req, params }: RequestContext): boolean {
	return segments.length === 1 && segments[0] === 'me' && tokenText(req.headers.authorization, params) === undefined;
}

function accounts(nodes: NodeRoutes): void {
	const account = nodes.of('WhatsAppBusinessAccount');
	account('get', '/:wabaId', getWaba);
	account('post', '/:wabaId', postWaba);
	account('get', '/:wabaId/phone_numbers', getPhoneNumbers);
	account('post', '/:wabaId/phone_numbers', addPhoneNumber);
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
	number('post', '/:phoneNumberId/request_code', requestCode);
	number('post', '/:phoneNumberId/verify_code', verifyCode);
	number('post', '/:phoneNumberId/register', register);
	number('post', '/:phoneNumberId/deregister', deregister);
	number('get', '/:phoneNumberId/settings', getSettings);
	number('post', '/:phoneNumberId/settings', postSettings);
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
