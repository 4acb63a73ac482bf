import { seed } from '../../../emulator/src';
import { jsonOf, messageOf, withEmulator } from '../account/support';

const { run } = withEmulator();
const { phoneNumberId } = seed;

test('permissions, and calls that do not exist', async () => {
	const user = '+16505551234';
	expect(jsonOf(await run('call', 'getPermission', { phoneNumberId, user }))).toMatchObject([
		{ user, status: 'no_permission', canCall: false, canSendRequest: true },
	]);
	const settings = { phoneNumberId, setting: 'json', settingsJson: '{"calling": {"status": "ENABLED"}}' };
	await run('phoneNumber', 'updateSettings', settings).then(jsonOf);
	const { error } = await run('call', 'connect', { phoneNumberId, user, sdp: 'v=0' });
	expect(error.description).toContain('138006');
	expect(messageOf(await run('call', 'terminate', { phoneNumberId, callId: 'wacid.1' }))).toBeTruthy();
});

test('sign-ups', async () => {
	const texts = {
		signupMessage: 'Get our offers',
		confirmationMessage: 'Your code: {{promo_code}}',
		privacyPolicyUrl: 'https://example.com/privacy',
		additionalFields: { promoCode: 'A1', termsUrl: 'https://www.whatsapp.com/legal/terms' },
	};
	const [{ id }] = jsonOf(await run('signUp', 'create', texts));
	const signUp = String(id);
	await run('signUp', 'update', { signUp, updateFields: { status: 'DISABLED' } }).then(jsonOf);
	const simple = { id, status: 'DISABLED', promoCode: 'A1', signupMessage: 'Get our offers' };
	expect(jsonOf(await run('signUp', 'get', { signUp }))).toMatchObject([simple]);
	expect(jsonOf(await run('signUp', 'getAll'))).toMatchObject([simple]);
});

test('template groups', async () => {
	const [{ id: template }] = jsonOf(await run('template', 'getAll', { limit: 1 }));
	const [{ id }] = jsonOf(await run('templateGroup', 'create', { name: 'Sale', templateIds: String(template) }));
	const group = { templateGroupId: String(id) };
	await run('templateGroup', 'update', { ...group, changesJson: '{"name": "Spring"}' }).then(jsonOf);
	expect(jsonOf(await run('templateGroup', 'getAll'))).toEqual([{ id, name: 'Spring', templateIds: [template] }]);
	await run('templateGroup', 'delete', { ...group, confirm: true }).then(jsonOf);
	expect(jsonOf(await run('templateGroup', 'getAll'))).toEqual([]);
});

test('payment configurations', async () => {
	await run('payment', 'createConfiguration', { name: 'upi', merchantVpa: 'shop@upi' }).then(jsonOf);
	const gateway = { name: 'gateway', provider: 'razorpay' };
	expect(jsonOf(await run('payment', 'createConfiguration', gateway))).toEqual([
		{ name: 'gateway', created: true, connectUrl: expect.any(String), connectUntil: expect.any(String) },
	]);
	const upi = { name: 'upi', provider: 'upi_vpa', status: 'Active', merchantVpa: 'shop@upi' };
	expect(jsonOf(await run('payment', 'getConfigurations'))).toMatchObject([upi, { status: 'Needs_Connecting' }]);
	expect(jsonOf(await run('payment', 'getConfiguration', { configuration: 'upi' }))).toMatchObject([upi]);
	await run('payment', 'deleteConfiguration', { configuration: 'upi', confirm: true }).then(jsonOf);
	expect(jsonOf(await run('payment', 'getConfigurations'))).toMatchObject([{ name: 'gateway' }]);
	const order = { phoneNumberId, configuration: 'gateway', referenceId: 'none' };
	expect((await run('payment', 'get', order)).error.message).toBeTruthy();
});

test('a number that is not used in the app has nothing to synchronize', async () => {
	const { error } = await run('coexistence', 'startHistorySync', { phoneNumberId, confirm: true });
	expect(error.description).toContain('not used in the WhatsApp Business app');
});
