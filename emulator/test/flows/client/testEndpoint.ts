import { createHmac } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { seed } from '../../../src/seed';
import { keyPair, openRequest, encryptResponse, type KeyPair } from '../../../src/flows/client/webCrypto';

type Json = Record<string, unknown>;

/** The response of the endpoint: an object is encrypted; a function may write any response. */
export type Reply =
	| Json
	| ((response: ServerResponse, encrypt: (response: unknown) => Promise<string>) => void | Promise<void>);

/**
 * A flow endpoint for tests, on loopback: responds to pings and error notifications, and everything else with the given
 * reply.
 */
export class TestEndpoint {
	/** Decrypted, in order. */
	readonly requests: Json[] = [];
	url = '';
	private keys!: KeyPair;
	private readonly server = createServer((request, response) => {
		void (async () => {
			const raw = await buffer(request);
			const expected = `sha256=${createHmac('sha256', seed.app.secret).update(raw).digest('hex')}`;
			if (request.headers['x-hub-signature-256'] !== expected) return response.writeHead(432).end();
			const opened = await openRequest(
				JSON.parse(raw.toString('utf8')) as Parameters<typeof openRequest>[0],
				this.keys.privateKey,
			).catch(() => undefined);
			if (!opened) return response.writeHead(421).end();
			this.requests.push(opened.request);
			const encrypt = async (response: unknown): Promise<string> => await encryptResponse(response, opened);
			const reply = this.replyTo(opened.request);
			if (typeof reply === 'function') return void (await reply(response, encrypt));
			return response.writeHead(200, { 'Content-Type': 'text/plain' }).end(await encrypt(reply));
		})();
	});

	constructor(private readonly response: (request: Json) => Reply) {}

	/** @returns the public key, as PEM */
	async start(): Promise<string> {
		await this.newKeys();
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
		this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/flow`;
		return this.keys.publicPem;
	}

	/** @returns the new public key, as PEM */
	async newKeys(): Promise<string> {
		this.keys = await keyPair();
		return this.keys.publicPem;
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	private replyTo(request: Json): Reply {
		if (request.action === 'ping') return { data: { status: 'active' } };
		if ((request.data as Json | undefined)?.error !== undefined) return { data: { acknowledged: true } };
		return this.response(request);
	}
}
