import type { IDataObject } from 'n8n-workflow';
import { compact, part, text } from '../../shared/untrustedJson';

/** The fields that Simplify keeps. WhatsApp docs: WhatsApp Business Accounts. */
export const SIMPLE_FIELDS = [
	'id',
	'name',
	'status',
	'account_review_status',
	'business_verification_status',
	'country',
	'currency',
	'timezone_id',
	'ownership_type',
	'owner_business_info',
	'whatsapp_business_manager_messaging_limit',
	'is_enabled_for_insights',
	'primary_funding_id',
	'marketing_messages_onboarding_status',
	'disable_marketing_messages_on_cloud_api',
	'template_auto_archival_enabled',
] as const;

/** All documented fields, except `health_status`, which is slow and requested separately. */
export const ALL_FIELDS = [
	...SIMPLE_FIELDS,
	'message_template_namespace',
	'on_behalf_of_business_info',
	'primary_business_location',
	'marketing_messages_lite_api_status',
	'auth_international_rate_eligibility',
	'is_shared_with_partners',
	'creation_time',
	'linked_commerce_account',
	'marketing_messages_ad_account',
	'purchase_order_number',
	'whatsapp_manager_marketing_messages_max_price_enroll_status',
] as const;

/** An account as flat fields. Missing ones are left out, unknown values stay as they are. */
export function simplifyAccount(row: IDataObject): IDataObject {
	const owner = part(row.owner_business_info);
	const { disable_marketing_messages_on_cloud_api: noMarketing } = row;
	return compact({
		id: text(row.id),
		name: row.name,
		status: row.status,
		reviewStatus: row.account_review_status,
		businessVerification: row.business_verification_status,
		country: row.country,
		currency: row.currency,
		timeZoneId: text(row.timezone_id),
		ownership: row.ownership_type,
		portfolioId: text(owner.id),
		portfolioName: text(owner.name),
		messagingLimit: row.whatsapp_business_manager_messaging_limit,
		insightsEnabled: row.is_enabled_for_insights,
		marketingMessagesStatus: row.marketing_messages_onboarding_status,
		marketingOnCloudApi: typeof noMarketing === 'boolean' ? !noMarketing : undefined,
		templateAutoArchival: row.template_auto_archival_enabled,
	});
}

/**
 * Whether a payment method is attached: the account has a funding ID. Without one, Meta delivers no service messages
 * beyond the free ones (WhatsApp docs: Pricing).
 */
export const hasPaymentMethod = (row: IDataObject): boolean => text(row.primary_funding_id) !== undefined;
