import dns from 'node:dns';
import nock from 'nock';
import type { INodeParameters } from 'n8n-workflow';
import { meta, type Meta } from './builtInNodeDefects/meta';
import { PHONE, runNode } from './harness';
import { localServer, type Handler, type LocalServer } from './localServer';

// Links are checked against a real server: what counts is the connection.

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

/** @returns the message of the error, if there is one */
async function send(extra: INodeParameters, path: string, ...handlers: Handler[]): Promise<string | undefined> {
	server = await localServer(...handlers);
	// The address of the server is private, which no link may be: it gets a public name.
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

test.each([401, 404, 410])(
	'a link whose HEAD is answered with %i is accepted when GET gives the file',
	async (code) => {
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
	},
);

test.each([403, 405, 500, 503])('a link whose HEAD is answered with %i is left to WhatsApp', async (code) => {
	expect(await send(image, '/a.png', status(code))).toBeUndefined();
	expect(server?.requests).toEqual(['HEAD /a.png']);
});

test.each([403, 500])(
	'a link whose HEAD is answered with 404 and whose GET is answered with %i is left to WhatsApp',
	async (code) => {
		expect(await send(image, '/a.png', status(404), status(code))).toBeUndefined();
	},
);

test('a link that redirects into the internal network is rejected, and nothing there is asked', async () => {
	const internal = await localServer(status(200, { 'content-type': 'image/png' }));
	const message = await send(image, '/a.png', status(302, { location: `${internal.url}/secret.png` }));
	expect(message).toBe(
		"The file at 'Link' cannot be fetched: the server redirects to a host that Meta's servers cannot reach [item 0]",
	);
	expect(internal.requests).toEqual([]);
	expect(server?.requests).toEqual(['HEAD /a.png', 'GET /a.png']);
	expect(record.sent).toEqual([]);
	await internal.close();
});

test('a link that redirects to another place of a public host is followed', async () => {
	const moved = status(302, { location: '/b.png' });
	expect(await send(image, '/a.png', moved, status(200, { 'content-type': 'image/png' }))).toBeUndefined();
	expect(server?.requests).toEqual(['HEAD /a.png', 'HEAD /b.png']);
	expect(record.messages()).toHaveLength(1);
});

test('a link that GET does not find either is rejected', async () => {
	expect(await send(image, '/a.png', status(404))).toBe(
		"The file at 'Link' cannot be fetched: the server says that there is no such file (HTTP 404) [item 0]",
	);
	expect(server?.requests).toEqual(['HEAD /a.png', 'GET /a.png']);
	expect(record.sent).toEqual([]);
});

test.each<[string, Record<string, string | number>]>([
	['type', { 'content-type': 'application/json' }],
	['size', { 'content-type': 'image/png', 'content-length': 6_000_000 }],
])('the %s that GET states counts, where HEAD states another', async (_name, headers) => {
	const get: Handler = (_request, response) => {
		response.writeHead(200, { 'content-type': 'image/png', 'content-length': 3 }).end('png');
	};
	expect(await send(image, '/a.png', status(200, headers), get)).toBeUndefined();
	expect(record.messages()).toHaveLength(1);
});

test('the size of the whole file counts, not that of the part', async () => {
	const part = status(206, { 'content-type': 'image/png', 'content-range': 'bytes 0-0/6000000', 'content-length': 0 });
	expect(await send(image, '/a.png', status(404), part)).toBe(
		"The file in 'Link' has 5.73 MB, WhatsApp allows 5 MB for images [item 0]",
	);
});

test.each([
	[
		'audio',
		'/a.ogg',
		'audio/opus',
		"The server of 'Link' states the type audio/opus, WhatsApp takes audio files as audio/aac, audio/amr, audio/mpeg, audio/mp4 or audio/ogg; codecs=opus",
	],
	[
		'audio',
		'/a.ogg',
		'audio/ogg; codecs=vorbis',
		"The server of 'Link' states the type audio/ogg; codecs=vorbis, WhatsApp takes audio files as audio/aac, audio/amr, audio/mpeg, audio/mp4 or audio/ogg; codecs=opus",
	],
	[
		'image',
		'/a.jpg',
		'image/jpg',
		"The server of 'Link' states the type image/jpg, WhatsApp takes images as image/jpeg or image/png",
	],
	[
		'image',
		'/a.jpg',
		'binary/octet-stream',
		"The server of 'Link' states the type binary/octet-stream, WhatsApp takes images as image/jpeg or image/png",
	],
	['document', '/invoice.pdf', 'text/html', "The link in 'Link' gives a web page (text/html), not a .pdf file"],
])('%s: a link to %s whose server states %s is rejected', async (messageType, path, type, message) => {
	expect(await send({ messageType }, path, status(200, { 'content-type': type }))).toBe(`${message} [item 0]`);
	expect(record.sent).toEqual([]);
});

test('document: the name in the message tells that a web page is none', async () => {
	const page = status(200, { 'content-type': 'text/html' });
	const named = { messageType: 'document', additionalFields: { mediaFilename: 'invoice.pdf' } };
	expect(await send(named, '/download?id=7', page)).toBe(
		"The link in 'Link' gives a web page (text/html), not a .pdf file [item 0]",
	);
});

test.each(['application/zip', 'text/csv', 'application/octet-stream', 'application/x-anything'])(
	'document: a link whose server states %s is sent',
	async (type) => {
		expect(await send({ messageType: 'document' }, '/a.pdf', status(200, { 'content-type': type }))).toBeUndefined();
		expect(record.messages()).toHaveLength(1);
	},
);
