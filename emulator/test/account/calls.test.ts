import { seed } from '../../src';
import { client, sendMessage } from '../helpers';
import { call, emulator, get, post, receiver, rejectionText, startForEach } from './requests';

startForEach();

type Json = Record<string, unknown>;
const { phoneNumberId: phone } = seed;
const user = '16505550001';
const whatsapp = { messaging_product: 'whatsapp' };
const path = `/${phone}/calls`;
const permissions = `/${phone}/call_permissions?user_wa_id=${user}`;
const offer = { sdp_type: 'offer', sdp: 'v=0' };
const answer = { sdp_type: 'answer', sdp: 'v=0' };
const connect = { ...whatsapp, to: user, action: 'connect', session: offer };
const success = { ...whatsapp, success: true };

const ask = async (): Promise<number> => {
	const interactive = { type: 'call_permission_request', action: { name: 'call_permission_request' } };
	const { status, data } = await sendMessage(emulator, { type: 'interactive', interactive });
	return status === 200 ? 200 : data.error!.code;
};

async function allow(permanent = false): Promise<void> {
	emulator.settings({ statusDelayMs: 3_600_000 });
	expect(await ask()).toBe(200);
	emulator.customer(user).act({ action: 'callPermission', accept: true, permanent });
	await receiver.until(1);
	receiver.events.length = 0;
	emulator.settings({ statusDelayMs: 1 });
}

/** Webhooks that are sent at the same time arrive in any order. */
const byName = (list: Json[]): Json[] =>
	[...list].sort((a, b) => String(a.status ?? a.event).localeCompare(String(b.status ?? b.event)));

/** The first `count` webhooks of calls: what each says about the call. */
async function callWebhooks(count: number): Promise<Json[]> {
	const events = await receiver.until(count);
	return events.slice(0, count).map(({ payload }) => {
		const { field, value } = payload.entry[0].changes[0] as unknown as { field: string; value: Json };
		expect(field).toBe('calls');
		const [one] = (value.calls ?? value.statuses) as Json[];
		return { ...one, ...(value.errors ? { errors: value.errors } : {}) };
	});
}

const idOf = (response: unknown): string => (response as { calls: Array<{ id: string }> }).calls[0].id;
const forward = async (hours: number): Promise<unknown> =>
	await fetch(`${emulator.url}/_emulator/phone/clock`, {
		method: 'POST',
		body: JSON.stringify({ forwardMs: hours * 3600_000 }),
	});

beforeEach(async () => {
	expect(await post(`/${phone}/settings`, { calling: { status: 'ENABLED' } })).toEqual({ success: true });
	await receiver.until(1);
	receiver.events.length = 0;
});

it('needs calling to be enabled', async () => {
	await post(`/${phone}/settings`, { calling: { status: 'DISABLED' } });
	expect(await post(path, connect)).toBe(138000);
	expect(() => emulator.customer(user).act({ action: 'call' })).toThrow('calling is not enabled');
});

describe('permission', () => {
	it('is asked for at most once a day and twice a week, unless there was a call', async () => {
		expect(await get(permissions)).toEqual({
			...whatsapp,
			permission: { status: 'no_permission' },
			actions: [
				{
					action_name: 'send_call_permission_request',
					can_perform_action: true,
					limits: [
						{ time_period: 'PT24H', max_allowed: 1, current_usage: 0 },
						{ time_period: 'P7D', max_allowed: 2, current_usage: 0 },
					],
				},
				{
					action_name: 'start_call',
					can_perform_action: false,
					limits: [{ time_period: 'PT24H', max_allowed: 100, current_usage: 0 }],
				},
			],
		});
		expect(await ask()).toBe(200);
		expect(await ask()).toBe(138009);
		expect(await get(permissions)).toMatchObject({
			actions: [
				{ can_perform_action: false, limits: [{ limit_expiration_time: expect.any(Number) as number }, {}] },
				{},
			],
		});
		await forward(25);
		// Meanwhile the customer service window has closed, which only shows in a status.
		expect(await ask()).toBe(200);
		await forward(25);
		expect(await ask()).toBe(138009);
	});

	it('holds for a week, or for ever', async () => {
		await allow();
		expect(await get(permissions)).toMatchObject({
			permission: { status: 'temporary', expiration_time: expect.any(Number) as number },
		});
		await forward(7 * 24 + 1);
		expect(await get(permissions)).toMatchObject({ permission: { status: 'no_permission' } });
		await allow(true);
		expect(await get(permissions)).toMatchObject({ permission: { status: 'permanent' } });
		expect(await get(`/${phone}/call_permissions?recipient=US.${user}0001`)).toMatchObject({
			permission: { status: 'permanent' },
		});
		expect(await ask()).toBe(138017);
		expect(await get(`/${phone}/call_permissions`)).toBe(100);
		expect(await call('get', permissions, undefined, seed.withoutMessagingToken)).toBe(10);
	});
});

describe('a call of the business', () => {
	it('rings, is answered, and ends with a recording and a transcript', async () => {
		await allow();
		const artifact = { status: 'ENABLED', purpose: 'Training', announcement_language: 'en' };
		const body = { ...connect, biz_opaque_callback_data: 'order 1', recording: artifact, transcription: artifact };
		const id = idOf(await post(path, body));
		expect(byName(await callWebhooks(3))).toMatchObject([
			{ id, type: 'call', status: 'ACCEPTED' },
			{ id, event: 'connect', direction: 'BUSINESS_INITIATED', to: user, session: { sdp_type: 'answer' } },
			{ id, type: 'call', status: 'RINGING', recipient_id: user, biz_opaque_callback_data: 'order 1' },
		]);
		expect(await post(path, connect)).toBe(138003);
		await forward(1);
		expect(await post(path, { ...whatsapp, call_id: id, action: 'terminate' })).toEqual(success);
		const [recording, transcript, ended] = byName((await callWebhooks(6)).slice(3));
		expect(ended).toMatchObject({ id, event: 'terminate', status: 'COMPLETED', biz_opaque_callback_data: 'order 1' });
		expect(Number(ended.duration)).toBeGreaterThanOrEqual(3600);
		const { audio } = recording.call_recording as { audio: { id: string } };
		expect(recording).toMatchObject({
			event: 'call_recording_available',
			call_recording: { type: 'audio', audio: { mime_type: 'audio/ogg; codecs=opus' } },
		});
		expect(await get(`/${audio.id}`)).toMatchObject({ file_size: 2000 });
		expect(transcript).toMatchObject({
			event: 'call_transcription_available',
			call_transcript: { document: { mime_type: 'application/json' } },
		});
		expect(await post(path, { ...whatsapp, call_id: id, action: 'terminate' })).toBe(131009);
		// A connected call resets the limits on requests.
		expect(await get(permissions)).toMatchObject({
			actions: [{ limits: [{ current_usage: 0 }, { current_usage: 0 }] }, { limits: [{ current_usage: 1 }] }],
		});
	});

	it('needs permission, which ends after four calls without an answer', async () => {
		expect(await post(path, connect)).toBe(138006);
		await allow();
		const url = `${emulator.url}/_emulator/phone`;
		const state = (await (await fetch(`${url}/state`)).json()) as { customers: Array<{ id: string }> };
		await fetch(`${url}/customers/${state.customers[0].id}`, {
			method: 'POST',
			body: JSON.stringify({ condition: 'offline' }),
		});
		for (let attempt = 1; attempt <= 4; attempt += 1) {
			const id = idOf(await post(path, connect));
			const [ended] = byName((await callWebhooks(2 * attempt)).slice(-2));
			expect(ended).toMatchObject({ id, event: 'terminate', status: 'FAILED', errors: [{ code: 138019 }] });
			expect(ended).not.toHaveProperty('start_time');
		}
		expect(await post(path, connect)).toBe(138006);
	});

	it('is rejected as Meta does', async () => {
		expect(await rejectionText('post', path, { ...connect, session: answer })).toBe(
			"(#100) Param session['sdp_type'] must be one of {offer}.",
		);
		const recording = { status: 'ENABLED', purpose: 'a', announcement_language: 'xx' };
		expect(await rejectionText('post', path, { ...connect, recording })).toBe(
			"(#100) Param recording['announcement_language'] is not a supported language.",
		);
		expect(
			await rejectionText('post', path, { ...connect, recording: { ...recording, purpose: 'x'.repeat(251) } }),
		).toContain("recording['purpose'] must be at most 250");
		expect(await rejectionText('post', path, { ...connect, action: 'hold' })).toContain('Param action must be one of');
		expect(await post(path, { ...whatsapp, call_id: 'wacid.1', action: 'terminate' })).toBe(131009);
		expect(await post(`/${seed.unregisteredPhoneNumberId}/calls`, connect)).toBe(133010);
	});
});

describe('a call of a user', () => {
	it('is accepted by the business, and ended by the user', async () => {
		const id = emulator.customer(user).act({ action: 'call', payload: 'menu' });
		expect(await callWebhooks(1)).toMatchObject([
			{
				...{ id, event: 'connect', direction: 'USER_INITIATED', from: user, to: '16315558100' },
				...{ session: { sdp_type: 'offer' }, cta_payload: 'menu' },
			},
		]);
		const take = { ...whatsapp, call_id: id, session: answer };
		expect(await post(path, { ...take, action: 'pre_accept' })).toEqual(success);
		expect(await post(path, { ...take, action: 'accept' })).toEqual(success);
		expect(await post(path, { ...take, action: 'accept' })).toBe(138003);
		expect(await post(path, { ...whatsapp, call_id: id, action: 'reject' })).toBe(131009);
		await forward(1);
		expect(emulator.customer(user).act({ action: 'hangUp' })).toBe(id);
		const [, ended] = await callWebhooks(2);
		expect(ended).toMatchObject({
			id,
			event: 'terminate',
			status: 'COMPLETED',
			duration: expect.any(Number) as number,
		});
		expect(ended.duration).toBe(Number(ended.end_time) - Number(ended.start_time));
		// The test itself takes a moment.
		expect(Math.floor(Number(ended.duration) / 60)).toBe(60);
		expect(() => emulator.customer(user).act({ action: 'hangUp' })).toThrow('is in no call');
	});

	it('is rejected', async () => {
		const id = emulator.customer(user).act({ action: 'call' });
		await callWebhooks(1);
		expect((await client(emulator).post(path, { ...whatsapp, call_id: id, action: 'reject' })).data).toEqual(success);
		const [, ended] = await callWebhooks(2);
		expect(ended).toMatchObject({ id, event: 'terminate', status: 'COMPLETED' });
		expect(ended).not.toHaveProperty('duration');
	});
});
