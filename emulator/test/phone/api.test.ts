import { request } from 'node:http';
import { seed, type Emulator } from '../../src';
import { closeAll, receiverForEach, started } from '../helpers';
import type { Receiver } from '../receiver';
import { oggOfWebm } from '../../src/phoneApi/voice';
import { silence, webm } from './files';
import { sendTo } from './parts';

type Json = Record<string, unknown>;

const ANN = '16505551234';
const business = seed.phoneNumberId;
let receiver: Receiver;
let emulator: Emulator;
receiverForEach((given, url) => {
	receiver = given;
	hook = url;
});
let hook: string;
beforeEach(async () => {
	emulator = await started({ statusDelayMs: 0 });
	await emulator.subscribe({ url: hook });
});
afterEach(closeAll);

const call = async (method: string, path: string, body?: unknown): Promise<{ status: number; json: Json }> => {
	const response = await fetch(`${emulator.url}/_emulator/phone/${path}`, {
		method,
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	return { status: response.status, json: (await response.json()) as Json };
};
const add = async (more: Json = {}): Promise<string> =>
	String((await call('POST', 'customers', { name: 'Ann Lee', number: ANN, ...more })).json.id);
const act = async (customer: string, deed: Json) => await call('POST', 'act', { customer, business, ...deed });
const chat = async (customer: string): Promise<Json[]> =>
	(await call('GET', `chat?customer=${customer}&business=${business}`)).json as unknown as Json[];
const text = (body: string): Json => ({ type: 'text', text: { body } });
/** The value of the webhook that fits, once it arrived. */
const heard = async (fits: (value: Json) => boolean): Promise<Json> => {
	for (;;) {
		const found = receiver.events.map(({ value }) => value as unknown as Json).find(fits);
		if (found) return found;
		await receiver.until(receiver.events.length + 1);
	}
};
const statusOf = (value: Json): Json => (value.statuses as Json[] | undefined)?.[0] ?? {};
const failed = async (): Promise<Json> => statusOf(await heard((value) => statusOf(value).status === 'failed'));
const incoming = async (type: string): Promise<Json> => {
	const value = await heard(({ messages }) => (messages as Json[] | undefined)?.[0]?.type === type);
	return { ...(value.messages as Json[])[0], contacts: value.contacts };
};

it('streams what happens to open pages', async () => {
	const customer = await add();
	const response = await fetch(`${emulator.url}/_emulator/phone/events`);
	const reader = response.body!.getReader();
	let seen = '';
	const until = async (words: string): Promise<void> => {
		while (!seen.includes(words)) seen += Buffer.from((await reader.read()).value ?? []).toString();
	};
	await until('event: hello');
	await act(customer, { do: 'text', text: 'Hi' });
	await until('"text":"Hi"');
	await sendTo(emulator, ANN, text('Hello Ann'));
	await until('Hello Ann');
	await reader.cancel();
});

describe('a customer', () => {
	it('writes, and the business reads it, types and answers', async () => {
		const customer = await add({ username: 'ann' });
		const { json } = await act(customer, { do: 'text', text: 'Hi' });
		const message = await incoming('text');
		expect(message).toMatchObject({
			from: ANN,
			id: json.id,
			text: { body: 'Hi' },
			contacts: [{ profile: { name: 'Ann Lee', username: '@ann' }, wa_id: ANN, user_id: `US.${ANN}0001` }],
		});
		await sendTo(emulator, '', { status: 'read', message_id: json.id, typing_indicator: { type: 'text' } });
		expect(await chat(customer)).toMatchObject([{ status: 'read' }]);
		const { chats, now } = (await call('GET', 'state')).json as unknown as { chats: Json[]; now: number };
		expect(Number(chats[0].typingUntil) - now).toBeGreaterThan(20_000);
		await sendTo(emulator, ANN, { ...text('Hello Ann'), context: { message_id: json.id } });
		const [, answer] = await chat(customer);
		expect(answer).toMatchObject({ quote: { id: json.id, from: 'customer', text: 'Hi' } });
		expect(((await call('GET', 'state')).json.chats as Json[])[0]).toMatchObject({ unread: 1 });
		expect(((await call('GET', 'state')).json.chats as Json[])[0]).not.toHaveProperty('typingUntil');
	});

	it('is known by the user ID alone when the number is hidden', async () => {
		const customer = await add({ hidesNumber: true });
		await act(customer, { do: 'text', text: 'Hi' });
		const message = await incoming('text');
		expect(message).not.toHaveProperty('from');
		expect(message).toMatchObject({
			from_user_id: `US.${ANN}0001`,
			contacts: [{ profile: { name: 'Ann Lee' }, user_id: `US.${ANN}0001` }],
		});
		expect((message.contacts as Json[])[0]).not.toHaveProperty('wa_id');
	});

	it('sends a location, a contact, an order, and a reaction', async () => {
		const customer = await add();
		const { id } = await sendTo(emulator, ANN, {
			type: 'template',
			template: { name: 'hello_world', language: { code: 'en_US' } },
		});
		await act(customer, { do: 'location', place: { latitude: 1.5, longitude: 2.5, name: 'Here' }, quote: id });
		expect(await incoming('location')).toMatchObject({
			location: { latitude: 1.5, longitude: 2.5, name: 'Here' },
			context: { from: '16315558100', id },
		});
		await act(customer, { do: 'contacts', name: 'Jessica', phone: '+1 650 555 9876' });
		expect(await incoming('contacts')).toMatchObject({ contacts: [{ wa_id: ANN }], origin: 'other' });
		await act(customer, { do: 'order', catalogId: '1', items: [{ id: 'di9ozbzfi4', quantity: 2 }], text: 'Please' });
		expect(await incoming('order')).toMatchObject({
			order: {
				catalog_id: '1',
				text: 'Please',
				product_items: [{ product_retailer_id: 'di9ozbzfi4', quantity: 2, item_price: 18, currency: 'USD' }],
			},
		});
		await act(customer, { do: 'react', message: id, emoji: '👍' });
		expect(await incoming('reaction')).toMatchObject({ reaction: { message_id: id, emoji: '👍' } });
		expect((await chat(customer))[0]).toMatchObject({ reactions: { customer: '👍' } });
	});

	it('edits a message for 15 minutes and deletes it for 60 hours', async () => {
		const customer = await add();
		const { id } = (await act(customer, { do: 'text', text: 'Helo' })).json;
		await act(customer, { do: 'edit', message: id, text: 'Hello' });
		expect(await incoming('edit')).toMatchObject({
			edit: { original_message_id: id, message: { type: 'text', text: { body: 'Hello' } } },
		});
		expect(await chat(customer)).toMatchObject([{ content: { text: 'Hello' }, isEdited: true }]);
		await call('POST', 'clock', { forwardMs: 16 * 60_000 });
		expect(await act(customer, { do: 'edit', message: id, text: 'Hi' })).toEqual({
			status: 400,
			json: { problem: 'A message can be edited for 15 minutes' },
		});
		await act(customer, { do: 'delete', message: id });
		expect(await incoming('revoke')).toMatchObject({ revoke: { original_message_id: id } });
		expect(await chat(customer)).toMatchObject([{ isDeleted: true }]);
	});

	it('changes the number: each business is notified, and the old number fails', async () => {
		const customer = await add();
		await act(customer, { do: 'text', text: 'Hi' });
		await call('POST', `customers/${customer}`, { number: '16505559999' });
		expect(await incoming('system')).toMatchObject({
			from: ANN,
			system: {
				type: 'user_changed_number',
				wa_id: '16505559999',
				user_id: 'US.165055599990001',
				previous_user_id: `US.${ANN}0001`,
			},
		});
		await sendTo(emulator, ANN, text('Hello'));
		expect(await failed()).toMatchObject({ recipient_id: ANN, errors: [{ code: 131026 }] });
	});

	it('pays an order, once with and once without success', async () => {
		const customer = await add({ reads: 'atOnce' });
		await act(customer, { do: 'text', text: 'Hi' });
		const money = { value: 1000, offset: 100 };
		const { id } = await sendTo(emulator, ANN, {
			type: 'interactive',
			interactive: {
				type: 'order_details',
				body: { text: 'Your order' },
				action: {
					name: 'review_and_pay',
					parameters: {
						reference_id: 'A-1',
						type: 'physical-goods',
						currency: 'INR',
						payment_type: 'upi',
						payment_configuration: 'mine',
						total_amount: money,
						order: {
							status: 'pending',
							items: [{ retailer_id: '1', name: 'Rye', amount: money, quantity: 1 }],
							subtotal: money,
							tax: { value: 0, offset: 100 },
						},
					},
				},
			},
		});
		await act(customer, { do: 'pay', message: id, succeeds: false });
		expect(statusOf(await heard((value) => statusOf(value).type === 'payment'))).toMatchObject({
			id,
			status: 'pending',
			payment: { reference_id: 'A-1', amount: money, currency: 'INR', transaction: { status: 'failed' } },
		});
		await act(customer, { do: 'pay', message: id, succeeds: true });
		expect(statusOf(await heard((value) => statusOf(value).status === 'captured'))).toMatchObject({
			payment: { transaction: { status: 'success' } },
		});
	});
});

describe('delivery', () => {
	const open = async (more: Json = {}): Promise<string> => {
		const customer = await add({ reads: 'atOnce', ...more });
		await act(customer, { do: 'text', text: 'Hi' });
		return customer;
	};
	const change = async (customer: string, more: Json) => await call('POST', `customers/${customer}`, more);

	it('fails with 131047 outside the 24-hour window, which the clock closes, except for templates', async () => {
		const customer = await open();
		await call('POST', 'clock', { forwardMs: 25 * 3600_000 });
		await sendTo(emulator, ANN, text('Hello'));
		expect(await failed()).toMatchObject({ errors: [{ code: 131047, title: 'Re-engagement message' }] });
		expect((await chat(customer)).at(-1)).toMatchObject({ status: 'failed', error: { code: 131047 } });
		const template = { type: 'template', template: { name: 'hello_world', language: { code: 'en_US' } } };
		const { id } = await sendTo(emulator, ANN, template);
		await heard((value) => statusOf(value).id === id && statusOf(value).status === 'read');
	});

	it('fails with 131047 for a customer who was added and has not written yet', async () => {
		await add();
		await sendTo(emulator, ANN, text('Hello'));
		expect(await failed()).toMatchObject({ errors: [{ code: 131047 }] });
	});

	it.each(['noWhatsApp', 'oldApp'])('fails with 131026 when the phone is %s', async (condition) => {
		await change(await open(), { condition });
		await sendTo(emulator, ANN, text('Hello'));
		expect(await failed()).toMatchObject({ errors: [{ code: 131026 }] });
	});

	it('waits while the phone is offline', async () => {
		const customer = await open();
		await change(customer, { condition: 'offline' });
		const { id } = await sendTo(emulator, ANN, text('Hello'));
		await heard((value) => statusOf(value).id === id && statusOf(value).status === 'sent');
		expect((await chat(customer)).at(-1)).toMatchObject({ status: 'sent' });
		await change(customer, { condition: 'online' });
		await heard((value) => statusOf(value).id === id && statusOf(value).status === 'read');
	});

	it('is read when the chat is opened', async () => {
		const customer = await open({ reads: 'whenOpened' });
		const { id } = await sendTo(emulator, ANN, text('Hello'));
		await heard((value) => statusOf(value).id === id && statusOf(value).status === 'delivered');
		expect((await chat(customer)).at(-1)).toMatchObject({ status: 'delivered' });
		await call('POST', 'opened', { customer, business });
		await heard((value) => statusOf(value).id === id && statusOf(value).status === 'read');
	});

	it('fails with 131026 after the customer blocked the business', async () => {
		await act(await open(), { do: 'block' });
		await sendTo(emulator, ANN, text('Hello'));
		expect(await failed()).toMatchObject({ errors: [{ code: 131026 }] });
	});

	it('fails with 131050 for marketing templates after the customer stopped them', async () => {
		await act(await open(), { do: 'stop' });
		const value = await heard(({ user_preferences }) => user_preferences !== undefined);
		expect(value.user_preferences).toMatchObject([{ wa_id: ANN, category: 'marketing_messages', value: 'stop' }]);
		const components = [{ type: 'body', parameters: [{ type: 'text', text: 'Ann' }] }];
		await sendTo(emulator, ANN, {
			type: 'template',
			template: { name: 'campaign_001', language: { code: 'en_US' }, components },
		});
		expect(await failed()).toMatchObject({ errors: [{ code: 131050 }] });
	});

	it('delivers each webhook about a customer twice when this is chosen', async () => {
		await open({ twice: true });
		await receiver.until(2);
		const [one, other] = receiver.events;
		expect(one.raw).toBe(other.raw);
	});
});

it('shows what is behind a message, without the token', async () => {
	const customer = await add({ reads: 'atOnce' });
	await act(customer, { do: 'text', text: 'Hi' });
	const { id } = await sendTo(emulator, ANN, text("It's here"));
	await heard((value) => statusOf(value).status === 'read');
	const { json } = await call('GET', `details?id=${encodeURIComponent(id)}`);
	expect(json).toMatchObject({
		request: { method: 'POST', status: 200, body: { text: { body: "It's here" } } },
		deliveries: [{ status: 200, attempt: 1, url: hook }, { status: 200 }, { status: 200 }],
	});
	expect((json.deliveries as Json[])[0].signature).toMatch(/^sha256=[0-9a-f]{64}$/);
	const { curl } = json.request as { curl: string };
	expect(curl).toContain('Authorization: Bearer $ACCESS_TOKEN');
	expect(curl).toContain("It'\\''s here");
	expect(JSON.stringify(json)).not.toContain(seed.accessToken);
});

it('shows a rejected message in the chat, with its code', async () => {
	const customer = await add();
	await sendTo(emulator, ANN, { type: 'text', text: { body: '' } });
	expect(await chat(customer)).toMatchObject([{ from: 'note', error: { code: 131008 } }]);
});

it('turns faults on and off', async () => {
	await add();
	await call('POST', 'faults', { kind: 'error', code: 131000, match: { to: ANN } });
	expect((await call('GET', 'faults')).json).toMatchObject([{ code: 131000 }]);
	expect((await sendTo(emulator, ANN, text('Hi'))).json).toMatchObject({ error: { code: 131000 } });
	expect((await call('DELETE', 'faults')).json).toEqual([]);
});

describe('safety', () => {
	/** The status of a request with the headers that a browser would send; fetch does not let them be set. */
	const statusWith = async (headers: Record<string, string>, path = '/_emulator/phone/state'): Promise<number> =>
		await new Promise((resolve, reject) => {
			request(`${emulator.url}${path}`, { headers }, (response) => {
				response.destroy();
				resolve(response.statusCode ?? 0);
			})
				.on('error', reject)
				.end();
		});

	it('rejects calls of other sites, and of other ports of this machine', async () => {
		expect(await statusWith({ origin: 'https://example.com' })).toBe(403);
		expect(await statusWith({ origin: 'http://127.0.0.1:5678' })).toBe(403);
		expect(await statusWith({ 'sec-fetch-site': 'cross-site' })).toBe(403);
		expect(await statusWith({ 'sec-fetch-site': 'same-site' }, '/_emulator/phone/events')).toBe(403);
		expect(await statusWith({ host: 'evil.example' })).toBe(403);
		expect(await statusWith({ origin: emulator.url, 'sec-fetch-site': 'same-origin' })).toBe(200);
	});

	it('serves the page with a policy that allows no script but its own', async () => {
		const { headers } = await fetch(`${emulator.url}/phone`);
		const policy = headers.get('content-security-policy') ?? '';
		expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
		expect(policy).not.toContain('unsafe');
		expect(headers.get('x-content-type-options')).toBe('nosniff');
	});

	it('lets no uploaded file run: HTML is downloaded, and nothing loads from it', async () => {
		const { id } = await emulator.addMedia({
			mimeType: 'text/html',
			content: Buffer.from('<script>alert(1)</script>'),
		});
		const { headers } = await fetch(`${emulator.url}/_emulator/phone/files/${id}`);
		expect(headers.get('content-type')).toBe('application/octet-stream');
		expect(headers.get('content-disposition')).toMatch(/^attachment/);
		expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
	});

	it('downloads only links that are in a message', async () => {
		const { status } = await call('GET', `links?url=${encodeURIComponent(`${emulator.url}/_emulator/seed`)}`);
		expect(status).toBe(404);
	});
});

describe('voice messages', () => {
	it('turns a recording of a browser into OGG with the same packets', () => {
		const ogg = oggOfWebm(webm(3));
		const pages = ogg.toString('latin1').split('OggS').slice(1);
		expect(pages).toHaveLength(5);
		expect(pages[0]).toContain('OpusHead');
		expect(pages[1]).toContain('OpusTags');
		expect(pages.slice(2).every((page) => page.endsWith(silence.toString('latin1')))).toBe(true);
		// The position of the last page is in samples: 3 packets of 20 ms at 48 kHz.
		expect(ogg.readBigUInt64LE(ogg.lastIndexOf('OggS') + 6)).toBe(2880n);
	});

	it('rejects a recording without Opus', () => {
		expect(() => oggOfWebm(Buffer.from('nothing'))).toThrow('no sound in Opus');
	});

	it('sends it as a voice message', async () => {
		const customer = await add();
		const response = await fetch(`${emulator.url}/_emulator/phone/files?name=voice.ogg&business=${business}`, {
			method: 'POST',
			headers: { 'Content-Type': 'audio/webm' },
			body: new Uint8Array(webm(3)),
		});
		const { id } = (await response.json()) as { id: string };
		await act(customer, { do: 'media', kind: 'audio', media: id, voice: true });
		expect(await incoming('audio')).toMatchObject({ audio: { id, voice: true, mime_type: 'audio/ogg; codecs=opus' } });
		expect(emulator.findMedia(id)).toMatchObject({ mimeType: 'audio/ogg', isOpus: true });
	});
});
