import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { accepted, textMessage } from '../../engine/fixtures';
import { credential, runNode } from '../../engine/harness';

/** Sending numbers, credentials, and recipients. */
const NUMBERS = 100;
const CREDENTIALS = 20;
const RECIPIENTS = 50_000;

/** Items of a run. */
export const ITEMS = 25;

/** A Graph API that accepts everything, for the action node. */
export class Sending {
	private server?: Server;
	private open = 0;
	private count = 0;

	/** Whether requests are on their way. */
	get isBusy(): boolean {
		return this.open > 0;
	}

	async start(): Promise<void> {
		const server = createServer((request, response) => {
			this.open++;
			let body = '';
			request.on('data', (chunk: Buffer) => (body += chunk.toString()));
			request.on('end', () => {
				const { to = '' } = (body === '' ? {} : JSON.parse(body)) as { to?: string };
				const reply = to === '' ? { id: '1' } : accepted(to.slice(1), `wamid.${++this.count}`);
				response.setHeader('content-type', 'application/json');
				response.end(JSON.stringify(reply), () => this.open--);
			});
		});
		await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
		this.server = server;
	}

	/** One execution that sends. @param run number of the execution: each has another number and recipients */
	async run(run: number): Promise<void> {
		const { port } = this.server!.address() as AddressInfo;
		const value = String(206_540_000_000_000 + (run % NUMBERS));
		const input = Array.from({ length: ITEMS }, (_unused, item) => ({
			json: { phone: `+${4_917_000_000_000 + ((run * ITEMS + item) % RECIPIENTS)}`, text: 'Hello' },
		}));
		const { output, error } = await runNode({
			parameters: textMessage({ phoneNumberId: { __rl: true, mode: 'id', value } }),
			input,
			credential: {
				...credential,
				accessToken: `long-run-token-${run % CREDENTIALS}`,
				baseUrl: `http://127.0.0.1:${port}`,
			},
		});
		if (output?.length !== ITEMS) throw new Error(`A run sent ${output?.length} of ${ITEMS}: ${error?.message}`);
	}

	async stop(): Promise<void> {
		await new Promise((done) => this.server?.close(done));
	}
}
