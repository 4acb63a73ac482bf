import { getGroupAnalytics, getTemplateAnalytics, getTemplateGroupAnalytics } from './analytics/edges';
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
import { getOfficialAccount, postOfficialAccount } from './numbers/officialAccount';
import { getPicture } from './numbers/pictures';
import { getProfile, postProfile } from './numbers/profile';
import { deleteQrCode, getQrCode, getQrCodes, postQrCode } from './numbers/qrCodes';
import { deregister, register } from './numbers/registration';
import { getSettings, postSettings } from './numbers/settings';
import { requestCode, verifyCode } from './numbers/verification';
import type { Handler, RequestContext, RouteResponse } from './requestContext';
import { download } from './routes/attachments';
import { blockUsers, getBlockedUsers, unblockUsers } from './routes/blockUsers';
import { getCallPermissions, postCalls } from './routes/calls';
import { postSmbAppData } from './routes/coexistence';
import {
	connectCatalog,
	disconnectCatalog,
	getCommerceSettings,
	getProductCatalogs,
	getProducts,
	postCommerceSettings,
} from './routes/commerce';
import { postConversationalAutomation } from './routes/conversationalComponents';
import { approveJoinRequests, getJoinRequests, rejectJoinRequests, removeParticipants } from './routes/groupPeople';
import {
	createGroup,
	deleteGroup,
	getGroup,
	getGroups,
	getInviteLink,
	resetInviteLink,
	updateGroup,
} from './routes/groups';
import { deleteMedia, getMedia, postMedia } from './routes/media';
import { accessToken, debugToken } from './routes/oauth';
import {
	createConfiguration,
	deleteConfiguration,
	generateLink,
	getConfiguration,
	getConfigurations,
	updateConfiguration,
} from './routes/paymentConfigurations';
import { getPayment, refundPayment } from './routes/payments';
import { getPhone } from './routes/phone';
import { getAssignedAccounts, getAssignedUsers, getClientAccounts, getOwnedAccounts } from './routes/portfolio';
import { getReachEstimate } from './routes/reachEstimate';
import { createSignUp, getSignUp, getSignUps, updateSignUp } from './routes/signUps';
import { getApp, getBusiness, getUser } from './routes/simpleNodes';
import { deleteSubscriptions, getSubscriptions, postSubscriptions } from './routes/subscriptions';
import { deleteSubscribedApps, getSubscribedApps, postSubscribedApps } from './routes/subscribedApps';
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
import {
	createTemplateGroup,
	deleteTemplateGroup,
	getTemplateGroup,
	getTemplateGroups,
	updateTemplateGroup,
} from './routes/templateGroups';
import { postThreadControl } from './routes/threadControl';
import { getUpload, postUpload, startUpload } from './routes/uploads';
import { deleteContact, deleteUsername, getUsername, getUsernameSuggestions, postUsername } from './routes/usernames';
import { getPhoneNumbers, getWaba, postWaba } from './routes/waba';
import { deleteWelcomeSequence, getWelcomeSequences, postWelcomeSequence } from './routes/welcomeSequences';
import { postCloudApiMessages, postMarketingMessages } from './templates/marketing';
import { getTemplate, getTemplates } from './templates/routes';

type RouteResult = RouteResponse | Promise<RouteResponse>;

/** Paths that do not begin with a node and need no token, by method. */
const open = new Map<string, Handler>([
	['GET whatsapp_business/attachments', download],
	['GET flow_assets', downloadAsset],
	['GET pictures', getPicture],
	['GET oauth/access_token', accessToken],
	['POST oauth/access_token', accessToken],
]);

/** Paths that do not begin with a node, by method. */
const withoutNode = new Map<string, Handler>([
	['GET debug_token', debugToken],
	['GET message_template_library', getTemplateLibrary],
]);

type Methods = Partial<Record<string, Handler>>;

/** An upload session: `/upload:...`. */
const uploadSession: Methods = { GET: getUpload, POST: postUpload };
/** `/signups/{id}`. */
const signUp: Methods = { GET: getSignUp, POST: updateSignUp };

const nodes = new NodeRoutes();
accounts(nodes);
numbers(nodes);
templatesAndFlows(nodes);
groups(nodes);
others(nodes);

/**
 * Lets the route of a request respond. Paths are those of Meta's documentation, without the version. Throws Meta's error
 * when there is none.
 */
export function respond(call: RequestContext): RouteResult {
	const { segments, method } = call;
	// Nearly every path begins with the ID of a node.
	const isOfNode = /^\d/.test(segments[0] ?? '');
	const path = isOfNode ? '' : `${method} ${segments.join('/')}`;
	const openRoute = isOfNode ? undefined : open.get(path);
	if (openRoute) return openRoute(call, segments[0]);
	if (isMeWithoutToken(call)) throw noCurrentUser();
	call.token = authenticate(call);
	if (isOfNode) return nodes.respond(call);
	if (segments.length === 0) {
		const message = `Unsupported ${method.toLowerCase()} request.`;
		throw new GraphError(400, { message, type: 'GraphMethodException', code: 100 });
	}
	const route = methodsOf(segments)?.[method] ?? withoutNode.get(path);
	return route ? route(call, segments[0]) : nodes.respond(call);
}

/** The methods of an object whose ID is not the first part of the path. */
function methodsOf([first, ...rest]: string[]): Methods | undefined {
	if (first.startsWith('upload:')) return uploadSession;
	return first === 'signups' && rest.length === 1 ? signUp : undefined;
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
	account('get', '/:wabaId/assigned_users', getAssignedUsers);
	account('get', '/:wabaId/template_analytics', getTemplateAnalytics);
	account('get', '/:wabaId/template_group_analytics', getTemplateGroupAnalytics);
	account('get', '/:wabaId/group_analytics', getGroupAnalytics);
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
	account('get', '/:wabaId/product_catalogs', getProductCatalogs);
	account('post', '/:wabaId/product_catalogs', connectCatalog);
	account('delete', '/:wabaId/product_catalogs', disconnectCatalog);
	account('get', '/:wabaId/signups', getSignUps);
	account('post', '/:wabaId/signups', createSignUp);
	account('get', '/:wabaId/template_groups', getTemplateGroups);
	account('post', '/:wabaId/template_groups', createTemplateGroup);
	account('get', '/:wabaId/welcome_message_sequences', getWelcomeSequences);
	account('post', '/:wabaId/welcome_message_sequences', postWelcomeSequence);
	account('delete', '/:wabaId/welcome_message_sequences', deleteWelcomeSequence);
	account('get', '/:wabaId/payment_configurations', getConfigurations);
	account('post', '/:wabaId/payment_configuration', createConfiguration);
	account('delete', '/:wabaId/payment_configuration', deleteConfiguration);
	account('get', '/:wabaId/payment_configuration/:name', getConfiguration);
	account('post', '/:wabaId/payment_configuration/:name', updateConfiguration);
	account('post', '/:wabaId/generate_payment_configuration_oauth_link', generateLink);
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
	number('get', '/:phoneNumberId/whatsapp_business_profile', getProfile);
	number('post', '/:phoneNumberId/whatsapp_business_profile', postProfile);
	number('get', '/:phoneNumberId/official_business_account', getOfficialAccount);
	number('post', '/:phoneNumberId/official_business_account', postOfficialAccount);
	number('get', '/:phoneNumberId/message_qrdls', getQrCodes);
	number('post', '/:phoneNumberId/message_qrdls', postQrCode);
	number('get', '/:phoneNumberId/message_qrdls/:code', getQrCode);
	number('delete', '/:phoneNumberId/message_qrdls/:code', deleteQrCode);
	number('get', '/:phoneNumberId/settings', getSettings);
	number('post', '/:phoneNumberId/settings', postSettings);
	number('get', '/:phoneNumberId/block_users', getBlockedUsers);
	number('post', '/:phoneNumberId/block_users', blockUsers);
	number('delete', '/:phoneNumberId/block_users', unblockUsers);
	number('get', '/:phoneNumberId/whatsapp_business_encryption', getKey);
	number('post', '/:phoneNumberId/whatsapp_business_encryption', postKey);
	number('get', '/:phoneNumberId/whatsapp_commerce_settings', getCommerceSettings);
	number('post', '/:phoneNumberId/whatsapp_commerce_settings', postCommerceSettings);
	number('post', '/:phoneNumberId/conversational_automation', postConversationalAutomation);
	number('get', '/:phoneNumberId/username', getUsername);
	number('post', '/:phoneNumberId/username', postUsername);
	number('delete', '/:phoneNumberId/username', deleteUsername);
	number('get', '/:phoneNumberId/username_suggestions', getUsernameSuggestions);
	number('delete', '/:phoneNumberId/contact_book', deleteContact);
	number('get', '/:phoneNumberId/payments/:configuration/:referenceId', getPayment);
	number('post', '/:phoneNumberId/payments_refund', refundPayment);
	number('post', '/:phoneNumberId/smb_app_data', postSmbAppData);
	number('get', '/:phoneNumberId/groups', getGroups);
	number('post', '/:phoneNumberId/groups', createGroup);
	number('get', '/:phoneNumberId/call_permissions', getCallPermissions);
	number('post', '/:phoneNumberId/calls', postCalls);
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

function groups(nodes: NodeRoutes): void {
	const group = nodes.of('WhatsAppGroup');
	group('get', '/:groupId', getGroup);
	group('post', '/:groupId', updateGroup);
	group('delete', '/:groupId', deleteGroup);
	group('get', '/:groupId/invite_link', getInviteLink);
	group('post', '/:groupId/invite_link', resetInviteLink);
	group('get', '/:groupId/join_requests', getJoinRequests);
	group('post', '/:groupId/join_requests', approveJoinRequests);
	group('delete', '/:groupId/join_requests', rejectJoinRequests);
	group('delete', '/:groupId/participants', removeParticipants);
}

function others(nodes: NodeRoutes): void {
	const app = nodes.of('Application');
	app('get', '/:appId', getApp);
	app('get', '/:appId/subscriptions', getSubscriptions);
	app('post', '/:appId/subscriptions', postSubscriptions);
	app('delete', '/:appId/subscriptions', deleteSubscriptions);
	app('post', '/:appId/uploads', startUpload);
	const business = nodes.of('Business');
	business('get', '/:businessId', getBusiness);
	business('get', '/:businessId/owned_whatsapp_business_accounts', getOwnedAccounts);
	business('get', '/:businessId/client_whatsapp_business_accounts', getClientAccounts);
	const user = nodes.of('User');
	user('get', '/:userId', getUser);
	user('get', '/:userId/assigned_whatsapp_business_accounts', getAssignedAccounts);
	const media = nodes.of('WhatsAppMedia');
	media('get', '/:mediaId', getMedia);
	media('delete', '/:mediaId', deleteMedia);
	nodes.of('ProductCatalog')('get', '/:catalogId/products', getProducts);
	const group = nodes.of('WhatsAppBusinessTemplateGroup');
	group('get', '/:templateGroupId', getTemplateGroup);
	group('post', '/:templateGroupId', updateTemplateGroup);
	group('delete', '/:templateGroupId', deleteTemplateGroup);
}
