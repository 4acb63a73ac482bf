import { connect } from 'node:net';

/** How long a response may take; also how long a request that never ends is observed, as it has no response. */
const LIMIT_MS = 10_000;
const ENDLESS_MS = 1500;
const TOGETHER = 50;

const BODIES = [
	'',
	'hello',
	'{',
	'{"object":"whatsapp_business_account"',
	'[]',
	'null',
	'"x"',
	'{"__proto__":{"a":1}}',
	'\u0000\u00ff\u00fe',
	`{"a":${'['.repeat(5000)}`,
	'a=b&a=c&a[b]=c',
	'%',
	'<a/>',
	`"${'x'.repeat(100_000)}"`,
];

const TYPES = [
	undefined,
	'application/json',
	'application/json; charset=utf-99',
	'application/json; charset=utf-16',
	'text/plain',
	'application/x-www-form-urlencoded',
	'multipart/form-data',
	'multipart/form-data; boundary=x',
	'application/xml',
	'application/octet-stream',
	'\u00ff',
	';;;',
	'application/json, text/plain',
];

const post = (path: string, body: string, headers: string[]): string =>
	[
		`POST ${path} HTTP/1.1`,
		'Host: 127.0.0.1',
		'Connection: close',
		`Content-Length: ${Buffer.byteLength(body, 'latin1')}`,
		...headers,
		'',
		body,
	].join('\r\n');

const simple = (method: string, target: string): string =>
	`${method} ${target} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`;

/** A body that does not have the given encoding. */
const packed = (path: string, encoding: string): string =>
	post(path, 'not packed', ['Content-Type: application/json', `Content-Encoding: ${encoding}`]);

/** Requests that Meta would never send: wrong types, encodings, lengths, methods and URLs. */
function malformedBodies(path: string): string[] {
	const signature = `X-Hub-Signature-256: sha256=${'0'.repeat(64)}`;
	const hub = '?hub.mode=subscribe&hub.challenge=1&hub.verify_token=x';
	return [
		...TYPES.flatMap((type) =>
			BODIES.map((body) => post(path, body, [...(type === undefined ? [] : [`Content-Type: ${type}`]), signature])),
		),
		...['br', 'zstd', 'x'].map((encoding) => packed(path, encoding)),
		...['', 'sha256=', 'sha256=é', 'x'.repeat(8000)].map((value) =>
			post(path, '{}', ['Content-Type: application/json', `X-Hub-Signature-256: ${value}`]),
		),
		post(path, '{}', ['Content-Type: application/json', signature, signature]),
		...['HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'GET'].map((method) => simple(method, path)),
		...[
			hub,
			`${hub}&${hub.slice(1)}`,
			'?hub.mode[a]=b&hub.challenge[]=1&hub.verify_token[__proto__]=x',
			'?%',
			'?hub.challenge=%ff',
			`?hub.challenge=${'1'.repeat(7000)}`,
		].map((query) => simple('GET', path + query)),
		...['/%', '/%00', '/..', '/../../x', '//', '/a'.repeat(500)].map((more) => simple('POST', path + more)),
	];
}

/** Requests that n8n itself responds to with 500, before they reach any node. */
const ofN8n = (path: string): string[] => [packed(path, 'gzip'), packed(path, 'deflate'), simple('TRACE', path)];

/** Requests that break off, or are not valid HTTP. */
const endless = (path: string): string[] => [
	`POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n`,
	`POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 2\r\nContent-Length: 9\r\n\r\n{}`,
	`POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{"object":`,
	`POST ${path} HTTP/9.9\r\n\r\n`,
	`POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ${'y'.repeat(200_000)}\r\n\r\n`,
	'\u0016\u0003\u0001 no HTTP at all',
];

/** The response; without a status when there was none. */
interface MalformedRequestResult {
	request: string;
	response: string;
	status?: number;
}

async function send(port: number, request: string, limit: number): Promise<MalformedRequestResult> {
	return await new Promise((resolve) => {
		let response = '';
		const socket = connect(port, '127.0.0.1');
		const end = (): void => {
			socket.destroy();
			const status = /^HTTP\/1\.\d (\d{3})/.exec(response)?.[1];
			resolve({
				request: request.slice(0, 300),
				response: response.slice(-300),
				...(status && { status: Number(status) }),
			});
		};
		socket.setEncoding('latin1').setTimeout(limit, end);
		socket
			.on('data', (part: string) => (response += part))
			.on('close', end)
			.on('error', end);
		socket.write(request, 'latin1');
	});
}

/**
 * Sends all of them to a webhook.
 * @returns the responses, if any, with their requests, except those that n8n itself cannot handle
 */
export async function sendMalformedRequests(address: string): Promise<MalformedRequestResult[]> {
	const { port, pathname } = new URL(address);
	const requests = [
		...malformedBodies(pathname).map((text) => ({ text, limit: LIMIT_MS })),
		...endless(pathname).map((text) => ({ text, limit: ENDLESS_MS })),
	];
	for (const text of ofN8n(pathname)) await send(Number(port), text, LIMIT_MS);
	const results: MalformedRequestResult[] = [];
	for (let at = 0; at < requests.length; at += TOGETHER) {
		results.push(
			...(await Promise.all(
				requests.slice(at, at + TOGETHER).map(async ({ text, limit }) => await send(Number(port), text, limit)),
			)),
		);
	}
	// n8n's message on a machine that is too busy for its database.
	return results.filter(({ response }) => !response.includes('Database is not ready'));
}
