import { randomUUID } from 'node:crypto';
import { N8nRest, type WorkflowNode } from '../../../scripts/n8n/rest';
import { waitFor } from '../../../scripts/n8n/wait';
import { startCluster, type Cluster } from '../../e2e/support/cluster';
import { missingServices } from '../../e2e/support/services';
import { GRAPH_HOST, owner, type BenchSetup } from '../benchEnvironment';
import { openLocally } from '../scenarios/receive';
import { chain, splitOut, textStep, webhook } from '../workflows';

const CAMPAIGN_PATH = 'bench-plan-part';

/** Longest time for the cluster to handle what it was given, in ms. */
const LIMIT_MS = 5 * 60_000;

/** Statuses of sent messages do not arrive while something else is measured. In ms. */
const NO_STATUSES = { statusDelayMs: 24 * 3_600_000 };

/** Meta's usual latency, in ms. */
const LATENCY = { min: 80, max: 250 };

/** A part of a campaign: its sender, and its recipients. */
export interface Part {
	number: string;
	recipients: string[];
}

/** n8n in queue mode, one process of each kind, with two workflows that reply and one that sends campaigns. */
export interface Installation {
	cluster: Cluster;
	/** Chooses the workflow that replies: with its executions saved or not. Statuses are off or, as Meta sends them, on. */
	listen(options: { saved: boolean; statuses: boolean }): Promise<void>;
	/** Sends a part of a campaign to its end. @throws Error when its execution failed */
	sendPart(part: Part): Promise<void>;
	/** Waits until no execution is waiting or running. */
	idle(): Promise<void>;
	close(): Promise<void>;
}

/**
 * Starts the cluster and publishes the workflows.
 * @throws Error when Redis or PostgreSQL does not run, or n8n does not start
 */
export async function startInstallation(setup: BenchSetup): Promise<Installation> {
	const missing = await missingServices();
	if (missing !== undefined) throw new Error(`n8n's queue mode cannot be measured: ${missing}`);
	const closers: Array<() => unknown> = [];
	const close = async () => {
		for (const closer of closers.splice(0).reverse()) await closer();
	};
	try {
		const graph = await openLocally(setup);
		closers.push(() => graph.close());
		const cluster = await startCluster(setup.host, {
			userFolder: await setup.userFolder(true),
			environment: {
				// As the checklist for production recommends. A trigger costs much more without it.
				N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
				// Executions that are not saved are deleted when they end, and not some time later.
				EXECUTIONS_DATA_PRUNE: 'false',
				...setup.environment,
			},
			webhooks: 1,
			workers: 1,
		});
		closers.push(async () => await cluster.close());
		await cluster.join();
		const urls = await publishWorkflows(setup, cluster, graph.url);
		return {
			cluster,
			async listen({ saved, statuses }) {
				const { emulator } = setup;
				emulator.settings({
					messagesPerSecond: 0,
					recordBodies: false,
					latencyMs: LATENCY,
					statusDelayMs: 1000,
					...(!statuses && NO_STATUSES),
				});
				await emulator.subscribe({ url: saved ? urls.saved : urls.notSaved });
			},
			sendPart: async (part) => await sendPart(cluster, part),
			idle: async () => await untilIdle(cluster),
			close,
		};
	} catch (thrown) {
		await close();
		throw thrown;
	}
}

/** @param graphUrl of the emulator without TLS, as the trigger requires it @returns the URLs that receive webhooks */
async function publishWorkflows(
	{ emulator }: BenchSetup,
	cluster: Cluster,
	graphUrl: string,
): Promise<{ saved: string; notSaved: string }> {
	const rest = new N8nRest(cluster.url);
	await rest.signIn(owner);
	const { accessToken, wabaId, app } = emulator.seed;
	const data = { accessToken, businessAccountId: wabaId, apiVersion: 'v25.0' };
	const account = { ...data, appId: app.id, appSecret: app.secret, baseUrl: graphUrl };
	const receiving = await rest.createCredential('Receiving', 'whatsAppBusinessCloudApi', account);
	const sending = { ...data, baseUrl: `https://${GRAPH_HOST}` };
	const ours = await rest.createCredential('Sending', 'whatsAppBusinessCloudApi', sending);
	const env = { emulator, credentials: { ours, builtIn: ours } };

	const publish = async (name: string, nodes: WorkflowNode[], settings: Record<string, unknown> = {}) => {
		// An account has one callback, and each trigger sets it: the one before is forgotten.
		emulator.reset();
		await rest.publish(await rest.createWorkflow({ name, nodes, connections: chain(nodes), settings }));
	};
	const publishReply = async (name: string, settings: Record<string, unknown>): Promise<string> => {
		const webhookId = randomUUID();
		const trigger: WorkflowNode = {
			name: 'WhatsApp Trigger',
			type: 'n8n-nodes-whatsapp-business-cloud.whatsAppBusinessCloudTrigger',
			typeVersion: 2,
			position: [0, 0],
			webhookId,
			parameters: { updates: ['messages'] },
			credentials: { [receiving.type]: { id: receiving.id, name: receiving.name } },
		};
		const fields = { recipientPhoneNumber: '={{ $json.from }}', textBody: '=You wrote: {{ $json.text }}' };
		const reply = textStep(env, 'ours', {}, '={{ $json.phoneNumberId }}', fields);
		await publish(name, [trigger, reply], settings);
		return `${cluster.url}/webhook/${webhookId}/webhook`;
	};
	const saved = await publishReply('Reply, saved', { saveDataSuccessExecution: 'all' });
	const notSaved = await publishReply('Reply, not saved', { saveDataSuccessExecution: 'none' });
	const send = textStep(env, 'ours', { summary: 'summary' }, '={{ $json.number }}');
	await publish('A part of a campaign', [webhook(CAMPAIGN_PATH), splitOut, send], { saveDataSuccessExecution: 'all' });
	emulator.reset();
	await waitFor(
		'the campaign to be called',
		async () =>
			(await fetch(`${cluster.url}/webhook/${CAMPAIGN_PATH}`, { method: 'OPTIONS' })).status < 400 ? true : undefined,
		60_000,
	);
	return { saved, notSaved };
}

async function sendPart(cluster: Cluster, { number, recipients }: Part): Promise<void> {
	const items = recipients.map((to, index) => ({ to: `+${to}`, text: `Campaign message ${index}`, number }));
	const response = await fetch(`${cluster.url}/webhook/${CAMPAIGN_PATH}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ items }),
		signal: AbortSignal.timeout(LIMIT_MS),
	});
	const text = await response.text();
	if (response.status !== 200)
		throw new Error(`A part of the campaign responded with ${response.status}: ${text.slice(0, 500)}`);
}

async function untilIdle({ store }: Cluster): Promise<void> {
	await waitFor(
		'all executions to end',
		async () =>
			(await store.query(`SELECT id FROM execution_entity WHERE status IN ('new', 'running') LIMIT 1`)).length === 0
				? true
				: undefined,
		LIMIT_MS,
		// Each look is a connection to the database that is measured.
		1000,
	);
}
