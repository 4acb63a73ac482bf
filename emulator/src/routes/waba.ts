import { requireScope } from '../auth';
import { parameterError } from '../errors';
import { analyticsFields } from '../analytics/fields';
import { parseFields, selectFields } from '../fields';
import { page } from '../paging';
import type { Seed } from '../seed';
import type { RouteResponse, RequestContext } from '../requestContext';
import type { State } from '../state';
import { phoneFields, phoneNode } from './phone';

// GET /{waba}?fields=.
export const wabaFields = [
	'id',
	'name',
	'currency',
	'country',
	'timezone_id',
	'message_template_namespace',
	'status',
	'account_review_status',
	'business_verification_status',
	'ownership_type',
	'owner_business_info',
	'on_behalf_of_business_info',
	'primary_business_location',
	'health_status',
	'is_enabled_for_insights',
	'marketing_messages_lite_api_status',
	'marketing_messages_onboarding_status',
	'disable_marketing_messages_on_cloud_api',
	'whatsapp_business_manager_messaging_limit',
	'auth_international_rate_eligibility',
	'subscribed_apps',
	'is_shared_with_partners',
	'creation_time',
	'linked_commerce_account',
	'marketing_messages_ad_account',
	'owner_business',
	'primary_funding_id',
	'purchase_order_number',
	'template_auto_archival_enabled',
	'whatsapp_manager_marketing_messages_max_price_enroll_status',
] as const;

const accountOf = ({ wabaId, businessPortfolioId }: Seed, messagingLimit: string) => ({
	id: wabaId,
	currency: 'USD',
	country: 'US',
	timezone_id: '1',
	message_template_namespace: 'ba30dd89_2ebd_41e4_b805_f2c05ae04cc9',
	status: 'ACTIVE',
	account_review_status: 'APPROVED',
	business_verification_status: 'verified',
	ownership_type: 'SELF',
	owner_business_info: { name: 'Acme Holding', id: businessPortfolioId },
	health_status: {
		can_send_message: 'AVAILABLE',
		entities: [{ entity_type: 'WABA', id: wabaId, can_send_message: 'AVAILABLE' }],
	},
	is_enabled_for_insights: true,
	marketing_messages_onboarding_status: 'ELIGIBLE',
	whatsapp_business_manager_messaging_limit: messagingLimit,
	is_shared_with_partners: false,
	creation_time: 1_735_689_600,
	owner_business: { name: 'Acme Holding', id: businessPortfolioId },
	primary_funding_id: '1055000111222333',
	template_auto_archival_enabled: false,
	disable_marketing_messages_on_cloud_api: false,
	whatsapp_manager_marketing_messages_max_price_enroll_status: 'OPT_OUT',
});

/** The account as its node returns it. */
export const wabaNode = ({ wabaSettings, seed, settings: { messagingLimit } }: State): Record<string, unknown> => ({
	...accountOf(seed, messagingLimit),
	...wabaSettings,
	name: seed.wabaName,
});

/** GET /{waba}: analytics are fields with modifiers (Meta docs: Analytics). */
export function getWaba(ctx: RequestContext): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	const { fields } = ctx.params;
	const asked = typeof fields === 'string' && fields !== '' ? parseFields(fields) : [];
	const found = asked.flatMap(({ name, modifiers = {} }) =>
		Object.hasOwn(analyticsFields, name) ? [[name, analyticsFields[name](ctx.state, modifiers)] as const] : [],
	);
	const node = { ...wabaNode(ctx.state), ...Object.fromEntries(found) };
	const known = [...wabaFields, ...Object.keys(analyticsFields)];
	const defaults = ['id', 'name', 'timezone_id', 'message_template_namespace'];
	return { json: selectFields(node, 'WhatsAppBusinessAccount', known, defaults, fields) };
}

/** Settings of an account, with the type of each (Meta's SDK v26.0: WhatsAppBusinessAccount). */
const settings: Record<string, 'boolean' | 'object' | 'string'> = {
	creative_optimizations_enrollment: 'string',
	degrees_of_freedom_spec: 'object',
	disable_marketing_messages_on_cloud_api: 'boolean',
	is_enabled_for_insights: 'boolean',
	template_auto_archival_enabled: 'boolean',
};

/** A value as JSON or as a form sends it. */
const plain = (value: unknown): unknown => (value === 'true' || value === 'false' ? value === 'true' : value);

/** POST /{waba}: its settings; name, time zone and funding cannot be changed (Meta's SDK v26.0: WhatsAppBusinessAccount). */
export function postWaba(ctx: RequestContext): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	const changes = Object.entries(ctx.params).filter(([name]) => Object.hasOwn(settings, name));
	if (changes.length === 0) throw parameterError(`Set one of {${Object.keys(settings).join(', ')}}.`);
	for (const [name, value] of changes)
		if (typeof plain(value) !== settings[name]) throw parameterError(`Param ${name} must be a ${settings[name]}.`);
	Object.assign(ctx.state.wabaSettings, Object.fromEntries(changes.map(([name, value]) => [name, plain(value)])));
	return { json: { success: true } };
}

/** GET /{waba}/phone_numbers: list with cursors, fields, filtering by account_mode, sort (Meta docs: Phone numbers). */
export function getPhoneNumbers(ctx: RequestContext, wabaId: string): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	let phones = [...ctx.state.phones.values()].filter((phone) => phone.wabaId === wabaId);
	const mode = /"field"\s*:\s*"account_mode".*"value"\s*:\s*"([A-Z]+)"/.exec(String(ctx.params.filtering ?? ''))?.[1];
	if (mode !== undefined) phones = phones.filter((phone) => phone.accountMode === mode);
	if (ctx.params.sort === 'creation_time_descending') phones.reverse();
	const fields = ctx.params.fields;
	return {
		json: page(
			ctx,
			phones.map((phone) =>
				selectFields(
					phoneNode(phone, ctx.state.subscriptions, ctx.state.settings),
					'WhatsAppBusinessPhoneNumber',
					phoneFields.known,
					phoneFields.defaults,
					fields,
				),
			),
		),
	};
}
