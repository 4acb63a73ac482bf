import type { IWebhookFunctions } from 'n8n-workflow';
import { filterByScope, filterEvents } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/filterEvents';
import { parseSettings } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/triggerSettings';
import { registeredScope } from '../../../nodes/WhatsAppBusinessCloud/trigger/lifecycle/registrationState';
import { read, type Json } from './payloads';
import { BUSINESS } from './documentedPayloads';

describe('the phone number of an event', () => {
	const settings = {
		type: 'phone_number_settings',
		timestamp: '1749416383',
		phone_number_settings: { phone_number_id: '222', calling: { status: 'ENABLED' } },
	};
	const alert = (entity_type: string): Json => ({
		entity_type,
		entity_id: '222',
		alert_info: { alert_type: 'OBA_APPROVED' },
	});

	test.each<[string, Json, boolean]>([
		['account_settings_update', { messaging_product: 'whatsapp', ...settings }, false],
		['account_alerts', alert('PHONE_NUMBER'), false],
		['account_alerts', alert('BUSINESS'), true],
	])('filters out %s of another number (%#)', async (field, value, passes) => {
		const [event] = read({ field, value });
		expect(event.json.phoneNumberId).toBe(passes ? undefined : '222');
		const filtered = async (phoneNumberIds: string): Promise<boolean> =>
			filterEvents([event], await parseSettings({ updates: [field], filters: { phoneNumberIds } }), 0).kept.length ===
			1;
		expect([await filtered('111'), await filtered('222')]).toEqual([passes, true]);
	});

	test('filters out account_settings_update of another number for a trigger on one number', () => {
		const staticData = { subscription: { listenOn: 'phoneNumber', phoneNumberId: '111' } };
		const scope = registeredScope({ getWorkflowStaticData: () => staticData } as unknown as IWebhookFunctions);
		const events = read(
			...['222', '111'].map((id) => ({
				field: 'account_settings_update',
				value: { ...settings, phone_number_settings: { phone_number_id: id } },
			})),
		);
		expect(filterByScope(events, scope)).toEqual({ kept: [events[1]], discarded: [events[0]] });
	});

	test('outputs the number of account_update in the same field as other events', () => {
		expect(
			read({ field: 'account_update', value: { event: 'ACCOUNT_RESTRICTION', phone_number: BUSINESS } })[0].json,
		).toMatchObject({ event: 'ACCOUNT_RESTRICTION', displayPhoneNumber: BUSINESS, phoneNumber: BUSINESS });
	});

	test('outputs partner_solutions as an event of a business, not of an account', () => {
		const { json } = read({ field: 'partner_solutions', value: { event: 'SOLUTION_CREATED' } })[0];
		expect([json.businessId, json.wabaId]).toEqual(['102290129340398', undefined]);
	});
});
