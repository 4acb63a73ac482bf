import dns from 'node:dns';
import nock from 'nock';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { openBinaryStore, PHONE, runNode, stored } from '../harness';
import { meta } from '../builtInNodeDefects/meta';
import { movingSticker, ogg, stillSticker } from '../../fixtures/sounds';
import { json, localServer } from '../localServer';
import { expectRejected, media, typed, value } from './expectRejected';

// Files and links that cannot be sent are rejected before anything is sent, and do not affect other items.

const fromBinary = (messageType: string, extra: INodeParameters = {}) =>
	typed(messageType, { mediaPath: 'useMedian8n', mediaPropertyName: 'data', ...extra });

beforeAll(async () => {
	nock.disableNetConnect();
	await openBinaryStore();
});
afterEach(() => nock.cleanAll());
afterAll(() => nock.enableNetConnect());

describe('files', () => {
	const field = 'Input Data Field Name';
	const MB = 1024 * 1024;
	const file = async (
		mimeType: string,
		fileName: string,
		content: Buffer | string = 'x',
	): Promise<INodeExecutionData> => ({
		json: {},
		binary: { data: await stored(Buffer.from(content), { mimeType, fileName }) },
	});
	const kinds: Record<string, [mimeType: string, fileName: string, maxBytes: number, limit: string, above: string]> = {
		audio: ['audio/mpeg', 'a.mp3', 16 * MB, '16 MB for audio files', '16.01 MB'],
		image: ['image/png', 'a.png', 5 * MB, '5 MB for images', '5.01 MB'],
		sticker: ['image/webp', 'a.webp', 500 * 1024, '500 KB for animated stickers', '500.01 KB'],
		video: ['video/mp4', 'a.mp4', 16 * MB, '16 MB for videos', '16.01 MB'],
		document: ['application/pdf', 'a.pdf', 100 * MB, '100 MB for documents', '100.01 MB'],
	};

	test.each(Object.keys(kinds))('rejects an empty %s', async (kind) => {
		const [mimeType, fileName] = kinds[kind];
		await expectRejected({
			field,
			parameters: fromBinary(kind),
			good: await file(mimeType, fileName),
			bad: await file(mimeType, fileName, ''),
			message: `The file in '${field}' is empty (0 bytes)`,
		});
	});

	test.each(Object.keys(kinds))(
		'rejects a %s over the size limit',
		async (kind) => {
			const [mimeType, fileName, maxBytes, limit, above] = kinds[kind];
			await expectRejected({
				field,
				parameters: fromBinary(kind),
				good: await file(mimeType, fileName),
				bad: await file(mimeType, fileName, Buffer.alloc(maxBytes + 1)),
				message: `The file in '${field}' has ${above}, WhatsApp allows ${limit}`,
			});
		},
		30_000,
	);

	test.each([
		[
			'audio',
			'audio/wav',
			'of type audio/wav, WhatsApp accepts audio files as AAC, AMR, MP3, M4A or OGG with the Opus codec',
		],
		['image', 'application/pdf', 'of type application/pdf, WhatsApp accepts images as JPEG or PNG'],
		['sticker', 'image/png', 'of type image/png, WhatsApp accepts stickers as WebP'],
		['video', 'video/quicktime', 'of type video/quicktime, WhatsApp accepts videos as MP4 or 3GP'],
	])('rejects a wrong media type: %s with %s', async (kind, mimeType, said) => {
		await expectRejected({
			field,
			parameters: fromBinary(kind),
			good: await file(kinds[kind][0], kinds[kind][1]),
			bad: await file(mimeType, 'a'),
			message: `The file in '${field}' is ${said}`,
		});
	});

	test('rejects a voice message that is not OGG with Opus', async () => {
		await expectRejected({
			field,
			parameters: fromBinary('audio', { voice: true }),
			good: await file('audio/ogg; codecs=opus', 'a.ogg', ogg.opus),
			bad: await file('audio/mpeg', 'a.mp3'),
			message: `The file in '${field}' is of type audio/mpeg, voice messages must be OGG with the Opus codec`,
		});
	});

	test.each([
		[
			'audio message',
			fromBinary('audio'),
			'WhatsApp accepts audio files as AAC, AMR, MP3, M4A or OGG with the Opus codec',
		],
		['voice message', fromBinary('audio', { voice: true }), 'voice messages must be OGG with the Opus codec'],
		[
			'upload',
			media('mediaUpload', { phoneNumberId: PHONE }),
			'WhatsApp accepts audio files as AAC, AMR, MP3, M4A or OGG with the Opus codec',
		],
	])('rejects OGG with the Vorbis codec as %s', async (_name, parameters, takes) => {
		await expectRejected({
			field,
			parameters,
			good: await file('audio/ogg', 'a.ogg', ogg.opus),
			bad: await file('audio/ogg; codecs=opus', 'a.ogg', ogg.vorbis),
			message: `The file in '${field}' is OGG with the Vorbis codec, ${takes}`,
		});
	});

	test.each([
		['sticker', fromBinary('sticker')],
		['upload', media('mediaUpload', { phoneNumberId: PHONE })],
	])('rejects a static sticker over 100 KB as %s', async (_name, parameters) => {
		const filler = Buffer.alloc(101 * 1024 - stillSticker.length);
		await expectRejected({
			field,
			parameters,
			good: await file('image/webp', 'a.webp', Buffer.concat([movingSticker, filler])),
			bad: await file('image/webp', 'a.webp', Buffer.concat([stillSticker, filler])),
			message: `The file in '${field}' has 101 KB, WhatsApp allows 100 KB for static stickers`,
		});
	});

	const noUpload =
		'is of type application/zip, WhatsApp accepts uploaded documents as plain text, PDF, Word, Excel or PowerPoint';
	test.each([
		['document', fromBinary('document')],
		['upload', media('mediaUpload', { phoneNumberId: PHONE })],
	])('rejects a file type that Meta does not accept as %s', async (_name, parameters) => {
		await expectRejected({
			field,
			parameters,
			good: await file('text/csv', 'a.csv'),
			bad: await file('application/zip', 'a.zip'),
			message: `The file in '${field}' ${noUpload}`,
		});
	});

	test('rejects a file type that Meta does not accept as template header', async () => {
		const header = { type: 'header', headerParameters: { parameter: [{ type: 'document', documentLink: 'data' }] } };
		const parameters = {
			resource: 'message',
			operation: 'sendTemplate',
			phoneNumberId: PHONE,
			recipientPhoneNumber: '49151000',
			template: 'order_shipped|en_US',
			components: { component: [header] },
		};
		const record = meta();
		const zip = await runNode({ parameters, input: [await file('application/zip', 'a.zip')] });
		expect(zip.error?.message).toContain(noUpload);
		expect(zip.error?.description).toContain('send it with a link');
		expect(record.sent).toEqual([]);
		const csv = await runNode({ parameters, input: [await file('text/csv', 'a.csv')] });
		expect(csv.error).toBeUndefined();
		expect(record.sent.map(({ path }) => path.split('/').at(-1))).toEqual(['media', 'messages']);
	});

	test.each([
		['Send', fromBinary('document', { mediaPropertyName: 'data' })],
		['Upload', media('mediaUpload', { phoneNumberId: PHONE, mediaPropertyName: 'data' })],
	])('rejects an item without the binary field (%s)', async (_name, parameters) => {
		const good = await file('application/pdf', 'a.pdf');
		const message = `The item has no file 'data', named in '${field}'`;
		await expectRejected({ field, parameters, good, bad: { json: {}, binary: { other: good.binary!.data } }, message });
		nock.cleanAll();
		await expectRejected({ field, parameters, good, bad: { json: {} }, message });
	});

	test.each([
		['Send', fromBinary('document', { mediaPropertyName: value })],
		['Upload', media('mediaUpload', { phoneNumberId: PHONE, mediaPropertyName: value })],
	])('takes the only file if no field is named, and rejects none and several (%s)', async (_name, parameters) => {
		const { binary, ...pdf } = await file('application/pdf', 'a.pdf');
		const good = { ...pdf, binary: { invoice: binary!.data }, json: { value: '' } };
		for (const [files, message] of [
			[{ invoice: binary!.data, photo: binary!.data }, `'${field}' is empty, but the item has 2 files`],
			[undefined, `The item has no file to use for '${field}'`],
		] as const) {
			await expectRejected({ field, parameters, good, bad: { json: { value: '' }, binary: files }, message });
			nock.cleanAll();
		}
	});

	test.each([
		['Send', fromBinary('document', { mediaPropertyName: value })],
		['Upload', media('mediaUpload', { phoneNumberId: PHONE, mediaPropertyName: value })],
	])('rejects a value that does not name a binary field (%s)', async (_name, parameters) => {
		const good = { ...(await file('application/pdf', 'a.pdf')), json: { value: 'data' } };
		for (const [given, message] of [
			[['data'], `'${field}' needs a field name, got an array`],
			[{ a: 1 }, `'${field}' got an object that is not a binary file`],
			['nope', `The item has no file 'nope', named in '${field}'`],
		] as const) {
			await expectRejected({ field, parameters, good, bad: { ...good, json: { value: given } }, message });
			nock.cleanAll();
		}
	});
});

describe('links', () => {
	afterEach(() => {
		jest.restoreAllMocks();
		nock.disableNetConnect();
	});

	const host = 'https://files.example.com';
	const good = { json: { value: `${host}/good.png` } };
	const bad = { json: { value: `${host}/bad.png` } };
	const goodFile = () => nock(host).persist().head('/good.png').reply(200, '', { 'content-type': 'image/png' });

	test.each([
		[404, 'the server says that there is no such file (HTTP 404)'],
		[401, 'the server asks for a login (HTTP 401)'],
		[410, 'the server says that the file is gone (HTTP 410)'],
	])('rejects a link that responds with status %i', async (status, why) => {
		goodFile();
		nock(host).persist().head('/bad.png').reply(status).get('/bad.png').reply(status);
		await expectRejected({
			field: 'Link',
			parameters: typed('image', { mediaLink: value }),
			good,
			bad,
			message: `The file at 'Link' cannot be fetched: ${why}`,
		});
	});

	test('rejects a link whose host does not exist', async () => {
		goodFile();
		nock.enableNetConnect('gone.example.com');
		jest
			.spyOn(dns, 'lookup')
			.mockImplementation(((host: string, _options: unknown, done: (reason: Error) => void) =>
				done(Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND' }))) as never);
		await expectRejected({
			field: 'Link',
			parameters: typed('image', { mediaLink: value }),
			good,
			bad: { json: { value: 'http://gone.example.com/bad.png' } },
			message: "The file at 'Link' cannot be fetched: there is no server of that name",
		});
	});

	test('rejects a link whose host does not accept connections', async () => {
		goodFile();
		const { url, close } = await localServer(json({}));
		await close();
		const { port } = new URL(url);
		nock.enableNetConnect(`down.example.com:${port}`);
		jest
			.spyOn(dns, 'lookup')
			.mockImplementation(((_host: string, { all }: { all?: boolean }, done: (...found: unknown[]) => void) =>
				all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4)) as never);
		await expectRejected({
			field: 'Link',
			parameters: typed('image', { mediaLink: value }),
			good,
			bad: { json: { value: `http://down.example.com:${port}/bad.png` } },
			message: "The file at 'Link' cannot be fetched: the server does not accept connections",
		});
	});

	test('rejects a link to a file of another type', async () => {
		goodFile();
		const page = { 'content-type': 'text/html; charset=utf-8' };
		nock(host).persist().head('/bad.png').reply(200, '', page).get('/bad.png').reply(200, '<html>', page);
		await expectRejected({
			field: 'Link',
			parameters: typed('image', { mediaLink: value }),
			good,
			bad,
			message:
				"The server of 'Link' returns the type text/html; charset=utf-8, WhatsApp accepts images as image/jpeg or image/png",
		});
	});

	test('rejects a link to a file over the size limit', async () => {
		goodFile();
		nock(host).persist().head('/bad.png').reply(200, '', { 'content-type': 'image/png', 'content-length': '6000000' });
		nock(host)
			.persist()
			.get('/bad.png')
			.reply(206, 'x', { 'content-type': 'image/png', 'content-length': '1', 'content-range': 'bytes 0-0/6000000' });
		await expectRejected({
			field: 'Link',
			parameters: typed('image', { mediaLink: value }),
			good,
			bad,
			message: "The file in 'Link' has 5.73 MB, WhatsApp allows 5 MB for images",
		});
	});
});
