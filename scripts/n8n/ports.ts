import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Below the ports that Linux, macOS and Windows assign to outgoing connections: one of those could be taken between the
 * check and the start of a process, or while a process that keeps its port is down.
 */
const [LOWEST, HIGHEST] = [15_000, 31_999];

const TRIES = 100;

/** Ports assigned by this process; the caller may not be listening yet. */
const handedOut = new Set<number>();

/**
 * A free port on loopback, never returned twice.
 *
 * @throws Error when there is no free port
 */
export async function freePort(): Promise<number> {
	for (let tries = 0; tries < TRIES; tries++) {
		const port = randomInt(LOWEST, HIGHEST + 1);
		if (handedOut.has(port)) continue;
		handedOut.add(port);
		if (await isFree(port)) return port;
	}
	throw new Error(`No free port found on 127.0.0.1 between ${LOWEST} and ${HIGHEST}`);
}

/** Whether this port of loopback is free. */
export async function isFree(port: number): Promise<boolean> {
	return await new Promise((done) => {
		const server = createServer();
		server.once('error', () => done(false));
		server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
	});
}
