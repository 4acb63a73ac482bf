import { seed } from '../../src';
import { sendMessage } from '../helpers';
import { call, emulator, get, post, receiver, startForEach } from './requests';

startForEach();

const { phoneNumberId: phone, wabaId } = seed;
const user = '16505550001';
const whatsapp = { messaging_product: 'whatsapp' };
const permissions = `/${phone}/call_permissions?user_wa_id=${user}`;
const connect = { ...whatsapp, to: user, action: 'connect', session: { sdp_type: 'offer', sdp: 'v=0' } };
const template = { name: 'may_we_call', language: { code: 'en_US' } };

const codeOf = async (body: Record<string, unknown>): Promise<number> =>
	(await sendMessage(emulator, body)).data.error?.code ?? 200;
const forward = async (hours: number): Promise<unknown> =>
	await fetch(`${emulator.url}/_emulator/phone/clock`, {
		method: 'POST',
		body: JSON.stringify({ forwardMs: hours * 3600_000 }),
	});
const calls = (): Array<Record<string, unknown>> =>
	receiver.events.flatMap(({ value }) => (value as { calls?: Array<Record<string, unknown>> }).calls ?? []);
const setUp = async (calling: object): Promise<void> => {
	expect(await post(`/${phone}/settings`, { calling })).toEqual({ success: true });
};

beforeEach(async () => await setUp({ status: 'ENABLED' }));

it('counts requests for permission by template, too', async () => {
	expect(await codeOf({ type: 'template', template })).toBe(200);
	expect(await codeOf({ type: 'template', template })).toBe(138009);
	const interactive = { type: 'call_permission_request', action: { name: 'call_permission_request' } };
	expect(await codeOf({ type: 'interactive', interactive })).toBe(138009);
	expect(await codeOf({ type: 'template', template: { name: 'hello_world', language: { code: 'en_US' } } })).toBe(200);
	expect(await get(permissions)).toMatchObject({ actions: [{ limits: [{ current_usage: 1 }, {}] }, {}] });
	emulator.customer(user).act({
		action: 'callPermission',
		accept: true,
		message: emulator.messages.find(({ type }) => type === 'template')!.id,
	});
	expect(await get(permissions)).toMatchObject({ permission: { status: 'temporary' } });
});

it('lets a request expire after 7 days, and with the next one', async () => {
	await codeOf({ type: 'template', template });
	await forward(25);
	await codeOf({ type: 'template', template });
	const [first, second] = emulator.messages.map(({ id }) => id);
	const answer = (message: string) => (): unknown =>
		emulator.customer(user).act({ action: 'callPermission', accept: true, message });
	expect(answer(first)).toThrow('This request has expired');
	await forward(7 * 24 + 1);
	expect(answer(second)).toThrow('This request has expired');
	expect(await get(permissions)).toMatchObject({ permission: { status: 'no_permission' } });
});

it('lets permissions be read five times per second', async () => {
	for (let count = 0; count < 5; count += 1) expect(await get(permissions)).toMatchObject(whatsapp);
	expect(await get(permissions)).toBe(613);
	expect(await get(`/${seed.secondPhoneNumberId}/call_permissions?user_wa_id=${user}`)).toMatchObject(whatsapp);
});

it('leaves calls to SIP when that is on, and then reports them without a session', async () => {
	await setUp({ status: 'ENABLED', sip: { status: 'ENABLED', servers: [{ hostname: 'sip.example.com' }] } });
	expect(await post(`/${phone}/calls`, connect)).toBe(131055);
	const id = emulator.customer(user).act({ action: 'call' });
	emulator.customer(user).act({ action: 'hangUp' });
	while (calls().length < 2) await receiver.until(receiver.events.length + 1);
	expect(calls()).toMatchObject([
		{ id, event: 'call_created', direction: 'USER_INITIATED' },
		{ id, event: 'terminate' },
	]);
	expect(calls()[0]).not.toHaveProperty('session');
	await setUp({ status: 'ENABLED', sip: { status: 'DISABLED' } });
	expect(await post(`/${phone}/calls`, connect)).toBe(138006);
});

it('keeps recordings and transcripts for 7 days, and uploads for 30', async () => {
	const artifact = { status: 'ENABLED', purpose: 'Training', announcement_language: 'en' };
	const id = emulator.customer(user).act({ action: 'call' });
	const answer = { ...whatsapp, call_id: id, action: 'accept', session: { sdp_type: 'answer', sdp: 'v=0' } };
	await post(`/${phone}/calls`, { ...answer, recording: artifact, transcription: artifact });
	emulator.customer(user).act({ action: 'hangUp' });
	const files = (): string[] =>
		calls().flatMap(({ call_recording: recording, call_transcript: transcript }) => {
			const { audio, document } = { ...(recording as object), ...(transcript as object) } as Record<
				string,
				{ id: string }
			>;
			return (audio ?? document) ? [(audio ?? document).id] : [];
		});
	while (files().length < 2) await receiver.until(receiver.events.length + 1);
	const form = new FormData();
	form.set('messaging_product', 'whatsapp');
	form.set('file', new Blob(['x'], { type: 'text/plain' }), 'a.txt');
	const headers = { Authorization: `Bearer ${seed.accessToken}` };
	const response = await fetch(`${emulator.url}/v25.0/${phone}/media`, { method: 'POST', body: form, headers });
	const { id: uploaded } = (await response.json()) as { id: string };
	await forward(7 * 24 - 1);
	for (const file of files()) expect(await get(`/${file}`)).toMatchObject({ id: file });
	await forward(2);
	for (const file of files()) expect(await get(`/${file}`)).toBe('100/33');
	expect(await get(`/${uploaded}`)).toMatchObject({ id: uploaded });
	await forward(30 * 24);
	expect(await get(`/${uploaded}`)).toBe('100/33');
	expect(await codeOf({ type: 'document', document: { id: uploaded } })).toBe(131009);
});

it('lists the accounts of a portfolio to tokens with business_management only', async () => {
	const path = `/${seed.businessPortfolioId}/owned_whatsapp_business_accounts`;
	expect(await get(path)).toMatchObject({ data: [{ id: wabaId }] });
	expect(await call('get', path, undefined, seed.bookingAccessToken)).toBe(200);
});
