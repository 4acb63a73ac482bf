import axios, { type AxiosResponse } from 'axios';
import { request } from 'node:http';
import { seed, type Emulator } from '../../src';
import type { BusinessView } from '../../src/businessApi/types';
import { client, closeAll, receiverForEach, sendMessage, started } from '../helpers';
import type { Receiver } from '../receiver';

type Json = Record<string, unknown>;

let receiver: Receiver;
let hook: string;
receiverForEach((given, url) => {
	receiver = given;
	hook = url;
});
afterEach(closeAll);

const API = '/_emulator/business';
const call = async ({ url }: Emulator, path: string, body?: unknown): Promise<{ status: number; json: Json }> => {
	const response = await fetch(`${url}${API}/${path}`, {
		method: body === undefined ? 'GET' : 'POST',
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	return { status: response.status, json: (await response.json()) as Json };
};
const viewOf = async (emulator: Emulator): Promise<BusinessView> =>
	(await call(emulator, 'state')).json as unknown as BusinessView;
const templateOf = async (emulator: Emulator, name: string) =>
	(await viewOf(emulator)).templates.find((one) => one.name === name)!;

describe("what the business page shows of the emulator's state", () => {
	it('values for credentials, numbers, Flows, and counts', async () => {
		const emulator = await started({ demo: true });
		await sendMessage(emulator, { type: 'text', text: { body: 'Hi' } });
		await sendMessage(emulator, { type: 'text', text: { body: '' } });
		const { account, values, numbers, flows, counts } = await viewOf(emulator);
		expect(account).toBe(seed.wabaName);
		expect(values.map(({ label, value, usedIn }) => [label, value, usedIn.length])).toEqual([
			['Access Token', seed.accessToken, 2],
			['WhatsApp Business Account ID', seed.wabaId, 2],
			['App ID', seed.app.id, 2],
			['App Secret', seed.app.secret, 3],
			['Base URL', emulator.url, 3],
		]);
		expect(numbers.map(({ name, messages }) => [name, messages])).toEqual([
			['Acme Shop', 1],
			['Acme Bookings', 0],
			['Acme Support', 0],
		]);
		expect(flows.map(({ name, status }) => [name, status])).toEqual(
			expect.arrayContaining([['visit_booking', 'PUBLISHED']]),
		);
		expect(counts).toEqual({ requests: 2, messages: 1, webhooks: 0, errors: 1 });
	});

	it('groups with their members, QR codes with their pictures, and sample files', async () => {
		const emulator = await started({ demo: true });
		emulator.incoming({ from: seed.groupMember, text: 'Hi', name: 'Gil' });
		const code = { prefilled_message: 'Tell me more' };
		await client(emulator).post(`/${seed.phoneNumberId}/message_qrdls`, code);
		const { groups, qrCodes, samples } = await viewOf(emulator);
		expect(groups).toEqual([
			{
				id: seed.groupId,
				subject: 'Plant Lovers',
				number: 'Acme Shop',
				inviteLink: 'https://chat.whatsapp.com/PlantLoversOfAcme00001',
				needsApproval: false,
				suspended: false,
				participants: ['Gil'],
				requests: [],
			},
		]);
		expect(qrCodes).toMatchObject([{ message: 'Tell me more', number: 'Acme Shop' }]);
		expect(qrCodes[0].link).toBe(`https://wa.me/message/${qrCodes[0].code}`);
		const picture = await fetch(emulator.url + qrCodes[0].picture);
		expect(await picture.text()).toContain('<svg');
		expect(samples[0]).toEqual({
			name: 'succulent.png',
			path: '/samples/succulent.png',
			url: `${emulator.url}/samples/succulent.png`,
			isPicture: true,
		});
	});

	it('subscriptions and overrides, each with its last deliveries', async () => {
		const emulator = await started({ statusDelayMs: 0 });
		emulator.subscriptions.app = { callbackUrl: hook, fields: ['messages'], version: 'v25.0' };
		emulator.subscriptions.subscribeAccount(seed.wabaId);
		emulator.subscriptions.overridePhone('106540352600001', `${hook}/two`);
		for (const text of ['1', '2', '3', '4', '5', '6']) emulator.incoming({ from: '16505550001', text });
		emulator.incoming({ from: '16505550001', text: '7', phoneNumberId: '106540352600001' });
		await receiver.until(7);
		while (emulator.webhooks.length < 7) await new Promise((resolve) => setImmediate(resolve));
		const { callbacks } = await viewOf(emulator);
		const base = { app: 'Acme Messaging', isActive: true };
		const delivery = { status: 200, attempt: 1, fields: ['messages'] };
		expect(callbacks).toMatchObject([
			{ ...base, of: 'app', url: hook, fields: ['messages'], deliveries: Array(5).fill(delivery) },
			{ ...base, of: 'number', id: '106540352600001', url: `${hook}/two`, deliveries: [delivery] },
		]);
		await emulator.subscribe({ url: hook });
		expect((await viewOf(emulator)).callbacks.map(({ of, isActive }) => [of, isActive])).toEqual([
			['everything', true],
			['app', false],
			['number', false],
		]);
	});
});

describe('a decision about a template', () => {
	const next = async (): Promise<Json> => {
		const { length } = receiver.events;
		return (await receiver.until(length + 1))[length].value as unknown as Json;
	};

	it('changes its state, and sends a webhook', async () => {
		const emulator = await started();
		await emulator.subscribe({ url: hook });
		const { id } = await templateOf(emulator, 'pending_offer');
		const about = {
			message_template_id: Number(id),
			message_template_name: 'pending_offer',
			message_template_language: 'en_US',
			message_template_category: 'MARKETING',
		};
		const decide = async (decision: string): Promise<Json> => {
			const heard = next();
			expect(await call(emulator, `templates/${id}`, { decision })).toMatchObject({ status: 200 });
			return await heard;
		};
		expect(await decide('reject')).toEqual({
			event: 'REJECTED',
			...about,
			reason: 'INVALID_FORMAT',
			rejection_info: {
				reason: 'The template has an invalid format.',
				recommendation: 'Correct the format, and submit it again.',
			},
		});
		expect(await templateOf(emulator, 'pending_offer')).toMatchObject({ status: 'REJECTED', reason: 'INVALID_FORMAT' });
		expect(await decide('approve')).toEqual({ event: 'APPROVED', ...about, reason: 'NONE' });
		expect(await decide('pause')).toMatchObject({ event: 'PAUSED', other_info: { title: 'FIRST_PAUSE' } });
		const template = { name: 'pending_offer', language: { code: 'en_US' } };
		expect((await sendMessage(emulator, { type: 'template', template })).data.error?.code).toBe(132015);
		expect(await decide('approve')).toMatchObject({ event: 'APPROVED', other_info: { title: 'UNPAUSE' } });
		expect((await sendMessage(emulator, { type: 'template', template })).status).toBe(200);
	});

	it('is rejected when the template does not exist, or its state does not allow it', async () => {
		const emulator = await started();
		const { id, decisions } = await templateOf(emulator, 'paused_offer');
		expect(decisions).toEqual(['approve']);
		expect(await call(emulator, `templates/${id}`, { decision: 'pause' })).toEqual({
			status: 400,
			json: { problem: 'A template that is PAUSED cannot be changed in this way' },
		});
		expect(await call(emulator, 'templates/1', { decision: 'approve' })).toMatchObject({ status: 400 });
		expect(await call(emulator, `templates/${id}`, { decision: 'delete' })).toMatchObject({ status: 400 });
	});
});

it('changes settings, and says what is wrong with a value', async () => {
	const emulator = await started();
	expect((await call(emulator, 'settings', { latencyMs: 5, pairLimit: false })).json).toMatchObject({ latencyMs: 5 });
	expect((await viewOf(emulator)).settings).toMatchObject({ latencyMs: 5, pairLimit: false });
	expect(await call(emulator, 'settings', { latencyMs: 'slow' })).toEqual({
		status: 400,
		json: { problem: "latencyMs must be a number of milliseconds, or {min, max}, not 'slow'" },
	});
	expect(await call(emulator, 'settings', { recordBodies: false })).toMatchObject({ status: 400 });
	await call(emulator, 'reset', {});
	expect((await viewOf(emulator)).settings).toMatchObject({ latencyMs: 0, pairLimit: true });
});

it('streams the state again when it changes', async () => {
	const emulator = await started();
	const response = await fetch(`${emulator.url}${API}/events`);
	const reader = response.body!.getReader();
	let seen = '';
	const until = async (words: string): Promise<void> => {
		while (!seen.includes(words)) seen += Buffer.from((await reader.read()).value ?? []).toString();
	};
	await until('"messages":0');
	await sendMessage(emulator, { type: 'text', text: { body: 'Hi' } });
	await until('"messages":1');
	await reader.cancel();
});

describe("the page at the emulator's address", () => {
	/** What a browser asks for when it opens a link. */
	const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
	const open = async ({ url }: Emulator, headers: Record<string, string>): Promise<AxiosResponse<string>> =>
		await axios.get<string>(`${url}/`, { headers, proxy: false, validateStatus: () => true, responseType: 'text' });

	it('runs and loads only what is its own', async () => {
		const emulator = await started();
		const { headers, data } = await open(emulator, { Accept: BROWSER });
		const policy = String(headers['content-security-policy']);
		expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
		expect(policy).not.toContain('unsafe');
		expect(headers).toMatchObject({
			'content-type': 'text/html; charset=UTF-8',
			'x-content-type-options': 'nosniff',
			'cache-control': 'no-store',
		});
		const paths = [...data.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path);
		expect(paths).toEqual(['data:,', '/business/business.css', '/business/business.js']);
		for (const path of paths.slice(1)) expect((await fetch(emulator.url + path)).status).toBe(200);
	});

	it("is not shown to Graph API requests, which get Meta's error", async () => {
		const emulator = await started();
		const withoutToken = await open(emulator, { Accept: 'application/json' });
		expect(withoutToken.status).toBe(401);
		expect(JSON.parse(withoutToken.data)).toMatchObject({ error: { code: 104, type: 'OAuthException' } });
		const withToken = await open(emulator, { Accept: BROWSER, Authorization: `Bearer ${seed.accessToken}` });
		expect(JSON.parse(withToken.data)).toMatchObject({ error: { code: 100, message: 'Unsupported get request.' } });
		expect((await client(emulator, '').get('/', { headers: { Accept: BROWSER } })).status).toBe(401);
	});

	it('keeps other sites, and other ports of this machine, from its calls', async () => {
		const emulator = await started();
		const statusWith = async (headers: Record<string, string>): Promise<number> =>
			await new Promise((resolve, reject) => {
				request(`${emulator.url}${API}/reset`, { method: 'POST', headers }, (response) => {
					response.destroy();
					resolve(response.statusCode ?? 0);
				})
					.on('error', reject)
					.end('{}');
			});
		expect(await statusWith({ origin: 'https://example.com' })).toBe(403);
		expect(await statusWith({ origin: 'http://127.0.0.1:5678' })).toBe(403);
		expect(await statusWith({ 'sec-fetch-site': 'same-site' })).toBe(403);
		expect(await statusWith({ host: 'evil.example' })).toBe(403);
		expect(await statusWith({ origin: emulator.url, 'sec-fetch-site': 'same-origin' })).toBe(200);
	});
});
