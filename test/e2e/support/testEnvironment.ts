import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startOfflineNetwork, type OfflineNetwork } from '../../../scripts/n8n/offlineNetwork';
import { ensureN8n, type N8nInstallation, type N8nGeneration } from '../../../scripts/n8n/install';
import { startN8n, type RunningN8n } from '../../../scripts/n8n/n8n';
import { newOwner } from '../../../scripts/n8n/owner';
import { freePort } from '../../../scripts/n8n/ports';
import { N8nRest, type Owner, type SavedCredential } from '../../../scripts/n8n/rest';
import { installContractNode } from '../../contract/installContractNode';
import { startEmulator } from '../../../emulator/src';
import type { Emulator } from '../../../emulator/src';
import { inQueueMode, startCluster } from './cluster';
import { packedPackage } from './packed';

export const PACKAGE = 'n8n-nodes-whatsapp-business-cloud';
export const ACTION = `${PACKAGE}.whatsAppBusinessCloud`;
export const TRIGGER = `${PACKAGE}.whatsAppBusinessCloudTrigger`;
export const ENDPOINT = `${PACKAGE}.whatsAppFlowsEndpointTrigger`;

/** A complete n8n with our package, the emulator, and no other network access. */
export interface TestEnvironment {
	n8n: RunningN8n;
	rest: N8nRest;
	emulator: Emulator;
	network: OfflineNetwork;
	owner: Owner;
	/** n8n's response to the installation. */
	installed: Awaited<ReturnType<N8nRest['installPackage']>>;
	/** A valid API key credential for the emulator's account. */
	credential: SavedCredential;
	/** The data of that credential. */
	credentialData: Record<string, unknown>;
	/** Kills n8n like a power failure, and starts it again with the same data and URL. */
	crash(): Promise<void>;
	/** Lets n8n stop in an orderly way, and starts it again with the same data and URL. */
	restart(): Promise<void>;
	close(): Promise<void>;
}

/** Starts n8n and lets it install the package from the (fake) registry. */
export async function createTestEnvironment(kind: N8nGeneration): Promise<TestEnvironment> {
	const closers: Array<() => Promise<unknown> | void> = [];
	const close = async () => {
		for (const closer of closers.reverse()) await closer();
	};
	try {
		const host = await ensureN8n(kind, (line) => process.stdout.write(`${line}\n`));
		const emulator = await startEmulator({});
		closers.push(() => emulator.close());
		const network = await startOfflineNetwork(packedPackage());
		closers.push(() => network.close());
		const userFolder = mkdtempSync(join(tmpdir(), `n8n-${kind}-`));
		closers.push(() => rmSync(userFolder, { recursive: true, force: true, maxRetries: 3 }));
		installContractNode(userFolder);
		const certificate = join(userFolder, 'registry.pem');
		writeFileSync(certificate, network.certificate);
		const options = {
			userFolder,
			environment: {
				HTTPS_PROXY: network.proxy,
				HTTP_PROXY: network.proxy,
				NO_PROXY: '127.0.0.1,localhost',
				NODE_EXTRA_CA_CERTS: certificate,
				npm_config_cafile: certificate,
				npm_config_cache: join(userFolder, 'npm-cache'),
				// 'filesystem' is the default of n8n 2.x; with it, both versions store files where they can be
				// streamed.
				N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
			},
		};
		const running = inQueueMode ? await startQueueMode(host, options) : await startRegular(host, options);
		closers.push(() => running.stop());
		const { n8n } = running;
		const crash = async () => {
			env.n8n = await running.crash();
		};
		const restart = async () => {
			env.n8n = await running.restart();
		};
		const rest = new N8nRest(n8n.url);
		const owner = newOwner();
		await rest.signIn(owner);
		const installed = await rest.installPackage(PACKAGE);
		await running.installed();
		const credentialData = {
			accessToken: emulator.seed.accessToken,
			businessAccountId: emulator.seed.wabaId,
			apiVersion: 'v25.0',
			baseUrl: emulator.url,
		};
		const credential = await rest.createCredential('WhatsApp account', 'whatsAppBusinessCloudApi', credentialData);
		const env: TestEnvironment = {
			n8n,
			rest,
			emulator,
			network,
			owner,
			installed,
			credential,
			credentialData,
			crash,
			restart,
			close,
		};
		return env;
	} catch (thrown) {
		await close();
		throw thrown;
	}
}

interface StartOptions {
	userFolder: string;
	environment: Record<string, string>;
}

interface Running {
	n8n: RunningN8n;
	/** Called once the package is installed. */
	installed(): Promise<void>;
	/** @returns the process that runs after the crash */
	crash(): Promise<RunningN8n>;
	/** @returns the process that runs after the restart */
	restart(): Promise<RunningN8n>;
	stop(): Promise<void>;
}

async function startRegular(host: N8nInstallation, options: StartOptions): Promise<Running> {
	const start = async (port: number) => await startN8n(host, { ...options, port });
	const port = await freePort();
	let n8n = await start(port);
	return {
		n8n,
		installed: async () => {},
		crash: async () => {
			await n8n.kill();
			n8n = await start(port);
			return n8n;
		},
		restart: async () => {
			await n8n.stop();
			n8n = await start(port);
			return n8n;
		},
		stop: async () => await n8n.stop(),
	};
}

/** Main process, two webhook processes and two workers, which the tests use as one n8n at the balancer's URL. */
async function startQueueMode(host: N8nInstallation, options: StartOptions): Promise<Running> {
	const cluster = await startCluster(host, options);
	const asOne = (): RunningN8n => ({
		...cluster.main.n8n,
		url: cluster.url,
		output: () => [cluster.main, ...cluster.webhooks, ...cluster.workers].map((member) => member.output()).join('\n'),
	});
	return {
		n8n: asOne(),
		installed: async () => await cluster.join(),
		crash: async () => {
			await cluster.crash();
			return asOne();
		},
		restart: async () => {
			const members = [cluster.main, ...cluster.webhooks, ...cluster.workers];
			for (const { n8n } of members) await n8n.stop();
			for (const member of members) await member.restart();
			return asOne();
		},
		stop: async () => await cluster.close(),
	};
}
