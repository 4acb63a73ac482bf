import { seed, type Emulator } from '../src';
import { client, closeAll, problem, receiverForEach, started, type GraphResponse } from './helpers';
import type { Receiver } from './receiver';

let receiver: Receiver;
let url: string;
receiverForEach((one, address) => {
	receiver = one;
	url = address;
});
afterEach(closeAll);

const post = async (emulator: Emulator, path: string, body: object = {}, token?: string) =>
	await client(emulator, token).post<GraphResponse>(path, body);
const { phoneNumberId: phone } = seed;
const withWebhook = async (): Promise<Emulator> => await started({ webhook: { url }, statusDelayMs: 1 });
const changes = () => receiver.events.flatMap(({ payload }) => payload.entry.flatMap((entry) => entry.changes));
const newNumber = { cc: '49', phone_number: '30 1234567', verified_name: 'Acme Flowers' };

describe('adding', () => {
	it('adds a number that is neither verified nor registered', async () => {
		const emulator = await started();
		const { data } = await post(emulator, `/${seed.wabaId}/phone_numbers`, newNumber);
		const fields = 'status,code_verification_status,is_pin_enabled,display_phone_number';
		expect((await client(emulator).get(`/${String(data.id)}`, { params: { fields } })).data).toEqual({
			id: data.id,
			status: 'PENDING',
			code_verification_status: 'NOT_VERIFIED',
			is_pin_enabled: false,
			display_phone_number: '+49 301234567',
		});
	});

	it.each([
		['no country code', { cc: undefined }, 100, undefined],
		['no display name', { verified_name: '' }, 100, undefined],
		['a number that is too long', { phone_number: '1'.repeat(15) }, 100, undefined],
		['a number of the account', { cc: '1', phone_number: '6315558100' }, 100, 2388012],
		['a number of another account', { cc: '1', phone_number: '2025550100' }, 100, 2388001],
	])('rejects %s', async (_what, body, code, subcode) => {
		const response = await post(await started(), `/${seed.wabaId}/phone_numbers`, { ...newNumber, ...body });
		expect(problem(response)).toMatchObject({ status: 400, code, ...(subcode && { subcode }) });
	});

	it('needs the management permission', async () => {
		const response = await post(
			await started(),
			`/${seed.wabaId}/phone_numbers`,
			newNumber,
			seed.withoutManagementToken,
		);
		expect(problem(response).code).toBe(200);
	});
});

it('checks the order of code, verification and registration', async () => {
	const emulator = await withWebhook();
	const id = seed.unregisteredPhoneNumberId;
	const pin = { messaging_product: 'whatsapp', pin: '123456' };
	expect(problem(await post(emulator, `/${id}/register`, pin)).code).toBe(133006);
	expect(problem(await post(emulator, `/${id}/verify_code`, { code: '000000' })).code).toBe(136025);
	expect(problem(await post(emulator, `/${id}/request_code`, { code_method: 'FAX', language: 'en' })).code).toBe(100);
	await post(emulator, `/${id}/request_code`, { code_method: 'SMS', language: 'en_US' });
	const numbers = (
		await client(emulator, '', '_emulator').get<Array<{ id: string; verificationCode: string }>>('/numbers')
	).data;
	const code = numbers.find((one) => one.id === id)!.verificationCode;
	expect((await post(emulator, `/${id}/verify_code`, { code })).data).toEqual({ success: true });
	expect(problem(await post(emulator, `/${id}/register`, { ...pin, pin: '12' })).code).toBe(100);
	expect((await post(emulator, `/${id}/register`, pin)).data).toEqual({ success: true });
	expect(problem(await post(emulator, `/${id}/register`, { ...pin, pin: '654321' })).code).toBe(133005);
	expect(problem(await post(emulator, `/${id}/request_code`, { code_method: 'SMS', language: 'en' })).code).toBe(
		136024,
	);
	await receiver.until(1);
	expect(changes()).toEqual([
		{ field: 'phone_number_quality_update', value: expect.objectContaining({ event: 'ONBOARDING' }) },
	]);
});

it('allows 10 registrations in 72 hours', async () => {
	const emulator = await started();
	const register = async () =>
		await post(emulator, `/${phone}/register`, { messaging_product: 'whatsapp', pin: '204518' });
	for (let call = 1; call <= 10; call += 1) expect((await register()).status).toBe(200);
	expect(problem(await register()).code).toBe(133016);
});

it('keeps the PIN of a deregistered number, and refuses numbers of the Business app', async () => {
	const emulator = await started();
	expect((await post(emulator, `/${phone}/deregister`)).data).toEqual({ success: true });
	expect(problem(await post(emulator, `/${phone}/deregister`)).code).toBe(133010);
	const register = { messaging_product: 'whatsapp', pin: '111111' };
	expect(problem(await post(emulator, `/${phone}/register`, register)).code).toBe(133005);
	expect(problem(await post(emulator, `/${seed.coexistencePhoneNumberId}/deregister`)).status).toBe(400);
});

it.each([
	['Acme Flowers', 'APPROVED', null],
	['WhatsApp Flowers', 'REJECTED', 'NAME_FORMAT_UNACCEPTABLE'],
])('decides on the display name %s', async (name, decision, rejection_reason) => {
	const emulator = await withWebhook();
	expect((await post(emulator, `/${phone}?new_display_name=${encodeURIComponent(name)}`)).data).toEqual({
		success: true,
	});
	await receiver.until(1);
	expect(changes()).toEqual([
		{
			field: 'phone_number_name_update',
			value: {
				display_phone_number: '16315558100',
				decision,
				requested_verified_name: name,
				rejection_reason,
			},
		},
	]);
	await post(emulator, `/${phone}/register`, { messaging_product: 'whatsapp', pin: '204518' });
	const { data } = await client(emulator).get<GraphResponse>(`/${phone}?fields=verified_name`);
	expect(data.verified_name).toBe(decision === 'APPROVED' ? name : 'Acme Shop');
});

it('changes the PIN, and reports it', async () => {
	const emulator = await withWebhook();
	expect(problem(await post(emulator, `/${phone}`, { pin: 'abc' })).code).toBe(100);
	await post(emulator, `/${phone}`, { pin: '111111' });
	await receiver.until(1);
	expect(changes()).toEqual([
		{ field: 'security', value: { display_phone_number: '16315558100', event: 'PIN_CHANGED' } },
	]);
	const register = { messaging_product: 'whatsapp', pin: '111111' };
	expect((await post(emulator, `/${phone}/register`, register)).status).toBe(200);
});

describe('settings', () => {
	it('stores one feature per request, and reports changes of calling', async () => {
		const emulator = await withWebhook();
		await post(emulator, `/${phone}/settings`, { calling: { status: 'ENABLED' } });
		await receiver.until(1);
		expect(changes()).toEqual([
			{
				field: 'account_settings_update',
				value: {
					messaging_product: 'whatsapp',
					timestamp: expect.any(String),
					type: 'phone_number_settings',
					phone_number_settings: {
						phone_number_id: phone,
						calling: {
							status: 'ENABLED',
							call_icon_visibility: 'DEFAULT',
							callback_permission_status: 'DISABLED',
						},
					},
				},
			},
		]);
		const { data } = await client(emulator).get(`/${phone}/settings?fields=calling`);
		expect(data).toMatchObject({ calling: { status: 'ENABLED' } });
	});

	it('shows the SIP password only on request', async () => {
		const emulator = await started();
		const sip = { status: 'ENABLED', servers: [{ hostname: 'sip.example.com' }] };
		await post(emulator, `/${phone}/settings`, { calling: { sip } });
		const read = async (query: string) =>
			JSON.stringify((await client(emulator).get(`/${phone}/settings${query}`)).data);
		expect(await read('')).not.toContain('sip_user_password');
		expect(await read('?include_sip_credentials=true')).toContain('sip_user_password');
	});

	const hours = (more: object) => ({
		calling: { call_hours: { status: 'ENABLED', timezone_id: 'Europe/Berlin', ...more } },
	});
	const day = (open_time: string, close_time: string) => ({ day_of_week: 'MONDAY', open_time, close_time });

	it.each<[string, object]>([
		['two features', { calling: {}, storage_configuration: { status: 'DEFAULT' } }],
		['no feature', {}],
		['a lower-case status', { calling: { status: 'enabled' } }],
		['hours that overlap', hours({ weekly_operating_hours: [day('0900', '1200'), day('1100', '1300')] })],
		['hours that end before they start', hours({ weekly_operating_hours: [day('1200', '0900')] })],
		[
			'21 holidays',
			hours({ holiday_schedule: Array(21).fill({ date: '2026-12-24', start_time: '0000', end_time: '0100' }) }),
		],
		['two SIP servers', { calling: { sip: { servers: [{ hostname: 'a' }, { hostname: 'b' }] } } }],
		['a voicemail without an announcement', { calling: { voicemail: { status: 'ENABLED', triggers: ['REJECT'] } } }],
		['an identity check that is text', { user_identity_change: { enable_identity_key_check: 'yes' } }],
		['storage in no region', { storage_configuration: { status: 'IN_COUNTRY_STORAGE_ENABLED' } }],
	])('rejects %s', async (_what, body) => {
		expect(problem(await post(await started(), `/${phone}/settings`, body)).code).toBe(100);
	});
});
