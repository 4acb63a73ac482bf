import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureN8n, type N8nGeneration } from '../../../scripts/n8n/install';
import { installOnDisk } from '../../../scripts/n8n/package';
import { newOwner } from '../../../scripts/n8n/owner';
import { N8nRest, type SavedCredential } from '../../../scripts/n8n/rest';
import { installContractNode } from '../../contract/installContractNode';
import { startEmulator, type Emulator } from '../../../emulator/src';
import { startCluster, type Cluster } from '../support/cluster';
import { startCounter, type Counter } from '../support/counter';
import { packedPackage } from '../support/packed';
import { chain } from '../support/workflows';
import { TRIGGER } from '../support/testEnvironment';

/** Milliseconds. Shorter than n8n's defaults, so that executions of a dead worker are detected soon. */
const STALLED = {
	QUEUE_WORKER_LOCK_DURATION: '20000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '5000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
};

/**
 * Minutes. How often n8n looks for executions that were stored but never queued, as when their process was killed in
 * between.
 */
const RECOVERY = { N8N_EXECUTIONS_QUEUE_RECOVERY_INTERVAL: '1' };

/** A cluster whose workflow records each of the trigger's messages in its last step. */
export interface QueueHarness {
	version: string;
	cluster: Cluster;
	rest: N8nRest;
	emulator: Emulator;
	counter: Counter;
	/** The credential of the trigger. */
	account: SavedCredential;
	close(): Promise<void>;
}

/**
 * Starts main process, two webhook processes and two workers, and publishes a workflow: trigger, then one request per
 * execution.
 * @param environment further environment variables of all processes
 */
export async function createQueueHarness(
	kind: N8nGeneration,
	environment: Record<string, string> = {},
): Promise<QueueHarness> {
	const closers: Array<() => unknown> = [];
	const close = async () => {
		for (const closer of closers.splice(0).reverse()) await closer();
	};
	try {
		const host = await ensureN8n(kind, (line) => process.stdout.write(`${line}\n`));
		const userFolder = mkdtempSync(join(tmpdir(), `n8n-queue-${kind}-`));
		closers.push(() => rmSync(userFolder, { recursive: true, force: true, maxRetries: 3 }));
		await installOnDisk(packedPackage(), userFolder);
		installContractNode(userFolder);
		const emulator = await startEmulator({});
		closers.push(async () => await emulator.close());
		const counter = await startCounter();
		closers.push(async () => await counter.close());
		const cluster = await startCluster(host, {
			userFolder,
			environment: {
				...STALLED,
				...RECOVERY,
				HTTPS_PROXY: '',
				HTTP_PROXY: '',
				https_proxy: '',
				http_proxy: '',
				...environment,
			},
		});
		closers.push(async () => await cluster.close());
		await cluster.join();

		const rest = new N8nRest(cluster.url);
		await rest.signIn(newOwner());
		const { accessToken, wabaId, app } = emulator.seed;
		const common = { baseUrl: emulator.url, apiVersion: 'v25.0' };
		const api = await rest.createCredential('WhatsApp account', 'whatsAppBusinessCloudApi', {
			...common,
			accessToken,
			businessAccountId: wabaId,
			appId: app.id,
			appSecret: app.secret,
		});
		const workflow = chain('Count', [
			{
				name: 'WhatsApp Trigger',
				type: TRIGGER,
				typeVersion: 2,
				position: [0, 0],
				webhookId: randomUUID(),
				parameters: { updates: ['messages'] },
				credentials: { [api.type]: { id: api.id, name: api.name } },
			},
			{
				name: 'Count',
				type: 'n8n-nodes-base.httpRequest',
				typeVersion: 4.2,
				position: [0, 0],
				executeOnce: true,
				parameters: {
					method: 'POST',
					url: counter.url,
					sendBody: true,
					specifyBody: 'json',
					options: {},
					jsonBody:
						'={{ JSON.stringify({ executionId: $execution.id, messageIds: $input.all().map(({ json }) => json.messageId) }) }}',
				},
			},
		]);
		await rest.publish(await rest.createWorkflow(workflow));
		return { version: host.version, cluster, rest, emulator, counter, account: api, close };
	} catch (thrown) {
		await close();
		throw thrown;
	}
}
