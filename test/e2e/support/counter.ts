import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One run of the last step of a workflow. */
export interface Run {
	executionId: string;
	messageIds: string[];
}

/** Records which messages reached the end of a workflow, and in which execution. */
export interface Counter {
	/** Receives JSON posts: `{ executionId, messageIds }`. */
	url: string;
	runs: Run[];
	/** The executions in which each message came through. */
	executionsOf(messageId: string): string[];
	/** Number of distinct messages that came through. */
	count(): number;
	close(): Promise<void>;
}

export async function startCounter(): Promise<Counter> {
	const runs: Run[] = [];
	const byMessage = new Map<string, string[]>();
	const server = createServer((request, response) => {
		let body = '';
		request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
		request.on('end', () => {
			const run = JSON.parse(body) as Run;
			runs.push(run);
			for (const id of run.messageIds) byMessage.set(id, [...(byMessage.get(id) ?? []), run.executionId]);
			response.setHeader('content-type', 'application/json').end('{}');
		});
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
		runs,
		executionsOf: (messageId) => byMessage.get(messageId) ?? [],
		count: () => byMessage.size,
		close: async () => {
			server.closeAllConnections();
			await new Promise((done) => server.close(done));
		},
	};
}
