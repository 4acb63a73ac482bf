import { resources } from '../../nodes/WhatsAppBusinessCloud/actions';
import { operationName } from './messages';
import { table } from '../markdown';

/** An edge of the Graph API for managing accounts. */
interface Edge {
	/** What is below the version: `POST /{phone}/register`. */
	edge: string;
	/** The operations that use it, by resource. */
	operations?: Record<string, string[]>;
	/** Why the node does not use it. */
	leftOut?: string;
}

const phone = (edge: string, ...operations: string[]): Edge => ({ edge, operations: { phoneNumber: operations } });
const account = (edge: string, ...operations: string[]): Edge => ({ edge, operations: { account: operations } });
const profile = (edge: string, ...operations: string[]): Edge => ({
	edge,
	operations: { businessProfile: operations },
});
const qrCode = (edge: string, ...operations: string[]): Edge => ({ edge, operations: { qrCode: operations } });
const analytics = (edge: string, ...operations: string[]): Edge => ({ edge, operations: { analytics: operations } });
const commerce = (edge: string, ...operations: string[]): Edge => ({ edge, operations: { commerce: operations } });
const username = (edge: string, ...operations: string[]): Edge => ({ edge, operations: { username: operations } });
const group = (edge: string, ...operations: string[]): Edge => ({ edge, operations: { group: operations } });
const call = (edge: string, ...operations: string[]): Edge => ({ edge, operations: { call: operations } });
const signUp = (edge: string, ...operations: string[]): Edge => ({ edge, operations: { signUp: operations } });
const payment = (edge: string, ...operations: string[]): Edge => ({ edge, operations: { payment: operations } });
const templateGroup = (edge: string, ...operations: string[]): Edge => ({
	edge,
	operations: { templateGroup: operations },
});
const welcomeSequence = (edge: string, ...operations: string[]): Edge => ({
	edge,
	operations: { welcomeSequence: operations },
});
const partnersOnly = 'for solution partners only';

/** The edges that Meta documents, maintained by hand. Those of messages, media, templates and Flows are not here. */
export const managementEdges: Edge[] = [
	account('GET /{waba}', 'get'),
	account('POST /{waba}', 'update'),
	account('GET /{waba}/assigned_users', 'getAssignedUsers'),
	account('GET /{business}/owned_whatsapp_business_accounts', 'getAll'),
	account('GET /{business}/client_whatsapp_business_accounts', 'getAll'),
	account('GET /{user}/assigned_whatsapp_business_accounts', 'getAll'),
	phone('GET /{waba}/phone_numbers', 'getAll'),
	phone('POST /{waba}/phone_numbers', 'add'),
	phone('GET /{phone}', 'get', 'checkHealth'),
	phone('POST /{phone}', 'setPin', 'requestDisplayName'),
	phone('POST /{phone}/request_code', 'requestCode'),
	phone('POST /{phone}/verify_code', 'verifyCode'),
	phone('POST /{phone}/register', 'register'),
	phone('POST /{phone}/deregister', 'deregister'),
	phone('GET /{phone}/settings', 'getSettings'),
	phone('POST /{phone}/settings', 'updateSettings'),
	profile('GET /{phone}/whatsapp_business_profile', 'get'),
	profile('POST /{phone}/whatsapp_business_profile', 'update'),
	profile('GET /{phone}/official_business_account', 'getOfficialStatus'),
	profile('POST /{phone}/official_business_account', 'requestOfficial'),
	qrCode('GET /{phone}/message_qrdls', 'getAll', 'get'),
	qrCode('POST /{phone}/message_qrdls', 'create', 'update'),
	qrCode('DELETE /{phone}/message_qrdls/{code}', 'delete'),
	analytics('GET /{waba}?fields=analytics', 'messages'),
	analytics('GET /{waba}?fields=pricing_analytics', 'getCosts', 'pricing'),
	analytics('GET /{waba}?fields=conversation_analytics', 'conversations'),
	analytics('GET /{waba}?fields=call_analytics', 'calls'),
	analytics('GET /{waba}/template_analytics', 'templates'),
	analytics('GET /{waba}/template_group_analytics', 'templateGroups'),
	analytics('GET /{waba}/group_analytics', 'groups'),
	commerce('GET /{phone}/whatsapp_commerce_settings', 'getSettings'),
	commerce('POST /{phone}/whatsapp_commerce_settings', 'updateSettings'),
	commerce('GET /{waba}/product_catalogs', 'getCatalogs'),
	commerce('GET /{catalog}/products', 'getProducts'),
	{ edge: 'GET /{phone}?fields=conversational_automation', operations: { conversationalComponent: ['get'] } },
	{ edge: 'POST /{phone}/conversational_automation', operations: { conversationalComponent: ['update'] } },
	username('GET /{phone}/username', 'get'),
	username('POST /{phone}/username', 'set'),
	username('DELETE /{phone}/username', 'delete'),
	username('GET /{phone}/username_suggestions', 'getSuggestions'),
	username('DELETE /{phone}/contact_book', 'deleteContact'),
	{ edge: 'POST, DELETE /{waba}/product_catalogs', leftOut: 'connect a catalog in Commerce Manager' },
	group('GET /{phone}/groups', 'getAll'),
	group('POST /{phone}/groups', 'create'),
	group('GET /{group}', 'get'),
	group('POST /{group}', 'update'),
	group('DELETE /{group}', 'delete'),
	group('GET /{group}/invite_link', 'getInviteLink'),
	group('POST /{group}/invite_link', 'resetInviteLink'),
	group('GET /{group}/join_requests', 'getJoinRequests'),
	group('POST /{group}/join_requests', 'approveJoinRequests'),
	group('DELETE /{group}/join_requests', 'rejectJoinRequests'),
	group('DELETE /{group}/participants', 'removeParticipants'),
	call('GET /{phone}/call_permissions', 'getPermission'),
	call('POST /{phone}/calls', 'connect', 'accept', 'reject', 'terminate'),
	call('GET /{media}', 'downloadRecording', 'getTranscript'),
	signUp('GET /{waba}/signups', 'getAll'),
	signUp('POST /{waba}/signups', 'create'),
	signUp('GET /signups/{id}', 'get'),
	signUp('POST /signups/{id}', 'update'),
	payment('GET /{phone}/payments/{payment configuration}/{reference ID}', 'get'),
	payment('POST /{phone}/payments_refund', 'refund'),
	payment('GET /{waba}/payment_configurations', 'getConfigurations'),
	payment('GET /{waba}/payment_configuration/{name}', 'getConfiguration'),
	payment('POST /{waba}/payment_configuration', 'createConfiguration'),
	payment('DELETE /{waba}/payment_configuration', 'deleteConfiguration'),
	{ edge: 'POST /{waba}/payment_configuration/{name}', leftOut: 'for shops with an endpoint for coupons and shipping' },
	{
		edge: 'POST /{waba}/generate_payment_configuration_oauth_link',
		leftOut: 'the link of Payment > Create Configuration is enough',
	},
	templateGroup('GET /{waba}/template_groups', 'getAll'),
	templateGroup('POST /{waba}/template_groups', 'create'),
	templateGroup('POST /{template group}', 'update'),
	templateGroup('DELETE /{template group}', 'delete'),
	{ edge: 'GET /{template group}', leftOut: 'Template Group > Get Many returns the same' },
	welcomeSequence('GET /{waba}/welcome_message_sequences', 'getAll'),
	welcomeSequence('POST /{waba}/welcome_message_sequences', 'create', 'update'),
	welcomeSequence('DELETE /{waba}/welcome_message_sequences', 'delete'),
	{ edge: 'POST /{phone}/smb_app_data', operations: { coexistence: ['startContactSync', 'startHistorySync'] } },
	{ edge: '/{waba}/preverified_numbers, /{waba}/solutions', leftOut: partnersOnly },
	{ edge: 'POST /{waba}/set_payment_method_migration_intent', leftOut: 'moves all numbers, cannot be undone' },
	{ edge: 'POST /{phone}/messages_encrypted', leftOut: 'needs a key pair of your own' },
];

/** The resources that the list covers completely. */
const managed = [
	'account',
	'analytics',
	'commerce',
	'conversationalComponent',
	'username',
	'phoneNumber',
	'businessProfile',
	'qrCode',
	'group',
	'call',
	'signUp',
	'payment',
	'templateGroup',
	'welcomeSequence',
	'coexistence',
];

/** Operations of these resources that the list does not have. */
export function unlistedOperations(): string[] {
	const listed = managementEdges.flatMap(({ operations = {} }) =>
		Object.entries(operations).flatMap(([resource, names]) => names.map((name) => `${resource}/${name}`)),
	);
	return resources
		.filter(({ value }) => managed.includes(value))
		.flatMap(({ value, operations }) => operations.map((one) => `${value}/${one.value}`))
		.filter((name) => !listed.includes(name));
}

/**
 * A table of all edges, and the operations that use them.
 * @throws TypeError when there is no such operation
 */
export function managementTable(): string {
	const rows = managementEdges.map(({ edge, operations = {}, leftOut }) => {
		const names = Object.entries(operations).flatMap(([resource, values]) =>
			values.map((value) => operationName(resource, value)),
		);
		return [`\`${edge}\``, names.join(', ') || `not supported: ${leftOut}`];
	});
	return table(['Graph API', 'Operation'], rows);
}
