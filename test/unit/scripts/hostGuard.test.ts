import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const SERVER = `
const server = require('node:http').createServer((request, response) => response.end('hello'));
server.on('upgrade', (request, socket) => socket.end('HTTP/1.1 101 Switching Protocols\\r\\n\\r\\n'));
server.listen(0, '127.0.0.1', () => console.log(server.address().port));`;

const running: ChildProcess[] = [];
afterEach(() => running.splice(0).forEach((child) => child.kill()));

/** Starts a server behind the guard. @returns its port */
async function startServer(allowedHosts?: string): Promise<number> {
	const guard = join(__dirname, '../../../scripts/n8n/hostGuard.js');
	const child = spawn(process.execPath, ['--require', guard, '-e', SERVER], {
		env: { ...process.env, ALLOWED_HOSTS: allowedHosts },
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	running.push(child);
	const [port] = (await once(child.stdout, 'data')) as [Buffer];
	return Number(String(port));
}

/** The first line of the response. */
async function statusLine(port: number, host: string | undefined, headers = ''): Promise<string> {
	const socket = connect(port, '127.0.0.1');
	const line = host === undefined ? '' : `Host: ${host}\r\n`;
	socket.write(`GET / HTTP/1.${host === undefined ? 0 : 1}\r\n${line}${headers || 'Connection: close\r\n'}\r\n`);
	return (await text(socket)).split('\r\n')[0];
}

const ALLOWED = 'HTTP/1.1 200 OK';
const FORBIDDEN = 'HTTP/1.1 403 Forbidden';

test('accepts only requests that name this computer', async () => {
	const port = await startServer();
	const own = [`127.0.0.1:${port}`, '127.0.0.1', `localhost:${port}`, 'LocalHost', `[::1]:${port}`, '[::1]'];
	expect(await Promise.all(own.map(async (host) => await statusLine(port, host)))).toEqual(own.map(() => ALLOWED));
	const others = [
		'evil.example',
		`evil.example:${port}`,
		'127.0.0.1.evil.example',
		'localhost.',
		'a@127.0.0.1',
		'10.0.0.1',
		'',
	];
	expect(await Promise.all(others.map(async (host) => await statusLine(port, host)))).toEqual(
		others.map(() => FORBIDDEN),
	);
	expect(await statusLine(port, undefined)).toBe(FORBIDDEN);
});

test('checks WebSocket upgrades too', async () => {
	const port = await startServer();
	const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\n';
	expect(await statusLine(port, '127.0.0.1', upgrade)).toBe('HTTP/1.1 101 Switching Protocols');
	expect(await statusLine(port, 'evil.example', upgrade)).toBe(FORBIDDEN);
});

test('accepts the names in ALLOWED_HOSTS', async () => {
	const port = await startServer(' Tunnel.example , other.example');
	const hosts = ['tunnel.example', 'other.example:443', '127.0.0.1', 'evil.example'];
	expect(await Promise.all(hosts.map(async (host) => await statusLine(port, host)))).toEqual([
		ALLOWED,
		ALLOWED,
		ALLOWED,
		FORBIDDEN,
	]);
});
