import type { INodeParameters } from 'n8n-workflow';
import nock from 'nock';
import { WhatsAppBusinessCloud } from '../../../nodes/WhatsAppBusinessCloud/WhatsAppBusinessCloud.node';
import { loadOptions, openBinaryStore, PHONE, readStored } from '../harness';
import { mockedNetwork, expectRequest, jsonOf, messageOf, runner } from '../account/support';

mockedNetwork();
beforeAll(openBinaryStore);

const runOperation = runner('qrCode');
const run = async (operation: string, parameters: INodeParameters = {}) =>
	await runOperation(operation, { phoneNumberId: PHONE, ...parameters });
const PATH = `${PHONE}/message_qrdls`;
const CODE = '4O4YGZEG3RIVE1';
const HOST = 'https://scontent-iad3-2.xx.fbcdn.net';
const row = {
	code: CODE,
	prefilled_message: 'Hi, I am in Main Street',
	deep_link_url: `https://wa.me/message/${CODE}`,
};
const qr_image_url = `${HOST}/m1/v/t6/code.png?ccb=10-5`;
const simple = { code: CODE, message: row.prefilled_message, link: row.deep_link_url };
const png = Buffer.from('89504e470d0a1a0a0001', 'hex');
const expectPicture = (content: Buffer | string = png): void => {
	nock(HOST, { badheaders: ['authorization'] })
		.get('/m1/v/t6/code.png?ccb=10-5')
		.reply(200, content);
};

test('creates a QR code, and downloads its picture at once', async () => {
	const body = { prefilled_message: row.prefilled_message, generate_qr_image: 'PNG' };
	expectRequest('POST', PATH, { body }, { ...row, qr_image_url });
	expectPicture();
	const { output } = await run('create', { prefilledMessage: row.prefilled_message });
	expect(output).toEqual([
		{
			json: { ...simple, pictureUrl: qr_image_url },
			binary: { data: expect.objectContaining({ fileName: `whatsapp-${CODE}.png`, mimeType: 'image/png' }) },
			pairedItem: { item: 0 },
		},
	]);
	expect((await readStored(output![0].binary!.data)).equals(png)).toBe(true);
});

test('creates a QR code as SVG, or without a picture', async () => {
	const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>';
	expectRequest(
		'POST',
		PATH,
		{ body: { prefilled_message: 'Hi', generate_qr_image: 'SVG' } },
		{ ...row, qr_image_url },
	);
	expectPicture(svg);
	const parameters = { prefilledMessage: 'Hi', pictureFormat: 'SVG', binaryPropertyName: 'qr' };
	const { output } = await run('create', parameters);
	expect(output![0].binary!.qr).toMatchObject({ fileName: `whatsapp-${CODE}.svg`, mimeType: 'image/svg+xml' });
	expectRequest('POST', PATH, { body: { prefilled_message: 'Hi' } }, row);
	expect(jsonOf(await run('create', { prefilledMessage: 'Hi', downloadPicture: false }))).toEqual([simple]);
});

test('gets a QR code with its picture, by code or link', async () => {
	const query = { fields: 'code,prefilled_message,deep_link_url,qr_image_url.format(PNG)', code: CODE };
	for (const qrCode of [CODE, `https://wa.me/message/${CODE}`]) {
		expectRequest('GET', PATH, { query }, { data: [{ ...row, qr_image_url }] });
		expectPicture();
		const { output } = await run('get', { qrCode });
		expect(output![0].json).toEqual({ ...simple, pictureUrl: qr_image_url });
		expect(output![0].binary!.data.fileName).toBe(`whatsapp-${CODE}.png`);
	}
});

test('says that a QR code does not exist', async () => {
	const query = { fields: 'code,prefilled_message,deep_link_url', code: CODE };
	expectRequest('GET', PATH, { query }, { data: [] });
	expect(messageOf(await run('get', { qrCode: CODE, downloadPicture: false }))).toBe(
		`'QR Code' '${CODE}' does not exist`,
	);
});

test.each<[string, unknown, unknown[]]>([
	['two codes', { data: [row, { ...row, code: 'B' }] }, [simple, { ...simple, code: 'B' }]],
	['an empty page', { data: [] }, []],
	['an object as the list', { data: row }, []],
	['entries without fields', { data: [null, {}] }, [{}]],
])('lists %s', async (_what, response, expected) => {
	const query = { fields: 'code,prefilled_message,deep_link_url', limit: 50 };
	expectRequest('GET', PATH, { query }, response);
	expect(jsonOf(await run('getAll'))).toEqual(expected);
});

test('updates the message, and keeps the code', async () => {
	expectRequest(
		'POST',
		PATH,
		{ body: { code: CODE, prefilled_message: 'Hello' } },
		{ ...row, prefilled_message: 'Hello' },
	);
	expect(jsonOf(await run('update', { qrCode: CODE, prefilledMessage: 'Hello' }))).toEqual([
		{ ...simple, message: 'Hello' },
	]);
});

test('deletes a QR code', async () => {
	expectRequest('DELETE', `${PATH}/${CODE}`, {}, { success: true });
	expect(jsonOf(await run('delete', { qrCode: CODE, confirm: true }))).toEqual([{ code: CODE, deleted: true }]);
});

test.each<[string, INodeParameters, string]>([
	['create', { prefilledMessage: '={{ "" }}' }, "'Message' is empty"],
	['create', { prefilledMessage: 'x'.repeat(141) }, "'Message' has 141 characters"],
	['create', { prefilledMessage: 'x', pictureFormat: '={{ "GIF" }}' }, "'Picture Format' has an unknown value"],
	['update', { qrCode: '={{ "" }}', prefilledMessage: 'x' }, "'QR Code' is empty"],
	['get', { qrCode: '../1' }, "'QR Code' is not a code"],
	['delete', { qrCode: CODE }, "'Confirm' is off. Turn it on to delete the QR code"],
])('%s rejects %j', async (operation, parameters, message) => {
	expect(messageOf(await run(operation, parameters))).toContain(message);
});

describe('the list in the editor', () => {
	const search = async (phoneNumberId: unknown, filter?: string) =>
		await new WhatsAppBusinessCloud().methods.listSearch.searchQrCodes.call(
			loadOptions({ resource: 'qrCode', phoneNumberId: phoneNumberId as string }),
			filter,
		);
	const query = { fields: 'code,prefilled_message,deep_link_url', limit: 100 };

	test('shows the messages of the number', async () => {
		const data = [row, { code: 'B' }, {}, null, { code: 7, prefilled_message: 'Main' }];
		expectRequest('GET', PATH, { query }, { data });
		const { results } = await search({ __rl: true, mode: 'list', value: PHONE }, 'main');
		expect(results).toEqual([
			{ name: `Hi, I am in Main Street - ${CODE}`, value: CODE, url: row.deep_link_url },
			{ name: 'Main - 7', value: '7' },
		]);
	});

	test.each([[''], ['+49 30'], [undefined]])('is empty for the number %j', async (value) => {
		expect(await search({ __rl: true, mode: 'id', value })).toEqual({ results: [] });
	});
});
