import { seed } from '../src';
import { client, closeAll, problem, sendMessage, started } from './helpers';

afterEach(closeAll);

describe('POST /{phone}/messages, text', () => {
	it('accepts a text and responds like Meta', async () => {
		const emulator = await started();
		const response = await sendMessage(emulator, {
			type: 'text',
			text: { body: 'hello', preview_url: true },
			biz_opaque_callback_data: 'order 7',
		});
		expect(response).toEqual({
			status: 200,
			data: {
				messaging_product: 'whatsapp',
				contacts: [{ input: '+1 650 555 0001', wa_id: '16505550001' }],
				messages: [{ id: expect.stringMatching(/^wamid\.[A-Za-z0-9+/=]{20,120}$/) }],
			},
		});
		expect(emulator.messages).toEqual([
			{
				id: (response.data.messages as Array<{ id: string }>)[0].id,
				at: expect.any(Number),
				phoneNumberId: seed.phoneNumberId,
				to: '16505550001',
				recipientType: 'individual',
				category: 'service',
				type: 'text',
				body: {
					messaging_product: 'whatsapp',
					to: '+1 650 555 0001',
					type: 'text',
					text: { body: 'hello', preview_url: true },
					biz_opaque_callback_data: 'order 7',
				},
				bizOpaqueCallbackData: 'order 7',
				requestId: 1,
			},
		]);
	});

	it.each([
		[
			'a missing messaging_product',
			{ messaging_product: undefined, text: { body: 'a' } },
			100,
			'(#100) The parameter messaging_product is required.',
		],
		[
			'an unknown messaging_product',
			{ messaging_product: 'sms', text: { body: 'a' } },
			100,
			'(#100) Param messaging_product must be one of {WHATSAPP} - got "sms".',
		],
		['a missing recipient', { to: undefined, text: { body: 'a' } }, 100, '(#100) The parameter to is required.'],
		['an empty recipient', { to: '', text: { body: 'a' } }, 100, '(#100) The parameter to is required.'],
		['an object as recipient', { to: {}, text: { body: 'a' } }, 100, '(#100) Param to must be a string.'],
		['letters as recipient', { to: 'anna', text: { body: 'a' } }, 131009, "'anna' is not a phone number."],
		[
			'a recipient of 16 digits',
			{ to: '1234567890123456', text: { body: 'a' } },
			131009,
			"'1234567890123456' is not a phone number.",
		],
		[
			"the sender's own number",
			{ to: '+1 (631) 555-8100', text: { body: 'a' } },
			131021,
			'Recipient phone number cannot be the same as the sender phone number.',
		],
		['a missing text', { type: 'text' }, 131008, "Parameter 'text' is mandatory for type 'text'"],
		['a missing text body', { text: {} }, 131008, "Parameter text['body'] is required."],
		['an empty text body', { text: { body: '' } }, 131008, "Parameter text['body'] is required."],
		['an object as text body', { text: { body: {} } }, 100, "(#100) Param text['body'] must be a string."],
		[
			'a text of 4097 characters',
			{ text: { body: 'x'.repeat(4097) } },
			100,
			"(#100) Param text['body'] must be at most 4096 characters long.",
		],
		[
			'a preview_url that is not a boolean',
			{ text: { body: 'a', preview_url: 'maybe' } },
			100,
			"(#100) Param text['preview_url'] must be a boolean.",
		],
		[
			'an unknown property',
			{ text: { body: 'a', colour: 'red' } },
			100,
			'(#100) Unexpected key "colour" on param "text".',
		],
		[
			'an unknown message type',
			{ type: 'fax', fax: {} },
			100,
			expect.stringMatching(/^\(#100\) Param type must be one of \{TEXT, IMAGE, .*\} - got "fax"\.$/),
		],
		['a type named like a property of objects', { type: 'toString' }, 100, expect.stringContaining('got "toString".')],
		[
			'callback data of 513 characters',
			{ text: { body: 'a' }, biz_opaque_callback_data: 'x'.repeat(513) },
			100,
			'(#100) Param biz_opaque_callback_data must be at most 512 characters long.',
		],
		[
			'context without a message',
			{ text: { body: 'a' }, context: {} },
			131008,
			"Parameter context['message_id'] is required.",
		],
		[
			'an unknown recipient type',
			{ recipient_type: 'crowd', text: { body: 'a' } },
			100,
			'(#100) Param recipient_type must be one of {INDIVIDUAL, GROUP} - got "crowd".',
		],
	])('rejects a text message with %s', async (_name, body, code, text) => {
		const emulator = await started();
		expect(problem(await sendMessage(emulator, body))).toEqual({ status: 400, code, text });
		expect(emulator.messages).toEqual([]);
		expect(emulator.state().rejected).toEqual({ [code]: 1 });
	});

	it('accepts text at the limits, and counts an emoji as one character', async () => {
		const emulator = await started();
		expect((await sendMessage(emulator, { text: { body: '😀'.repeat(4096) } })).status).toBe(200);
		expect(
			(await sendMessage(emulator, { text: { body: 'a' }, biz_opaque_callback_data: 'x'.repeat(512) })).status,
		).toBe(200);
	});

	it('accepts a phone number in any common format, including as a JSON number', async () => {
		const emulator = await started();
		for (const to of ['16505550001', '+16505550001', '+1 (650) 555-00.01', 16505550001]) {
			const response = await sendMessage(emulator, { to, text: { body: 'a' } });
			expect(response.data.contacts).toEqual([{ input: String(to), wa_id: '16505550001' }]);
		}
	});

	it('treats a body that is not JSON as one without parameters', async () => {
		const emulator = await started();
		const response = await client(emulator).post(`/${seed.phoneNumberId}/messages`, '{"messaging_product":', {
			headers: { 'Content-Type': 'application/json' },
		});
		expect(problem(response)).toEqual({
			status: 400,
			code: 100,
			text: '(#100) The parameter messaging_product is required.',
		});
	});

	it('reads parameters from a form and from the query', async () => {
		const emulator = await started();
		const response = await client(emulator).post(
			`/${seed.phoneNumberId}/messages?messaging_product=whatsapp`,
			new URLSearchParams({ to: '16505550001', text: '{"body":"hi"}' }),
		);
		expect(response.status).toBe(200);
	});

	it('sends to a business-scoped user ID, and prefers the phone number', async () => {
		const emulator = await started();
		const byUser = await sendMessage(emulator, {
			to: undefined,
			recipient: 'US.13491208655302741918',
			text: { body: 'a' },
		});
		expect(byUser.data.contacts).toEqual([{ input: 'US.13491208655302741918', user_id: 'US.13491208655302741918' }]);
		const parent = await sendMessage(emulator, {
			to: undefined,
			recipient: 'US.ENT.11815799212886844830',
			text: { body: 'a' },
		});
		expect(parent.data.contacts).toEqual([
			{ input: 'US.ENT.11815799212886844830', user_id: 'US.ENT.11815799212886844830' },
		]);
		const both = await sendMessage(emulator, { recipient: 'US.13491208655302741918', text: { body: 'a' } });
		expect(both.data.contacts).toEqual([{ input: '+1 650 555 0001', wa_id: '16505550001' }]);
		expect(
			problem(await sendMessage(emulator, { to: undefined, recipient: '16505550001', text: { body: 'a' } })),
		).toEqual({
			status: 400,
			code: 131009,
			text: "'16505550001' is not a business-scoped user ID.",
		});
	});

	it('rejects an unregistered number, and numbers that the token cannot access', async () => {
		const emulator = await started();
		expect(problem(await sendMessage(emulator, { text: { body: 'a' } }, seed.unregisteredPhoneNumberId))).toEqual({
			status: 400,
			code: 133010,
			text: 'The account does not exist in the Cloud API, please register the number first.',
		});
		for (const id of [seed.foreignPhoneNumberId, '999', seed.wabaId]) {
			expect(problem(await sendMessage(emulator, { text: { body: 'a' } }, id))).toEqual({
				status: 400,
				code: 100,
				subcode: 33,
				text: expect.stringContaining(`Unsupported post request. Object with ID '${id}' does not exist`),
			});
		}
	});

	it('rejects recipients outside the list of a test number', async () => {
		const emulator = await started({ allowedRecipients: ['16505550001'] });
		expect((await sendMessage(emulator, { text: { body: 'a' } })).status).toBe(200);
		expect(problem(await sendMessage(emulator, { to: '16505550002', text: { body: 'a' } }))).toEqual({
			status: 400,
			code: 131030,
			text: 'Recipient phone number not in allowed list: Add recipient phone number to recipient list and try again.',
		});
	});

	it('accepts only some message types for groups', async () => {
		const emulator = await started();
		const group = { recipient_type: 'group', to: seed.groupId };
		expect((await sendMessage(emulator, { ...group, text: { body: 'a' } })).data.contacts).toEqual([
			{ input: seed.groupId },
		]);
		expect(problem(await sendMessage(emulator, { ...group, type: 'interactive', interactive: {} }))).toEqual({
			status: 400,
			code: 130501,
			text: "Messages of type 'interactive' cannot be sent to a group.",
		});
		expect(
			(await sendMessage(emulator, { ...group, type: 'location', location: { latitude: 1, longitude: 2 } })).status,
		).toBe(200);
		expect(problem(await sendMessage(emulator, { ...group, to: 'nobody', text: { body: 'a' } }))).toEqual({
			status: 400,
			code: 131041,
			text: "The group 'nobody' is not known to this phone number.",
		});
		expect(
			(
				await sendMessage(emulator, {
					...group,
					type: 'pin',
					pin: { type: 'pin', message_id: seed.incomingMessageId, expiration_days: 30 },
				})
			).status,
		).toBe(200);
		expect(
			problem(await sendMessage(emulator, { type: 'pin', pin: { type: 'unpin', message_id: 'wamid.x' } })).code,
		).toBe(131009);
	});
});
