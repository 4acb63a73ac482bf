import { Agent, request } from 'node:http';
import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { runWithConcurrency } from '../../nodes/WhatsAppBusinessCloud/shared/concurrency/orderedConcurrency';
import { createGraphClient } from '../../nodes/WhatsAppBusinessCloud/transport/client';

/**
 * One sender of the scenario `share`, without knowledge of the others: the package's own requests, rate limiter and
 * retries, without n8n. Arguments: URL of the Graph API, token, phone number ID, messages, number of the first one.
 * Prints how many were accepted, as JSON.
 */
const [baseUrl, accessToken, sender, count, first] = process.argv.slice(2);

const agent = new Agent({ keepAlive: true });

/** n8n's request helper, as far as a message needs it. */
async function exchange(_type: string, options: IHttpRequestOptions): Promise<unknown> {
	const query = options.qs ? `?${new URLSearchParams(options.qs as Record<string, string>).toString()}` : '';
	const body = options.body === undefined ? undefined : JSON.stringify(options.body);
	return await new Promise((resolve, reject) => {
		const headers = {
			authorization: `Bearer ${accessToken}`,
			...(body && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
		};
		const sent = request(`${options.url}${query}`, { method: options.method, headers, agent }, (response) => {
			const chunks: Buffer[] = [];
			response.on('data', (chunk: Buffer) => chunks.push(chunk));
			response.on('end', () =>
				resolve({
					statusCode: response.statusCode,
					headers: response.headers,
					body: JSON.parse(Buffer.concat(chunks).toString()) as unknown,
				}),
			);
		});
		sent.on('error', reject);
		sent.end(body);
	});
}

const context = {
	getNode: () => ({ name: 'Sender', type: 'bench', typeVersion: 1, parameters: {}, credentials: {} }),
	getCredentials: async () => ({ accessToken, businessAccountId: '1', apiVersion: 'v25.0', baseUrl }),
	helpers: { httpRequestWithAuthentication: exchange },
} as unknown as IExecuteFunctions;

async function main(): Promise<void> {
	const items = Number(count);
	const graph = await createGraphClient(context, { credential: 'whatsAppBusinessCloudApi', items });
	let accepted = 0;
	let failed = 0;
	const start = async (job: number): Promise<void> => {
		const client = graph(job);
		const to = String(16_500_000_000 + Number(first) + job);
		const body = { messaging_product: 'whatsapp', to: `+${to}`, type: 'text', text: { body: 'Hello' } };
		try {
			await client.request({ method: 'POST', path: [sender, 'messages'], body, sender, recipient: to });
			accepted++;
		} catch {
			failed++;
		}
	};
	await runWithConcurrency(
		items,
		() => graph(0).parallel,
		start,
		() => true,
	);
	agent.destroy();
	process.stdout.write(`${JSON.stringify({ accepted, failed })}\n`);
}

main().catch((thrown: Error) => {
	process.stderr.write(`${thrown.stack}\n`);
	process.exitCode = 1;
});
