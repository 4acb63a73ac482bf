import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import type { N8nInstallation } from '../../../scripts/n8n/install';

/**
 * The environment variable in which the global setup stores why queue mode cannot be tested here; empty when it can.
 */
export const MISSING_SERVICES = 'E2E_NO_SERVICES';

/** Redis and PostgreSQL, which n8n's queue mode needs, at their standard ports on this machine. */
const SERVICES = [
	['Redis', 6379],
	['PostgreSQL', 5432],
] as const;
const [[, REDIS_PORT], [, POSTGRES_PORT]] = SERVICES;

/** libpq's variables set another user or a password, where PostgreSQL requires one for `postgres`. */
const user = () => process.env.PGUSER || 'postgres';
const password = () => process.env.PGPASSWORD ?? '';

async function listening(port: number): Promise<boolean> {
	return await new Promise((done) => {
		const socket = connect(port, '127.0.0.1');
		socket.once('connect', () => done(true)).once('connect', () => socket.destroy());
		socket.once('error', () => done(false));
	});
}

/** Lists the services that do not run; undefined when both do. */
export async function missingServices(): Promise<string | undefined> {
	const missing: string[] = [];
	for (const [name, port] of SERVICES) {
		if (!(await listening(port))) missing.push(`${name} (127.0.0.1:${port})`);
	}
	return missing.length > 0 ? `nobody listens where queue mode needs ${missing.join(' and ')}` : undefined;
}

interface PgClient {
	connect(): Promise<void>;
	query(text: string): Promise<{ rows: Array<Record<string, unknown>> }>;
	end(): Promise<void>;
}

interface RedisClient {
	scan(cursor: string, ...options: string[]): Promise<[cursor: string, keys: string[]]>;
	unlink(...keys: string[]): Promise<number>;
	info(): Promise<string>;
	disconnect(): void;
}

/** A separate database, and a separate key prefix in Redis. */
export interface Store {
	/** The environment variables that make n8n use them. */
	environment: Record<string, string>;
	/** Runs one statement in the database. @returns its rows */
	query(statement: string): Promise<Array<Record<string, unknown>>>;
	/** What Redis says about itself (its command INFO), such as `used_memory`: of the entire server. */
	redisInfo(): Promise<Record<string, string>>;
	/** Removes both, even while clients are connected. */
	close(): Promise<void>;
}

/** @throws Error when one of the services does not run or rejects the login */
export async function createStore(host: N8nInstallation): Promise<Store> {
	const missing = await missingServices();
	if (missing) throw new Error(`Queue mode cannot be tested: ${missing}`);
	// Uses the drivers installed with n8n.
	const load = createRequire(host.n8n);
	const { Client } = load('pg') as { Client: new (options: object) => PgClient };
	const { Redis } = load('ioredis') as { Redis: new (port: number, host: string) => RedisClient };
	const query = async (database: string, statement: string) => {
		const client = new Client({ host: '127.0.0.1', port: POSTGRES_PORT, user: user(), password: password(), database });
		await client.connect();
		try {
			return (await client.query(statement)).rows;
		} finally {
			await client.end();
		}
	};
	const name = `n8n_e2e_${randomBytes(6).toString('hex')}`;
	await query('postgres', `CREATE DATABASE ${name}`);
	return {
		environment: {
			EXECUTIONS_MODE: 'queue',
			OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(REDIS_PORT),
			QUEUE_BULL_PREFIX: name,
			// Redis is not cleared between runs: n8n's keys of an earlier run must not be taken for those of this one.
			N8N_CACHE_REDIS_KEY_PREFIX: name,
			N8N_REDIS_KEY_PREFIX: name,
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(POSTGRES_PORT),
			DB_POSTGRESDB_DATABASE: name,
			DB_POSTGRESDB_USER: user(),
			DB_POSTGRESDB_PASSWORD: password(),
			// n8n's default of 2 is too small for 10 concurrent executions on a busy machine: they fail when they wait
			// too long for a connection.
			DB_POSTGRESDB_POOL_SIZE: '5',
			DB_POSTGRESDB_CONNECTION_TIMEOUT: '60000',
			N8N_ENCRYPTION_KEY: name,
		},
		query: async (statement) => await query(name, statement),
		async redisInfo() {
			const redis = new Redis(REDIS_PORT, '127.0.0.1');
			try {
				const lines = (await redis.info()).split('\r\n');
				return Object.fromEntries(lines.map((line) => line.split(':', 2) as [string, string]));
			} finally {
				redis.disconnect();
			}
		},
		async close() {
			await query('postgres', `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
			const redis = new Redis(REDIS_PORT, '127.0.0.1');
			try {
				let cursor = '0';
				do {
					const [next, keys] = await redis.scan(cursor, 'MATCH', `*${name}*`, 'COUNT', '1000');
					if (keys.length > 0) await redis.unlink(...keys);
					cursor = next;
				} while (cursor !== '0');
			} finally {
				redis.disconnect();
			}
		},
	};
}
