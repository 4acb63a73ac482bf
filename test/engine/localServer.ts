import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export interface LocalServer {
	url: string;
	/** Received requests, as `METHOD /path`. */
	requests: string[];
	close: () => Promise<void>;
}

/** A real server on a free loopback port for socket tests. Each request uses the next handler; the last one stays. */
export async function localServer(...handlers: Handler[]): Promise<LocalServer> {
	const requests: string[] = [];
	const server = createServer((request, response) => {
		const handler = handlers[Math.min(requests.length, handlers.length - 1)];
		requests.push(`${request.method} ${request.url}`);
		// Read the entire request first, so that a dropped connection comes after Meta would have accepted it.
		request.resume().on('end', () => handler(request, response));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		requests,
		close: async () =>
			await new Promise<void>((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

export const cut: Handler = (request) => request.socket.destroy();

export const json =
	(body: unknown, status = 200): Handler =>
	(_request, response) => {
		response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
	};

/** Declares a longer body than it sends, then drops the connection. */
export const half =
	(body: string): Handler =>
	(request, response) => {
		response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length * 2 });
		response.write(body, () => request.socket.destroy());
	};

/** Reads the request and never responds. */
export const silent: Handler = () => {};
