import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../scripts/n8n/ports';
import { checkAsked, choosePorts, lastPorts } from '../../../scripts/n8n/startPorts';

let server: Server;
/** A port in use. */
let used: number;
beforeAll(async () => {
	server = createServer();
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	used = (server.address() as AddressInfo).port;
});
afterAll(async () => await new Promise((done) => server.close(done)));

describe('ports that the user asks for', () => {
	it('must be free', async () => {
		await expect(checkAsked({ n8n: used })).rejects.toThrow(
			`Port ${used} is in use. Choose another one, or leave out --port for a free one`,
		);
		await expect(checkAsked({ emulator: used })).rejects.toThrow('leave out --emulator-port');
		await expect(checkAsked({ n8n: await freePort() })).resolves.toBeUndefined();
	});

	it('must be different', async () => {
		const port = await freePort();
		await expect(checkAsked({ n8n: port, emulator: port })).rejects.toThrow(`both ${port}`);
	});

	it('are not given to something else, though it had them before', async () => {
		const last = { n8n: await freePort(), emulator: await freePort(), model: await freePort() };
		const ports = await choosePorts({ n8n: last.emulator }, last);
		expect(ports.n8n).toBe(last.emulator);
		expect(ports.model).toBe(last.model);
		expect(new Set(Object.values(ports)).size).toBe(3);
	});
});

describe('the ports of the last start', () => {
	it('are used again', async () => {
		const last = { n8n: await freePort(), emulator: await freePort(), model: await freePort() };
		expect(await choosePorts({}, last)).toEqual(last);
	});

	it('are replaced where they are in use, or the same', async () => {
		const same = await freePort();
		const ports = await choosePorts({}, { n8n: same, emulator: same, model: used });
		expect(ports.n8n).toBe(same);
		expect(new Set([...Object.values(ports), used]).size).toBe(4);
	});

	it('are forgotten when their file is missing or broken', () => {
		const folder = mkdtempSync(join(tmpdir(), 'ports-'));
		const file = join(folder, 'ports.json');
		expect(lastPorts(file)).toEqual({});
		writeFileSync(file, '{"n8n":');
		expect(lastPorts(file)).toEqual({});
		writeFileSync(file, '{"n8n":5679}');
		expect(lastPorts(file)).toEqual({ n8n: 5679 });
		rmSync(folder, { recursive: true });
	});
});
