import { existsSync, readFileSync } from 'node:fs';
import { freePort, isFree } from './ports';

/** Of n8n, the emulator, and the simulated chat model. */
export interface Ports {
	n8n: number;
	emulator: number;
	model: number;
}

const DEFAULTS: Ports = { n8n: 5678, emulator: 5690, model: 5695 };

/** Ports that the user asked for, with the options that name them. */
export interface AskedPorts {
	n8n?: number;
	emulator?: number;
}

const OPTIONS = { n8n: '--port', emulator: '--emulator-port' };

/** @throws Error when a port that the user asked for is in use, or when both are the same */
export async function checkAsked(asked: AskedPorts): Promise<void> {
	if (asked.n8n !== undefined && asked.n8n === asked.emulator)
		throw new Error(`${OPTIONS.n8n} and ${OPTIONS.emulator} are both ${asked.n8n}. Choose another one for one of them`);
	for (const name of ['n8n', 'emulator'] as const) {
		const port = asked[name];
		if (port !== undefined && !(await isFree(port)))
			throw new Error(`Port ${port} is in use. Choose another one, or leave out ${OPTIONS[name]} for a free one`);
	}
}

/** The ports of the last start. @param file where they were saved */
export function lastPorts(file: string): Partial<Ports> {
	if (!existsSync(file)) return {};
	try {
		return (JSON.parse(readFileSync(file, 'utf8')) ?? {}) as Partial<Ports>;
	} catch {
		return {};
	}
}

/**
 * The ports that the user asked for; else those of the last start if they are free, so that URLs stay valid; else the
 * defaults, else any free one. All are different.
 */
export async function choosePorts(asked: AskedPorts, last: Partial<Ports>): Promise<Ports> {
	const taken = new Set([asked.n8n, asked.emulator]);
	const choose = async (name: keyof Ports): Promise<number> => {
		for (const port of [last[name], DEFAULTS[name]]) {
			if (port === undefined || taken.has(port) || !(await isFree(port))) continue;
			taken.add(port);
			return port;
		}
		return await freePort();
	};
	return {
		n8n: asked.n8n ?? (await choose('n8n')),
		emulator: asked.emulator ?? (await choose('emulator')),
		model: await choose('model'),
	};
}
