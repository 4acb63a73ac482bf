import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BenchEnvironment } from './benchEnvironment';
import { peakMb, resetPeak, residentMb, settle } from './proc';

/** Measures the memory of one step of a workflow. */
export interface Mark {
	/** URL that the step before the measured one requests. */
	url: string;
	/** Maximum memory of n8n since the mark beyond its memory at the mark, in MB. */
	extraMb(): number;
	/** From the mark to the call, in milliseconds. */
	sinceMs(): number;
	close(): void;
}

/** Starts a server that holds a workflow until n8n is idle, and measures its memory from then on. */
export async function startMark(env: BenchEnvironment): Promise<Mark> {
	let before = NaN;
	let at = NaN;
	const rest = async () => {
		const { n8n } = env;
		await n8n.collectGarbage();
		await settle(n8n.pid);
		before = residentMb(n8n.pid);
		resetPeak(n8n.pid);
		at = performance.now();
	};
	const server = createServer((_request, response) => {
		rest().then(
			() => response.setHeader('content-type', 'application/json').end('{}'),
			(thrown) => response.writeHead(500).end(String(thrown)),
		);
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
		extraMb: () => peakMb(env.n8n.pid) - before,
		sinceMs: () => performance.now() - at,
		close: () => {
			server.closeAllConnections();
			server.close();
		},
	};
}
