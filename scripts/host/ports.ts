import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Below the ports that Linux, macOS and Windows give to outgoing connections: one of those may be taken again between the
 * look and the start of a process, or while a process that is to keep its address is down.
 */
const [LOWEST, HIGHEST] = [15_000, 31_999];

const TRIES = 100;

/** Given out by this process; whoever asked may not listen yet. */
const given = new Set<number>();

/**
 * A port on loopback that nobody listens on, not given twice.
 *
 * @throws Error when none is found
 */
export async function freePort(): Promise<number> {
	for (let tries = 0; tries < TRIES; tries++) {
		const port = randomInt(LOWEST, HIGHEST + 1);
		if (given.has(port)) continue;
		given.add(port);
		if (await isFree(port)) return port;
	}
	throw new Error(`No free port found on 127.0.0.1 between ${LOWEST} and ${HIGHEST}`);
}

/** Whether nobody listens on this port of loopback. */
export async function isFree(port: number): Promise<boolean> {
	return await new Promise((done) => {
		const server = createServer();
		server.once('error', () => done(false));
		server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
	});
}
