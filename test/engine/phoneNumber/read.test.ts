import nock from 'nock';
import { metaError } from '../fixtures';
import { GRAPH, PHONE, WABA } from '../harness';
import { mockedNetwork, expectRequest, jsonOf, messageOf, runner } from '../account/support';

mockedNetwork();

const run = runner('phoneNumber');

const SIMPLE =
	'id,display_phone_number,verified_name,name_status,new_display_name,new_name_status,status,quality_rating,code_verification_status,platform_type,throughput,account_mode,is_official_business_account,is_on_biz_app,is_pin_enabled,whatsapp_business_manager_messaging_limit,search_visibility,country_dial_code,last_onboarded_time';

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
const simple = {
	id: PHONE,
	displayPhoneNumber: '+1 631-555-8100',
	displayName: 'Acme Shop',
	displayNameStatus: 'APPROVED',
	newDisplayName: 'Acme Flowers',
	newDisplayNameStatus: 'PENDING_REVIEW',
	status: 'CONNECTED',
	quality: 'GREEN',
	messagingLimit: 'TIER_2K',
	verification: 'VERIFIED',
	platform: 'CLOUD_API',
	throughput: 'STANDARD',
	accountMode: 'LIVE',
	officialBusinessAccount: false,
	onBusinessApp: false,
	twoStepVerification: true,
	searchVisibility: 'VISIBLE',
	countryCallingCode: '1',
	onboardedAt: '2026-03-02T10:11:12.000Z',
};

test('gets a number as flat fields', async () => {
	expectRequest('GET', PHONE, { query: { fields: SIMPLE } }, row);
	const { output } = await run('get', { phoneNumberId: PHONE });
	expect(output).toEqual([{ json: simple, pairedItem: { item: 0 } }]);
});

test('gets the raw response with all fields', async () => {
	const more =
		',quality_score,is_preverified_number,webhook_configuration,conversational_automation,certificate,new_certificate,country_code,eligibility_for_api_business_global_search';
	expectRequest('GET', PHONE, { query: { fields: SIMPLE + more } }, row);
	expect(jsonOf(await run('get', { phoneNumberId: PHONE, simplify: false }))).toEqual([row]);
});

test('leaves out fields that the API version does not have', async () => {
	const unknown = (field: string) =>
		metaError(100, `(#100) Tried accessing nonexisting field (${field}) on node type (WhatsAppBusinessPhoneNumber)`);
	expectRequest('GET', PHONE, { query: { fields: SIMPLE } }, unknown('is_pin_enabled'), 400);
	const without = SIMPLE.replace(',is_pin_enabled', '');
	expectRequest('GET', PHONE, { query: { fields: without } }, unknown('status'), 400);
	expectRequest('GET', PHONE, { query: { fields: without.replace(',status', '') } }, { id: PHONE });
	expect(jsonOf(await run('get', { phoneNumberId: PHONE }))).toEqual([{ id: PHONE }]);
});

test('shows the error for a field that was not requested', async () => {
	expectRequest('GET', PHONE, { query: { fields: SIMPLE } }, metaError(100, '(#100) nonexisting field (other)'), 400);
	expect(messageOf(await run('get', { phoneNumberId: PHONE }))).toContain('Meta rejected a parameter');
});

test('lists the numbers of the account, and of another one', async () => {
	expectRequest('GET', `${WABA}/phone_numbers`, { query: { limit: 50, fields: SIMPLE } }, { data: [row] });
	expect(jsonOf(await run('getAll'))).toEqual([simple]);
	expectRequest('GET', '777/phone_numbers', { query: { limit: 2, fields: SIMPLE } }, { data: [row, row, row] });
	expect(jsonOf(await run('getAll', { account: '777', limit: 2 }))).toEqual([simple, simple]);
});

test.each<[string, unknown, unknown[]]>([
	['an empty page', { data: [] }, []],
	['no list', {}, []],
	['an object as the list', { data: { id: '1' } }, []],
	['entries that are no objects', { data: [null, 'x', { id: 1 }] }, [{ id: '1' }]],
	['missing fields', { data: [{}] }, [{}]],
	[
		'unknown values',
		{
			data: [{ id: '1', status: 'ON_THE_MOON', quality_rating: 'BLUE', throughput: 'FAST', last_onboarded_time: 'x' }],
		},
		[{ id: '1', status: 'ON_THE_MOON', quality: 'BLUE', throughput: 'FAST', onboardedAt: 'x' }],
	],
])('lists numbers from a response with %s', async (_what, response, expected) => {
	expectRequest('GET', `${WABA}/phone_numbers`, { query: { limit: 50, fields: SIMPLE } }, response);
	expect(jsonOf(await run('getAll'))).toEqual(expected);
});

describe('health', () => {
	const query = { fields: 'health_status' };
	const entities = [
		{
			entity_type: 'PHONE_NUMBER',
			id: PHONE,
			can_send_message: 'LIMITED',
			can_receive_call_sip: 'AVAILABLE',
			additional_info: ['Your display name has not been approved yet.'],
		},
		{
			entity_type: 'WABA',
			id: WABA,
			can_send_message: 'BLOCKED',
			errors: [
				{
					error_code: 141006,
					error_description: 'There is an error with the payment method.',
					possible_solution: 'Please add a new payment method to the account.',
				},
			],
		},
		{ entity_type: 'APP', id: '1', can_send_message: 'AVAILABLE' },
		{ entity_type: 'BUSINESS', id: '2', can_send_message: 'BLOCKED' },
	];

	test('lists what keeps a number from sending', async () => {
		expectRequest('GET', PHONE, { query }, { health_status: { can_send_message: 'BLOCKED', entities }, id: PHONE });
		expect(jsonOf(await run('checkHealth', { phoneNumberId: PHONE }))).toEqual([
			{
				id: PHONE,
				canSendMessage: 'BLOCKED',
				canReceiveSipCall: 'AVAILABLE',
				problems: [
					{
						entity: 'PHONE_NUMBER',
						id: PHONE,
						canSendMessage: 'LIMITED',
						canReceiveSipCall: 'AVAILABLE',
						problem: 'Your display name has not been approved yet.',
					},
					{
						entity: 'WABA',
						id: WABA,
						canSendMessage: 'BLOCKED',
						code: 141006,
						problem: 'There is an error with the payment method.',
						solution: 'Please add a new payment method to the account.',
					},
					{ entity: 'BUSINESS', id: '2', canSendMessage: 'BLOCKED' },
				],
			},
		]);
	});

	test.each([
		[{}, { id: PHONE, problems: [] }],
		[{ health_status: 'fine' }, { id: PHONE, problems: [] }],
		[{ health_status: { entities: { id: 1 } } }, { id: PHONE, problems: [] }],
	])('reads %j', async (response, expected) => {
		expectRequest('GET', PHONE, { query }, response);
		expect(jsonOf(await run('checkHealth', { phoneNumberId: PHONE }))).toEqual([expected]);
	});
});

describe('settings', () => {
	const response = {
		calling: { status: 'ENABLED', call_hours: { timezone_id: 'Europe/Berlin' } },
		storage_configuration: { status: 'DEFAULT' },
	};

	test('outputs the settings in camelCase', async () => {
		expectRequest('GET', `${PHONE}/settings`, {}, response);
		expect(jsonOf(await run('getSettings', { phoneNumberId: PHONE }))).toEqual([
			{
				id: PHONE,
				calling: { status: 'ENABLED', callHours: { timezoneId: 'Europe/Berlin' } },
				storageConfiguration: { status: 'DEFAULT' },
			},
		]);
	});

	test('requests the SIP password only when it is wanted', async () => {
		expectRequest('GET', `${PHONE}/settings`, { query: { include_sip_credentials: true } }, response);
		const parameters = { phoneNumberId: PHONE, includeSipPassword: true, simplify: false };
		expect(jsonOf(await run('getSettings', parameters))).toEqual([response]);
	});
});

test.each([
	[10, '(#10) Application does not have permission for this action', 403],
	[200, '(#200) Permissions error', 403],
])('names the missing permission for code %s', async (code, text, status) => {
	nock(GRAPH).get(`/v25.0/${PHONE}`).query(true).reply(status, metaError(code, text));
	const result = await run('get', { phoneNumberId: PHONE });
	expect(messageOf(result)).toBe('The access token is missing the permission whatsapp_business_management');
	expect(result.error.description).toContain('Give the system user whatsapp_business_management');
});
