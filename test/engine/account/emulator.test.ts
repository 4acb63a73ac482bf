import { seed } from '../../../emulator/src';
import { openBinaryStore, readStored, stored } from '../harness';
import { jsonOf, messageOf, withEmulator } from './support';

beforeAll(openBinaryStore);
const { run, emulator } = withEmulator();
const phoneNumberId = seed.phoneNumberId;
const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(5000, 7)]);

test('sets, clears and reads a profile, and its picture', async () => {
	const data = await stored(png, { fileName: 'logo.png', mimeType: 'image/png' });
	const updateFields = { about: 'Open', email: 'a@example.com', websites: 'https://example.com', picture: 'data' };
	await run('businessProfile', 'update', { phoneNumberId, updateFields }, [{ json: {}, binary: { data } }]).then(
		jsonOf,
	);
	await run('businessProfile', 'update', { phoneNumberId, updateFields: { email: '' } }).then(jsonOf);
	const { output } = await run('businessProfile', 'get', { phoneNumberId, downloadPicture: true });
	expect(output![0].json).toEqual({
		phoneNumberId,
		about: 'Open',
		websites: ['https://example.com'],
		pictureUrl: expect.stringContaining(emulator().url),
	});
	expect((await readStored(output![0].binary!.data)).subarray(1, 4).toString()).toBe('PNG');
});

test('requests the official account, once', async () => {
	const request = { phoneNumberId, website: 'https://example.com', country: 'Germany' };
	await run('businessProfile', 'requestOfficial', request).then(jsonOf);
	const { error } = await run('businessProfile', 'requestOfficial', request);
	expect(error.description).toContain('There is a request for this number already');
	const [{ status }] = jsonOf(await run('businessProfile', 'getOfficialStatus', { phoneNumberId }));
	expect(['PENDING', 'APPROVED']).toContain(status);
});

test('creates, lists, changes and deletes QR codes', async () => {
	const { output } = await run('qrCode', 'create', { phoneNumberId, prefilledMessage: 'Hi' });
	const { code } = output![0].json as { code: string };
	expect(output![0].json).toMatchObject({ message: 'Hi', link: `https://wa.me/message/${code}` });
	expect((await readStored(output![0].binary!.data)).subarray(1, 4).toString()).toBe('PNG');
	await run('qrCode', 'update', { phoneNumberId, qrCode: code, prefilledMessage: 'Hello' }).then(jsonOf);
	const svg = await run('qrCode', 'get', { phoneNumberId, qrCode: code, pictureFormat: 'SVG' });
	expect((await readStored(svg.output![0].binary!.data)).toString()).toContain('<svg');
	expect(jsonOf(await run('qrCode', 'getAll', { phoneNumberId }))).toMatchObject([{ code, message: 'Hello' }]);
	await run('qrCode', 'delete', { phoneNumberId, qrCode: code, confirm: true }).then(jsonOf);
	expect(jsonOf(await run('qrCode', 'getAll', { phoneNumberId }))).toEqual([]);
	expect(messageOf(await run('qrCode', 'delete', { phoneNumberId, qrCode: code, confirm: true }))).toContain('ID');
});

test('reads the account, its users and the accounts of the portfolio', async () => {
	expect(jsonOf(await run('account', 'get'))).toMatchObject([
		{ id: seed.wabaId, name: 'Acme Shop', paymentMethodAttached: true, canSendMessage: 'AVAILABLE', problems: [] },
	]);
	for (const accounts of ['owned', 'assigned'])
		expect(jsonOf(await run('account', 'getAll', { accounts }))).toMatchObject([{ id: seed.wabaId }]);
	expect(jsonOf(await run('account', 'getAll', { accounts: 'shared' }))).toEqual([]);
	expect(jsonOf(await run('account', 'getAssignedUsers'))).toMatchObject([
		{ name: 'Acme Automation' },
		{ name: 'Ann Owner' },
	]);
	await run('account', 'update', { setting: 'marketingOnCloudApi', allow: false }).then(jsonOf);
	expect(jsonOf(await run('account', 'get'))).toMatchObject([{ marketingOnCloudApi: false }]);
});

test('gets products, catalogs, ice breakers and usernames', async () => {
	const [{ id: catalogId }] = jsonOf(await run('commerce', 'getCatalogs'));
	const [first] = jsonOf(await run('commerce', 'getProducts', { catalogId: String(catalogId) }));
	const productIds = String(first.productId);
	expect(jsonOf(await run('commerce', 'getProducts', { catalogId: String(catalogId), productIds }))).toEqual([first]);
	await run('commerce', 'updateSettings', { phoneNumberId, updateFields: { catalogVisible: true } }).then(jsonOf);
	expect(jsonOf(await run('commerce', 'getSettings', { phoneNumberId }))).toMatchObject([{ catalogVisible: true }]);
	const iceBreakers = { iceBreaker: [{ text: 'When do you open?' }] };
	await run('conversationalComponent', 'update', { phoneNumberId, iceBreakers }).then(jsonOf);
	expect(jsonOf(await run('conversationalComponent', 'get', { phoneNumberId }))).toMatchObject([
		{ iceBreakers: ['When do you open?'], commands: [] },
	]);
	const [{ username }] = jsonOf(await run('username', 'getSuggestions', { phoneNumberId }));
	await run('username', 'set', { phoneNumberId, username: String(username) }).then(jsonOf);
	expect(jsonOf(await run('username', 'get', { phoneNumberId }))).toMatchObject([{ username, status: 'approved' }]);
	expect(messageOf(await run('username', 'set', { phoneNumberId, username: 'acme' }))).toBe(
		'The username is not available',
	);
});
