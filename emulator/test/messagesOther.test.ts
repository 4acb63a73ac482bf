import { seed, type Emulator } from '../src';
import { client, closeAll, problem, sendMessage, started } from './helpers';

let emulator: Emulator;
beforeEach(async () => {
	emulator = await started();
});
afterEach(closeAll);

const code = async (body: Record<string, unknown>): Promise<number> => {
	const response = await sendMessage(emulator, body);
	return response.status === 200 ? 200 : problem(response).code;
};

describe('media messages', () => {
	const add = async (mimeType: string, size: number, phoneNumberId = seed.phoneNumberId): Promise<string> =>
		(await emulator.addMedia({ content: { generatedBytes: size }, mimeType, phoneNumberId })).id;

	it('accepts an ID or a link, and a caption of at most 1024 characters', async () => {
		const id = await add('image/jpeg', 1000);
		expect(await code({ type: 'image', image: { id, caption: 'é'.repeat(1024) } })).toBe(200);
		expect(await code({ type: 'image', image: { link: 'https://example.com/a.jpg' } })).toBe(200);
		expect(problem(await sendMessage(emulator, { type: 'image', image: { id, caption: 'x'.repeat(1025) } }))).toEqual({
			status: 400,
			code: 100,
			text: "(#100) Param image['caption'] must be at most 1024 characters long.",
		});
		expect(problem(await sendMessage(emulator, { type: 'image', image: { caption: 'a' } }))).toEqual({
			status: 400,
			code: 131008,
			text: "Parameter image['id'] or image['link'] is mandatory for type 'image'",
		});
		expect(problem(await sendMessage(emulator, { type: 'image', image: { id, link: 'https://example.com' } }))).toEqual(
			{
				status: 400,
				code: 100,
				text: "(#100) Only one of image['id'] and image['link'] can be set.",
			},
		);
		for (const link of ['ftp://example.com/a', 'example.com/a.jpg', 'javascript:alert(1)'])
			expect(await code({ type: 'image', image: { link } })).toBe(100);
	});

	it('requires media of the sending number', async () => {
		const other = await add('image/jpeg', 10, seed.secondPhoneNumberId);
		for (const id of [other, '1']) {
			expect(problem(await sendMessage(emulator, { type: 'image', image: { id } }))).toEqual({
				status: 400,
				code: 131009,
				text: `Media ID '${id}' was not found for this phone number.`,
			});
		}
	});

	it.each([
		['image', 'image/png', 5 * 1024 * 1024],
		['audio', 'audio/ogg; codecs=opus', 16 * 1024 * 1024],
		['video', 'video/mp4', 16 * 1024 * 1024],
		['document', 'application/pdf', 100 * 1024 * 1024],
		['document', 'image/png', 1000],
		['sticker', 'image/webp', 100 * 1024],
	])('accepts %s of type %s up to %d bytes', async (type, mimeType, size) => {
		expect(await code({ type, [type]: { id: await add(mimeType, size) } })).toBe(200);
		if (size > 1000) expect(await code({ type, [type]: { id: await add(mimeType, size + 1) } })).toBe(131053);
	});

	it('sends a WebP picture of 300 KB that does not move as a document, not as a sticker', async () => {
		const form = new FormData();
		form.append('messaging_product', 'whatsapp');
		form.append('file', new Blob([Buffer.alloc(300 * 1024)], { type: 'image/webp' }), 'plan.webp');
		const { data } = await client(emulator).post<{ id: string }>(`/${seed.phoneNumberId}/media`, form);
		expect(await code({ type: 'document', document: { id: data.id, filename: 'plan.webp' } })).toBe(200);
		expect(problem(await sendMessage(emulator, { type: 'sticker', sticker: { id: data.id } }))).toEqual({
			status: 400,
			code: 131053,
			text: 'Media file size 307200 is over the limit of 102400 bytes for sticker messages.',
		});
	});

	it('rejects media of another kind than its message', async () => {
		expect(
			problem(await sendMessage(emulator, { type: 'image', image: { id: await add('application/pdf', 10) } })),
		).toEqual({
			status: 400,
			code: 131053,
			text: 'Media file on upload was detected with mime type application/pdf, which is not supported for image messages.',
		});
	});

	it('accepts only the properties of the media kind', async () => {
		const link = 'https://example.com/a';
		expect(await code({ type: 'audio', audio: { link, voice: true } })).toBe(200);
		expect(await code({ type: 'document', document: { link, caption: 'a', filename: 'a.pdf' } })).toBe(200);
		expect(problem(await sendMessage(emulator, { type: 'audio', audio: { link, caption: 'a' } }))).toEqual({
			status: 400,
			code: 100,
			text: '(#100) Unexpected key "caption" on param "audio".',
		});
		expect(await code({ type: 'sticker', sticker: { link, caption: 'a' } })).toBe(100);
		expect(await code({ type: 'image', image: { link, filename: 'a' } })).toBe(100);
		expect(await code({ type: 'audio', audio: { link, voice: 'loud' } })).toBe(100);
	});
});

describe('location', () => {
	it('requires two valid coordinates', async () => {
		expect(
			await code({ type: 'location', location: { latitude: -90, longitude: '180', name: 'Pole', address: 'Ice 1' } }),
		).toBe(200);
		expect(await code({ type: 'location', location: { latitude: 0, longitude: 0 } })).toBe(200);
		expect(await code({ type: 'location', location: { latitude: 1 } })).toBe(131008);
		expect(await code({ type: 'location', location: { latitude: 91, longitude: 0 } })).toBe(131009);
		expect(await code({ type: 'location', location: { latitude: 'north', longitude: 0 } })).toBe(100);
	});
});

describe('contacts', () => {
	const name = { formatted_name: 'Ann Lee', first_name: 'Ann' };

	it('accepts contacts with every property', async () => {
		const contact = {
			name,
			phones: [{ phone: '+16505550001', type: 'CELL', wa_id: '16505550001' }],
			emails: [{ email: 'ann@example.com', type: 'WORK' }],
			addresses: [{ street: 'A 1', city: 'B', state: 'CA', zip: '1', country: 'US', country_code: 'us', type: 'HOME' }],
			urls: [{ url: 'https://example.com', type: 'WORK' }],
			org: { company: 'Acme', department: 'Sales', title: 'Lead' },
			birthday: '1990-02-28',
		};
		expect(await code({ type: 'contacts', contacts: Array.from({ length: 257 }, () => contact) })).toBe(200);
		expect(await code({ type: 'contacts', contacts: [{ name: { formatted_name: 'Ann' } }] })).toBe(200);
	});

	it.each([
		['an empty list', [], 100, '(#100) Param contacts must have at least 1 element.'],
		[
			'258 contacts',
			Array.from({ length: 258 }, () => ({ name })),
			100,
			'(#100) Param contacts must have at most 257 elements.',
		],
		['an object in place of a list', { name }, 100, '(#100) Param contacts must be an array.'],
		['a missing name', [{}], 131008, "Parameter contacts[0]['name'] is required."],
		[
			'a missing formatted name',
			[{ name: { first_name: 'Ann' } }],
			131008,
			"Parameter contacts[0]['name']['formatted_name'] is required.",
		],
		[
			'an invalid birthday',
			[{ name, birthday: '28.02.1990' }],
			131009,
			"contacts[0]['birthday'] must be written YYYY-MM-DD.",
		],
		['an unknown property', [{ name, age: 3 }], 100, '(#100) Unexpected key "age" on param "contacts[0]".'],
		[
			'an unknown nested property',
			[{ name, phones: [{ number: '1' }] }],
			100,
			`(#100) Unexpected key "number" on param "contacts[0]['phones'][0]".`,
		],
	])('rejects contacts with %s', async (_name, contacts, wanted, text) => {
		expect(problem(await sendMessage(emulator, { type: 'contacts', contacts }))).toEqual({
			status: 400,
			code: wanted,
			text,
		});
	});
});

describe('reaction', () => {
	const message_id = seed.incomingMessageId;

	it('accepts one emoji, or none to remove the reaction', async () => {
		for (const emoji of ['👍', '👨‍👩‍👧', '🇩🇪', '1️⃣', '❤️', ''])
			expect(await code({ type: 'reaction', reaction: { message_id, emoji } })).toBe(200);
		for (const emoji of ['ok', '👍👍', ' '])
			expect(await code({ type: 'reaction', reaction: { message_id, emoji } })).toBe(131009);
		expect(await code({ type: 'reaction', reaction: { message_id } })).toBe(131008);
		expect(await code({ type: 'reaction', reaction: { emoji: '👍' } })).toBe(131008);
		expect(await code({ type: 'reaction', reaction: { message_id, emoji: '👍' }, context: { message_id } })).toBe(
			131009,
		);
	});
});

describe('read receipt', () => {
	it('returns success for a read receipt and sends no message', async () => {
		const read = { to: undefined, status: 'read', message_id: seed.incomingMessageId };
		expect((await sendMessage(emulator, read)).data).toEqual({ success: true });
		expect((await sendMessage(emulator, { ...read, typing_indicator: { type: 'text' } })).data).toEqual({
			success: true,
		});
		expect(emulator.messages).toEqual([]);
		expect(await code({ ...read, status: 'seen' })).toBe(100);
		expect(await code({ ...read, message_id: undefined })).toBe(131008);
		expect(await code({ ...read, message_id: 'wamid.none' })).toBe(131009);
		expect(await code({ ...read, typing_indicator: { type: 'voice' } })).toBe(100);
	});
});

describe('template', () => {
	it('accepts name, language and components, and returns accepted', async () => {
		const response = await sendMessage(emulator, {
			type: 'template',
			template: {
				name: 'order_update',
				language: { code: 'en_US', policy: 'deterministic' },
				components: [
					{ type: 'header', parameters: [{ type: 'text', text: 'A-7' }] },
					{ type: 'body', parameters: ['Ann', '$12', 'Monday'].map((text) => ({ type: 'text', text })) },
					{ type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: 'A-7' }] },
				],
			},
		});
		expect(response.data.messages).toEqual([{ id: expect.any(String), message_status: 'accepted' }]);
	});

	it.each([
		['a template without a name', { language: { code: 'en' } }, 131008],
		['a template without a language', { name: 'a' }, 131008],
		['a missing language code', { name: 'a', language: {} }, 131008],
		['a language as text', { name: 'a', language: 'en' }, 100],
		['a name in capitals', { name: 'Order', language: { code: 'en' } }, 131009],
		['components that are an object', { name: 'a', language: { code: 'en' }, components: {} }, 131009],
		['an unknown component', { name: 'a', language: { code: 'en' }, components: [{ type: 'tail' }] }, 131009],
		[
			'a button without an index',
			{ name: 'a', language: { code: 'en' }, components: [{ type: 'button', sub_type: 'url' }] },
			131009,
		],
		[
			'a button without a sub_type',
			{ name: 'a', language: { code: 'en' }, components: [{ type: 'button', index: 0 }] },
			131008,
		],
		[
			'a parameter without its value',
			{ name: 'a', language: { code: 'en' }, components: [{ type: 'body', parameters: [{ type: 'currency' }] }] },
			131009,
		],
		[
			'an empty text parameter',
			{ name: 'a', language: { code: 'en' }, components: [{ type: 'body', parameters: [{ type: 'text', text: '' }] }] },
			131008,
		],
	])('rejects the structure of a template message with %s', async (_name, template, wanted) => {
		expect(await code({ type: 'template', template })).toBe(wanted);
	});
});

describe('interactive', () => {
	const button = (id: string, title: string): object => ({ type: 'reply', reply: { id, title } });
	const buttons = (...all: object[]): Record<string, unknown> => ({
		type: 'interactive',
		interactive: { type: 'button', body: { text: 'Choose' }, action: { buttons: all } },
	});
	const rows = (count: number): object[] =>
		Array.from({ length: count }, (_unused, index) => ({ id: `r${index}`, title: `Row ${index}` }));
	const listOf = (...sections: object[]): Record<string, unknown> => ({
		type: 'interactive',
		interactive: { type: 'list', body: { text: 'Choose' }, action: { button: 'Open', sections } },
	});

	it('accepts reply buttons within their limits', async () => {
		expect(await code(buttons(button('a', 'x'.repeat(20)), button('b', 'B'), button('c', 'C')))).toBe(200);
		expect(problem(await sendMessage(emulator, buttons()))).toEqual({
			status: 400,
			code: 131009,
			text: 'Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3',
		});
		expect(await code(buttons(...['a', 'b', 'c', 'd'].map((id) => button(id, id))))).toBe(131009);
		expect(problem(await sendMessage(emulator, buttons(button('a', 'x'.repeat(21)))))).toEqual({
			status: 400,
			code: 131009,
			text: 'Button title length invalid. Min length: 1, Max length: 20',
		});
		expect(await code(buttons(button('a', 'A'), button('a', 'B')))).toBe(131009);
		expect(await code(buttons(button(' a', 'A')))).toBe(131009);
	});

	it('accepts lists within their limits', async () => {
		expect(await code(listOf({ rows: rows(10) }))).toBe(200);
		expect(await code(listOf({ rows: rows(11) }))).toBe(131009);
		expect(
			await code(
				listOf({ title: 'A', rows: [{ id: '1', title: 'x' }] }, { title: 'B', rows: [{ id: '2', title: 'y' }] }),
			),
		).toBe(200);
		expect(await code(listOf({ title: 'A', rows: rows(1) }, { rows: [{ id: 'z', title: 'z' }] }))).toBe(131009);
		expect(await code(listOf({ rows: [{ id: '1', title: 'x'.repeat(25) }] }))).toBe(131009);
		expect(await code(listOf({ rows: [{ id: '1', title: 'x', description: 'y'.repeat(73) }] }))).toBe(131009);
	});

	it.each([
		['an unknown interactive type', { type: 'dance', action: {} }, 100],
		['a missing action', { type: 'button', body: { text: 'a' } }, 131008],
		[
			'a missing body',
			{ type: 'cta_url', action: { name: 'cta_url', parameters: { display_text: 'a', url: 'https://example.com' } } },
			131008,
		],
		[
			'an unknown action name',
			{ type: 'cta_url', body: { text: 'a' }, action: { name: 'cta', parameters: {} } },
			131009,
		],
		[
			'a header the type does not have',
			{
				type: 'location_request_message',
				header: { type: 'text', text: 'a' },
				body: { text: 'a' },
				action: { name: 'send_location' },
			},
			131009,
		],
		[
			'a list of products without a header',
			{ type: 'product_list', body: { text: 'a' }, action: { catalog_id: '1', sections: [{}] } },
			131008,
		],
		[
			'a footer of 61 characters',
			{
				type: 'location_request_message',
				body: { text: 'a' },
				footer: { text: 'x'.repeat(61) },
				action: { name: 'send_location' },
			},
			100,
		],
		[
			'a body of 1025 characters',
			{ type: 'location_request_message', body: { text: 'x'.repeat(1025) }, action: { name: 'send_location' } },
			100,
		],
		[
			'a flow with both ID and name',
			{
				type: 'flow',
				body: { text: 'a' },
				action: {
					name: 'flow',
					parameters: { flow_message_version: '3', flow_cta: 'Go', flow_id: '1', flow_name: 'n' },
				},
			},
			131009,
		],
		['a carousel of one card', { type: 'carousel', body: { text: 'a' }, action: { cards: [{}] } }, 131009],
	])('rejects the structure of an interactive message with %s', async (_name, interactive, wanted) => {
		expect(await code({ type: 'interactive', interactive })).toBe(wanted);
	});

	it('accepts the other interactive types with all their parts', async () => {
		const all = [
			{
				type: 'cta_url',
				header: { type: 'text', text: 'a' },
				body: { text: 'a' },
				footer: { text: 'f' },
				action: { name: 'cta_url', parameters: { display_text: 'Go', url: 'https://example.com' } },
			},
			{ type: 'location_request_message', body: { text: 'a' }, action: { name: 'send_location' } },
			{
				type: 'flow',
				body: { text: 'a' },
				action: { name: 'flow', parameters: { flow_message_version: '3', flow_cta: 'Go', flow_id: '900100200300' } },
			},
			{ type: 'product', action: { catalog_id: '1', product_retailer_id: '2' } },
			{ type: 'request_contact_info', body: { text: 'a' }, action: { name: 'request_contact_info' } },
		];
		for (const interactive of all) expect(await code({ type: 'interactive', interactive })).toBe(200);
	});
});
