import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

/**
 * The paths that n8n's documentation routes to the webhook processes; everything else, including test webhooks, goes to
 * the main process.
 */
const FOR_WEBHOOK_PROCESSES = /^\/(webhook|webhook-waiting|form|form-waiting|mcp)\//;

/** One URL for a main process and several webhook processes. */
export interface Balancer {
	/** Without a trailing slash. */
	url: string;
	/**
	 * Skips a webhook process, or no longer does: a starting process responds to webhooks with 200 before it can process
	 * them, so balancers check /healthz/readiness.
	 */
	setReady(port: number, isReady: boolean): void;
	/** Requests to the webhook processes that ended with 502, because the process died before it had responded. */
	broken(): number;
	close(): Promise<void>;
}

/**
 * Starts, on loopback, the load balancer of n8n's queue mode: webhooks go to the webhook processes in rotation,
 * everything else to the main process. A process that accepts no connection is skipped; when one breaks off after
 * receiving a request, the balancer returns 502, because the process may have done its work.
 *
 * @param main port of the main process
 * @param webhooks ports of the webhook processes
 */
export async function startBalancer(main: number, webhooks: number[]): Promise<Balancer> {
	const starting = new Set<number>();
	let turn = 0;
	let broken = 0;
	const pass = (incoming: IncomingMessage, body: Buffer, outgoing: ServerResponse, ports: number[]): void => {
		const [port, ...others] = ports;
		const isForWebhooks = port !== main;
		const onward = request(
			// A new connection for each request: a kept one may be cut just when it is reused.
			{
				agent: false,
				host: '127.0.0.1',
				port,
				method: incoming.method,
				path: incoming.url,
				headers: { ...incoming.headers, connection: 'close' },
			},
			(response) => {
				const { connection: _own, ...headers } = response.headers;
				outgoing.writeHead(response.statusCode ?? 502, headers);
				response.pipe(outgoing);
				response.on('error', () => outgoing.destroy());
			},
		);
		onward.on('error', (error: NodeJS.ErrnoException) => {
			const isRefused = error.code === 'ECONNREFUSED';
			if (isRefused && others.length > 0) return pass(incoming, body, outgoing, others);
			if (isForWebhooks) broken++;
			if (outgoing.headersSent) outgoing.destroy();
			else outgoing.writeHead(502, { 'content-type': 'application/json' }).end('{"message":"Bad gateway"}');
		});
		onward.end(body);
	};
	const portsFor = (url: string): number[] => {
		const ready = webhooks.filter((port) => !starting.has(port));
		if (ready.length === 0 || !FOR_WEBHOOK_PROCESSES.test(url)) return [main];
		const first = turn++ % ready.length;
		return [...ready.slice(first), ...ready.slice(0, first)];
	};
	const server = createServer((incoming, outgoing) => {
		const chunks: Buffer[] = [];
		incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
		incoming.on('end', () => pass(incoming, Buffer.concat(chunks), outgoing, portsFor(incoming.url ?? '')));
	});
	const sockets = new Set<Socket>();
	server.on('connection', (socket: Socket) => {
		sockets.add(socket);
		socket.once('close', () => sockets.delete(socket));
	});
	// The editor's push channel.
	server.on('upgrade', (incoming: IncomingMessage, client: Socket, head: Buffer) => {
		const upstream = connect(main, '127.0.0.1', () => {
			const headers = incoming.rawHeaders
				.map((text, index) => (index % 2 === 0 ? `${text}: ` : `${text}\r\n`))
				.join('');
			upstream.write(`${incoming.method} ${incoming.url} HTTP/1.1\r\n${headers}\r\n`);
			upstream.write(head);
			upstream.pipe(client).pipe(upstream);
		});
		upstream.on('error', () => client.destroy());
		client.on('error', () => upstream.destroy());
	});
	await new Promise<void>((done, fail) => server.once('error', fail).listen(0, '127.0.0.1', done));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		setReady: (port, isReady) => void (isReady ? starting.delete(port) : starting.add(port)),
		broken: () => broken,
		close: async () => {
			for (const socket of sockets) socket.destroy();
			await new Promise((done) => server.close(done));
		},
	};
}
