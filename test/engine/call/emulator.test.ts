import { seed } from '../../../emulator/src';
import { localServer, type LocalServer } from '../localServer';
import { eventually, jsonOf, messageOf, withEmulator } from '../account/support';

const { run, emulator } = withEmulator();
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

/** Reads after other work of the process, such as a webhook. */
const later =
	<T>(read: () => T) =>
	async (): Promise<T> => {
		await new Promise((resolve) => setImmediate(resolve));
		return read();
	};

describe('calls', () => {
	const user = '+16505551234';
	const customer = () => emulator().customer('16505551234');
	const enable = async (): Promise<void> => {
		const settings = { phoneNumberId, setting: 'json', settingsJson: '{"calling": {"status": "ENABLED"}}' };
		await run('phoneNumber', 'updateSettings', settings).then(jsonOf);
	};
	const state = (): string[] =>
		emulator()
			.webhooks.map(({ body }) => JSON.stringify(body))
			.flatMap((body) => /"event":"(\w+)"/.exec(body)?.[1] ?? []);
	/** The media ID that a webhook has. */
	const fileOf = async (event: string): Promise<string> => {
		const find = (): string | undefined =>
			emulator()
				.webhooks.map(({ body }) => JSON.stringify(body))
				.find((body) => body.includes(event));
		const body = await eventually(later(find), (found) => found !== undefined);
		return /"(?:audio|document)":\{"id":"(\d+)"/.exec(body ?? '')![1];
	};
	beforeEach(async () => {
		const receiver = await localServer((_request, response) => void response.end());
		servers.push(receiver);
		await emulator().subscribe({ url: receiver.url });
		await enable();
	});
	afterEach(async () => await Promise.all(servers.splice(0).map(async (one) => await one.close())));
	const servers: LocalServer[] = [];

	test('to a user who allowed them are connected, recorded, written down and ended', async () => {
		const message = { phoneNumberId, recipientPhoneNumber: user, messageType: 'call_permission_request' };
		await run('message', 'send', message).then(jsonOf);
		customer().act({ action: 'callPermission', accept: true });
		expect(jsonOf(await run('call', 'getPermission', { phoneNumberId, user }))).toMatchObject([
			{ user, status: 'temporary', canCall: true, canSendRequest: false },
		]);
		const additionalFields = { record: true, transcribe: true, purpose: 'Training' };
		const [{ callId }] = jsonOf(await run('call', 'connect', { phoneNumberId, user, sdp: 'v=0', additionalFields }));
		await eventually(later(state), (events) => events.includes('connect'));
		expect(jsonOf(await run('call', 'terminate', { phoneNumberId, callId: String(callId) }))).toMatchObject([
			{ callId, action: 'terminate' },
		]);
		const recording = await fileOf('call_recording_available');
		const { output } = await run('call', 'downloadRecording', { mediaId: recording });
		expect(output).toMatchObject([{ json: { id: recording, file_size: 2000 }, binary: { data: {} } }]);
		const transcript = await fileOf('call_transcription_available');
		expect(jsonOf(await run('call', 'getTranscript', { mediaId: transcript }))).toMatchObject([
			{ mediaId: transcript, segments: expect.any(Array) },
		]);
	});

	test('of a user are prepared, accepted and ended, or rejected', async () => {
		const callId = customer().act({ action: 'call' });
		const answer = { phoneNumberId, callId, sdp: 'v=0' };
		expect(jsonOf(await run('call', 'accept', { ...answer, prepareOnly: true }))).toMatchObject([
			{ callId, action: 'pre_accept' },
		]);
		expect(jsonOf(await run('call', 'accept', answer))).toMatchObject([{ callId, action: 'accept' }]);
		const { error } = await run('call', 'accept', answer);
		expect(error.description).toContain('138003');
		customer().act({ action: 'hangUp' });
		const second = customer().act({ action: 'call' });
		expect(jsonOf(await run('call', 'reject', { phoneNumberId, callId: second }))).toMatchObject([
			{ callId: second, action: 'reject' },
		]);
	});
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
	const [{ id }] = jsonOf(
		await run('templateGroup', 'create', {
			name: 'Sale',
			templates: { template: [{ templateId: String(template) }] },
		}),
	);
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
