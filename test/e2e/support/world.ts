import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startClosedNetwork, type ClosedNetwork } from '../../../scripts/host/closedNetwork';
import { ensureHost, type HostKind } from '../../../scripts/host/install';
import { freePort, startN8n, type RunningN8n } from '../../../scripts/host/n8n';
import { N8nRest, type Owner, type SavedCredential } from '../../../scripts/host/rest';
import { startEmulator } from '../../emulator';
import type { Emulator } from '../../emulator';
import { thePacked } from './packed';
import { createQueue, inQueueMode } from './queue';

export const PACKAGE = 'n8n-nodes-whatsapp-business-cloud';
export const ACTION = `${PACKAGE}.whatsAppBusinessCloud`;
export const TRIGGER = `${PACKAGE}.whatsAppBusinessCloudTrigger`;

/** A whole n8n with our package in it, the emulator, and nothing else to talk to. */
export interface World {
	n8n: RunningN8n;
	rest: N8nRest;
	emulator: Emulator;
	network: ClosedNetwork;
	owner: Owner;
	/** What n8n answered to the installation. */
	installed: Awaited<ReturnType<N8nRest['installPackage']>>;
	/** A good API key credential for the emulator's account. */
	credential: SavedCredential;
	/** The data of that credential. */
	credentialData: Record<string, unknown>;
	/** Kills n8n as a power cut would, and starts it anew with the same data and address. */
	crash(): Promise<void>;
	close(): Promise<void>;
}

/** Starts n8n and lets it install the package from the (stand-in) registry. */
export async function createWorld(kind: HostKind): Promise<World> {
	const closers: Array<() => Promise<unknown> | void> = [];
	const close = async () => {
		for (const closer of closers.reverse()) await closer();
	};
	try {
		const host = await ensureHost(kind, (line) => process.stdout.write(`${line}\n`));
		const emulator = await startEmulator({});
		closers.push(() => emulator.close());
		const network = await startClosedNetwork(thePacked());
		closers.push(() => network.close());
		const userFolder = mkdtempSync(join(tmpdir(), `n8n-${kind}-`));
		closers.push(() => rmSync(userFolder, { recursive: true, force: true, maxRetries: 3 }));
		const certificate = join(userFolder, 'registry.pem');
		writeFileSync(certificate, network.certificate);
		const queue = inQueueMode ? await createQueue(host) : undefined;
		closers.push(async () => await queue?.close());
		const options = {
			userFolder,
			port: await freePort(),
			environment: {
				HTTPS_PROXY: network.proxy,
				HTTP_PROXY: network.proxy,
				NO_PROXY: '127.0.0.1,localhost',
				NODE_EXTRA_CA_CERTS: certificate,
				npm_config_cafile: certificate,
				npm_config_cache: join(userFolder, 'npm-cache'),
				// 'filesystem' is what n8n 2.x does by itself; so both keep files where they can stream.
				N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
				...queue?.environment,
			},
		};
		let n8n = await startN8n(host, options);
		closers.push(() => n8n.stop());
		const crash = async () => {
			await n8n.kill();
			n8n = await startN8n(host, options);
			world.n8n = n8n;
		};
		const rest = new N8nRest(n8n.url);
		const owner = { email: 'owner@example.com', password: 'Whole-n8n-1' };
		await rest.signIn(owner);
		const installed = await rest.installPackage(PACKAGE);
		await queue?.startWorkers(n8n, options);
		const credentialData = {
			accessToken: emulator.seed.accessToken,
			businessAccountId: emulator.seed.wabaId,
			apiVersion: 'v25.0',
			baseUrl: emulator.url,
		};
		const credential = await rest.createCredential('WhatsApp account', 'whatsAppBusinessCloudApi', credentialData);
		const world: World = { n8n, rest, emulator, network, owner, installed, credential, credentialData, crash, close };
		return world;
	} catch (thrown) {
		await close();
		throw thrown;
	}
}
