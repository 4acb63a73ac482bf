import { spawn } from 'node:child_process';
import { createServer, request as requestPlain } from 'node:http';
import { request } from 'node:https';
import { connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import axios from 'axios';
import { requestHandler, seed, selfSignedCertificate, startEmulator } from '../src';
import { client, closeAll, sendMessage, started } from './helpers';

afterEach(closeAll);

const text = { text: { body: 'a' } };

/** Status of a GET with the given Host header. */
async function withHost(url: string, host: string, headers: Record<string, string> = {}): Promise<number> {
	return await new Promise((resolve, reject) => {
		requestPlain(url, { headers: { ...headers, Host: host, Authorization: `Bearer ${seed.accessToken}` } }, (res) =>
			resolve(res.resume().statusCode!),
		)
			.on('error', reject)
			.end();
	});
}

describe('listening', () => {
	it('accepts only loopback host names by default', async () => {
		const emulator = await started();
		const path = `${emulator.url}/v25.0/${seed.wabaId}`;
		expect(await withHost(path, `127.0.0.1:${emulator.port}`)).toBe(200);
		expect(await withHost(path, 'localhost')).toBe(200);
		expect(await withHost(path, '[::1]:80')).toBe(200);
		expect(await withHost(path, 'graph.facebook.com')).toBe(403);
		expect(await withHost(path, 'localhost.example.com')).toBe(403);
		const open = await started({ allowAnyHost: true });
		expect(await withHost(`${open.url}/v25.0/${seed.wabaId}`, 'graph.facebook.com')).toBe(200);
	});

	it('serves TLS as graph.facebook.com to clients that trust its certificate', async () => {
		const { key, cert } = selfSignedCertificate(['graph.facebook.com', '127.0.0.1']);
		const emulator = await started({ https: { key, cert }, allowAnyHost: true });
		expect(emulator.url).toBe(`https://127.0.0.1:${emulator.port}`);
		const response = await new Promise<{ status: number; body: string }>((resolve, reject) => {
			request(
				{
					host: '127.0.0.1',
					port: emulator.port,
					servername: 'graph.facebook.com',
					ca: cert,
					path: `/v25.0/${seed.wabaId}/phone_numbers?limit=1`,
					headers: { Host: 'graph.facebook.com', Authorization: `Bearer ${seed.accessToken}` },
				},
				(res) => {
					let body = '';
					res.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
					res.on('end', () => resolve({ status: res.statusCode!, body }));
				},
			)
				.on('error', reject)
				.end();
		});
		expect(response.status).toBe(200);
		expect(JSON.parse(response.body).paging.next).toMatch(/^https:\/\/graph\.facebook\.com\/v25\.0\//);
		await expect(axios.get(emulator.url, { proxy: false })).rejects.toThrow(/self-signed/);
	});

	it('handles requests that another HTTP server receives', async () => {
		const emulator = await started();
		const other = createServer(requestHandler(emulator));
		await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
		expect(
			await withHost(`http://127.0.0.1:${(other.address() as AddressInfo).port}/v25.0/${seed.wabaId}`, 'localhost'),
		).toBe(200);
		expect(emulator.requests).toHaveLength(1);
		await new Promise((resolve) => other.close(resolve));
		expect(() => requestHandler({} as never)).toThrow(TypeError);
	});

	it('rejects when the port is already in use', async () => {
		const emulator = await started();
		await expect(startEmulator({ port: emulator.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
	});

	it('delays responses by latencyMs', async () => {
		const emulator = await started({ latencyMs: 60 });
		const before = performance.now();
		await sendMessage(emulator, text);
		expect(performance.now() - before).toBeGreaterThanOrEqual(58);
		emulator.settings({ latencyMs: { min: 80, max: 90 } });
		const again = performance.now();
		await sendMessage(emulator, text);
		expect(performance.now() - again).toBeGreaterThanOrEqual(78);
	});

	it('closes while requests are pending', async () => {
		const emulator = await started({ latencyMs: 60_000 });
		const waiting = sendMessage(emulator, text);
		while (emulator.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
		await Promise.all([emulator.close(), expect(waiting).rejects.toThrow()]);
	});

	it('rejects a JSON body over 10 MB', async () => {
		const emulator = await started();
		const response = await client(emulator).post(
			`/${seed.phoneNumberId}/messages`,
			{ big: 'x'.repeat(10 * 1024 * 1024) },
			{ maxBodyLength: Infinity },
		);
		expect(response.status).toBe(413);
	});
});

describe('recorded requests', () => {
	it('records requests and responses', async () => {
		const emulator = await started();
		await client(emulator).post(`/${seed.phoneNumberId}/messages?debug=all`, {
			messaging_product: 'whatsapp',
			to: '16505550001',
			...text,
		});
		expect(emulator.requests).toEqual([
			{
				id: 1,
				at: expect.any(Number),
				method: 'POST',
				path: `/v25.0/${seed.phoneNumberId}/messages`,
				query: { debug: 'all' },
				headers: expect.objectContaining({ authorization: 'Bearer <system user>', 'content-type': 'application/json' }),
				body: { messaging_product: 'whatsapp', to: '16505550001', ...text },
				status: 200,
				messageId: emulator.messages[0].id,
			},
		]);
	});

	it('records no headers, query and body when recordBodies is off', async () => {
		const emulator = await started({ recordBodies: false });
		await sendMessage(emulator, text);
		expect(emulator.requests).toEqual([
			{
				id: 1,
				at: expect.any(Number),
				method: 'POST',
				path: `/v25.0/${seed.phoneNumberId}/messages`,
				query: {},
				headers: {},
				status: 200,
				messageId: emulator.messages[0].id,
			},
		]);
		expect(Object.keys(emulator.messages[0]).sort()).toEqual([
			'at',
			'category',
			'id',
			'phoneNumberId',
			'recipientType',
			'requestId',
			'to',
			'type',
		]);
	});

	it('prints a line per request when quiet is off', async () => {
		const log = jest.spyOn(console, 'log').mockImplementation();
		const emulator = await started({ quiet: false });
		await sendMessage(emulator, text);
		await sendMessage(emulator, {});
		const path = `POST /v25.0/${seed.phoneNumberId}/messages`;
		expect(log.mock.calls).toEqual([[`${path} 200`], [`${path} 400 code 131008`]]);
		log.mockRestore();
	});
});

describe('control calls', () => {
	it('controls the emulator from another process', async () => {
		const emulator = await started();
		const control = axios.create({ baseURL: `${emulator.url}/_emulator`, proxy: false, validateStatus: () => true });
		await sendMessage(emulator, text);
		expect((await control.get('/requests')).data).toEqual(JSON.parse(JSON.stringify(emulator.requests)));
		expect((await control.get('/messages')).data).toEqual(JSON.parse(JSON.stringify(emulator.messages)));
		expect((await control.post('/faults', { kind: 'error', code: 131016 })).data).toEqual({ success: true });
		expect((await control.post('/faults', { faults: [{ kind: 'empty' }, { kind: 'boom' }] })).status).toBe(400);
		expect((await sendMessage(emulator, text)).status).toBe(500);
		expect((await control.get('/state')).data).toEqual({
			requests: 2,
			accepted: 1,
			rejected: { 131016: 1 },
			perRecipient: { 16505550001: 1 },
			perNumber: { [seed.phoneNumberId]: 1 },
			firstAcceptedAt: emulator.messages[0].at,
			lastAcceptedAt: emulator.messages[0].at,
			media: 0,
			mediaBytes: 0,
			faults: 1,
			webhooks: 0,
		});
		expect((await control.delete('/faults')).data).toEqual({ success: true });
		expect((await control.post('/settings', { messagesPerSecond: 1000, latencyMs: 1 })).data).toMatchObject({
			messagesPerSecond: 1000,
			latencyMs: 1,
			pairLimit: true,
		});
		expect((await control.post('/settings', { speed: 1 })).data).toEqual({ problem: "There is no setting 'speed'" });
		expect((await control.post('/settings', { latencyMs: { min: 1 } })).data).toEqual({
			problem: `latencyMs must be a number of milliseconds, or {min, max}, not '{"min":1}'`,
		});
		expect((await control.post('/settings', { messagesPerSecond: 1.5 })).status).toBe(400);
		const media = (await control.post('/media', { mimeType: 'application/pdf', sizeBytes: 3000 })).data;
		expect([media.size, emulator.findMedia(media.id)?.mimeType]).toEqual([3000, 'application/pdf']);
		const small = (await control.post('/media', { mimeType: 'text/plain', base64: 'aGk=' })).data;
		expect(await emulator.readMedia(small.id)).toEqual(Buffer.from('hi'));
		expect((await control.post('/incoming', { from: '16505550001', text: 'hi' })).data).toEqual({
			id: expect.stringMatching(/^wamid\./),
		});
		expect((await control.post('/incoming', { from: '1', text: 'hi', phoneNumberId: '9' })).data).toEqual({
			problem: "There is no phone number with the id '9'",
		});
		expect((await control.post('/webhook', { url: 'http://127.0.0.1:1/', verify: 'x' })).status).toBe(400);
		expect((await control.get('/seed')).data.wabaId).toBe(seed.wabaId);
		expect((await control.post('/reset')).data).toEqual({ success: true });
		expect(emulator.state()).toEqual({
			requests: 0,
			accepted: 0,
			rejected: {},
			perRecipient: {},
			perNumber: {},
			media: 0,
			mediaBytes: 0,
			faults: 0,
			webhooks: 0,
		});
		expect((await control.get('/nothing')).status).toBe(404);
	});

	it('does not record control calls, and rejects them from browsers', async () => {
		const emulator = await started();
		expect(await withHost(`${emulator.url}/_emulator/state`, 'localhost', { Origin: 'https://example.com' })).toBe(403);
		expect(await withHost(`${emulator.url}/_emulator/state`, 'evil.example.com')).toBe(403);
		expect(emulator.requests).toEqual([]);
	});
});

describe('command line', () => {
	const run = (...args: string[]): ReturnType<typeof spawn> =>
		// Without tsx' own process, which passes signals on and ends with another exit code when they are handled late.
		spawn(process.execPath, ['--import', 'tsx', join(__dirname, '..', 'src', 'cli.ts'), ...args], {
			stdio: ['ignore', 'pipe', 'pipe'],
		});
	const output = async (child: ReturnType<typeof spawn>, until: RegExp): Promise<string> =>
		await new Promise((resolve) => {
			let all = '';
			const take = (chunk: Buffer): void => {
				all += chunk.toString();
				if (until.test(all)) resolve(all);
			};
			child.stdout!.on('data', take);
			child.stderr!.on('data', take);
		});
	const ended = async (child: ReturnType<typeof spawn>): Promise<number | null> =>
		await new Promise((resolve) => child.once('exit', (code) => resolve(code)));

	it('prints one line of JSON, serves, and stops on a signal', async () => {
		const child = run('--json', '--mps', '0');
		const end = ended(child);
		const {
			url,
			port,
			seed: printed,
		} = JSON.parse(await output(child, /\n/)) as { url: string; port: number; seed: typeof seed };
		expect([url, printed]).toEqual([`http://127.0.0.1:${port}`, seed]);
		const { data } = await axios.get(`${url}/v25.0/${seed.wabaId}?fields=name`, {
			proxy: false,
			headers: { Authorization: `Bearer ${printed.accessToken}` },
		});
		expect(data).toEqual({ name: 'Acme Shop', id: seed.wabaId });
		child.kill('SIGTERM');
		expect(await end).toBe(0);
	});

	it('prints an introduction by default', async () => {
		const child = run();
		const end = ended(child);
		const banner = await output(child, /Ctrl\+C/);
		for (const part of [
			'Cloud API emulator at http://127.0.0.1:',
			seed.accessToken,
			seed.wabaId,
			seed.phoneNumberId,
			seed.app.id,
		])
			expect(banner).toContain(part);
		child.kill('SIGINT');
		expect(await end).toBe(0);
	});

	it('reports an invalid command line option', async () => {
		const child = run('--port', 'x');
		const end = ended(child);
		expect(await output(child, /\n/)).toBe("--port must be an integer, got 'x'\n");
		expect(await end).toBe(1);
	});
});

it('keeps a connection usable after a malformed request', async () => {
	const emulator = await started();
	await new Promise<void>((resolve) =>
		connect(emulator.port, '127.0.0.1', function (this: ReturnType<typeof connect>) {
			this.end('nonsense\r\n\r\n');
		})
			.on('close', () => resolve())
			.resume(),
	);
	expect((await sendMessage(emulator, text)).status).toBe(200);
});
