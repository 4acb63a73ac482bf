import { seed, type Emulator } from '../src';
import { client, closeAll, problem, receiverForEach, started, type GraphResponse } from './helpers';
import type { Receiver } from './receiver';

let receiver: Receiver;
let url: string;
receiverForEach((one, address) => {
	receiver = one;
	url = address;
});
afterEach(closeAll);

const { phoneNumberId: phone } = seed;
const post = async (emulator: Emulator, edge: string, body: object) =>
	await client(emulator).post<GraphResponse>(`/${phone}/${edge}`, body);
const get = async (emulator: Emulator, edge: string) =>
	(await client(emulator).get<GraphResponse>(`/${phone}/${edge}`)).data;

describe('profile', () => {
	const edge = 'whatsapp_business_profile';
	const product = { messaging_product: 'whatsapp' };

	it('returns only the fields that were asked for, in a list of one', async () => {
		const emulator = await started();
		await post(emulator, edge, { ...product, about: 'Open', vertical: 'RETAIL' });
		expect(await get(emulator, edge)).toEqual({ data: [product] });
		expect(await get(emulator, `${edge}?fields=about,email`)).toEqual({ data: [{ about: 'Open' }] });
	});

	it.each([
		['no messaging_product', { about: 'x' }],
		['an empty about', { ...product, about: '' }],
		['an about of 140 characters', { ...product, about: 'x'.repeat(140) }],
		['three websites', { ...product, websites: Array(3).fill('https://example.com') }],
		['a website without http', { ...product, websites: ['example.com'] }],
		['an industry that cannot be set', { ...product, vertical: 'NOT_A_BIZ' }],
		['an unknown picture', { ...product, profile_picture_handle: '4::x' }],
	])('rejects %s', async (_what, body) => {
		expect(problem(await post(await started(), edge, body)).code).toBe(100);
	});
});

it('approves an official account a moment after the request', async () => {
	const emulator = await started({ webhook: { url }, statusDelayMs: 1 });
	const edge = 'official_business_account';
	expect(await get(emulator, edge)).toEqual({ id: phone, oba_status: 'NOT_STARTED' });
	await post(emulator, edge, { business_website_url: 'https://example.com' });
	await receiver.until(1);
	expect(receiver.events[0].payload.entry[0].changes[0]).toMatchObject({
		field: 'account_alerts',
		value: { entity_id: phone, alert_info: { alert_type: 'OBA_APPROVED' } },
	});
	expect(await get(emulator, edge)).toEqual({ id: phone, oba_status: 'APPROVED' });
});

describe('QR codes', () => {
	const edge = 'message_qrdls';

	it('shows pictures only when asked for', async () => {
		const emulator = await started();
		const { data } = await post(emulator, edge, { prefilled_message: 'Hi', generate_qr_image: 'SVG' });
		expect(Object.keys(data)).toEqual(['code', 'prefilled_message', 'deep_link_url', 'qr_image_url']);
		const plain = { code: data.code, prefilled_message: 'Hi', deep_link_url: data.deep_link_url };
		expect((await get(emulator, edge)).data).toEqual([plain]);
		expect((await get(emulator, `${edge}?fields=qr_image_url.format(PNG)`)).data).toEqual([
			{ qr_image_url: expect.stringContaining('format=PNG') },
		]);
		expect((await get(emulator, `${edge}/${String(data.code)}`)).data).toEqual([plain]);
	});

	it.each([
		['no message', {}],
		['a message of 141 characters', { prefilled_message: 'x'.repeat(141) }],
		['another format', { prefilled_message: 'x', generate_qr_image: 'GIF' }],
		['an unknown code', { prefilled_message: 'x', code: 'ABC' }],
	])('rejects %s', async (_what, body) => {
		expect(problem(await post(await started(), edge, body)).code).toBe(100);
	});
});
