import dns from 'node:dns';
import nock from 'nock';
import type { INodeParameters } from 'n8n-workflow';
import { seed, startEmulator } from '../../emulator/src';
import { meta, type Meta } from './builtInNodeDefects/meta';
import { PHONE, runNode } from './harness';
import { localServer, type Handler, type LocalServer } from './localServer';

// Links are checked against a real server, since the connection matters.

let server: LocalServer | undefined;
let record: Meta;

beforeEach(() => {
	nock.disableNetConnect();
	record = meta();
});
afterEach(async () => {
	jest.restoreAllMocks();
	nock.cleanAll();
	await server?.close();
	server = undefined;
});
afterAll(() => nock.enableNetConnect());

/** @returns the error message, if any */
async function send(extra: INodeParameters, path: string, ...handlers: Handler[]): Promise<string | undefined> {
	server = await localServer(...handlers);
	// The server's address is private, which is not allowed in links, so it gets a public name.
	jest
		.spyOn(dns, 'lookup')
		.mockImplementation(((_host: string, { all }: { all?: boolean }, done: (...found: unknown[]) => void) =>
			all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4)) as never);
	const { port } = new URL(server.url);
	nock.enableNetConnect(/^(files\.example\.com|127\.0\.0\.1):/);
	const { error } = await runNode({
		parameters: {
			resource: 'message',
			operation: 'send',
			phoneNumberId: PHONE,
			recipientPhoneNumber: '49151000',
			mediaPath: 'useMediaLink',
			mediaLink: `http://files.example.com:${port}${path}`,
			...extra,
		},
	});
	return error?.message;
}

const image: INodeParameters = { messageType: 'image' };
const status =
	(code: number, headers: Record<string, string | number> = {}): Handler =>
	(_request, response) => {
		response.writeHead(code, headers).end();
	};

test.each([401, 404, 410])('accepts a link that responds to HEAD with %i when GET returns the file', async (code) => {
	const seen: unknown[] = [];
	const get: Handler = (request, response) => {
		seen.push(request.headers.range, request.headers.authorization);
		response
			.writeHead(206, { 'content-type': 'image/png', 'content-range': 'bytes 0-0/1000', 'content-length': 1 })
			.end('x');
	};
	expect(await send(image, '/a.png', status(code), get)).toBeUndefined();
	expect(server?.requests).toEqual(['HEAD /a.png', 'GET /a.png']);
	expect(seen).toEqual(['bytes=0-0', undefined]);
	expect(record.messages()).toHaveLength(1);
});

test.each([403, 405, 500, 503])(
	'accepts a link that responds to HEAD with %i, and leaves the check to WhatsApp',
	async (code) => {
		expect(await send(image, '/a.png', status(code))).toBeUndefined();
		expect(server?.requests).toEqual(['HEAD /a.png']);
	},
);

test.each([403, 500])('accepts a link that responds to HEAD with 404 and to GET with %i', async (code) => {
	expect(await send(image, '/a.png', status(404), status(code))).toBeUndefined();
});

test('rejects a link that redirects to the internal network, without a request to it', async () => {
	const internal = await localServer(status(200, { 'content-type': 'image/png' }));
	const message = await send(image, '/a.png', status(302, { location: `${internal.url}/secret.png` }));
	expect(message).toBe(
		"The file at 'Link' cannot be fetched: the server redirects to a host that Meta's servers cannot reach",
	);
	expect(internal.requests).toEqual([]);
	expect(server?.requests).toEqual(['HEAD /a.png', 'GET /a.png']);
	expect(record.sent).toEqual([]);
	await internal.close();
});

test('follows a redirect to another path of a public host', async () => {
	const moved = status(302, { location: '/b.png' });
	expect(await send(image, '/a.png', moved, status(200, { 'content-type': 'image/png' }))).toBeUndefined();
	expect(server?.requests).toEqual(['HEAD /a.png', 'HEAD /b.png']);
	expect(record.messages()).toHaveLength(1);
});

test('rejects a link that GET does not find either', async () => {
	expect(await send(image, '/a.png', status(404))).toBe(
		"The file at 'Link' cannot be fetched: the server says that there is no such file (HTTP 404)",
	);
	expect(server?.requests).toEqual(['HEAD /a.png', 'GET /a.png']);
	expect(record.sent).toEqual([]);
});

test.each<[string, Record<string, string | number>]>([
	['type', { 'content-type': 'application/json' }],
	['size', { 'content-type': 'image/png', 'content-length': 6_000_000 }],
])('prefers the %s of the GET response over that of HEAD', async (_name, headers) => {
	const get: Handler = (_request, response) => {
		response.writeHead(200, { 'content-type': 'image/png', 'content-length': 3 }).end('png');
	};
	expect(await send(image, '/a.png', status(200, headers), get)).toBeUndefined();
	expect(record.messages()).toHaveLength(1);
});

test('checks the size of the entire file, not of the requested part', async () => {
	const part = status(206, { 'content-type': 'image/png', 'content-range': 'bytes 0-0/6000000', 'content-length': 0 });
	expect(await send(image, '/a.png', status(404), part)).toBe(
		"The file in 'Link' has 5.73 MB, WhatsApp allows 5 MB for images",
	);
});

test.each([
	[
		'audio',
		'/a.ogg',
		'audio/opus',
		"The server of 'Link' returns the type audio/opus, WhatsApp accepts audio files as audio/aac, audio/amr, audio/mpeg, audio/mp4 or audio/ogg; codecs=opus",
	],
	[
		'audio',
		'/a.ogg',
		'audio/ogg; codecs=vorbis',
		"The server of 'Link' returns the type audio/ogg; codecs=vorbis, WhatsApp accepts audio files as audio/aac, audio/amr, audio/mpeg, audio/mp4 or audio/ogg; codecs=opus",
	],
	[
		'image',
		'/a.jpg',
		'image/jpg',
		"The server of 'Link' returns the type image/jpg, WhatsApp accepts images as image/jpeg or image/png",
	],
	[
		'image',
		'/a.jpg',
		'binary/octet-stream',
		"The server of 'Link' returns the type binary/octet-stream, WhatsApp accepts images as image/jpeg or image/png",
	],
	['document', '/invoice.pdf', 'text/html', "The link in 'Link' returns a web page (text/html), not a .pdf file"],
])('rejects a link for %s to %s when its server declares %s', async (messageType, path, type, message) => {
	expect(await send({ messageType }, path, status(200, { 'content-type': type }))).toBe(`${message}`);
	expect(record.sent).toEqual([]);
});

test('rejects a web page for a document when the file name in the message has another extension', async () => {
	const page = status(200, { 'content-type': 'text/html' });
	const named = { messageType: 'document', additionalFields: { mediaFilename: 'invoice.pdf' } };
	expect(await send(named, '/download?id=7', page)).toBe(
		"The link in 'Link' returns a web page (text/html), not a .pdf file",
	);
});

test.each(['application/zip', 'text/csv', 'application/octet-stream', 'application/x-anything'])(
	'sends a link to a document whose server declares %s',
	async (type) => {
		expect(await send({ messageType: 'document' }, '/a.pdf', status(200, { 'content-type': type }))).toBeUndefined();
		expect(record.messages()).toHaveLength(1);
	},
);

describe('a link to this machine', () => {
	const sample = (url: string): INodeParameters => ({
		resource: 'message',
		operation: 'send',
		phoneNumberId: seed.phoneNumberId,
		recipientPhoneNumber: '16505551234',
		messageType: 'carousel',
		textBody: 'For your garden',
		cards: {
			card: ['succulent', 'lemon-tree'].map((name) => ({
				headerType: 'image',
				headerMediaPath: 'useMediaLink',
				headerMediaLink: `${url}/samples/${name}.png`,
				buttonText: 'Buy',
				url: 'https://shop.example.com',
			})),
		},
	});

	test("is rejected for Meta's servers, before anything is sent", async () => {
		const { error } = await runNode({ parameters: sample('http://127.0.0.1:5690') });
		expect(error?.message).toBe("'Header Link' of card 1 leads to a host that Meta's servers cannot reach");
		expect(record.sent).toEqual([]);
	});

	test('is sent to the emulator, which serves sample pictures', async () => {
		nock.enableNetConnect('127.0.0.1');
		const emulator = await startEmulator();
		try {
			const credential = {
				accessToken: seed.accessToken,
				businessAccountId: seed.wabaId,
				apiVersion: 'v25.0',
				baseUrl: emulator.url,
			};
			const { output } = await runNode({ parameters: sample(emulator.url), credential });
			expect(output).toHaveLength(1);
			expect(emulator.messages[0].body).toMatchObject({
				interactive: {
					action: {
						cards: ['succulent', 'lemon-tree'].map((name) => ({
							header: { type: 'image', image: { link: `${emulator.url}/samples/${name}.png` } },
						})),
					},
				},
			});
		} finally {
			await emulator.close();
		}
	});
});
