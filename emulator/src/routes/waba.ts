import { requireScope } from '../auth';
import { selectFields } from '../fields';
import { page } from '../paging';
import { seed } from '../seed';
import type { RouteResponse, RequestContext } from '../requestContext';
import { phoneFields, phoneNode } from './phone';

// GET /{waba}?fields=.
const wabaFields = [
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
] as const;

const account = {
	id: seed.wabaId,
	currency: 'USD',
	country: 'US',
	timezone_id: '1',
	message_template_namespace: 'ba30dd89_2ebd_41e4_b805_f2c05ae04cc9',
	status: 'ACTIVE',
	account_review_status: 'APPROVED',
	business_verification_status: 'verified',
	ownership_type: 'SELF',
	owner_business_info: { name: 'Acme Holding', id: seed.businessPortfolioId },
	health_status: {
		can_send_message: 'AVAILABLE',
		entities: [{ entity_type: 'WABA', id: seed.wabaId, can_send_message: 'AVAILABLE' }],
	},
	is_enabled_for_insights: true,
	marketing_messages_onboarding_status: 'ELIGIBLE',
	whatsapp_business_manager_messaging_limit: 'TIER_2K',
	is_shared_with_partners: false,
};

/** GET /{waba} */
export function getWaba(ctx: RequestContext): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	return {
		json: selectFields(
			{ ...account, name: ctx.state.seed.wabaName },
			'WhatsAppBusinessAccount',
			wabaFields,
			['id', 'name', 'timezone_id', 'message_template_namespace'],
			ctx.params.fields,
		),
	};
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
					phoneNode(phone, ctx.state.subscriptions),
					'WhatsAppBusinessPhoneNumber',
					phoneFields.known,
					phoneFields.defaults,
					fields,
				),
			),
		),
	};
}
