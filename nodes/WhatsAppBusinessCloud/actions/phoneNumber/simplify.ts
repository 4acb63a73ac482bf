import type { IDataObject } from 'n8n-workflow';
import { compact, isoTime, part, text } from '../../shared/untrustedJson';

/** The fields that Simplify keeps; only these are requested. WhatsApp docs: Phone numbers > Get. */
export const SIMPLE_FIELDS = [
	'id',
	'display_phone_number',
	'verified_name',
	'name_status',
	'new_display_name',
	'new_name_status',
	'status',
	'quality_rating',
	'code_verification_status',
	'platform_type',
	'throughput',
	'account_mode',
	'is_official_business_account',
	'is_on_biz_app',
	'is_pin_enabled',
	'whatsapp_business_manager_messaging_limit',
	'search_visibility',
	'country_dial_code',
	'last_onboarded_time',
] as const;

/** All documented fields, except `health_status`, which is slow and has an operation of its own. */
export const ALL_FIELDS = [
	...SIMPLE_FIELDS,
	'quality_score',
	'is_preverified_number',
	'webhook_configuration',
	'conversational_automation',
	'certificate',
	'new_certificate',
	'country_code',
	'eligibility_for_api_business_global_search',
] as const;

/** Meta's time, `2026-03-02T10:11:12+0000`, or seconds since 1970. */
function time(value: unknown): string | undefined {
	const written = text(value);
	if (written === undefined) return undefined;
	const parsed = new Date(written.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
	return isoTime(value) ?? (Number.isNaN(parsed.getTime()) ? written : parsed.toISOString());
}

/**
 * A phone number as flat fields. Missing ones are left out, unknown values stay as they are.
 * @param row as Meta returns it
 */
export function simplifyNumber(row: IDataObject): IDataObject {
	return compact({
		id: text(row.id),
		displayPhoneNumber: row.display_phone_number,
		displayName: row.verified_name,
		displayNameStatus: row.name_status,
		newDisplayName: row.new_display_name,
		newDisplayNameStatus: row.new_name_status,
		status: row.status,
		quality: row.quality_rating ?? part(row.quality_score).score,
		messagingLimit: row.whatsapp_business_manager_messaging_limit,
		verification: row.code_verification_status,
		platform: row.platform_type,
		throughput: part(row.throughput).level ?? text(row.throughput),
		accountMode: row.account_mode,
		officialBusinessAccount: row.is_official_business_account,
		onBusinessApp: row.is_on_biz_app,
		twoStepVerification: row.is_pin_enabled,
		searchVisibility: row.search_visibility,
		countryCallingCode: row.country_dial_code,
		onboardedAt: time(row.last_onboarded_time),
	});
}
