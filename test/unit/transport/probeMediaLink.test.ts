import { Readable } from 'node:stream';
import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { probeLink } from '../../../nodes/WhatsAppBusinessCloud/transport/probeMediaLink';

const contextOf = (response: unknown): IExecuteFunctions =>
	({
		helpers: { httpRequest: async () => response },
		getExecutionCancelSignal: () => undefined,
	}) as unknown as IExecuteFunctions;

/** A connection that sends bytes for as long as it is read. */
function endless(): { source: Readable; given: () => number } {
	let bytes = 0;
	const source = new Readable({
		read() {
			bytes += 65_536;
			setImmediate(() => this.push(Buffer.alloc(65_536)));
		},
	});
	return { source, given: () => bytes };
}

/** A body as newer versions of axios return it in n8n 2: with a generator between connection and stream. */
async function* passing(source: Readable): AsyncGenerator<Buffer> {
	for await (const chunk of source as AsyncIterable<Buffer>) yield chunk;
}

test.each<[string, (source: Readable) => Readable]>([
	['the connection itself', (source) => source],
	['a stream that reads from the connection', (source) => Readable.from(passing(source), { objectMode: false })],
])(
	'closes a connection that never ends when the body is %s',
	async (_name, bodyOf) => {
		const { source, given } = endless();
		const closed = new Promise((resolve) => source.once('close', resolve));
		const report = await probeLink(
			contextOf({ statusCode: 200, headers: { 'content-type': 'image/png' }, body: bodyOf(source) }),
			'https://example.com/a.png',
			'GET',
		);
		expect(report).toEqual({ mimeType: 'image/png' });
		await closed;
		expect(given()).toBeLessThan(1_000_000);
	},
	5_000,
);

/** Servers by URL; records the requests. */
function contextWith(answers: Record<string, { statusCode: number; headers: Record<string, string> }>): {
	context: IExecuteFunctions;
	requested: string[];
} {
	const requested: string[] = [];
	const httpRequest = async ({ url, disableFollowRedirect }: IHttpRequestOptions) => {
		requested.push(url);
		expect(disableFollowRedirect).toBe(true);
		return { ...answers[url], body: '' };
	};
	return {
		context: { helpers: { httpRequest }, getExecutionCancelSignal: () => undefined } as never,
		requested: requested,
	};
}

const redirect = (location: string) => ({ statusCode: 302, headers: { location } });

test.each([
	'http://127.0.0.1:5678/rest/login',
	'http://169.254.169.254/latest/meta-data/',
	'http://2130706433/',
	'http://[::ffff:127.0.0.1]/',
	'http://[64:ff9b::a9fe:a9fe]/',
	'http://metadata.google.internal/',
	'//localhost:5678/',
	'ftp://example.com/a',
])('does not follow the redirect of a media link to %s', async (target) => {
	const { context, requested: requested } = contextWith({
		'https://example.com/a': redirect('https://cdn.example.com/b'),
		'https://cdn.example.com/b': redirect(target),
	});
	expect(await probeLink(context, 'https://example.com/a', 'HEAD')).toEqual({
		unreachable: "the server redirects to a host that Meta's servers cannot reach",
	});
	expect(requested).toEqual(['https://example.com/a', 'https://cdn.example.com/b']);
});

test('makes no request to an internal host', async () => {
	const { context, requested: requested } = contextWith({});
	expect(await probeLink(context, 'http://127.0.0.1/a', 'HEAD')).toEqual({
		unreachable: "it is on a host that Meta's servers cannot reach",
	});
	expect(requested).toEqual([]);
});

test('follows a redirect between public hosts', async () => {
	const { context, requested: requested } = contextWith({
		'https://example.com/a': redirect('/b'),
		'https://example.com/b': { statusCode: 200, headers: { 'content-type': 'image/png' } },
	});
	expect(await probeLink(context, 'https://example.com/a', 'HEAD')).toEqual({ mimeType: 'image/png' });
	expect(requested).toEqual(['https://example.com/a', 'https://example.com/b']);
});

test('leaves endless redirects to WhatsApp', async () => {
	const { context, requested: requested } = contextWith({ 'https://example.com/a': redirect('/a') });
	expect(await probeLink(context, 'https://example.com/a', 'HEAD')).toEqual({});
	expect(requested).toHaveLength(6);
});

test.each<[string, number, Record<string, string>, unknown]>([
	[
		'the complete file',
		200,
		{ 'content-type': 'Image/PNG; a=b', 'content-length': '7' },
		{ mimeType: 'Image/PNG; a=b', size: 7 },
	],
	[
		'a part of the file',
		206,
		{ 'content-type': 'image/png', 'content-length': '1', 'content-range': 'bytes 0-0/7' },
		{ mimeType: 'image/png', size: 7 },
	],
	[
		'a part of a file of unknown size',
		206,
		{ 'content-type': 'image/png', 'content-length': '1', 'content-range': 'bytes 0-0/*' },
		{ mimeType: 'image/png' },
	],
	['no content', 204, {}, {}],
	['status 403', 403, { 'content-type': 'text/html' }, {}],
	[
		'status 410',
		410,
		{ 'content-type': 'text/html' },
		{ unreachable: 'the server says that the file is gone (HTTP 410)' },
	],
])('reads a response with %s', async (_name, statusCode, headers, report) => {
	expect(await probeLink(contextOf({ statusCode, headers, body: '' }), 'https://example.com/a.png', 'GET')).toEqual(
		report,
	);
});
