import type { IDataObject, INodeParameters } from 'n8n-workflow';
import nock from 'nock';
import { GRAPH, PHONE, runNode, WABA } from '../harness';

const success = { success: true };
const row = {
	id: PHONE,
	display_phone_number: '+1 631-555-8100',
	verified_name: 'Acme Shop',
	name_status: 'APPROVED',
	new_display_name: 'Acme Flowers',
	new_name_status: 'PENDING_REVIEW',
	status: 'CONNECTED',
	quality_rating: 'GREEN',
	code_verification_status: 'VERIFIED',
	platform_type: 'CLOUD_API',
	throughput: { level: 'STANDARD' },
	account_mode: 'LIVE',
	is_official_business_account: false,
	is_on_biz_app: false,
	is_pin_enabled: true,
	whatsapp_business_manager_messaging_limit: 'TIER_2K',
	search_visibility: 'VISIBLE',
	country_dial_code: '1',
	last_onboarded_time: '2026-03-02T10:11:12+0000',
};
const health = {
	health_status: {
		can_send_message: 'BLOCKED',
		can_receive_call_sip: 'AVAILABLE',
		entities: [
			{
				entity_type: 'WABA',
				id: WABA,
				can_send_message: 'BLOCKED',
				can_receive_call_sip: 'AVAILABLE',
				errors: [{ error_code: 141006, error_description: 'No payment method.', possible_solution: 'Add one.' }],
			},
		],
	},
};
const settings = {
	calling: {
		status: 'ENABLED',
		call_icon_visibility: 'DEFAULT',
		callback_permission_status: 'ENABLED',
		call_hours: {
			status: 'ENABLED',
			timezone_id: 'Europe/Berlin',
			weekly_operating_hours: [{ day_of_week: 'MONDAY', open_time: '0900', close_time: '1700' }],
			holiday_schedule: [{ date: '2026-12-24', start_time: '1000', end_time: '1400' }],
		},
		sip: { status: 'ENABLED', servers: [{ hostname: 'sip.example.com', port: 5061 }] },
	},
	user_identity_change: { enable_identity_key_check: true },
	storage_configuration: { status: 'DEFAULT', data_localization_region: 'DE', retention_minutes: 60 },
};

/** Runs an operation whose only request gets this response. */
const once =
	(method: 'GET' | 'POST', path: string, response: unknown, operation: string, parameters: INodeParameters = {}) =>
	async (): Promise<IDataObject[]> => {
		nock(GRAPH)
			.intercept(`/v25.0/${path}`, method)
			.query(true)
			.reply(200, response as nock.Body);
		const { output } = await runNode({
			parameters: { resource: 'phoneNumber', operation, phoneNumberId: PHONE, ...parameters },
		});
		return (output ?? []).map(({ json }) => json);
	};
const change = (edge: string, operation: string, parameters: INodeParameters) =>
	once('POST', PHONE + edge, success, operation, parameters);

/** Runs the operations of Phone Number for the schema test. */
export const phoneNumberSchemaRuns: Record<string, () => Promise<IDataObject[]>> = {
	'phoneNumber/get': once('GET', PHONE, row, 'get'),
	'phoneNumber/getAll': once('GET', `${WABA}/phone_numbers`, { data: [row] }, 'getAll'),
	'phoneNumber/checkHealth': once('GET', PHONE, health, 'checkHealth'),
	'phoneNumber/getSettings': once('GET', `${PHONE}/settings`, settings, 'getSettings'),
	'phoneNumber/add': once('POST', `${WABA}/phone_numbers`, { id: '5' }, 'add', {
		number: '+49301234567',
		displayName: 'Acme',
	}),
	'phoneNumber/requestCode': change('/request_code', 'requestCode', {}),
	'phoneNumber/verifyCode': change('/verify_code', 'verifyCode', { code: '123456' }),
	'phoneNumber/register': change('/register', 'register', { pin: '123456' }),
	'phoneNumber/deregister': change('/deregister', 'deregister', { confirm: true }),
	'phoneNumber/setPin': change('', 'setPin', { pin: '123456' }),
	'phoneNumber/requestDisplayName': change('', 'requestDisplayName', { displayName: 'Acme' }),
	'phoneNumber/updateSettings': change('/settings', 'updateSettings', { setting: 'identityCheck' }),
};
