import { seed } from '../../../emulator/src';
import { jsonOf, messageOf, withEmulator } from '../account/support';

const { emulator, run, use } = withEmulator();

interface NumberReport {
	id: string;
	verificationCode?: string;
	pin?: string;
	requestedName?: { status: string };
}

const report = async (id: string): Promise<NumberReport> => {
	const response = await fetch(`${emulator().url}/_emulator/numbers`);
	return ((await response.json()) as NumberReport[]).find((one) => one.id === id)!;
};

const number = { number: '+49 30 1234567', displayName: 'Acme Flowers' };

test('adds, verifies and registers a number, and sends from it', async () => {
	const [{ id }] = jsonOf(await run('phoneNumber', 'add', number));
	const phoneNumberId = String(id);
	const pin = '111222';
	expect(messageOf(await run('phoneNumber', 'register', { phoneNumberId, pin }))).toBe(
		'The phone number must be verified again',
	);
	expect(jsonOf(await run('phoneNumber', 'requestCode', { phoneNumberId }))).toEqual([
		{ id, codeSent: true, codeMethod: 'SMS' },
	]);
	expect(messageOf(await run('phoneNumber', 'verifyCode', { phoneNumberId, code: '000000' }))).toContain('code');
	const { verificationCode } = await report(phoneNumberId);
	await run('phoneNumber', 'verifyCode', { phoneNumberId, code: verificationCode! }).then(jsonOf);
	await run('phoneNumber', 'register', { phoneNumberId, pin }).then(jsonOf);
	const [registered] = jsonOf(await run('phoneNumber', 'get', { phoneNumberId }));
	expect(registered).toMatchObject({
		id,
		displayPhoneNumber: '+49 301234567',
		displayName: 'Acme Flowers',
		status: 'CONNECTED',
		verification: 'VERIFIED',
		platform: 'CLOUD_API',
	});
	const text = { phoneNumberId, recipientPhoneNumber: '+16505550001', messageType: 'text', textBody: 'Hello' };
	expect(jsonOf(await run('message', 'send', text))).toMatchObject([{ status: 'accepted' }]);
	expect(messageOf(await run('phoneNumber', 'requestCode', { phoneNumberId }))).toContain('request code');
});

test('adds a number once when the response is lost', async () => {
	emulator().addFault({ kind: 'cutAfterAcceptance', match: { method: 'POST', path: '/phone_numbers' } });
	const [{ id }] = jsonOf(await run('phoneNumber', 'add', number));
	const [row] = jsonOf(await run('phoneNumber', 'get', { phoneNumberId: String(id) }));
	expect(row.displayName).toBe('Acme Flowers');
	expect(emulator().requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
	expect(messageOf(await run('phoneNumber', 'add', number))).toBe('The phone number is in your list already');
});

test('does not register twice when the response is lost', async () => {
	emulator().addFault({ kind: 'cutAfterAcceptance', match: { method: 'POST', path: '/register' } });
	const result = await run('phoneNumber', 'register', { phoneNumberId: seed.phoneNumberId, pin: '204518' });
	expect(messageOf(result)).toBe('Meta may or may not have carried out the request');
	expect(result.error.description).toContain('read the state with an operation such as Get');
	expect(emulator().requests).toHaveLength(1);
});

test('explains what Meta rejects', async () => {
	const phoneNumberId = seed.phoneNumberId;
	const register = async () => messageOf(await run('phoneNumber', 'register', { phoneNumberId, pin: '999999' }));
	expect(await register()).toBe('The PIN for two-step verification is wrong');
	for (let call = 2; call <= 10; call += 1) await register();
	expect(await register()).toBe('The number was registered or deregistered more than 10 times in 72 hours');
	const coexistence = { phoneNumberId: seed.coexistencePhoneNumberId, confirm: true };
	expect((await run('phoneNumber', 'deregister', coexistence)).error.description).toContain('WhatsApp Business app');
});

test('deregisters a number', async () => {
	const phoneNumberId = seed.secondPhoneNumberId;
	await run('phoneNumber', 'deregister', { phoneNumberId, confirm: true }).then(jsonOf);
	expect(jsonOf(await run('phoneNumber', 'get', { phoneNumberId }))).toMatchObject([{ status: 'DISCONNECTED' }]);
	expect(jsonOf(await run('phoneNumber', 'checkHealth', { phoneNumberId }))).toMatchObject([
		{ canSendMessage: 'BLOCKED', problems: [{ entity: 'PHONE_NUMBER' }] },
	]);
});

test('stores settings, and a voicemail announcement', async () => {
	const phoneNumberId = seed.phoneNumberId;
	const set = async (parameters: object) =>
		jsonOf(await run('phoneNumber', 'updateSettings', { phoneNumberId, ...parameters }));
	await set({ setting: 'calls', callSettings: { allow: true } });
	await set({
		setting: 'callHours',
		timeZone: 'Europe/Berlin',
		openingHours: { hour: [{ day: 'FRIDAY', from: '09:00', to: '12:00' }] },
	});
	await set({ setting: 'holidays', holidays: { holiday: [{ date: '2026-12-24', from: '10:00', to: '11:00' }] } });
	await set({ setting: 'sip', sipServers: { server: [{ host: 'sip.example.com' }] } });
	expect(jsonOf(await run('phoneNumber', 'getSettings', { phoneNumberId }))).toEqual([
		{
			id: phoneNumberId,
			calling: {
				status: 'ENABLED',
				callIconVisibility: 'DEFAULT',
				callbackPermissionStatus: 'DISABLED',
				callHours: {
					status: 'ENABLED',
					timezoneId: 'Europe/Berlin',
					weeklyOperatingHours: [{ dayOfWeek: 'FRIDAY', openTime: '0900', closeTime: '1200' }],
					holidaySchedule: [{ date: '2026-12-24', startTime: '1000', endTime: '1100' }],
				},
				sip: { status: 'ENABLED', servers: [{ hostname: 'sip.example.com', port: 5061 }] },
			},
			storageConfiguration: { status: 'DEFAULT' },
		},
	]);
});

test('names the missing permission', async () => {
	use(seed.withoutManagementToken);
	expect(messageOf(await run('phoneNumber', 'getAll'))).toBe(
		'The access token is missing the permission whatsapp_business_management',
	);
});
