import { createServer as createHttpServer, type IncomingMessage } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { makeCertificate } from './certificate';
import type { PackedPackage } from './package';

/** The registry from which n8n installs community packages, unless its license allows another one. */
const REGISTRY = 'registry.npmjs.org';

/** A network in which n8n reaches only loopback addresses and a registry with one package. */
export interface OfflineNetwork {
	/** URL of the proxy, for HTTPS_PROXY and HTTP_PROXY. */
	proxy: string;
	/** The certificate to trust, PEM. */
	certificate: string;
	/** Requests to the registry, as `GET /n8n-nodes-x`. */
	lookups: string[];
	/** Hosts that were requested and rejected. */
	rejectedHosts: Set<string>;
	close(): Promise<void>;
}

/**
 * Starts, on loopback, a fake npm registry with one package, and a proxy that leads only there. n8n then installs a
 * community package in its usual way, and all its other outgoing requests are recorded and rejected.
 */
export async function startOfflineNetwork(packed: PackedPackage): Promise<OfflineNetwork> {
	const { key, cert } = makeCertificate([REGISTRY]);
	const lookups: string[] = [];
	const rejectedHosts = new Set<string>();
	const sockets = new Set<Socket>();

	const registry = createHttpsServer({ key, cert }, (request, response) => {
		lookups.push(`${request.method} ${request.url}`);
		const [status, type, body] = respond(packed, request);
		response.writeHead(status, { 'content-type': type, 'content-length': body.length }).end(body);
	});
	const registryPort = await listen(registry, sockets);

	const proxy = createHttpServer((request, response) => {
		rejectedHosts.add(request.headers.host ?? '');
		response.writeHead(403).end();
	});
	proxy.on('connect', (request: IncomingMessage, client: Socket, head: Buffer) => {
		client.on('error', () => client.destroy());
		if (request.url !== `${REGISTRY}:443`) {
			rejectedHosts.add(request.url ?? '');
			client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
			return;
		}
		const upstream = connect(registryPort, '127.0.0.1', () => {
			client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
			upstream.write(head);
			upstream.pipe(client).pipe(upstream);
		});
		upstream.on('error', () => client.destroy());
	});
	const proxyPort = await listen(proxy, sockets);

	return {
		proxy: `http://127.0.0.1:${proxyPort}`,
		certificate: cert,
		lookups: lookups,
		rejectedHosts: rejectedHosts,
		close: async () => {
			for (const socket of sockets) socket.destroy();
			await Promise.all([registry, proxy].map(async (server) => await new Promise((done) => server.close(done))));
		},
	};
}

/** The registry's responses, as far as npm and n8n need them: the package document, one version of it, the tarball. */
function respond(packed: PackedPackage, request: IncomingMessage): [status: number, type: string, body: Buffer] {
	const { manifest, tarball, file, integrity } = packed;
	const version = { ...manifest, dist: { tarball: `https://${REGISTRY}/${manifest.name}/-/${file}`, integrity } };
	const json = (value: unknown): [number, string, Buffer] => [
		200,
		'application/json',
		Buffer.from(JSON.stringify(value)),
	];
	switch (request.url?.split('?')[0]) {
		case `/${manifest.name}`:
			return json({
				_id: manifest.name,
				name: manifest.name,
				'dist-tags': { latest: manifest.version },
				versions: { [manifest.version]: version },
			});
		case `/${manifest.name}/latest`:
		case `/${manifest.name}/${manifest.version}`:
			return json(version);
		case `/${manifest.name}/-/${file}`:
			return [200, 'application/octet-stream', tarball];
		default:
			return [404, 'application/json', Buffer.from('{"error":"not found"}')];
	}
}

async function listen(server: Server, sockets: Set<Socket>): Promise<number> {
	server.on('connection', (socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
	});
	await new Promise<void>((done, fail) => {
		server.once('error', fail);
		server.listen(0, '127.0.0.1', done);
	});
	return (server.address() as AddressInfo).port;
}
