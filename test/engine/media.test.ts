import { createHash } from 'node:crypto';
import nock from 'nock';
import { accepted, metaError } from './fixtures';
import { GRAPH, openBinaryStore, PHONE, readStored, runNode, stored, TOKEN } from './harness';

const AUTH = { reqheaders: { authorization: `Bearer ${TOKEN}` } };
const LOOKASIDE = 'https://lookaside.fbsbx.com';
const MEDIA_PATH = '/whatsapp_business/attachments/?mid=77&ext=1';
const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');
const png = Buffer.from('89504e470d0a1a0a0000', 'hex');

beforeAll(async () => {
	nock.disableNetConnect();
	await openBinaryStore();
});
afterEach(() => {
	expect(nock.pendingMocks()).toEqual([]);
	nock.cleanAll();
});
afterAll(() => nock.enableNetConnect());

const upload = {
	resource: 'media',
	operation: 'mediaUpload',
	phoneNumberId: PHONE,
	mediaPropertyName: 'data',
};

/** Parts of a multipart body by field name, with headers and content as Latin-1 text. */
function parts(body: string): Record<string, { headers: string; content: string }> {
	const boundary = body.slice(0, body.indexOf('\r\n'));
	const found: Record<string, { headers: string; content: string }> = {};
	for (const part of body.split(boundary).slice(1, -1)) {
		const split = part.indexOf('\r\n\r\n');
		const headers = part.slice(2, split);
		const name = /name="([^"]*)"/.exec(headers)?.[1] ?? '';
		found[name] = { headers, content: part.slice(split + 4, -2) };
	}
	return found;
}

/** Mocks one upload and returns a getter of its body as Latin-1 text (nock passes binary bodies as hex). */
function expectUpload(id: string): { body: () => string; headers: () => Record<string, string> } {
	let body = '';
	let headers: Record<string, string> = {};
	nock(GRAPH, AUTH)
		.post(`/v25.0/${PHONE}/media`, (received: unknown) => {
			const text = String(received);
			body = /^[0-9a-f]+$/.test(text)
				? Buffer.from(text, 'hex').toString('latin1')
				: Buffer.from(text).toString('latin1');
			return true;
		})
		.reply(function () {
			headers = this.req.headers;
			return [200, { id }];
		});
	return { body: () => body, headers: () => headers };
}

test('Upload streams one multipart request with Content-Length, and returns the media ID', async () => {
	const sent = expectUpload('777');
	const { output } = await runNode({
		parameters: upload,
		input: [{ json: {}, binary: { data: await stored(png, { fileName: 'a "b".png', mimeType: 'image/png' }) } }],
	});
	expect(output).toEqual([{ json: { id: '777' }, pairedItem: { item: 0 } }]);
	const { messaging_product, type, file } = parts(sent.body());
	expect(messaging_product.content).toBe('whatsapp');
	expect(type.content).toBe('image/png');
	expect(file.headers).toBe(
		'Content-Disposition: form-data; name="file"; filename="a %22b%22.png"\r\nContent-Type: image/png',
	);
	expect(Buffer.from(file.content, 'latin1')).toEqual(png);
	expect(Number(sent.headers()['content-length'])).toBe(sent.body().length);
});

test('uploads a file that n8n keeps in memory', async () => {
	const sent = expectUpload('778');
	const { output } = await runNode({
		parameters: upload,
		input: [{ json: {}, binary: { data: { data: png.toString('base64'), mimeType: 'image/png', fileName: 'b.png' } } }],
	});
	expect(output?.[0].json).toEqual({ id: '778' });
	expect(Buffer.from(parts(sent.body()).file.content, 'latin1')).toEqual(png);
});

test('retries a failed upload with the complete file', async () => {
	nock(GRAPH).post(`/v25.0/${PHONE}/media`).reply(500, metaError(131000, 'Something went wrong'));
	const sent = expectUpload('779');
	const { output } = await runNode({
		parameters: upload,
		input: [{ json: {}, binary: { data: await stored(png, { fileName: 'c.png', mimeType: 'image/png' }) } }],
	});
	expect(output?.[0].json).toEqual({ id: '779' });
	expect(Buffer.from(parts(sent.body()).file.content, 'latin1')).toEqual(png);
});

const sendImage = {
	resource: 'message',
	operation: 'send',
	phoneNumberId: PHONE,
	recipientPhoneNumber: '={{ $json.phone }}',
	messageType: 'image',
	mediaPath: 'useMedian8n',
	mediaPropertyName: 'data',
};

test('uploads a file once when items share its storage ID or its content', async () => {
	const sent = expectUpload('780');
	const ids: unknown[] = [];
	nock(GRAPH)
		.post(`/v25.0/${PHONE}/messages`, (body: { image: { id: string } }) => ids.push(body.image) > 0)
		.times(3)
		.reply(200, accepted('49151000', 'wamid.1'));
	const first = await stored(png, { fileName: 'same.png', mimeType: 'image/png' });
	const copy = await stored(png, { fileName: 'same.png', mimeType: 'image/png' });
	const { output } = await runNode({
		parameters: sendImage,
		input: [
			{ json: { phone: '49151000' }, binary: { data: first } },
			{ json: { phone: '49151001' }, binary: { data: first } },
			{ json: { phone: '49151002' }, binary: { data: copy } },
		],
	});
	expect(output).toHaveLength(3);
	expect(ids).toEqual([{ id: '780' }, { id: '780' }, { id: '780' }]);
	expect(sent.body()).toContain('same.png');
});

test.each([
	['one after the other', 1, 'the same', 2],
	['at the same time', 4, 'the same', 4],
	['with its own stored copy, one after the other', 1, 'a copy', 2],
	['with its own stored copy, at the same time', 4, 'a copy', 4],
	['in memory, one after the other', 1, 'memory', 2],
	['in memory, at the same time', 4, 'memory', 4],
])('a failed upload fails no other item with the same file: %s', async (_, parallel, kind, uploads) => {
	let count = 0;
	nock(GRAPH)
		.persist()
		.post(`/v25.0/${PHONE}/media`)
		.reply((() => (++count === 1 ? [400, metaError(100, 'No')] : [200, { id: String(count) }])) as never);
	const sent: Array<{ id: string }> = [];
	nock(GRAPH)
		.post(`/v25.0/${PHONE}/messages`, (body: { image: { id: string } }) => sent.push(body.image) > 0)
		.times(3)
		.reply(200, accepted('49151000', 'wamid.1'));
	const meta = { fileName: 'same.png', mimeType: 'image/png' };
	const once = await stored(png, meta);
	const fileOf = async () =>
		kind === 'the same'
			? once
			: kind === 'a copy'
				? await stored(png, meta)
				: { ...meta, data: png.toString('base64') };
	const files = await Promise.all([1, 2, 3, 4].map(fileOf));
	const { output } = await runNode({
		parameters: {
			...sendImage,
			network: { maxRetries: 0 },
			largeRuns: { parallel },
		},
		input: files.map((data, index) => ({ json: { phone: `4915100${index}` }, binary: { data } })),
		node: { onError: 'continueRegularOutput' },
	});
	nock.cleanAll();
	expect(output!.filter(({ json }) => json.error !== undefined)).toHaveLength(1);
	expect(sent).toHaveLength(3);
	expect(count).toBeLessThanOrEqual(uploads);
});

const download = { resource: 'media', operation: 'mediaDownload', mediaDownloadId: '77', outputPropertyName: 'file' };
const described = (content: Buffer, extra = {}) => ({
	messaging_product: 'whatsapp',
	url: LOOKASIDE + MEDIA_PATH,
	mime_type: 'image/png',
	sha256: sha256(content),
	file_size: content.length,
	id: '77',
	...extra,
});

test('Download sends the token with both requests, and returns the verified file as binary data', async () => {
	nock(GRAPH, AUTH).get('/v25.0/77').reply(200, described(png));
	nock(LOOKASIDE, AUTH).get(MEDIA_PATH).reply(200, png, { 'content-type': 'image/png' });
	const { output } = await runNode({ parameters: download });
	expect(output).toHaveLength(1);
	const { binary, json, pairedItem } = output![0];
	expect(json).toEqual({
		messaging_product: 'whatsapp',
		mime_type: 'image/png',
		sha256: sha256(png),
		file_size: png.length,
		id: '77',
	});
	expect(pairedItem).toEqual({ item: 0 });
	expect(binary!.file).toMatchObject({ fileName: 'whatsapp-77.png', mimeType: 'image/png', fileExtension: 'png' });
	expect(await readStored(binary!.file)).toEqual(png);
});

test.each([
	['audio/ogg; codecs=opus', {}, 'whatsapp-77.ogg', 'ogg'],
	['audio/mpeg', {}, 'whatsapp-77.mp3', 'mp3'],
	['audio/aac', {}, 'whatsapp-77.aac', 'aac'],
	['audio/mp4', {}, 'whatsapp-77.m4a', 'm4a'],
	['audio/amr', {}, 'whatsapp-77.amr', 'amr'],
	['image/jpeg', {}, 'whatsapp-77.jpg', 'jpg'],
	['image/webp', {}, 'whatsapp-77.webp', 'webp'],
	['video/3gpp', {}, 'whatsapp-77.3gp', '3gp'],
	['application/vnd.openxmlformats-officedocument.wordprocessingml.document', {}, 'whatsapp-77.docx', 'docx'],
	['audio/ogg', { 'content-disposition': 'inline; filename=media_77' }, 'media_77.ogg', 'ogg'],
	['application/pdf', { 'content-disposition': 'attachment; filename="Offer v1.2"' }, 'Offer v1.2.pdf', 'pdf'],
	['audio/ogg', { 'content-disposition': 'attachment; filename="song.OGA"' }, 'song.OGA', 'oga'],
])('names a download of type %s (%p) %s', async (mime_type, headers, fileName, fileExtension) => {
	nock(GRAPH).get('/v25.0/77').reply(200, described(png, { mime_type }));
	nock(LOOKASIDE)
		.get(MEDIA_PATH)
		.reply(200, png, { 'content-type': mime_type, ...headers });
	const { output } = await runNode({ parameters: download });
	expect(output![0].binary!.file).toMatchObject({ fileName, fileExtension, mimeType: mime_type.split(';')[0] });
});

test('keeps the file name from the server without its folders', async () => {
	nock(GRAPH).get('/v25.0/77').reply(200, described(png));
	nock(LOOKASIDE).get(MEDIA_PATH).reply(200, png, {
		'content-type': 'image/png',
		'content-disposition': 'attachment; filename="../../etc/photo 1.png"',
	});
	const { output } = await runNode({ parameters: download });
	expect(output![0].binary!.file.fileName).toBe('photo 1.png');
});

test.each([
	['../../etc/overwritten.pdf', 'overwritten.pdf'],
	['C:\\x.bat', 'x.bat'],
	['a\u202Efdp.exe', 'afdp.exe'],
	['a\0.pdf', 'a.pdf'],
	['a\r\nb.pdf', 'ab.pdf'],
	[`${'a'.repeat(5000)}.pdf`, `${'a'.repeat(251)}.pdf`],
	['..', 'whatsapp-77.png'],
])('sanitizes the file name of an item (%j)', async (downloadFileName, fileName) => {
	nock(GRAPH).get('/v25.0/77').reply(200, described(png));
	nock(LOOKASIDE).get(MEDIA_PATH).reply(200, png, { 'content-type': 'image/png' });
	const { output } = await runNode({ parameters: { ...download, additionalFields: { downloadFileName } } });
	expect(output![0].binary!.file.fileName).toBe(fileName);
});

test('downloads an incomplete file again from a new URL', async () => {
	const half = png.subarray(0, 4);
	nock(GRAPH).get('/v25.0/77').reply(200, described(png));
	nock(LOOKASIDE).get(MEDIA_PATH).reply(200, half);
	nock(GRAPH)
		.get('/v25.0/77')
		.reply(200, described(png, { url: `${LOOKASIDE}${MEDIA_PATH}2` }));
	nock(LOOKASIDE).get(`${MEDIA_PATH}2`).reply(200, png);
	const { output } = await runNode({ parameters: download });
	expect(await readStored(output![0].binary!.file)).toEqual(png);
});

test('requests a new URL when the old one has expired', async () => {
	nock(GRAPH).get('/v25.0/77').twice().reply(200, described(png));
	nock(LOOKASIDE).get(MEDIA_PATH).reply(404, 'gone');
	nock(LOOKASIDE).get(MEDIA_PATH).reply(200, png);
	const { output } = await runNode({ parameters: download });
	expect(await readStored(output![0].binary!.file)).toEqual(png);
});

test('rejects a file with another hash', async () => {
	const wrong = Buffer.alloc(png.length, 1);
	nock(GRAPH).get('/v25.0/77').times(3).reply(200, described(png));
	nock(LOOKASIDE).get(MEDIA_PATH).times(3).reply(200, wrong);
	const { error, run } = await runNode({ parameters: download });
	expect(run.status).toBe('error');
	expect(error.message).toBe('The file arrived incomplete or damaged');
	expect(error.description).toContain('SHA-256');
});

test('rejects a media URL on another host before the token is sent', async () => {
	nock(GRAPH)
		.get('/v25.0/77')
		.reply(200, described(png, { url: 'https://evil.example/file' }));
	const { error, run } = await runNode({ parameters: download });
	expect(run.status).toBe('error');
	expect(JSON.stringify(error)).not.toContain(TOKEN);
});

test('does not send the token along on a redirect to another host', async () => {
	nock(GRAPH).get('/v25.0/77').reply(200, described(png));
	nock(LOOKASIDE, AUTH).get(MEDIA_PATH).reply(302, '', { location: 'https://scontent.whatsapp.net/file' });
	const seen: unknown[] = [];
	nock('https://scontent.whatsapp.net')
		.get('/file')
		.reply(function () {
			seen.push(this.req.headers.authorization);
			return [200, png];
		});
	const { output } = await runNode({ parameters: download });
	expect(await readStored(output![0].binary!.file)).toEqual(png);
	expect(seen).toEqual([undefined]);
});

test.each(['http://lookaside.fbsbx.com/file', 'https://lookaside.fbsbx.com:8443/file', 'https://evil.example/file'])(
	'does not follow the redirect of a download to %s',
	async (location) => {
		const { origin, pathname } = new URL(location);
		const target = nock(origin).get(pathname).reply(200, png);
		nock(GRAPH).get('/v25.0/77').reply(200, described(png));
		nock(LOOKASIDE, AUTH).get(MEDIA_PATH).reply(302, '', { location });
		const { error } = await runNode({ parameters: download });
		expect(error.message).toBe(`The request was redirected to '${new URL(location).host}' and not followed`);
		expect(target.isDone()).toBe(false);
		nock.cleanAll();
	},
);

test('Get returns the metadata of the file, and Delete deletes it', async () => {
	nock(GRAPH, AUTH).get('/v25.0/77').reply(200, described(png));
	const got = await runNode({ parameters: { resource: 'media', operation: 'mediaUrlGet', mediaGetId: '77' } });
	expect(got.output).toEqual([{ json: described(png), pairedItem: { item: 0 } }]);

	nock(GRAPH, AUTH).delete('/v25.0/77').reply(200, { success: true });
	const missing = await runNode({ parameters: { resource: 'media', operation: 'mediaDelete', mediaDeleteId: '77' } });
	expect(missing.output).toEqual([{ json: { success: true }, pairedItem: { item: 0 } }]);
});
