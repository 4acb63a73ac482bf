import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deferResponse } from '../../../../nodes/WhatsAppBusinessCloud/flows/endpoint/deferredResponse';

let server: Server;
afterEach(() => {
	server.closeAllConnections();
	server.close();
});

/** What the client receives for a response that `work` handles. */
async function caller(
	work: (response: ServerResponse) => void,
): Promise<{ status: number; type: string | null; text: string }> {
	server = createServer((_request, response) => work(response));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const reply = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { method: 'POST' });
	return { status: reply.status, type: reply.headers.get('content-type'), text: await reply.text() };
}
const hold = (response: ServerResponse) => deferResponse(response as never);
const sent = { status: 200, type: 'text/plain', text: 'encrypted' };

test.each<[string, (response: ServerResponse) => void, object]>([
	['in one part', (response) => void response.end('{"a":1}'), { status: 200, body: '{"a":1}' }],
	[
		'in several parts of bytes and text',
		(response) => void (response.write(Buffer.from('{"ä')), response.write('":1', 'utf8'), response.end('}', () => {})),
		{ status: 200, body: '{"ä":1}' },
	],
	['with headers', (response) => void response.writeHead(418, { etag: 'x' }).end('no'), { status: 418, body: 'no' }],
	[
		'with its own status and length',
		(response) => void (response.setHeader('Content-Length', 2), (response.statusCode = 500), response.end('no')),
		{ status: 500, body: 'no' },
	],
	['an empty response', (response) => void response.end(), { status: 200, body: '' }],
	[
		'first an empty response, then content, as n8n may',
		(response) => void (response.end(), response.end('late')),
		{ status: 200, body: 'late' },
	],
])('captures what n8n writes: %s', async (_, write, expected) => {
	let written: unknown;
	const reply = await caller((response) => {
		const held = hold(response);
		write(response);
		void held.written.then((what) => {
			written = what;
			held.send(200, 'encrypted');
		});
	});
	expect(written).toEqual(expected);
	expect(reply).toEqual(sent);
});

test('ignores further writes after the response was sent, and throws nothing', async () => {
	const called: string[] = [];
	const reply = await caller((response) => {
		const held = hold(response);
		held.send(200, 'encrypted');
		held.send(500, 'again');
		response.statusCode = 500;
		response.setHeader('x', 'y').removeHeader('x');
		response
			.setHeaders(new Map([['a', 'b']]))
			.appendHeader('c', 'd')
			.flushHeaders();
		response.writeHead(404).write('more', () => called.push('write'));
		response.end('end', () => called.push('end'));
	});
	expect(reply).toEqual(sent);
	expect(called).toEqual(['write', 'end']);
});

test('does not throw when the client has disconnected', async () => {
	let held: ReturnType<typeof deferResponse> | undefined;
	await caller((response) => {
		held = hold(response);
		response.destroy();
	}).catch(() => {});
	expect(() => held?.send(200, 'encrypted')).not.toThrow();
});
