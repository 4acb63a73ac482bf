import axios from 'axios';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seed, startEmulator } from '../src';
import { client, closeAll, sendMessage, started } from './helpers';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'emulator-files-'))));
afterEach(async () => {
	await closeAll();
	rmSync(folder, { recursive: true, force: true });
});

function write(name: string, content: unknown): string {
	const path = join(folder, name);
	writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
	return path;
}

const number = { id: '5550001', displayPhoneNumber: '+49 30 901820', verifiedName: 'Bäckerei Süß' };
const template = {
	name: 'pickup_ready',
	language: 'de',
	category: 'UTILITY',
	components: [{ type: 'BODY', text: 'Deine Bestellung ist fertig.' }],
};

describe('a seed file', () => {
	it('replaces numbers, templates and the name of the account', async () => {
		const seedFile = write('seed.json', {
			account: { name: 'Bäckerei' },
			phoneNumbers: [number],
			templates: [template],
			customers: [{ name: 'Maria', number: '+49 151 00000001' }],
		});
		const emulator = await started({ seedFile });
		const graph = client(emulator);
		expect((await graph.get(`/${seed.wabaId}?fields=name`)).data).toEqual({ id: seed.wabaId, name: 'Bäckerei' });
		expect((await graph.get(`/${seed.wabaId}/phone_numbers?fields=id,verified_name`)).data.data).toEqual([
			{ id: '5550001', verified_name: 'Bäckerei Süß' },
		]);
		expect((await graph.get(`/${seed.wabaId}/message_templates?fields=name,status`)).data.data).toEqual([
			{ id: '596000000000001', name: 'pickup_ready', status: 'APPROVED' },
		]);
		const body = { type: 'template', template: { name: 'pickup_ready', language: { code: 'de' } } };
		expect((await sendMessage(emulator, body, '5550001')).status).toBe(200);
		const { data } = await axios.get(`${emulator.url}/_emulator/phone/state`, { proxy: false });
		expect(data.customers[0]).toMatchObject({ name: 'Maria', number: '4915100000001' });
		expect(emulator.incoming({ from: '4915100000001', text: 'Hallo' })).toMatch(/^wamid\./);
	});

	it('replaces the IDs and tokens of account and app', async () => {
		const app = { id: '77001', secret: '0123456789abcdef', name: 'Bakery App' };
		const account = { id: '88001', businessId: '99001', accessToken: 'EAABakeryToken', app };
		const emulator = await started({ seedFile: write('seed.json', { account, phoneNumbers: [number] }) });
		expect(emulator.seed).toMatchObject({ wabaId: '88001', accessToken: 'EAABakeryToken', app });
		expect((await client(emulator).get('/88001')).data.error.code).toBe(190);
		const graph = client(emulator, 'EAABakeryToken');
		expect((await graph.get('/88001?fields=name,owner_business_info')).data).toMatchObject({
			id: '88001',
			owner_business_info: { id: '99001' },
		});
		expect((await graph.get('/88001/phone_numbers?fields=id')).data.data).toEqual([{ id: '5550001' }]);
		expect((await graph.get('/88001/flows')).data.data).not.toEqual([]);
		expect((await graph.get('/app')).data).toMatchObject({ id: '77001', name: 'Bakery App' });
		expect((await graph.get('/99001')).data).toMatchObject({ id: '99001' });
		const grant = { client_id: app.id, client_secret: app.secret, grant_type: 'client_credentials' };
		const { access_token: token } = (await graph.get('/oauth/access_token', { params: grant })).data;
		const asApp = client(emulator, token as string);
		expect((await asApp.get('/77001/subscriptions')).data).toEqual({ data: [] });
		expect((await client(emulator, `${app.id}|${app.secret}`).get('/77001/subscriptions')).status).toBe(200);
		expect((await asApp.get('/debug_token?input_token=EAABakeryToken')).data.data).toMatchObject({
			app_id: '77001',
			granular_scopes: [
				{ scope: 'whatsapp_business_messaging', target_ids: ['88001'] },
				{ scope: 'whatsapp_business_management', target_ids: ['88001'] },
				{ scope: 'catalog_management' },
				{ scope: 'business_management' },
			],
		});
		expect(emulator.requests[0].headers.authorization).toBe('Bearer <unknown>');
		expect(emulator.requests[1].headers.authorization).toBe('Bearer <system user>');
		const template = { name: 'hello_world', language: { code: 'en_US' } };
		const body = { messaging_product: 'whatsapp', to: '16505550001', type: 'template', template };
		expect((await graph.post('/5550001/messages', body)).status).toBe(200);
	});

	it.each([
		[{ account: { id: '5550001' }, phoneNumbers: [number] }, /seed\.json: two objects have the ID 5550001/],
		[{ account: { accessToken: 'a b' } }, /seed\.json: 'account\.accessToken': must be 10 to 500 letters/],
		[{ account: { app: { id: '77001' } } }, /seed\.json: 'account\.app\.secret'/],
		['{', /seed\.json cannot be read: .*JSON/],
		[{ phones: [] }, /seed\.json: Unrecognized key\(s\) in object: 'phones'/],
		[{ phoneNumbers: [{ ...number, id: 'a' }] }, /seed\.json: 'phoneNumbers\[0\]\.id': must be 5 to 20 digits/],
		[{ phoneNumbers: [number, number] }, /seed\.json: 'phoneNumbers\[1\]': is there twice: 5550001/],
		[{ templates: [{ ...template, name: 'A B' }] }, /seed\.json: 'templates\[0\]\.name': must be lower-case letters/],
	])('is rejected with the place of the error: %j', async (content, problem) => {
		await expect(startEmulator({ seedFile: write('seed.json', content) })).rejects.toThrow(problem);
	});
});

describe('a state file', () => {
	it('keeps templates, messages, media, subscriptions and settings', async () => {
		const stateFile = join(folder, 'state.json');
		const first = await startEmulator({ stateFile });
		first.settings({ directSend: true });
		const id = first.addTemplate({ ...template, status: 'PAUSED', parameter_format: 'POSITIONAL' }).id;
		await sendMessage(first, { type: 'text', text: { body: 'Hi' } });
		const media = await first.addMedia({ content: Buffer.from('hi'), mimeType: 'text/plain' });
		await client(first).post(`/${seed.wabaId}/subscribed_apps`);
		const [message] = first.messages;
		await first.close();

		const second = await started({ stateFile });
		expect(second.messages).toEqual([message]);
		expect(second.state()).toMatchObject({ accepted: 1, perRecipient: { 16505550001: 1 }, media: 1 });
		const chats = (await axios.get(`${second.url}/_emulator/phone/state`, { proxy: false })).data;
		expect(chats).toMatchObject({ customers: [{ number: '16505550001' }], chats: [{ business: seed.phoneNumberId }] });
		expect(await second.readMedia(media.id)).toEqual(Buffer.from('hi'));
		expect((await client(second).get(`/${id}?fields=status`)).data.status).toBe('PAUSED');
		expect((await client(second).get(`/${seed.wabaId}/subscribed_apps`)).data.data).toHaveLength(1);
		await sendMessage(second, { type: 'text', text: { body: 'Again' } });
		expect(new Set(second.messages.map((one) => one.id)).size).toBe(2);
		expect((await second.addMedia({ content: Buffer.from('x'), mimeType: 'text/plain' })).id).not.toBe(media.id);
	});

	it('is rejected when it is another file, and stays as it is', async () => {
		const path = write('other.json', { version: 2 });
		await expect(startEmulator({ stateFile: path })).rejects.toThrow(
			/other\.json is not a state file: 'version': must be 1/,
		);
		expect(readFileSync(path, 'utf8')).toBe('{"version":2}');
	});
});
