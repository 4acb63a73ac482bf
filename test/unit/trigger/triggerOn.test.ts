import { READ_FIELDS } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/parseEvents';
import {
	KNOWN_FIELDS,
	WEBHOOK_FIELDS,
	expandEvents,
	isSentToOverride,
	fieldsFor,
} from '../../../nodes/WhatsAppBusinessCloud/trigger/webhookFields';
import { parseSettings } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/triggerSettings';
import { receiveFields } from '../../../nodes/WhatsAppBusinessCloud/trigger/fields';

describe('Trigger On', () => {
	test('offers exactly the fields that can be read', () => {
		expect([...KNOWN_FIELDS].sort()).toEqual([...READ_FIELDS].sort());
	});

	test("has the names and values of n8n's built-in trigger", () => {
		const names = Object.fromEntries(WEBHOOK_FIELDS.map(({ value, name }) => [value, name]));
		expect(names).toMatchObject({
			account_review_update: 'Account Review Update',
			account_update: 'Account Update',
			business_capability_update: 'Business Capability Update',
			message_template_quality_update: 'Message Template Quality Update',
			message_template_status_update: 'Message Template Status Update',
			messages: 'Messages',
			phone_number_name_update: 'Phone Number Name Update',
			phone_number_quality_update: 'Phone Number Quality Update',
			security: 'Security',
			template_category_update: 'Template Category Update',
		});
		expect(receiveFields.map(({ name }) => name)).toEqual([
			'updates',
			'advancedUpdates',
			'output',
			'filters',
			'options',
		]);
		expect(receiveFields[0].default).toEqual(['messages']);
	});

	test('offers seven plain events, for which the node picker has an entry each', () => {
		expect(receiveFields[0].displayName).toBe('Trigger On');
		expect(receiveFields[0].options?.map((option) => 'action' in option && option.action)).toEqual([
			'On message received',
			'On message status',
			'On call',
			'On opt-out or opt-in',
			'On group change',
			'On template change',
			'On account change',
		]);
	});

	test('offers every webhook field, in Trigger On or in Advanced Events', () => {
		const offered = receiveFields
			.slice(0, 2)
			.flatMap(({ options = [] }) => options.map((option) => ('value' in option ? String(option.value) : '')));
		expect([...new Set(expandEvents(offered))].sort()).toEqual(WEBHOOK_FIELDS.map(({ value }) => value).sort());
	});

	test('subscribes to all fields of a plain event', () => {
		expect(fieldsFor(['groupChanges', 'messages', 'message_template_quality_update'])).toEqual([
			'group_lifecycle_update',
			'group_participants_update',
			'group_settings_update',
			'group_status_update',
			'message_template_quality_update',
			'messages',
		]);
	});

	test('filters by all fields of a plain event, and by those of Advanced Events', async () => {
		const { updates } = await parseSettings({ updates: ['templateChanges'], advancedUpdates: ['flows', 'other'] });
		expect([...updates].sort()).toEqual([
			'flows',
			'message_template_components_update',
			'message_template_quality_update',
			'message_template_status_update',
			'other',
			'template_category_update',
			'template_correct_category_detection',
		]);
	});

	test('returns the fields to subscribe to', () => {
		expect(fieldsFor(['statuses', 'calls', 'messages', 'other', 'new_field', 7, 'a b'])).toEqual([
			'calls',
			'messages',
			'new_field',
		]);
		expect(fieldsFor(undefined)).toEqual([]);
	});

	test('subscribes to the field that replaces a name of earlier workflows', () => {
		expect(fieldsFor(['user_id_update'])).toEqual(['messages']);
		expect(fieldsFor(['business_username_update'])).toEqual(['business_username_updates']);
		expect(fieldsFor(['messages', 'consumer_profile'])).toEqual(['messages']);
	});

	test('offers no field that Meta does not have', () => {
		const fields = ['user_id_update', 'business_username_update', 'consumer_profile'];
		expect(fields.filter((field) => KNOWN_FIELDS.has(field))).toEqual([]);
	});

	test('subscribes to messages for changes of users and for clicks', () => {
		expect(fieldsFor(['userChanges', 'marketingClicks'])).toEqual(['messages']);
	});

	test('returns the fields that are sent to an override', () => {
		expect([...KNOWN_FIELDS].filter(isSentToOverride).sort()).toEqual([
			'account_settings_update',
			'calls',
			'group_lifecycle_update',
			'group_participants_update',
			'group_settings_update',
			'group_status_update',
			'history',
			'message_echoes',
			'messages',
			'messaging_handovers',
			'smb_app_state_sync',
			'smb_message_echoes',
		]);
	});
});
