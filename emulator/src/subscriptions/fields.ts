/**
 * Fields of the object whatsapp_business_account (Meta docs: Webhooks > Fields; the list of the app dashboard). There is
 * no `user_id_update` (Meta docs: Business-scoped user IDs, corrected in August 2026), and the dashboard offers no
 * `consumer_profile`.
 */
export const catalogue = [
	'account_alerts',
	'account_review_update',
	'account_settings_update',
	'account_update',
	'automatic_events',
	'business_capability_update',
	'business_status_update',
	'business_username_updates',
	'calls',
	'flows',
	'group_lifecycle_update',
	'group_participants_update',
	'group_settings_update',
	'group_status_update',
	'history',
	'message_echoes',
	'message_template_components_update',
	'message_template_quality_update',
	'message_template_status_update',
	'messages',
	'messaging_handovers',
	'partner_solutions',
	'payment_configuration_update',
	'phone_number_name_update',
	'phone_number_quality_update',
	'security',
	'smb_app_state_sync',
	'smb_message_echoes',
	'standby',
	'template_category_update',
	'template_correct_category_detection',
	'tracking_events',
	'user_preferences',
] as const;

/** Fields that go to a number's or an account's own callback (Meta docs: Webhooks > Overrides). */
export const overridable: ReadonlySet<string> = new Set([
	'messages',
	'message_echoes',
	'calls',
	'messaging_handovers',
	'group_lifecycle_update',
	'group_participants_update',
	'group_settings_update',
	'group_status_update',
	'smb_message_echoes',
	'smb_app_state_sync',
	'history',
	'account_settings_update',
]);
