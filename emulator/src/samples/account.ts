import { FROM, ID, NUMBER, NUMBER_ID, PARENT, TIME, USER, about, contact, after, SECONDS, type Kinds } from './parts';
import { seed } from '../seed';

const waba = { waba_id: seed.wabaId, owner_business_id: seed.businessPortfolioId };
const partnerApp = {
	waba_info: {
		...waba,
		partner_app_id: seed.app.id,
		solution_id: '303610109049230',
		solution_partner_business_ids: ['520744086200222'],
	},
};
const ban = (waba_ban_state: string): Record<string, unknown> => ({
	event: 'DISABLED_UPDATE',
	ban_info: { waba_ban_state, waba_ban_date: 'April 17, 2026' },
});
const certification = (status: string, rest: Record<string, unknown> = {}): Record<string, unknown> => ({
	event: 'PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE',
	partner_client_certification_info: { client_business_id: '520744086200222', status, ...rest },
});
const quality = (event: string, rest: Record<string, unknown> = {}): Record<string, unknown> => ({
	display_phone_number: NUMBER,
	event,
	max_daily_conversations_per_business: 'TIER_10K',
	...rest,
});
const preference = (value: string, detail: string, rest: Record<string, unknown> = {}): Record<string, unknown> => ({
	...about,
	contacts: [contact],
	user_preferences: [
		{
			wa_id: FROM,
			user_id: USER,
			parent_user_id: PARENT,
			detail,
			category: 'marketing_messages',
			value,
			timestamp: SECONDS,
			...rest,
		},
	],
});
const flow = (event: string, rest: Record<string, unknown>): Record<string, unknown> => ({
	event,
	message: 'Something about the flow changed.',
	flow_id: '862163632122332',
	...rest,
});
const rate = {
	error_rate: 14.28,
	threshold: 10,
	alert_state: 'ACTIVATED',
	errors: [{ error_type: 'timeout', error_rate: 14.28, error_count: 2 }],
	requests_count: 14,
};
const automatic = (event_name: string, rest: Record<string, unknown> = {}): Record<string, unknown> => ({
	...about,
	automatic_events: [{ id: ID, event_name, timestamp: TIME, ctwa_clid: 'Aff-n8ZTODiE79d22KtAwQKj9e', ...rest }],
});
const alert = {
	alert_severity: 'WARNING',
	alert_status: 'ACTIVE',
	alert_type: 'INCREASED_CAPABILITIES_ELIGIBILITY_NEED_MORE_INFO',
	alert_description: 'We need more information about your business.',
};

/** Events of accounts, numbers, users and flows. Meta docs: Webhooks, one page per field. */
export const account: Record<string, Kinds> = {
	account_update: {
		deleted: { event: 'ACCOUNT_DELETED' },
		offboarded: { event: 'ACCOUNT_OFFBOARDED' },
		reconnected: { event: 'ACCOUNT_RECONNECTED' },
		restricted: {
			event: 'ACCOUNT_RESTRICTION',
			restriction_info: [
				{
					restriction_type: 'RESTRICTED_BIZ_INITIATED_MESSAGING',
					expiration: after(86_400),
					remediation: 'Wait until the restriction ends',
				},
			],
		},
		// Meta docs: Webhooks > account_update > Restriction types; older pages begin the type with RESTRICTION_.
		addingNumbersRestricted: {
			event: 'ACCOUNT_RESTRICTION',
			restriction_info: [{ restriction_type: 'RESTRICTED_ADD_PHONE_NUMBER_ACTION', expiration: after(86_400) }],
		},
		addingNumbersRestrictedOldSpelling: {
			event: 'ACCOUNT_RESTRICTION',
			restriction_info: [{ restriction_type: 'RESTRICTION_ADD_PHONE_NUMBER_ACTION', expiration: after(86_400) }],
		},
		// Meta docs: Calling API > Call quality: a warning before calling is paused for 7 days.
		lowCallQuality: {
			event: 'ACCOUNT_VIOLATION',
			violation_info: { violation_type: 'LOW_BUSINESS_INITIATED_CALLING_QUALITY' },
			phone_number: NUMBER,
		},
		violation: { event: 'ACCOUNT_VIOLATION', violation_info: { violation_type: 'SPAM' } },
		adAccountLinked: { event: 'AD_ACCOUNT_LINKED', waba_info: { ...waba, ad_account_linked: '1234567890' } },
		internationalPrices: {
			event: 'AUTH_INTL_PRICE_ELIGIBILITY_UPDATE',
			auth_international_rate_eligibility: {
				start_time: after(0),
				exception_countries: [{ country_code: 'IN', start_time: after(0) }],
			},
		},
		country: { event: 'BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE', country: 'US' },
		banned: ban('DISABLE'),
		reinstated: ban('REINSTATE'),
		banScheduled: ban('SCHEDULE_FOR_DISABLE'),
		marketingTermsSigned: { event: 'MM_LITE_TERMS_SIGNED' },
		partnerAdded: { event: 'PARTNER_ADDED', waba_info: waba },
		partnerRemoved: {
			event: 'PARTNER_REMOVED',
			waba_info: waba,
			disconnection_info: { reason: 'ACCOUNT_DISCONNECTED', initiated_by: 'USER' },
		},
		partnerAppInstalled: { event: 'PARTNER_APP_INSTALLED', ...partnerApp },
		partnerAppUninstalled: { event: 'PARTNER_APP_UNINSTALLED', ...partnerApp },
		clientApproved: certification('APPROVED'),
		clientFailed: certification('FAILED', { rejection_reasons: ['LEGAL_NAME_NOT_FOUND'] }),
		pricingTier: {
			event: 'VOLUME_BASED_PRICING_TIER_UPDATE',
			volume_tier_info: {
				tier_update_time: SECONDS,
				pricing_category: 'UTILITY',
				tier: '25000001:50000000',
				effective_month: '2026-11',
				region: 'India',
			},
		},
	},
	account_review_update: { approved: { decision: 'APPROVED' }, rejected: { decision: 'REJECTED' } },
	account_alerts: {
		nested: { entity_type: 'BUSINESS', entity_id: seed.businessPortfolioId, alert_info: alert },
		flat: {
			entity_type: 'PHONE_NUMBER',
			entity_id: seed.phoneNumberId,
			...alert,
			alert_type: 'OBA_APPROVED',
			alert_severity: 'INFORMATIONAL',
		},
	},
	// Meta docs: Calling API > Settings > Webhooks: the number is in the settings, there is no `metadata`.
	account_settings_update: {
		changed: {
			messaging_product: 'whatsapp',
			timestamp: TIME,
			type: 'phone_number_settings',
			phone_number_settings: {
				phone_number_id: NUMBER_ID,
				calling: {
					status: 'ENABLED',
					call_icon_visibility: 'DEFAULT',
					callback_permission_status: 'ENABLED',
					sip: { status: 'DISABLED' },
					srtp_key_exchange_protocol: 'DTLS',
				},
			},
		},
		// The table on the page prints the type in capitals; the settings can be null.
		withoutCalling: {
			messaging_product: 'whatsapp',
			timestamp: TIME,
			type: 'PHONE_NUMBER_SETTINGS',
			phone_number_settings: { phone_number_id: NUMBER_ID, calling: null },
		},
	},
	business_capability_update: {
		tier: {
			max_daily_conversations_per_business: 'TIER_10K',
			max_daily_conversation_per_phone: -1,
			max_phone_numbers_per_business: 25,
			max_phone_numbers_per_waba: 25,
		},
		number: { max_daily_conversations_per_business: 2000, max_phone_numbers_per_waba: 2 },
	},
	business_status_update: { changed: { event: 'COMPROMISED_NOTIFICATION', business_id: seed.businessPortfolioId } },
	business_username_updates: {
		approved: { display_phone_number: NUMBER, username: 'luckyshrub', status: 'approved' },
		reserved: { display_phone_number: NUMBER, username: 'luckyshrub', status: 'reserved' },
		deleted: { display_phone_number: NUMBER, status: 'deleted' },
		// Meta docs: Webhooks > business_username_updates, since September 2026: Meta took the name away.
		revoked: { display_phone_number: NUMBER, username: 'luckyshrub', status: 'deleted', context: 'revoked' },
	},
	partner_solutions: {
		created: { event: 'SOLUTION_CREATED', solution_id: '303610109049230', solution_status: 'DRAFT' },
		updated: { event: 'SOLUTION_UPDATED', solution_id: '303610109049230', solution_status: 'ACTIVE' },
	},
	payment_configuration_update: {
		active: {
			configuration_name: 'shop-payments',
			provider_name: 'razorpay',
			provider_mid: 'acc_GP4lfNA0iIMn5B',
			status: 'Active',
			created_timestamp: after(-3600),
			updated_timestamp: SECONDS,
		},
	},
	// Mentioned by Meta, without a published payload; modeled on client libraries.
	tracking_events: {
		tracked: {
			events: [
				{
					event_name: 'Purchase',
					timestamp: SECONDS,
					tracking_data: { click_id: 'Aff-n8ZTODiE79d22KtAwQKj9e', tracking_token: 'dHJhY2s' },
				},
			],
		},
	},
	automatic_events: {
		lead: automatic('LeadSubmitted'),
		purchase: automatic('Purchase', { custom_data: { currency: 'USD', value: 25.5 } }),
	},
	phone_number_name_update: {
		approved: {
			display_phone_number: NUMBER,
			decision: 'APPROVED',
			requested_verified_name: 'Lucky Shrub',
			rejection_reason: null,
		},
		rejected: {
			display_phone_number: NUMBER,
			decision: 'REJECTED',
			requested_verified_name: 'Lucky',
			rejection_reason: 'NAME_NOT_CONSISTENT',
		},
	},
	phone_number_quality_update: {
		upgrade: quality('UPGRADE', { old_limit: 'TIER_1K', current_limit: 'TIER_10K' }),
		downgrade: quality('DOWNGRADE', { old_limit: 'TIER_10K', current_limit: 'TIER_1K' }),
		onboarding: quality('ONBOARDING'),
		flagged: quality('FLAGGED'),
		throughput: quality('THROUGHPUT_UPGRADE'),
	},
	security: {
		pinChanged: { display_phone_number: NUMBER, event: 'PIN_CHANGED' },
		pinResetRequested: { display_phone_number: NUMBER, event: 'PIN_RESET_REQUEST', requester: '61555822107539' },
		pinRequestSucceeded: { display_phone_number: NUMBER, event: 'PIN_REQUEST_SUCCESS' },
	},
	user_preferences: {
		stop: preference('stop', 'User requested to stop marketing messages'),
		resume: preference('resume', 'User requested to resume marketing messages'),
		signup: preference('signup', 'User signed up for marketing messages', { signup_id: '778899' }),
	},
	flows: {
		statusChanged: flow('FLOW_STATUS_CHANGE', { old_status: 'DRAFT', new_status: 'PUBLISHED' }),
		clientErrors: flow('CLIENT_ERROR_RATE', rate),
		endpointErrors: flow('ENDPOINT_ERROR_RATE', rate),
		endpointLatency: flow('ENDPOINT_LATENCY', {
			p90_latency: 8000,
			p50_latency: 500,
			requests_count: 34,
			threshold: 7000,
			alert_state: 'ACTIVATED',
		}),
		endpointAvailability: flow('ENDPOINT_AVAILABILITY', { availability: 75, threshold: 90, alert_state: 'ACTIVATED' }),
		versionExpires: flow('FLOW_VERSION_EXPIRY_WARNING', { warning: 'The version of the flow ends in 30 days.' }),
	},
};
