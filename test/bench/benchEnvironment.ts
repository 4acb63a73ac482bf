import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCertificate } from '../../scripts/n8n/certificate';
import { ensureN8n, type N8nInstallation } from '../../scripts/n8n/install';
import { startN8n, type RunningN8n } from '../../scripts/n8n/n8n';
import { newOwner } from '../../scripts/n8n/owner';
import { freePort } from '../../scripts/n8n/ports';
import { buildAndPack, installOnDisk, type PackedPackage } from '../../scripts/n8n/package';
import { N8nRest, type SavedCredential } from '../../scripts/n8n/rest';
import { startEmulator, type Emulator } from '../../emulator/src';

/** Host of the emulator's media URLs, as in Meta's. */
const MEDIA_HOST = 'lookaside.fbsbx.com';

export const GRAPH_HOST = 'graph.facebook.com';

export const owner = newOwner();

/** What every part of the benchmark needs before n8n runs. */
export interface BenchSetup {
	host: N8nInstallation;
	packed: PackedPackage;
	/** The emulator, serving TLS under Meta's host names. */
	emulator: Emulator;
	/** For files; deleted at the end. n8n may read here. */
	folder: string;
	/** Environment that routes Meta's host names to the emulator, for any process of n8n. */
	environment: Record<string, string>;
	/** Creates a new N8N_USER_FOLDER, with or without our package. */
	userFolder(withPackage: boolean): Promise<string>;
	/**
	 * Starts n8n with Meta's host names routed to the emulator.
	 * @param settings environment variables of this n8n, beside those of all
	 */
	start(userFolder: string, settings?: Record<string, string>): Promise<BenchN8n>;
	close(): Promise<void>;
}

/** A running n8n that the benchmark controls. */
export interface BenchN8n extends RunningN8n {
	/** From the start of the process until it responded, in milliseconds. */
	startMs: number;
	/** Runs n8n's garbage collector. @returns the heap in use afterwards, in MB */
	collectGarbage(): Promise<number>;
	startProfile(): Promise<void>;
	/** @returns a V8 CPU profile, as Chrome's developer tools open it */
	stopProfile(): Promise<unknown>;
}

/** A running n8n, signed in, with a credential for each of the two nodes; both use the same account. */
export interface BenchEnvironment extends BenchSetup {
	n8n: BenchN8n;
	rest: N8nRest;
	credentials: { ours: SavedCredential; builtIn: SavedCredential };
	/** Stops n8n and starts it again with the same data and fresh memory. */
	restart(): Promise<void>;
	/** The same, but n8n ends as with `kill -9`. */
	crash(): Promise<void>;
}

/**
 * Installs n8n if needed, builds the package, starts the emulator.
 * @param say called with progress messages
 * @param settings environment variables of n8n, beside its defaults
 */
export async function prepareGround(
	say: (line: string) => void,
	settings: Record<string, string> = {},
): Promise<BenchSetup> {
	const host = await ensureN8n('v2', say);
	say('Building the package...');
	const packed = await buildAndPack();
	const folder = mkdtempSync(join(tmpdir(), 'bench-'));
	const { key, cert } = makeCertificate([GRAPH_HOST, MEDIA_HOST]);
	const certificate = join(folder, 'graph.pem');
	writeFileSync(certificate, cert);
	// The package rejects a token of the emulator that would go to Meta's host, as it does here.
	const seedFile = join(folder, 'seed.json');
	writeFileSync(seedFile, JSON.stringify({ account: { accessToken: 'EAAJBenchmarkSystemUserToken0001' } }));
	const emulator = await startEmulator({
		seedFile,
		https: { key, cert },
		allowAnyHost: true,
		mediaBaseUrl: `https://${MEDIA_HOST}`,
		recordBodies: false,
		messagesPerSecond: 0,
	});

	const preload = `--require ${JSON.stringify(join(__dirname, 'preload.cjs'))}`;
	const withPreload = ({ NODE_OPTIONS = '', ...others }: Record<string, string>) => ({
		...others,
		NODE_OPTIONS: `${preload} ${NODE_OPTIONS}`,
	});
	const environment = {
		NODE_EXTRA_CA_CERTS: certificate,
		BENCH_GRAPH_PORT: String(emulator.port),
		// A proxy of the machine would distort the measurement.
		HTTPS_PROXY: '',
		HTTP_PROXY: '',
		https_proxy: '',
		http_proxy: '',
		N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
		N8N_RESTRICT_FILE_ACCESS_TO: folder,
		...withPreload(settings),
	};
	let folders = 0;
	return {
		host,
		environment,
		packed,
		emulator,
		folder,
		async userFolder(withPackage) {
			const made = join(folder, `n8n-${++folders}`);
			mkdirSync(made);
			if (withPackage) await installOnDisk(packed, made);
			return made;
		},
		async start(userFolder, added = {}) {
			const controlPort = await freePort();
			const began = performance.now();
			const n8n = await startN8n(host, {
				userFolder,
				environment: {
					...environment,
					...withPreload({ ...settings, ...added }),
					BENCH_CONTROL_PORT: String(controlPort),
				},
			});
			const startMs = performance.now() - began;
			const control = async (path: string): Promise<unknown> =>
				await (await fetch(`http://127.0.0.1:${controlPort}${path}`)).json();
			return {
				...n8n,
				startMs,
				collectGarbage: async () => ((await control('/gc')) as NodeJS.MemoryUsage).heapUsed / 2 ** 20,
				startProfile: async () => void (await control('/profile/start')),
				stopProfile: async () => await control('/profile/stop'),
			};
		},
		async close() {
			await emulator.close();
			rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
		},
	};
}

/**
 * Starts n8n with our package and signs in.
 * @param settings environment variables of this n8n
 */
export async function createBenchEnvironment(
	setup: BenchSetup,
	settings: Record<string, string> = {},
): Promise<BenchEnvironment> {
	const userFolder = await setup.userFolder(true);
	const n8n = await setup.start(userFolder, settings);
	try {
		const rest = new N8nRest(n8n.url);
		await rest.signIn(owner);
		const { accessToken, wabaId } = setup.emulator.seed;
		const account = { accessToken, businessAccountId: wabaId };
		const ours = await rest.createCredential('Ours', 'whatsAppBusinessCloudApi', {
			...account,
			apiVersion: 'v25.0',
			baseUrl: `https://${GRAPH_HOST}`,
		});
		const builtIn = await rest.createCredential('Built-in', 'whatsAppApi', account);
		const startAgain = async () => {
			env.n8n = await setup.start(userFolder, settings);
			env.rest = new N8nRest(env.n8n.url);
			await env.rest.signIn(owner);
		};
		const env: BenchEnvironment = {
			...setup,
			n8n,
			rest,
			credentials: { ours, builtIn },
			async restart() {
				await env.n8n.stop();
				await startAgain();
			},
			async crash() {
				await env.n8n.kill();
				await startAgain();
			},
		};
		return env;
	} catch (thrown) {
		await n8n.stop();
		throw thrown;
	}
}
