import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import nock from 'nock';
import type { ICredentialDataDecryptedObject, IDataObject, INodeExecutionData } from 'n8n-workflow';
import vectors from '../../fixtures/flowVectors.json';
import { openBinaryStore, readStored } from '../harness';
import { EndpointHost } from './host';

const CDN = 'https://mmg.whatsapp.net';
const [{ content, file, encryption_metadata: keys }] = vectors.media;
const entry = (path: string, more: object = {}) => ({
	media_id: '790aba14',
	cdn_url: `${CDN}${path}`,
	file_name: 'IMG_5237.jpg',
	encryption_metadata: keys,
	...more,
});

let host: EndpointHost | undefined;
beforeAll(openBinaryStore);
beforeEach(() => {
	nock.disableNetConnect();
	nock.enableNetConnect('127.0.0.1');
});
afterEach(async () => {
	const pending = nock.pendingMocks();
	nock.cleanAll();
	await host?.close();
	host = undefined;
	expect(pending).toEqual([]);
});
afterAll(() => nock.enableNetConnect());

/** @returns the trigger's item for this form data, and everything that n8n stores about the run */
async function received(
	data: IDataObject,
	options: IDataObject,
	credential?: ICredentialDataDecryptedObject,
): Promise<{ item: INodeExecutionData; kept: string }> {
	host = await EndpointHost.start({ options, credential, respond: { respondWith: 'screen', screen: 'NEXT' } });
	const { response } = await host.ask({
		version: '3.0',
		action: 'data_exchange',
		screen: 'PHOTOS',
		flow_token: 't',
		data,
	});
	expect(response).toEqual({ screen: 'NEXT', data: {} });
	await host.settled();
	return { item: host.item!, kept: JSON.stringify(host.runs) };
}

/** Expects nothing that could be used to fetch or decrypt a file. */
function expectNoKeys(kept: string): void {
	for (const secret of [...Object.values(keys), CDN, 'encryption_metadata', 'encryptedFiles'])
		expect(kept).not.toContain(secret);
}

test.each([
	'http://127.0.0.1:1/secret',
	'http://mmg.whatsapp.net/o1/v/a',
	'https://mmg.whatsapp.net:8443/o1/v/a',
	'https://evil.example/a',
])('does not follow a redirect of a file to %s', async (location) => {
	const { origin, pathname } = new URL(location);
	const target = nock(origin).get(pathname).reply(200, Buffer.from(file, 'base64'));
	nock(CDN).get('/o1/v/a').reply(302, '', { location });
	const { item } = await received({ photos: [entry('/o1/v/a')] }, { downloadMedia: true });
	const [{ mediaError }] = item.json.files as IDataObject[];
	expect(mediaError).toBe('The file could not be downloaded: the server responded with 302');
	expect(target.isDone()).toBe(false);
	nock.cleanAll();
});

test('decrypts files at any depth into binary data, without sending credentials', async () => {
	const headers: unknown[] = [];
	nock(CDN)
		.get(/^\/o1\/v\/\w/)
		.times(2)
		.reply(function () {
			headers.push(this.req.headers.authorization);
			return [200, Buffer.from(file, 'base64'), { 'content-type': 'application/octet-stream' }];
		});
	const { item, kept } = await received(
		{ note: 'x', photos: [entry('/o1/v/a')], deep: { documents: [entry('/o1/v/b', { file_name: 'a.pdf' })] } },
		{ downloadMedia: true, mediaField: 'file' },
	);
	const { photos, deep, ...rest } = item.json.data as { photos: IDataObject[]; deep: { documents: IDataObject[] } };
	expect(rest).toEqual({ note: 'x' });
	expect([photos, deep.documents]).toEqual([
		[{ media_id: '790aba14', file_name: 'IMG_5237.jpg' }],
		[{ media_id: '790aba14', file_name: 'a.pdf' }],
	]);
	expect(item.json.files).toEqual([
		{ path: 'photos[0]', mediaId: '790aba14', fileName: 'IMG_5237.jpg', binaryProperty: 'file' },
		{ path: 'deep.documents[0]', mediaId: '790aba14', fileName: 'a.pdf', binaryProperty: 'file_1' },
	]);
	const names = ['file', 'file_1'];
	for (const name of names) expect((await readStored(item.binary![name])).toString('base64')).toBe(content);
	expect(names.map((name) => [item.binary![name].fileName, item.binary![name].mimeType])).toEqual([
		['IMG_5237.jpg', 'image/jpeg'],
		['a.pdf', 'application/pdf'],
	]);
	expect(headers).toEqual([undefined, undefined]);
	expectNoKeys(kept);
});

test('returns only IDs and file names when the option is off', async () => {
	const { item, kept } = await received({ photos: [entry('/a')] }, {});
	expect(item.json.data).toEqual({ photos: [{ media_id: '790aba14', file_name: 'IMG_5237.jpg' }] });
	expect(item.json).not.toHaveProperty('files');
	expect(item.binary).toBeUndefined();
	expectNoKeys(kept);
});

test('keeps user input unchanged, even if its fields have the names of ours', async () => {
	const entered = {
		sealed: 'with wax',
		letter: { sealed: 'x', files: [], encryptedFiles: 'x', binaryProperty: 'data', mediaError: 'none' },
		list: [{ sealed: '' }],
	};
	const { item } = await received(entered, { downloadMedia: true });
	expect(item.json.data).toEqual(entered);
	expect(item.json).not.toHaveProperty('files');
});

test("does not accept a user's entry as a downloaded file", async () => {
	nock(CDN).get('/a').reply(404, 'Not found');
	const { item } = await received(
		{ photos: [entry('/a', { binaryProperty: 'data', mediaError: '' })] },
		{ downloadMedia: true },
	);
	expect(item.json.files).toEqual([
		{
			path: 'photos[0]',
			mediaId: '790aba14',
			fileName: 'IMG_5237.jpg',
			mediaError: 'The file could not be downloaded: the server responded with 404',
		},
	]);
});

test.each([
	['../../etc/passwd', 'passwd'],
	['C:\\x.bat', 'x.bat'],
	['a\u202Efdp.jpg', 'afdp.jpg'],
	['..', undefined],
	[7, undefined],
])('changes the file name %j to %j in binary data, and keeps the original in the item', async (fileName, safe) => {
	nock(CDN).get('/a').reply(200, Buffer.from(file, 'base64'));
	const { item } = await received({ photos: [entry('/a', { file_name: fileName })] }, { downloadMedia: true });
	expect(item.binary?.data.fileName).toBe(safe);
	expect(item.json.files).toMatchObject([{ fileName, binaryProperty: 'data' }]);
});

test('downloads at most 50 files of a request, and reports the number of skipped files', async () => {
	// On a busy machine fewer than 50, since the total time for the files of a request is limited, too.
	nock(CDN)
		.persist()
		.get(/^\/\d+$/)
		.reply(404, '');
	const photos = Array.from({ length: 53 }, (_unused, index) => entry(`/${index}`));
	const { item, kept } = await received({ photos }, { downloadMedia: true });
	const files = item.json.files as IDataObject[];
	expect([files.length, files[49].path, item.json.filesError]).toEqual([
		50,
		'photos[49]',
		'3 more files were not downloaded: at most 50 of one response are',
	]);
	expectNoKeys(kept);
});

test('handles 40,000 fake files quickly, and stores no keys', async () => {
	const fake = { cdn_url: 'https://evil.example.com/', encryption_metadata: {} };
	const { item, kept } = await received(
		{ photos: Array.from({ length: 40_000 }, () => ({ ...fake })) },
		{ downloadMedia: true },
	);
	const files = item.json.files as IDataObject[];
	expect(files).toHaveLength(50);
	expect(files.every(({ mediaError }) => mediaError === "The file's URL is not on one of Meta's hosts")).toBe(true);
	expect(item.json.filesError).toBe('39950 more files were not downloaded: at most 50 of one response are');
	expect(kept).not.toContain('evil.example.com');
});

const flipped = Buffer.from(file, 'base64').map((byte, at) => (at === 3 ? byte ^ 1 : byte));

test.each<[string, () => object, RegExp, IDataObject?]>([
	[
		'altered in transit',
		() => (nock(CDN).get('/a').reply(200, Buffer.from(flipped)), entry('/a')),
		/^The file did not arrive as it was sent/,
	],
	[
		'deleted',
		() => (nock(CDN).get('/a').reply(404, 'Not found'), entry('/a')),
		/^The file could not be downloaded: the server responded with 404$/,
	],
	[
		'too large',
		() => (
			nock(CDN)
				.get('/a')
				.reply(200, Buffer.alloc(2 * 1024 * 1024)),
			entry('/a')
		),
		/^The file has more than the 1\.0 MB/,
		{ maxFileSize: 1 },
	],
	['on another host', () => entry('', { cdn_url: 'https://evil.example.com/a' }), /not on one of Meta's hosts$/],
	[
		'on a host with a similar name',
		() => entry('', { cdn_url: 'https://whatsapp.net.example.com/a' }),
		/not on one of Meta's hosts$/,
	],
	['not over https', () => entry('', { cdn_url: 'http://mmg.whatsapp.net/a' }), /not on one of Meta's hosts$/],
	['inside the network', () => entry('', { cdn_url: 'http://169.254.169.254/latest' }), /not on one of Meta's hosts$/],
	[
		'redirected',
		() => {
			nock(CDN).get('/a').reply(302, '', { location: 'https://evil.example.com/a' });
			nock('https://evil.example.com').get('/a').optionally().reply(200, Buffer.from(file, 'base64'));
			return entry('/a');
		},
		/could not be downloaded/,
	],
	['without keys', () => entry('/a', { encryption_metadata: {} }), /^WhatsApp did not say how to decrypt/],
])('reports a file that is %s in the item, and continues the workflow', async (name, prepare, message, more = {}) => {
	const prepared = prepare();
	if (name === 'without keys') nock(CDN).get('/a').reply(200, Buffer.from(file, 'base64'));
	const { item, kept } = await received({ photos: [prepared] as IDataObject[] }, { downloadMedia: true, ...more });
	expect(item.json.data).toEqual({ photos: [{ media_id: '790aba14', file_name: 'IMG_5237.jpg' }] });
	expect(item.json.files).toEqual([
		{ path: 'photos[0]', mediaId: '790aba14', fileName: 'IMG_5237.jpg', mediaError: expect.stringMatching(message) },
	]);
	expect(item.binary).toBeUndefined();
	expectNoKeys(kept);
});

test('reports a connection that breaks during a download, or that cannot be made', async () => {
	const server = createServer((_request, response) => {
		response.writeHead(200, { 'content-length': 1_000_000 }).write(Buffer.alloc(100_000), () => response.destroy());
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const errorOfFile = async () => {
		const { item, kept } = await received(
			{ photos: [entry('', { cdn_url: `${baseUrl}/a` })] },
			{ downloadMedia: true },
			{ baseUrl },
		);
		expectNoKeys(kept);
		await host?.close();
		return (item.json.files as IDataObject[])[0].mediaError;
	};
	expect(await errorOfFile()).toBe('The file is incomplete: the connection broke');
	await new Promise((resolve) => server.close(resolve));
	expect(await errorOfFile()).toBe(
		'The file could not be downloaded: the connection to the server failed or took too long',
	);
});
