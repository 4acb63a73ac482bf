/** A webhook field that a trigger can listen to: an option of 'Advanced Events', or part of one of 'Trigger On'. */
export interface WebhookFieldOption {
	/** The name of the webhook field, except for our own five (STATUSES, USER_CHANGES, MARKETING_CLICKS, OPT_OUTS, OTHER_FIELDS). */
	value: string;
	name: string;
	group: string;
	description: string;
	/** The webhook field to subscribe to; undefined if no subscription is needed. */
	field?: string;
	/**
	 * Whether events of this field go to the callback override of a number or account. WhatsApp docs: Webhooks >
	 * Overrides.
	 */
	isSentToOverride: boolean;
}

/** Messages from users. */
export const MESSAGES = 'messages';

/** Statuses arrive in the field `messages`; here they are a separate option. */
export const STATUSES = 'statuses';

/** Users who changed their phone number or user ID: system messages, which arrive in the field `messages`. */
export const USER_CHANGES = 'userChanges';

/** What users did after tapping a marketing message: `user_actions`, which arrive in the field `messages`. */
export const MARKETING_CLICKS = 'marketingClicks';

/**
 * Users who opt out of messages or in again: found in `messages` (words, failed statuses) and `user_preferences`.
 */
export const OPT_OUTS = 'optOuts';

/** Fields that Meta added after this version. */
export const OTHER_FIELDS = 'other';

/** Our own names of events that arrive in the field `messages`. */
const IN_MESSAGES = new Set([STATUSES, USER_CHANGES, MARKETING_CLICKS, OPT_OUTS]);

type Row = [value: string, name: string, description: string];

const rows = (group: string, isSentToOverride: boolean, list: Row[]): WebhookFieldOption[] =>
	list.map(([value, name, description]) => ({
		value,
		name,
		group,
		description: `${group}. ${description}.`,
		isSentToOverride,
		...(value === OTHER_FIELDS ? {} : { field: IN_MESSAGES.has(value) ? MESSAGES : value }),
	}));

/**
 * All webhook fields of the object whatsapp_business_account, grouped for display. WhatsApp docs: Webhooks > Fields;
 * for fields sent to overrides: Webhooks > Overrides.
 */
export const WEBHOOK_FIELDS: readonly WebhookFieldOption[] = [
	...rows('Messages', true, [
		[MESSAGES, 'Messages', 'Text, media, button replies, orders, reactions and other messages from users'],
	]),
	...rows('Message Status', true, [
		[STATUSES, 'Message Status', 'Status updates of your messages: sent, delivered, read, played or failed'],
	]),
	...rows('Calls', true, [
		['calls', 'Calls', 'A call rings, is accepted, is rejected or ends, or its recording or transcript is ready'],
	]),
	...rows('Groups', true, [
		['group_lifecycle_update', 'Group Lifecycle Update', 'A group was created or deleted'],
		['group_participants_update', 'Group Participants Update', 'Users joined, left or asked to join a group'],
		['group_settings_update', 'Group Settings Update', 'The name, description or picture of a group changed'],
		['group_status_update', 'Group Status Update', 'A group was suspended or its suspension was lifted'],
	]),
	...rows('Templates', false, [
		[
			'message_template_components_update',
			'Message Template Components Update',
			'The components of a template changed',
		],
		['message_template_quality_update', 'Message Template Quality Update', 'The quality score of a template changed'],
		[
			'message_template_status_update',
			'Message Template Status Update',
			'A template was approved, rejected, paused or disabled',
		],
		['template_category_update', 'Template Category Update', 'Meta changed or will change the category of a template'],
		[
			'template_correct_category_detection',
			'Template Correct Category Detection',
			'Meta detected that a template belongs to another category',
		],
	]),
	...rows('Account', false, [
		['account_alerts', 'Account Alerts', 'Alerts about the account, the business or a phone number'],
		['account_review_update', 'Account Review Update', 'Meta completed the review of the account'],
		['account_update', 'Account Update', 'Changes to restrictions, violations, partners or pricing tiers'],
		['automatic_events', 'Automatic Events', 'Leads and purchases that Meta detected in chats'],
		['business_capability_update', 'Business Capability Update', 'The limits of the business changed'],
		['business_status_update', 'Business Status Update', 'The status of the business changed'],
		[
			'business_username_updates',
			'Business Username Updates',
			'The username of a phone number was approved, reserved, deleted or revoked',
		],
		['partner_solutions', 'Partner Solutions', 'A multi-partner solution changed'],
		[
			'payment_configuration_update',
			'Payment Configuration Update',
			'A payment configuration was connected or needs attention',
		],
		['tracking_events', 'Tracking Events', 'Events for ads measurement'],
	]),
	...rows('Account', true, [
		['account_settings_update', 'Account Settings Update', 'The settings of a phone number changed'],
	]),
	...rows('Phone Number', false, [
		['phone_number_name_update', 'Phone Number Name Update', 'The display name was approved or rejected'],
		[
			'phone_number_quality_update',
			'Phone Number Quality Update',
			'The messaging limit or throughput of a phone number changed',
		],
		['security', 'Security', 'The two-step verification PIN of a phone number was changed, or a change was requested'],
	]),
	...rows('Flows', false, [['flows', 'Flows', 'The status of a Flow or the health of its endpoint changed']]),
	...rows('User Preferences and IDs', false, [
		['user_preferences', 'User Preferences', 'A user stopped or resumed marketing messages'],
	]),
	...rows('User Preferences and IDs', true, [
		[
			OPT_OUTS,
			'Opt-Out and Opt-In',
			'A user stopped or resumed messages: by a word such as STOP, by the switch in WhatsApp, or found when a message failed',
		],
		[
			USER_CHANGES,
			'User Number or ID Change',
			"A user changed the phone number or the user ID. 'Message' includes these events too",
		],
	]),
	...rows('Marketing', true, [
		[MARKETING_CLICKS, 'Marketing Click', 'A user tapped a link in a marketing message or viewed its landing page'],
	]),
	...rows('Echoes, History and Hand-Over', true, [
		['history', 'History', 'Chat history of a phone number that is also used in the WhatsApp Business app'],
		['message_echoes', 'Message Echoes', 'Messages sent from the phone number by other software'],
		[
			'messaging_handovers',
			'Messaging Handovers',
			'Another sender, such as Meta Business Agent, gave control of a chat to you or took it from you',
		],
		['smb_app_state_sync', 'SMB App State Sync', 'Contacts of the WhatsApp Business app'],
		['smb_message_echoes', 'SMB Message Echoes', 'Messages sent with the WhatsApp Business app'],
	]),
	...rows('Echoes, History and Hand-Over', false, [
		['standby', 'Standby', 'Messages in chats that another sender, such as Meta Business Agent, controls'],
	]),
	...rows('Other', false, [
		[
			OTHER_FIELDS,
			'Other',
			'Webhook fields that this version of the node does not know. The data is output unchanged and marked as unknown',
		],
	]),
];

/**
 * Names that earlier workflows listen to, with what replaces them. WhatsApp docs: Webhooks > user_id_update (corrected
 * in August 2026: there is no such field, the change is a system message), business_username_updates, Overrides (the
 * only page that names consumer_profile; the app dashboard does not offer it).
 */
const RENAMED: ReadonlyMap<string, readonly string[]> = new Map([
	['user_id_update', [USER_CHANGES]],
	['business_username_update', ['business_username_updates']],
	['consumer_profile', []],
]);

/** Names that Meta also writes in notifications. WhatsApp docs: Webhooks > business_username_updates, example payload. */
const OTHER_SPELLINGS: Readonly<Record<string, string>> = { business_username_update: 'business_username_updates' };

/** The name under which a field is subscribed, for any spelling in a notification. */
export const documentedName = (field: string): string =>
	Object.hasOwn(OTHER_SPELLINGS, field) ? OTHER_SPELLINGS[field] : field;

/** Webhook fields that this version knows. */
export const KNOWN_FIELDS: ReadonlySet<string> = new Set(WEBHOOK_FIELDS.flatMap(({ field }) => field ?? []));

const OVERRIDABLE_FIELDS = new Set(
	WEBHOOK_FIELDS.filter(({ isSentToOverride }) => isSentToOverride).map(({ field }) => field),
);

/** Whether events of a field go to a callback override; false for fields that this version does not know. */
export const isSentToOverride = (field: string): boolean => OVERRIDABLE_FIELDS.has(field);

/** An option of 'Trigger On': one or more webhook fields under a plain name. */
export interface TriggerEvent {
	value: string;
	name: string;
	/** What n8n's node picker shows. */
	action: string;
	description: string;
	/** Values of WEBHOOK_FIELDS. */
	updates: string[];
}

const updatesOf = (...groups: string[]): string[] =>
	WEBHOOK_FIELDS.filter(({ group }) => groups.includes(group)).map(({ value }) => value);

/** What most workflows start with, most used first. */
export const TRIGGER_EVENTS: readonly TriggerEvent[] = [
	{
		value: MESSAGES,
		name: 'Message',
		action: 'On message received',
		description: 'A user sent a text, a file, a button reply, an order, a reaction or another message',
		updates: [MESSAGES],
	},
	{
		value: STATUSES,
		name: 'Message Status',
		action: 'On message status',
		description: 'A message that you sent was sent, delivered, read or played, or failed',
		updates: [STATUSES],
	},
	{
		value: 'calls',
		name: 'Call',
		action: 'On call',
		description: 'A call rings, is accepted, is rejected or ends, or its recording or transcript is ready',
		updates: ['calls'],
	},
	{
		value: OPT_OUTS,
		name: 'Opt-Out and Opt-In',
		action: 'On opt-out or opt-in',
		description:
			'A user stopped or resumed messages: by a word such as STOP, by the switch in WhatsApp, or found when a message failed',
		updates: [OPT_OUTS],
	},
	{
		value: 'groupChanges',
		name: 'Group Change',
		action: 'On group change',
		description: 'A group was created, changed, suspended or deleted, or users joined or left it',
		updates: updatesOf('Groups'),
	},
	{
		value: 'templateChanges',
		name: 'Template Change',
		action: 'On template change',
		description: 'A template was approved, rejected, paused or edited, or its quality or category changed',
		updates: updatesOf('Templates'),
	},
	{
		value: 'accountChanges',
		name: 'Account Change',
		action: 'On account change',
		description: 'The account, its limits, a phone number or its quality changed, or Meta sent an alert',
		updates: updatesOf('Account', 'Phone Number'),
	},
];

/** Whether Meta sends all events of an option of 'Trigger On' to a callback override. */
export const isEventSentToOverride = ({ updates }: TriggerEvent): boolean =>
	WEBHOOK_FIELDS.filter(({ value }) => updates.includes(value)).every(({ isSentToOverride: isSent }) => isSent);

/**
 * Expands the options of 'Trigger On' and 'Advanced Events'.
 * @param values also values of WEBHOOK_FIELDS, which n8n's built-in trigger has in 'Trigger On'
 * @returns values of WEBHOOK_FIELDS; values that this version does not know are unchanged
 */
export const expandEvents = (values: string[]): string[] =>
	values.flatMap(
		(value) => TRIGGER_EVENTS.find((event) => event.value === value)?.updates ?? RENAMED.get(value) ?? [value],
	);

/**
 * The webhook fields that a trigger needs.
 * @param updates values of 'Trigger On' and 'Advanced Events'; an expression can contain fields newer than this version
 * @returns field names, sorted, without duplicates
 */
export function fieldsFor(updates: unknown): string[] {
	const chosen: unknown[] = Array.isArray(updates) ? updates : [];
	const names = chosen.filter((value): value is string => typeof value === 'string' && /^\w+$/.test(value));
	const fields = expandEvents(names).flatMap((value) => {
		if (value === OPT_OUTS) return [MESSAGES, 'user_preferences'];
		const known = WEBHOOK_FIELDS.find((update) => update.value === value);
		return known === undefined ? value : (known.field ?? []);
	});
	return [...new Set(fields)].sort();
}

/** The webhook fields that show that a person answers, for 'Pause While a Person Answers'. */
export const PAUSE_FIELDS: readonly string[] = ['message_echoes', 'messaging_handovers', 'smb_message_echoes'];
