import { createHmac } from 'node:crypto';
import { seed } from '../src';
import { ogg, webm } from '../../test/fixtures/sounds';
import { client, receiverForEach, sendMessage, started } from './helpers';
import type { Event, Receiver } from './receiver';

let receiver: Receiver;
let url: string;
receiverForEach((theReceiver, theUrl) => {
	receiver = theReceiver;
	url = theUrl;
});

const text = { text: { body: 'a' } };
const status = (event: Event): Record<string, unknown> => event.value.statuses[0];

describe('statuses', () => {
	it('reports statuses of a group message for its member, with contacts once it is delivered', async () => {
		const emulator = await started({ webhook: { url }, statusDelayMs: 1 });
		await sendMessage(emulator, { ...text, recipient_type: 'group', to: seed.groupId });
		const events = await receiver.until(3);
		const person = { profile: { name: 'Customer' }, wa_id: seed.groupMember, user_id: 'US.165055512340001' };
		expect(events.map(({ value }) => (value as unknown as { contacts?: unknown }).contacts)).toEqual([
			undefined,
			[person],
			[person],
		]);
		expect(events.map((event) => status(event).status)).toEqual(['sent', 'delivered', 'read']);
		expect(events.map((event) => status(event).recipient_user_id)).toEqual([undefined, undefined, undefined]);
		expect(status(events[1])).toMatchObject({
			recipient_id: seed.groupId,
			recipient_type: 'group',
			recipient_participant_id: seed.groupMember,
			pricing: {
				billable: false,
				pricing_model: 'PMP',
				type: 'free_group_customer_service',
				category: 'group_service',
			},
		});
	});

	it('reports sent, delivered and read for an accepted message', async () => {
		const emulator = await started({ webhook: { url }, statusDelayMs: 1 });
		const response = await sendMessage(emulator, { ...text, biz_opaque_callback_data: 'order 7' });
		const events = await receiver.until(3);
		expect(JSON.parse(events[0].raw)).toEqual({
			object: 'whatsapp_business_account',
			entry: [
				{
					id: seed.wabaId,
					changes: [
						{
							field: 'messages',
							value: {
								messaging_product: 'whatsapp',
								metadata: { display_phone_number: '16315558100', phone_number_id: seed.phoneNumberId },
								contacts: [{ profile: { name: 'Customer' }, wa_id: '16505550001', user_id: 'US.165055500010001' }],
								statuses: [
									{
										id: (response.data.messages as Array<{ id: string }>)[0].id,
										status: 'sent',
										timestamp: expect.stringMatching(/^\d{10}$/),
										recipient_id: '16505550001',
										recipient_user_id: 'US.165055500010001',
										biz_opaque_callback_data: 'order 7',
										pricing: {
											billable: false,
											pricing_model: 'PMP',
											type: 'free_customer_service',
											category: 'service',
										},
									},
								],
							},
						},
					],
				},
			],
		});
		expect(events.map((event) => [status(event).status, 'pricing' in status(event)])).toEqual([
			['sent', true],
			['delivered', true],
			['read', false],
		]);
	});

	it.each([
		[
			'audio',
			'audio/ogg',
			ogg.vorbis,
			{},
			'Audio file uploaded with mimetype as audio/ogg; codecs=opus, however on processing it is of type application/octet-stream. Please choose a different file.',
		],
		[
			'voice note',
			'audio/ogg; codecs=opus',
			webm,
			{ voice: true },
			'Audio file uploaded with mimetype as audio/ogg; codecs=opus, however on processing it is of type application/octet-stream. Please choose a different file.',
		],
		[
			'audio',
			'audio/opus',
			ogg.opus,
			{},
			'Unsupported Audio mime type audio/opus. Please use one of audio/ogg; codecs=opus, audio/mpeg, audio/amr, audio/mp4, audio/aac.',
		],
		[
			'voice note',
			'audio/opus',
			ogg.opus,
			{ voice: true },
			'Unsupported Voice mime type audio/opus. Please use one of audio/ogg; codecs=opus, audio/mpeg, audio/amr, audio/mp4, audio/aac.',
		],
	])(
		'reports that an accepted %s of type %s without Opus in OGG failed',
		async (_name, mimeType, content, extra, details) => {
			const emulator = await started({ webhook: { url }, statusDelayMs: 1 });
			const { id } = await emulator.addMedia({ content, mimeType });
			expect((await sendMessage(emulator, { type: 'audio', audio: { id, ...extra } })).status).toBe(200);
			const [event] = await receiver.until(1);
			expect(status(event)).toMatchObject({
				status: 'failed',
				errors: [{ code: 131053, title: 'Media upload error', error_data: { details } }],
			});
		},
	);

	it('reports sent for OGG with Opus', async () => {
		const emulator = await started({ webhook: { url }, statusDelayMs: 1 });
		const { id } = await emulator.addMedia({ content: ogg.opus, mimeType: 'audio/ogg' });
		await sendMessage(emulator, { type: 'audio', audio: { id } });
		expect((await receiver.until(3)).map((event) => status(event).status)).toEqual(['sent', 'delivered', 'read']);
	});

	it('reports failed with its reason, without contacts', async () => {
		const emulator = await started({ webhook: { url }, statusDelayMs: 1 });
		await sendMessage(emulator, { ...text, to: seed.undeliverableRecipient });
		const [event] = await receiver.until(1);
		expect(event.value.contacts).toBeUndefined();
		expect(status(event)).toMatchObject({
			status: 'failed',
			errors: [
				{
					code: 131026,
					title: 'Message undeliverable',
					message: 'Message undeliverable',
					error_data: { details: 'Message Undeliverable.' },
					href: expect.stringContaining('https://'),
				},
			],
		});
	});

	it('reports only sent for a reaction, and failed when its target does not allow one', async () => {
		const emulator = await started({ webhook: { url }, statusDelayMs: 1 });
		await sendMessage(emulator, { type: 'reaction', reaction: { message_id: 'wamid.none', emoji: '👍' } });
		expect(status((await receiver.until(1))[0])).toMatchObject({
			status: 'failed',
			errors: [expect.objectContaining({ code: 131009 })],
		});
		await sendMessage(emulator, { type: 'reaction', reaction: { message_id: emulator.messages[0].id, emoji: '👍' } });
		expect(status((await receiver.until(2))[1]).status).toBe('failed');
		await sendMessage(emulator, { type: 'reaction', reaction: { message_id: seed.incomingMessageId, emoji: '👍' } });
		await receiver.until(3);
		await sendMessage(emulator, text);
		expect((await receiver.until(6)).map((event) => status(event).status)).toEqual([
			'failed',
			'failed',
			'sent',
			'sent',
			'delivered',
			'read',
		]);
	});

	it('reports statuses of a business-scoped user ID', async () => {
		const emulator = await started({ webhook: { url }, statusDelayMs: 1 });
		await sendMessage(emulator, { to: undefined, recipient: 'US.1349', ...text });
		const [event] = await receiver.until(1);
		expect(event.value.contacts).toEqual([{ profile: { name: 'Customer' }, user_id: 'US.1349' }]);
		expect([status(event).recipient_id, status(event).recipient_user_id]).toEqual([undefined, 'US.1349']);
	});
});

describe('delivery', () => {
	it('signs the raw bytes, with all non-ASCII characters escaped', async () => {
		const emulator = await started({ webhook: { url } });
		const id = emulator.incoming({ from: '16505550001', text: 'Grüße 👋 a/b', name: 'Zoë' });
		const [event] = await receiver.until(1);
		expect(event.raw).toContain('Gr\\u00fc\\u00dfe \\ud83d\\udc4b a\\/b');
		expect(event.raw).toMatch(/^[\x20-\x7e]+$/);
		expect(event.headers['x-hub-signature-256']).toBe(
			`sha256=${createHmac('sha256', seed.app.secret).update(event.raw).digest('hex')}`,
		);
		expect(event.headers['x-hub-signature']).toBe(
			`sha1=${createHmac('sha1', seed.app.secret).update(event.raw).digest('hex')}`,
		);
		expect(event.headers['content-type']).toBe('application/json');
		expect(event.value).toEqual({
			messaging_product: 'whatsapp',
			metadata: { display_phone_number: '16315558100', phone_number_id: seed.phoneNumberId },
			contacts: [{ profile: { name: 'Zoë' }, wa_id: '16505550001', user_id: 'US.165055500010001' }],
			messages: [
				{
					from: '16505550001',
					from_user_id: 'US.165055500010001',
					id,
					timestamp: expect.stringMatching(/^\d{10}$/),
					text: { body: 'Grüße 👋 a/b' },
					type: 'text',
				},
			],
		});
		expect(
			(
				await client(emulator).post(`/${seed.phoneNumberId}/messages`, {
					messaging_product: 'whatsapp',
					status: 'read',
					message_id: id,
				})
			).data,
		).toEqual({ success: true });
	});

	it('retries the same bytes with increasing delays until 200', async () => {
		const emulator = await started({ webhook: { url }, webhookRetryDelaysMs: [20, 60, 100] });
		receiver.statuses = [500, 404];
		emulator.incoming({ from: '16505550001', text: 'a' });
		const events = await receiver.until(3);
		expect(new Set(events.map((event) => event.raw)).size).toBe(1);
		while (emulator.webhooks.length < 3) await new Promise((resolve) => setImmediate(resolve));
		expect(emulator.webhooks.map(({ attempt, status }) => [attempt, status])).toEqual([
			[1, 500],
			[2, 404],
			[3, 200],
		]);
		const [first, second, third] = emulator.webhooks.map(({ at }) => at) as [number, number, number];
		expect(second - first).toBeGreaterThanOrEqual(18);
		expect(third - second).toBeGreaterThanOrEqual(58);
	});

	it('gives up after the last retry, also without any response', async () => {
		await receiver.stop();
		const emulator = await started({ webhook: { url }, webhookRetryDelaysMs: [1, 1] });
		emulator.incoming({ from: '16505550001', text: 'a' });
		while (emulator.webhooks.length < 3) await new Promise((resolve) => setImmediate(resolve));
		await emulator.close();
		expect(emulator.webhooks.map(({ attempt, status }) => [attempt, status])).toEqual([
			[1, 0],
			[2, 0],
			[3, 0],
		]);
	});

	it('drops pending statuses on close, however long their delay', async () => {
		const emulator = await started({ webhook: { url }, statusDelayMs: 60_000 });
		await sendMessage(emulator, text);
		await emulator.close();
		expect(receiver.events).toEqual([]);
	});
});

describe('verification request', () => {
	it('sends the challenge, then delivers', async () => {
		const emulator = await started();
		await emulator.subscribe({ url: `${url}?a=b`, verifyToken: 'tok en' });
		expect(receiver.handshakes.map((query) => Object.fromEntries(query))).toEqual([
			{
				a: 'b',
				'hub.mode': 'subscribe',
				'hub.challenge': expect.stringMatching(/^\d{10}$/),
				'hub.verify_token': 'tok en',
			},
		]);
		emulator.incoming({ from: '16505550001', text: 'a' });
		await receiver.until(1);
	});

	it('fails when the response has the wrong challenge', async () => {
		const emulator = await started();
		receiver.challenge = (given) => `"${given}"`;
		await expect(emulator.subscribe({ url, verifyToken: 't' })).rejects.toMatchObject({
			fields: {
				code: 2200,
				message: '(#2200) Callback verification failed with the following errors: HTTP Status Code = 200',
			},
		});
		await receiver.stop();
		await expect(emulator.subscribe({ url, verifyToken: 't' })).rejects.toMatchObject({
			fields: {
				message: '(#2200) Callback verification failed with the following errors: the URL cannot be reached',
			},
		});
	});
});
