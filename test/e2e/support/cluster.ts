import type { Host } from '../../../scripts/host/install';
import { startN8n, type Role, type RunningN8n } from '../../../scripts/host/n8n';
import { freePort } from '../../../scripts/host/ports';
import { startBalancer, type Balancer } from './balancer';
import { createStore, type Store } from './services';

/** Whether the end-to-end tests run n8n in queue mode (`npm run test:queue`). */
export const inQueueMode = process.env.N8N_E2E_MODE === 'queue';

/** One process of n8n. It keeps its address when it is started again. */
export interface Member {
	role: Role;
	/** The process as it is now. */
	n8n: RunningN8n;
	/** Ends it as `kill -9` does. */
	kill(): Promise<void>;
	/** Starts it, after it was killed, and waits until it answers. */
	restart(): Promise<void>;
	/** What it has written, since its first start. */
	output(): string;
}

/** n8n in queue mode: a main process, webhook processes and workers, which share a database and a queue of their own. */
export interface Cluster {
	/** Of the balancer: the address for the editor, the REST API and webhooks, and n8n's WEBHOOK_URL. */
	url: string;
	balancer: Balancer;
	store: Store;
	main: Member;
	/** Empty until `join`. */
	webhooks: Member[];
	/** Empty until `join`. */
	workers: Member[];
	/** Starts the webhook processes and the workers. The package has to be installed by then: they load it once. */
	join(): Promise<void>;
	/** Kills all of it as a power cut would, and starts it again with the same data and addresses. */
	crash(): Promise<void>;
	close(): Promise<void>;
}

/** What a cluster is made of. */
export interface ClusterOptions {
	/** N8N_USER_FOLDER, which all processes share. */
	userFolder: string;
	/** More environment variables, for each of the processes. */
	environment?: Record<string, string>;
	/** Webhook processes; 2 when not given. */
	webhooks?: number;
	/** Workers, each with 10 executions at a time; 2 when not given. */
	workers?: number;
}

/**
 * Starts the main process of a cluster, which answers no production webhooks itself, and the balancer before it.
 *
 * @throws Error when Redis or PostgreSQL does not run, or n8n does not start
 */
export async function startCluster(host: Host, options: ClusterOptions): Promise<Cluster> {
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
					environment: {
						WEBHOOK_URL: `${balancer.url}/`,
						// The main process only; the others take no notice.
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
