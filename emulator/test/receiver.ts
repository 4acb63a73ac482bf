import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Payload {
	entry: Array<{ id: string; time?: number; changes: Array<{ field: string; value: Value }> }>;
}

interface Value {
	contacts?: unknown[];
	statuses: Array<Record<string, unknown>>;
}

export interface Event {
	headers: IncomingHttpHeaders;
	/** Path of the URL that it was sent to. */
	path: string;
	raw: string;
	/** The parsed body. */
	payload: Payload;
	/** The value of the first change. */
	value: Value;
}

/**
 * A webhook receiver: responds to the verification request with its challenge, and events with the given statuses, then
 * 200.
 */
export class Receiver {
	readonly events: Event[] = [];
	readonly handshakes: URLSearchParams[] = [];
	statuses: number[] = [];
	challenge = (given: string): string => given;
	private waiting: Array<() => void> = [];
	private readonly server = createServer((req, res) => {
		const { searchParams, pathname } = new URL(req.url!, 'http://here');
		if (req.method === 'GET') {
			this.handshakes.push(searchParams);
			res.end(this.challenge(searchParams.get('hub.challenge')!));
			return;
		}
		let raw = '';
		req.setEncoding('latin1').on('data', (chunk: string) => (raw += chunk));
		req.on('end', () => {
			res.writeHead(this.statuses.shift() ?? 200).end();
			const payload = JSON.parse(raw) as Payload;
			this.events.push({
				headers: req.headers,
				path: pathname,
				raw,
				payload,
				value: payload.entry[0].changes[0].value,
			});
			this.waiting.splice(0).forEach((wake) => wake());
		});
	});

	async start(): Promise<string> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`;
	}

	async until(count: number): Promise<Event[]> {
		while (this.events.length < count) await new Promise<void>((resolve) => this.waiting.push(resolve));
		return this.events;
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}
}
