import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { dirname, delimiter } from 'node:path';
import type { Host } from '../../../scripts/host/install';
import { freePort, type RunningN8n } from '../../../scripts/host/n8n';
import { cleanEnvironment } from '../../../scripts/host/paths';
import { waitFor } from '../../../scripts/host/wait';

/** Redis and PostgreSQL at their standard ports of this machine; PostgreSQL lets `postgres` in without asking. */
const REDIS_PORT = 6379;
const POSTGRES_PORT = 5432;

const WORKERS = 2;

/** Whether the end-to-end tests run n8n in queue mode (`npm run test:queue`). */
export const inQueueMode = process.env.N8N_E2E_MODE === 'queue';

async function listening(port: number): Promise<boolean> {
	return await new Promise((done) => {
		const socket = connect(port, '127.0.0.1', () => done(true));
		socket.once('error', () => done(false));
		socket.once('close', () => socket.destroy());
		socket.once('connect', () => socket.end());
	});
}

/** @throws Error saying which service is missing */
async function needServices(): Promise<void> {
	for (const [name, port] of [['Redis', REDIS_PORT], ['PostgreSQL', POSTGRES_PORT]] as const) {
		if (!(await listening(port))) throw new Error(`Queue mode needs ${name} on port ${port} of this machine; nobody listens there.`);
	}
}

interface Client {
	connect(): Promise<void>;
	query(text: string): Promise<unknown>;
	end(): Promise<void>;
}

/** Runs one statement with the PostgreSQL driver that n8n brings. */
async function postgres(host: Host, statement: string): Promise<void> {
	const { Client } = createRequire(host.n8n)('pg') as { Client: new (options: object) => Client };
	const client = new Client({ host: '127.0.0.1', port: POSTGRES_PORT, user: 'postgres', database: 'postgres' });
	await client.connect();
	try {
		await client.query(statement);
	} finally {
		await client.end();
	}
}

/** A database and a queue of its own for one n8n. */
export interface Queue {
	environment: Record<string, string>;
	/** Starts the workers, which run all executions. Call it once the package is installed. */
	startWorkers(n8n: RunningN8n, main: { userFolder: string; environment: Record<string, string> }): Promise<void>;
	close(): Promise<void>;
}

export async function createQueue(host: Host): Promise<Queue> {
	await needServices();
	const name = `n8n_e2e_${randomBytes(6).toString('hex')}`;
	await postgres(host, `CREATE DATABASE ${name}`);
	const environment = {
		EXECUTIONS_MODE: 'queue',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(REDIS_PORT),
		QUEUE_BULL_PREFIX: name,
		// Redis is not emptied between runs: what n8n keeps there of an earlier one must not be taken for this one's.
		N8N_CACHE_REDIS_KEY_PREFIX: name,
		N8N_REDIS_KEY_PREFIX: name,
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(POSTGRES_PORT),
		DB_POSTGRESDB_DATABASE: name,
		DB_POSTGRESDB_USER: 'postgres',
		N8N_ENCRYPTION_KEY: name,
	};
	const closers: Array<() => void> = [];
	const startWorkers: Queue['startWorkers'] = async (n8n, main) => {
		for (let count = 0; count < WORKERS; count++) {
			const [brokerPort, healthPort] = [await freePort(), await freePort()];
			const worker = spawn(host.node, [host.n8n, 'worker', '--concurrency=10'], {
				cwd: main.userFolder,
				stdio: ['ignore', 'pipe', 'pipe'],
				env: cleanEnvironment({
					N8N_USER_FOLDER: main.userFolder,
					N8N_RUNNERS_BROKER_PORT: String(brokerPort),
					QUEUE_HEALTH_CHECK_PORT: String(healthPort),
					N8N_DIAGNOSTICS_ENABLED: 'false',
					WEBHOOK_URL: `${n8n.url}/`,
					PATH: dirname(host.node) + delimiter + process.env.PATH,
					...host.environment,
					...main.environment,
				}),
			});
			closers.push(() => worker.kill('SIGKILL'));
			let output = '';
			for (const stream of [worker.stdout, worker.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
			await waitFor('a worker to be ready', () => (output.includes('worker is now ready') ? true : undefined), 120_000);
		}
	};
	const close = async () => {
		for (const closer of closers) closer();
		await postgres(host, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
	};
	return { environment, startWorkers, close };
}
