import { READ_FIELDS } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/parseEvents';
import {
	KNOWN_FIELDS,
	UPDATES,
	isSentToOverride,
	fieldsFor,
} from '../../../nodes/WhatsAppBusinessCloud/trigger/webhookFields';
import { receiveFields } from '../../../nodes/WhatsAppBusinessCloud/trigger/fields';

describe('Trigger On', () => {
	test('offers exactly the fields that can be read', () => {
		expect([...KNOWN_FIELDS].sort()).toEqual([...READ_FIELDS].sort());
	});

	test("has the names and values of n8n's built-in trigger", () => {
		const names = Object.fromEntries(UPDATES.map(({ value, name }) => [value, name]));
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
		expect(receiveFields.map(({ name }) => name)).toEqual(['updates', 'output', 'filters', 'options']);
		expect(receiveFields[0].default).toEqual(['messages']);
	});

	test('returns the fields to subscribe to', () => {
		expect(fieldsFor(['statuses', 'calls', 'messages', 'other', 'new_field', 7, 'a b'])).toEqual([
			'calls',
			'messages',
			'new_field',
		]);
		expect(fieldsFor(undefined)).toEqual([]);
	});

	test('returns the fields that are sent to an override', () => {
		expect([...KNOWN_FIELDS].filter(isSentToOverride).sort()).toEqual([
			'account_settings_update',
			'calls',
			'consumer_profile',
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
