import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { N8nGeneration, N8nInstallation } from './install';
import { cleanEnvironment } from './paths';
import { freePort } from './ports';
import { GaveUp, waitFor } from './wait';

/** A running n8n. */
export interface RunningN8n {
	/** Its URL, without a trailing slash. */
	url: string;
	/** Its process ID. */
	pid: number;
	/** Its output so far, both streams. */
	output(): string;
	/** Resolves when it has ended, by `stop` or on its own. */
	ended: Promise<void>;
	stop(): Promise<void>;
	/** Ends it like a power failure: without any cleanup. */
	kill(): Promise<void>;
}

/** Settings that keep n8n from connecting to anything but the hosts in its workflows. */
const QUIET = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_SECURE_COOKIE: 'false',
	N8N_LOG_LEVEL: 'info',
	N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
	NODE_ENV: 'production',
};

/** The name of the setting with n8n's URL. */
const WEBHOOK_URL: Record<N8nGeneration, string> = { v2: 'N8N_WEBHOOK_URL', v1: 'WEBHOOK_URL' };

/** The role of a process: all of n8n, or one part of queue mode. */
export type Role = 'main' | 'webhook' | 'worker';

const ROLES: Record<Role, { args: string[]; port: string; ready: string[]; environment?: Record<string, string> }> = {
	main: { args: ['start'], port: 'N8N_PORT', ready: ['/healthz/readiness', '/rest/settings'] },
	webhook: { args: ['webhook'], port: 'N8N_PORT', ready: ['/healthz/readiness'] },
	worker: {
		args: ['worker', '--concurrency=10'],
		port: 'QUEUE_HEALTH_CHECK_PORT',
		ready: ['/healthz/readiness'],
		environment: { QUEUE_HEALTH_CHECK_ACTIVE: 'true', N8N_WORKER_SERVER_ADDRESS: '127.0.0.1' },
	},
};

const START_LIMIT_MS = 180_000;
/** n8n lets running executions finish for 30 seconds. */
const STOP_LIMIT_MS = 35_000;

/**
 * Starts n8n (SQLite, unless the environment says otherwise) on loopback, or one process of queue mode, and waits until
 * it responds. It responds to loopback names only, and to those in the environment variable ALLOWED_HOSTS.
 *
 * @param options.role default: the main process
 * @param options.userFolder its N8N_USER_FOLDER: data, settings and installed packages; created if missing
 * @param options.port default: a free port
 * @param options.publicUrl where others reach it, without a trailing slash; default: its own URL
 * @param options.environment additional environment variables
 * @param options.log called with each line that n8n prints
 * @throws Error with the end of n8n's output when it does not start
 */
export async function startN8n(
	host: N8nInstallation,
	options: {
		role?: Role;
		userFolder: string;
		port?: number;
		publicUrl?: string;
		environment?: Record<string, string>;
		log?: (line: string) => void;
	},
): Promise<RunningN8n> {
	mkdirSync(options.userFolder, { recursive: true });
	const [port, brokerPort] = await Promise.all([options.port ?? freePort(), freePort()]);
	const url = `http://127.0.0.1:${port}`;
	const role = options.role ?? 'main';
	const { args, ready, ...forRole } = ROLES[role];
	// endWithParent.js also ends n8n when this process is killed, because their channel closes. hostGuard.js rejects
	// other host names.
	const program = [host.node, '--require', join(__dirname, 'hostGuard.js'), host.n8n, ...args];
	const child = spawn(process.execPath, [join(__dirname, 'endWithParent.js'), ...program], {
		cwd: options.userFolder,
		detached: true,
		stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
		env: cleanEnvironment({
			...QUIET,
			N8N_USER_FOLDER: options.userFolder,
			N8N_LISTEN_ADDRESS: '127.0.0.1',
			N8N_HOST: '127.0.0.1',
			[forRole.port]: String(port),
			...forRole.environment,
			N8N_RUNNERS_BROKER_PORT: String(brokerPort),
			[WEBHOOK_URL[host.kind]]: `${options.publicUrl ?? url}/`,
			// npm, which n8n calls to install packages, runs on this Node.js too.
			PATH: dirname(host.node) + delimiter + process.env.PATH,
			...host.environment,
			...options.environment,
		}),
	});
	let output = '';
	let pid = 0;
	child.once('message', (message: { pid: number }) => (pid = message.pid));
	for (const stream of [child.stdout, child.stderr]) {
		stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
		if (stream && options.log) createInterface({ input: stream }).on('line', options.log);
	}
	const killGroup = () => signalGroup(child, 'SIGKILL');
	const ended = new Promise<void>((done) => {
		child.once('error', (thrown) => {
			output += String(thrown);
			done();
		});
		child.once('close', () => done());
	}).then(() => {
		hasEnded = true;
	});
	let hasEnded = false;

	const stop = async () => {
		signalGroup(child, 'SIGTERM');
		const impatience = setTimeout(killGroup, STOP_LIMIT_MS);
		await ended;
		clearTimeout(impatience);
		// Child processes of n8n that are still running.
		killGroup();
	};
	const kill = async () => {
		killGroup();
		await ended;
	};
	try {
		await waitFor(
			`n8n ${host.version} (${role}) to start`,
			async () => {
				if (hasEnded) throw new GaveUp('n8n exited while starting');
				for (const path of ready) {
					if (!(await responds(url + path))) return undefined;
				}
				return true;
			},
			START_LIMIT_MS,
		);
	} catch (cause) {
		await stop();
		throw new Error(`n8n ${host.version} (${role}) did not start. Last output:\n${output.slice(-4000)}`, { cause });
	}
	return { url, pid, output: () => output, ended, stop, kill };
}

/** Whether a URL returns JSON with status 200. While n8n starts, some return a page. */
async function responds(url: string): Promise<boolean> {
	const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
	await response.arrayBuffer();
	return response.status === 200 && (response.headers.get('content-type') ?? '').includes('json');
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	if (child.pid === undefined) return;
	try {
		process.kill(-child.pid, signal);
	} catch {
		child.kill(signal);
	}
}
