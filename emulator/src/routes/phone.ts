import { requireScope } from '../auth';
import { selectFields } from '../fields';
import { isOfficial } from '../official';
import type { RouteResponse, RequestContext } from '../requestContext';
import type { SubscriptionStore } from '../subscriptions/store';
import type { PhoneNumber, Settings } from '../types';
import { isVerified, pinOf } from '../numbers/state';
import { conversationalAutomation } from './conversationalComponents';
import { visiblePhone } from './nodes';

// GET /{phone}?fields= (Meta docs: Phone numbers).
export const phoneFields = {
	known: [
		'id',
		'verified_name',
		'display_phone_number',
		'status',
		'quality_rating',
		'quality_score',
		'name_status',
		'new_display_name',
		'new_name_status',
		'code_verification_status',
		'account_mode',
		'is_on_biz_app',
		'is_official_business_account',
		'is_pin_enabled',
		'is_preverified_number',
		'search_visibility',
		'platform_type',
		'throughput',
		'health_status',
		'webhook_configuration',
		'conversational_automation',
		'certificate',
		'new_certificate',
		'last_onboarded_time',
		'country_code',
		'country_dial_code',
		'whatsapp_business_manager_messaging_limit',
		'eligibility_for_api_business_global_search',
		'messaging_limit_tier',
	],
	defaults: [
		'verified_name',
		'code_verification_status',
		'display_phone_number',
		'quality_rating',
		'platform_type',
		'throughput',
		'last_onboarded_time',
	],
};

/** A number as its node returns it. */
export function phoneNode(
	phone: PhoneNumber,
	subscriptions: SubscriptionStore,
	{ messagingLimit }: Settings,
): Record<string, unknown> {
	const canSend = phone.registered && phone.blockedWith === undefined ? 'AVAILABLE' : 'BLOCKED';
	return {
		id: phone.id,
		verified_name: phone.verifiedName,
		display_phone_number: phone.displayPhoneNumber,
		status: phone.status,
		quality_rating: phone.qualityRating,
		quality_score: { score: phone.qualityRating },
		name_status: phone.nameStatus ?? 'APPROVED',
		new_display_name: phone.requestedName?.name,
		new_name_status: phone.requestedName?.status,
		code_verification_status: isVerified(phone) ? 'VERIFIED' : 'NOT_VERIFIED',
		account_mode: phone.accountMode,
		is_on_biz_app: phone.onBusinessApp ?? false,
		is_official_business_account: isOfficial(phone),
		is_pin_enabled: pinOf(phone) !== undefined,
		is_preverified_number: false,
		search_visibility: phone.searchVisibility ?? 'VISIBLE',
		platform_type: phone.registered ? 'CLOUD_API' : 'NOT_APPLICABLE',
		throughput: { level: phone.registered ? phone.throughputLevel : 'NOT_APPLICABLE' },
		health_status: {
			can_send_message: canSend,
			entities: [{ entity_type: 'PHONE_NUMBER', id: phone.id, can_send_message: canSend }],
		},
		last_onboarded_time: '2026-03-02T10:11:12+0000',
		country_code: phone.displayPhoneNumber.startsWith('+1 ') ? 'US' : undefined,
		country_dial_code: phone.displayPhoneNumber.slice(1).split(' ')[0],
		// All numbers of the portfolio share it (Meta docs: Messaging limits).
		whatsapp_business_manager_messaging_limit: messagingLimit,
		messaging_limit_tier: messagingLimit,
		webhook_configuration: subscriptions.configuration(phone),
	};
}

/** GET /{phone}: either permission is sufficient. */
export function getPhone(ctx: RequestContext, id: string): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management', 'whatsapp_business_messaging');
	return {
		json: selectFields(
			{
				...phoneNode(visiblePhone(ctx, id)!, ctx.state.subscriptionsOf(ctx.token.app), ctx.state.settings),
				conversational_automation: conversationalAutomation(ctx, id),
			},
			'WhatsAppBusinessPhoneNumber',
			phoneFields.known,
			phoneFields.defaults,
			ctx.params.fields,
		),
	};
}
