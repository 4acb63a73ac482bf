import type { N8nInstallation } from '../../../scripts/n8n/install';
import { startN8n, type Role, type RunningN8n } from '../../../scripts/n8n/n8n';
import { freePort } from '../../../scripts/n8n/ports';
import { startBalancer, type Balancer } from './balancer';
import { createStore, type Store } from './services';

/** Whether the end-to-end tests run n8n in queue mode (`npm run test:queue`). */
export const inQueueMode = process.env.N8N_E2E_MODE === 'queue';

/** One process of n8n. It keeps its URL across restarts. */
export interface Member {
	role: Role;
	/** The current process. */
	n8n: RunningN8n;
	/** Ends it like `kill -9`. */
	kill(): Promise<void>;
	/** Lets it finish its executions, then starts it again. While it ends, it gets no new requests. */
	cleanRestart(): Promise<void>;
	/** Starts it after it was killed, and waits until it responds. */
	restart(): Promise<void>;
	/** Its output since its first start. */
	output(): string;
}

/** n8n in queue mode: a main process, webhook processes and workers, which share their own database and queue. */
export interface Cluster {
	/** Of the balancer: the URL for the editor, the REST API and webhooks, and n8n's WEBHOOK_URL. */
	url: string;
	balancer: Balancer;
	store: Store;
	main: Member;
	/** Empty until `join`. */
	webhooks: Member[];
	/** Empty until `join`. */
	workers: Member[];
	/** Starts the webhook processes and the workers. The package must be installed before: they load it once. */
	join(): Promise<void>;
	/** Kills all processes like a power failure, and starts them again with the same data and URLs. */
	crash(): Promise<void>;
	close(): Promise<void>;
}

/** Options of a cluster. */
export interface ClusterOptions {
	/** N8N_USER_FOLDER, shared by all processes. */
	userFolder: string;
	/** Additional environment variables for each process. */
	environment?: Record<string, string>;
	/** Number of webhook processes; default 2. */
	webhooks?: number;
	/** Number of workers, each with 10 concurrent executions; default 2. */
	workers?: number;
}

/**
 * Starts the main process of a cluster, which handles no production webhooks, and the balancer in front of it.
 *
 * @throws Error when Redis or PostgreSQL does not run, or n8n does not start
 */
export async function startCluster(host: N8nInstallation, options: ClusterOptions): Promise<Cluster> {
	const closers: Array<() => Promise<unknown>> = [];
	const close = async () => {
		for (const closer of closers.splice(0).reverse()) await closer();
	};
	try {
		const store = await createStore(host);
		closers.push(async () => await store.close());
		const mainPort = await freePort();
		const ports = await freePorts(options.webhooks ?? 2);
		const balancer = await startBalancer(mainPort, ports);
		closers.push(async () => await balancer.close());

		const startMember = async (role: Role, port?: number): Promise<Member> => {
			const start = async () =>
				await startN8n(host, {
					role,
					userFolder: options.userFolder,
					port: port ?? (await freePort()),
					publicUrl: balancer.url,
					environment: {
						// Affects the main process only; the others ignore it.
						N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
						...options.environment,
						...store.environment,
					},
				});
			let earlier = '';
			const member: Member = {
				role,
				n8n: await start(),
				kill: async () => await member.n8n.kill(),
				cleanRestart: async () => {
					if (port !== undefined) balancer.setReady(port, false);
					await member.n8n.stop();
					await member.restart();
				},
				restart: async () => {
					earlier += member.n8n.output();
					if (port !== undefined) balancer.setReady(port, false);
					member.n8n = await start();
					if (port !== undefined) balancer.setReady(port, true);
				},
				output: () => earlier + member.n8n.output(),
			};
			closers.push(async () => await member.n8n.kill());
			return member;
		};

		const cluster: Cluster = {
			url: balancer.url,
			balancer,
			store,
			main: await startMember('main', mainPort),
			webhooks: [],
			workers: [],
			async join() {
				// One after the other: each of them keeps a small machine busy for seconds.
				for (const port of ports) cluster.webhooks.push(await startMember('webhook', port));
				for (let count = options.workers ?? 2; count > 0; count--) cluster.workers.push(await startMember('worker'));
			},
			async crash() {
				const members = [cluster.main, ...cluster.webhooks, ...cluster.workers];
				for (const member of members) await member.kill();
				for (const member of members) await member.restart();
			},
			close,
		};
		return cluster;
	} catch (thrown) {
		await close();
		throw thrown;
	}
}

async function freePorts(count: number): Promise<number[]> {
	return await Promise.all(Array.from({ length: count }, freePort));
}
